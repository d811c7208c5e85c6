"""``train lora``: an adapter for a model of speech or of text, on any number of processes.

It is accelerate that knows how many there are and on what, peft that knows what an adapter is, and
:mod:`lsg_desktop.models` how a model is loaded, prompted and fed: learning and inference share all
of that. Here a job is checked and made ready. It knows no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import EnvironmentFault, InputFault, OutOfMemory
from lsg_desktop.events import Task
from lsg_desktop.models import load, memory, text_load
from lsg_desktop.models.adapter import needed_peft
from lsg_desktop.models.catalogue import Card
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.load import Prepared
from lsg_desktop.training import lora_data as data
from lsg_desktop.training.lora_recipe import Recipe
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

    ``estimated`` hears what it will take before it starts. Raises InputFault for what cannot be
    learnt from, EnvironmentFault where the machine cannot do it or the loss is no number, and
    OutputFault where there is no room; the last checkpoint and the best adapter stay.
    """
    accelerate = needed_accelerate()
    state = accelerate.PartialState(cpu=job.on_cpu)
    accumulated = job.recipe.accumulated(state.num_processes)
    prepared = prepare(job, _name(state.device))
    material = gather(job, prepared.card, tell)
    accelerator = accelerate.Accelerator(
        cpu=job.on_cpu,
        gradient_accumulation_steps=accumulated,
        # In bf16 the adapter and its optimiser are fp32 all the same; fp16 needs its loss scaled.
        mixed_precision="fp16" if prepared.plan.base == "fp16" else "no",
    )
    with _watched(job.recipe, prepared):
        training = Training(job.recipe, job.out, prepared, material, accelerator)
        return training.run(job.is_text, job.prompt, tell, estimated)


def needed_accelerate() -> Any:
    """Import accelerate, and see that peft is there. Raises EnvironmentFault where one is not."""
    needed_peft()
    try:
        import accelerate
    except ImportError:
        raise EnvironmentFault(
            "training needs accelerate", "pip install 'lsg-desktop[train]'"
        ) from None
    return accelerate


def prepare(job: Job, device: str) -> Prepared:
    """Check the model, and choose the precision of what does not learn. Raises LsgError."""
    of_kind = text_load.prepare if job.is_text else load.prepare
    prepared = of_kind(job.model, device, job.precision)
    if prepared.reference.adapter:
        raise InputFault(f"{job.model} is an adapter already", "give the model that it is for")
    if prepared.plan.precision == "int8":  # as auto chooses where there is room for no more
        prepared = of_kind(job.model, device, "nf4")
    if prepared.plan.base == "fp16" and prepared.place.kind == "cpu":
        raise EnvironmentFault("a processor does not learn in fp16", "choose --precision fp32")
    return prepared


def gather(job: Job, card: Card, tell: Tell) -> Material:
    """Read and part the examples. Raises InputFault for what cannot be learnt from."""
    recipe = job.recipe
    if job.is_text:
        sifted = data.of_text(job.data)
    else:
        sifted = data.of_speech(
            job.data,
            job.tasks,
            card.limit_s,
            lambda done: tell("Looking at the sound", round(100 * done), 100),
        )
    pairs = data.of_pairs(job.pairs) if job.pairs else []
    _check_languages(card, [*sifted.examples, *pairs])
    learnt, held_out = data.parted(sifted.examples, recipe.held_out)
    learnt = data.sampled(learnt, recipe.samples, recipe.seed)
    if pairs:
        learnt = data.mixed(learnt, held_out, pairs, job.share, recipe.seed)
    return Material(learnt, held_out, sifted.left_out)


def _check_languages(card: Card, examples: list[data.Example]) -> None:
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
    ways += [] if prepared.plan.precision.startswith("nf4") else ["--precision nf4"]
    try:
        with memory.watched(f"the memory of {prepared.place.label} is full", None):
            yield
    except OutOfMemory as fault:
        remedy = f"give {' or '.join(ways)}" if ways else "choose a smaller model"
        raise OutOfMemory(fault.problem, remedy) from None
