"""``lsg-desktop train lora``: an adapter that makes a model better at what it is to write."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.progress import Progress, TaskID, TextColumn

from lsg_desktop.cli.terminal import counting, say
from lsg_desktop.cli.wanted import add_name
from lsg_desktop.cli.wanted_text import add_prompt
from lsg_desktop.errors import InputFault, LsgError
from lsg_desktop.evaluation import manifest
from lsg_desktop.models.amounts import duration, size
from lsg_desktop.session.build import TASKS
from lsg_desktop.training.lora_recipe import SHARE, SPEECH, TEXT, Recipe

if TYPE_CHECKING:
    from lsg_desktop.training.lora_training import Estimate

PRECISIONS = ("auto", "fp32", "bf16", "fp16", "nf4", "nf4-small")
"""In what the weights of the model may be, which do not learn."""

_HELP: Mapping[str, tuple[type, str, str]] = {
    "rank": (int, "N", "rank of the adapter"),
    "alpha": (int, "N", "what it adds is multiplied by this and divided by the rank"),
    "dropout": (float, "P", "share of its inputs that it does without"),
    "rate": (float, "R", "learning rate"),
    "weight_decay": (float, "W", "weight decay"),
    "batch": (int, "N", "examples a step, on all processes together"),
    "at_once": (int, "N", "examples that go through the model together: fewer take less memory"),
    "epochs": (float, "N", "how often it goes through all examples"),
    "samples": (int, "N", "examples to learn from at most"),
    "held_out": (float, "P", "share of the texts to judge by, 200 at most"),
    "keep_every": (int, "N", "steps between judgements and checkpoints"),
    "patience": (int, "N", "judgements without a better one that end it"),
    "seed": (int, "N", "of chance"),
}


def add_parser(below: Any) -> None:
    """Add ``lora`` to what can be trained."""
    parser = below.add_parser(
        "lora",
        help="train an adapter for a model of speech or of text",
        description="Train a LoRA adapter on clips with known texts, or on texts with their"
        " translations; with --precision nf4 that is QLoRA. It is kept as it was when what is held"
        " out was written best, and what an interrupted training has learnt is kept. On several"
        " GPUs: accelerate launch -m lsg_desktop train lora …",
    )
    parser.add_argument(
        "data",
        type=Path,
        metavar="DATA",
        help=f"a file of tab-separated columns: {', '.join(manifest.COLUMNS)}; with --text the"
        " first is not needed",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the adapter"
    )
    _add_data(parser)
    _add_model(parser)
    _add_recipe(parser)
    parser.set_defaults(run=_run)


def _add_data(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is learnt")
    group.add_argument(
        "--task",
        choices=tuple(TASKS),
        help="of speech: to write what is said, its translation, or both (default: both)",
    )
    group.add_argument(
        "--pairs",
        type=Path,
        metavar="PAIRS.jsonl",
        help="of speech: pairs of `lsg-desktop train simulsa` to mix in",
    )
    group.add_argument(
        "--share",
        type=float,
        metavar="P",
        help=f"pairs for each whole example (default: {SHARE:g})",
    )
    group.add_argument(
        "--text",
        action="store_true",
        help="learn to translate the transcripts rather than the sound: --model is one of text",
    )
    add_prompt(group)


def _add_model(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("model")
    add_name(group)
    group.add_argument(
        "--device",
        choices=("auto", "cpu"),
        default="auto",
        help="where to compute: auto is the GPU or GPUs that accelerate finds (default: auto)",
    )
    group.add_argument(
        "--precision",
        choices=PRECISIONS,
        default="auto",
        help="how many bits a weight of the model takes, which does not learn (default: auto)",
    )
    group.add_argument(
        "--recompute",
        action="store_true",
        help="compute again what learning needs rather than keep it: a third slower, and a long"
        " clip takes a tenth of the memory",
    )


def _add_recipe(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how it is learnt (default: for speech, for text)")
    for name, (kind, unit, what) in _HELP.items():
        usual = [_shown(name, getattr(recipe, name)) for recipe in (SPEECH, TEXT)]
        group.add_argument(
            f"--{name.replace('_', '-')}",
            type=kind,
            metavar=unit,
            help=f"{what} (default: {', '.join(dict.fromkeys(usual))})",
        )


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return "all" if name == "samples" else "a tenth of all, 100 at most"
    return f"{value:g}"


def _run(arguments: argparse.Namespace) -> int:
    # Under accelerate each process runs this: one of them tells for all how far it is.
    rank = os.environ.get("RANK", "0")
    is_first = rank == "0"
    try:
        _train(arguments, is_first)
    except LsgError as fault:
        if is_first:
            raise
        say(f"process {rank}: {fault}")
        return 2
    except KeyboardInterrupt:
        if is_first:
            say("interrupted: the same command goes on from the last checkpoint, if there is one")
        raise
    return 0


def _train(arguments: argparse.Namespace, is_first: bool) -> None:
    recipe = _recipe(arguments)
    _check(arguments)
    from lsg_desktop.training.lora import Job, train  # brings torch

    job = Job(
        model=arguments.model,
        data=arguments.data,
        out=arguments.out,
        recipe=recipe,
        is_text=arguments.text,
        prompt=arguments.prompt,
        tasks=TASKS[arguments.task or "both"],
        pairs=arguments.pairs,
        share=SHARE if arguments.share is None else arguments.share,
        on_cpu=arguments.device == "cpu",
        precision=arguments.precision,
    )
    if not is_first:
        train(job, lambda *_: None, lambda _: None)
        return
    with counting(TextColumn("{task.fields[note]}")) as bar:
        outcome = train(job, _Bars(bar).tell, lambda estimate: _announce(estimate, arguments.data))
    early = ", where it was no longer getting better" if outcome.is_early else ""
    say(f"ended with step {outcome.steps}{early}; least loss held out: {outcome.best:.4f}")
    print(arguments.out)


def _recipe(arguments: argparse.Namespace) -> Recipe:
    """Give the recipe of the paper with what was asked for. Raises InputFault."""
    given = {
        item.name: getattr(arguments, item.name)
        for item in fields(Recipe)
        if getattr(arguments, item.name) is not None
    }
    return replace(TEXT if arguments.text else SPEECH, **given)


def _check(arguments: argparse.Namespace) -> None:
    """Refuse what has no place in what is learnt. Raises InputFault."""
    for name in ("task", "pairs", "share"):
        if arguments.text and getattr(arguments, name) is not None:
            raise InputFault(f"--{name} is of speech", "leave it away, or --text")
    if arguments.prompt is not None and not arguments.text:
        raise InputFault("--prompt is of text", "leave it away, or add --text")
    if arguments.share is not None and arguments.pairs is None:
        raise InputFault("--share is of pairs", "add --pairs PAIRS.jsonl")
    if arguments.share is not None and not 0 < arguments.share <= 1:
        raise InputFault(f"--share cannot be {arguments.share:g}", "give above 0, up to 1")


class _Bars:
    """A bar for each thing that takes its time."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._rows: dict[str, TaskID] = {}

    def tell(self, doing: str, done: int, total: int, note: str = "") -> None:
        """Show how much of it is done."""
        if doing not in self._rows:
            self._rows[doing] = self._bar.add_task(doing, total=total, note=note)
        self._bar.update(self._rows[doing], completed=done, note=note)


def _announce(estimate: Estimate, data: Path) -> None:
    """Say what was left out, and what is to come."""
    material, prepared = estimate.material, estimate.prepared
    for reason, count in material.left_out.items():
        say(f"left out of {data}: {count} {reason}")
    pairs = sum(one.is_cut for one in material.learnt)
    mixed = f", {pairs} of them pairs of SimulSA" if pairs else ""
    say(f"{len(material.learnt)} examples{mixed}; {len(material.held_out)} are held out")
    begun = f" from step {estimate.done} on" if estimate.done else ""
    say(
        f"{estimate.steps} steps{begun}, about {duration(estimate.seconds)};"
        f" {size(estimate.needed_bytes)} of memory in {prepared.plan.precision},"
        f" {size(prepared.place.free_bytes)} free on {prepared.place.label}"
    )
