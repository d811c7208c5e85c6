"""``lsg-desktop evaluate``: how well and how soon a model writes a manifest's clips."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from lsg_desktop.cli.corpus import add_corpus, corpus
from lsg_desktop.cli.flags import add_policy, add_settings
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import console, is_terminal, say, show
from lsg_desktop.cli.wanted import add_model
from lsg_desktop.evaluation import alignment, report, run
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import LAGS, Value, scores
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.baselines import Policy, check_policy
from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

_SHOWN = ("WER", "CER", "BLEU", "CHRF", *LAGS)


def add_parser(commands: Any) -> None:
    """Add ``evaluate`` to the command line."""
    parser = commands.add_parser(
        "evaluate",
        help="measure how well and how soon a model writes recordings with known texts",
        description="Caption each clip of a manifest as if it were spoken now, and compare with its"
        " texts. What an interrupted run has done is kept.",
    )
    add_corpus(parser)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for log, scores and report; with both tasks one below it for each",
    )
    parser.add_argument(
        "--align",
        action="store_true",
        help=f"for translations: sufficiency and hallucination, by {alignment.PROGRAM}",
    )
    add_model(parser)
    add_policy(parser)
    add_settings(parser, PolicySettings, "when a word is written", "the model's own, or {}")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    asked, chosen = corpus(arguments)
    policy = Policy(arguments.policy, arguments.held)
    check_policy(policy, asked.order.settings)
    tasks = asked.order.tasks
    orders = [replace(asked.order, tasks=(task,), policy=policy) for task in tasks]
    clips = [chosen.clips(task) for task in tasks]
    aligner = alignment.find() if arguments.align else None
    places = [arguments.out / task.value for task in tasks] if tasks[1:] else [arguments.out]
    with ExitStack() as held:
        folders = [held.enter_context(RunFolder(place)) for place in places]
        model = asked.load(machine)
        for order, ours, folder in zip(orders, clips, folders, strict=True):
            found = _measured(model, order, ours, folder)
            _account(model, order, ours, folder, found, aligner)
    return 0


def _language(order: Order) -> str:
    (task,) = order.tasks
    return order.language(task)


def _measured(
    model: SpeechModel, order: Order, clips: Sequence[Clip], folder: RunFolder
) -> list[Instance]:
    """Go through the clips, those before which are done already."""
    found = folder.resume(run.settings(model.info, order, clips))
    if found:
        say(f"resuming: {len(found)} of {len(clips)} clips are in {folder.path} already")
    (task,) = order.tasks
    try:
        with _bar() as bar:
            row = bar.add_task(task.value.title(), total=len(clips), completed=len(found))
            for instance in run.evaluate(model, order, clips, folder, len(found)):
                found.append(instance)
                bar.advance(row)
    except KeyboardInterrupt:
        say(
            f"interrupted: {len(found)} of {len(clips)} clips are kept in {folder.path};"
            " the same command goes on from there"
        )
        raise
    return found


def _account(
    model: SpeechModel,
    order: Order,
    clips: Sequence[Clip],
    folder: RunFolder,
    found: Sequence[Instance],
    aligner: str | None,
) -> None:
    """Write and show what the run has come to."""
    language = _language(order)
    result = scores(found, language)
    if aligner and language != order.source_lang:
        result |= _alignment(found, clips, language, aligner)
    folder.write("scores.json", json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    settings = run.settings(model.info, order, clips)
    page = folder.write("report.html", report.page(settings, result, found, language))
    show(_table(result))
    print(page)


def _alignment(
    found: Sequence[Instance], clips: Sequence[Clip], language: str, aligner: str
) -> dict[str, Value]:
    said = [clip.transcript for clip in clips]
    pairs = alignment.aligned(found, said, counts_characters(language), aligner)
    return {
        "sufficiency": alignment.sufficiency(pairs),
        "hallucination": alignment.hallucination(pairs),
    }


def _table(result: dict[str, Value]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    table.add_column("value", justify="right")
    table.add_column("by the clock", justify="right")
    for name in (*_SHOWN, "sufficiency", "hallucination"):
        if result.get(name) is not None:
            unit = " (ms)" if name in LAGS and name != "AP" else ""
            table.add_row(name + unit, _number(result[name]), _number(result.get(name + "_CA")))
    if result["degenerate"]:
        table.add_row("degenerate policy: its mean lag says little", "", "")
    return table


def _number(value: Value) -> str:
    return "" if value is None else f"{value:.2f}"


@contextmanager
def _bar() -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    hidden = not is_terminal(sys.stderr)
    with Progress(*columns, console=console(stderr=True), disable=hidden) as bar:
        yield bar
