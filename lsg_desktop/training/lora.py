"""``train lora``: an adapter for a model of speech or of text, on any number of processes.

It is accelerate that knows how many there are and on what, peft that knows what an adapter is, and
:mod:`lsg_desktop.models` how a model is loaded, prompted and fed: learning and inference share all
of that. Here a job is checked and made ready. It knows no terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import EnvironmentFault, InputFault, OutOfMemory
from lsg_desktop.events import Task
from lsg_desktop.models import load, memory, text_load
from lsg_desktop.models.catalogue import Card
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.load import Prepared
from lsg_desktop.training import lora_data as data
from lsg_desktop.training import lora_split as split
from lsg_desktop.training.lora_data import Example, Sifted
from lsg_desktop.training.lora_log import recorded, standing
from lsg_desktop.training.lora_needs import IN_NF4
from lsg_desktop.training.lora_processes import bind, lengths, needed_accelerate
from lsg_desktop.training.lora_recipe import Recipe
from lsg_desktop.training.lora_subject import of_speech, of_text
from lsg_desktop.training.lora_training import Estimate, Material, Outcome, Tell, Training


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be trained, on what, and where to.

    ``is_text`` says that the model reads; ``prompt`` is how it is asked, None as its tokenizer
    says. ``share`` of ``pairs`` is mixed into the whole examples of ``data``.
    """

    model: str
    data: Path
    out: Path
    recipe: Recipe
    is_text: bool = False
    prompt: str | None = None
    tasks: tuple[Task, ...] = tuple(Task)
    pairs: Path | None = None
    share: float = 0.0
    on_cpu: bool = False
    precision: str = "auto"


def train(job: Job, tell: Tell, estimated: Callable[[Estimate], object]) -> Outcome:
    """Train an adapter, or go on where that was interrupted.

    ``estimated`` hears what it will take before it starts; it does not where all is done already.
    Raises InputFault for what cannot be learnt from, EnvironmentFault where the machine cannot do
    it or the loss is no number, and OutputFault where there is no room; the last checkpoint and the
    best adapter stay.
    """
    accelerate = needed_accelerate()
    state = accelerate.PartialState(cpu=job.on_cpu)
    accumulated = job.recipe.accumulated(state.num_processes)
    prepared = prepare(job, _name(state.device))
    found = read(job, prepared.card)
    accelerator = accelerate.Accelerator(
        cpu=job.on_cpu,
        # In bf16 the adapter and its optimiser are fp32 all the same; fp16 needs its loss scaled.
        mixed_precision="fp16" if prepared.plan.base == "fp16" else "no",
    )
    bind(accelerator, prepared.plan, accumulated, job.recipe.at_once)
    with _watched(job.recipe, prepared):
        subject = of_text(prepared, job.prompt) if job.is_text else of_speech(prepared)
        training = Training(job.recipe, job.out, subject, accelerator)
        settings = {"asked": job.precision, "corpus": found.digest, "share": found.share}
        return training.run(settings, lambda: gather(job, found, tell), tell, estimated)


def prepare(job: Job, device: str) -> Prepared:
    """Check the model, and choose the precision of what does not learn. Raises LsgError.

    What was chosen stays so, however much memory there is when the training goes on.
    """
    precision = job.precision
    if standing(job.out)[0].step and recorded(job.out).get("asked") == precision:
        precision = recorded(job.out)["precision"]
    of_kind = text_load.prepare if job.is_text else load.prepare
    with _without_int8():
        prepared = of_kind(job.model, device, precision)
        if prepared.plan.precision == "int8":  # as auto chooses where there is room for no more
            prepared = of_kind(job.model, device, "nf4")
    if prepared.reference.adapter:
        raise InputFault(f"{job.model} is an adapter already", "give the model that it is for")
    if prepared.plan.base == "fp16" and prepared.place.kind == "cpu":
        raise EnvironmentFault("a processor does not learn in fp16", "choose --precision fp32")
    return prepared


@contextmanager
def _without_int8() -> Iterator[None]:
    """Advise four bits where inference would be advised eight, beside which nothing is learnt."""
    try:
        yield
    except EnvironmentFault as fault:
        raise EnvironmentFault(fault.problem, fault.remedy.replace("int8", "nf4")) from None


@dataclass(frozen=True, slots=True)
class Read:
    """What the files say, before any sound is looked at: whole examples, and pairs to mix in.

    ``limit_s`` is the longest sound that the model takes.
    """

    whole: Sifted
    pairs: Sequence[Example]
    share: float
    limit_s: float

    @property
    def digest(self) -> str:
        """A digest of all that it says."""
        return data.digest([*self.whole.examples, *self.pairs])


def read(job: Job, card: Card) -> Read:
    """Read what there is to learn from. Raises InputFault for what the model does not know."""
    whole = data.of_text(job.data) if job.is_text else data.of_speech(job.data, job.tasks)
    pairs = data.of_pairs(job.pairs) if job.pairs else []
    _check_languages(card, [*whole.examples, *pairs])
    return Read(whole, pairs, job.share if job.pairs else 0.0, card.limit_s)


def gather(job: Job, found: Read, tell: Tell) -> Material:
    """Look at the sounds, and part the examples. Raises InputFault where there are too few."""
    recipe, whole, pairs = job.recipe, found.whole, Sifted(list(found.pairs), Counter())
    sounds = {one.audio for one in (*whole.examples, *pairs.examples) if one.audio}
    if sounds:
        samples = lengths(sorted(sounds), lambda *done: tell("Looking at the sound", *done))
        whole = data.audible(whole, samples, found.limit_s)
        data.check_any(job.data, whole)
        pairs = data.audible(pairs, samples, found.limit_s)
    learnt, held_out = split.parted(whole.examples, recipe.held_out)
    learnt = split.sampled(learnt, recipe.samples, recipe.seed)
    if job.pairs:
        learnt = split.mixed(learnt, held_out, pairs.examples, found.share, recipe.seed)
    left_out = Counter({f"pairs {why}": count for why, count in pairs.left_out.items()})
    return Material(learnt, held_out, whole.left_out + left_out)


def _check_languages(card: Card, examples: Sequence[Example]) -> None:
    for task, spoken, written in sorted(
        {(one.task, one.source_lang, one.target_lang) for one in examples}
    ):
        check_languages(card, (task,), spoken, written)


def _name(device: Any) -> str:
    """Give the place that accelerate has chosen, by number where it is one of several."""
    return f"cuda:{device.index or 0}" if device.type == "cuda" else str(device.type)


@contextmanager
def _watched(recipe: Recipe, prepared: Prepared) -> Iterator[None]:
    """Say what takes less memory, where there is too little."""
    ways = [f"--at-once {recipe.at_once // 2}"] if recipe.at_once > 1 else []
    ways += [] if recipe.recompute else ["--recompute"]
    ways += [] if prepared.plan.precision.startswith("nf4") else [IN_NF4]
    try:
        with memory.watched(f"the memory of {prepared.place.label} is full", None):
            yield
    except OutOfMemory as fault:
        remedy = f"give {' or '.join(ways)}" if ways else "choose a smaller model"
        raise OutOfMemory(fault.problem, remedy) from None
