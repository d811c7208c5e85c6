"""``lsg-desktop train simulsa``: pairs to learn simultaneity from, made by a model itself."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rich.table import Table

from lsg_desktop.cli.corpus import add_manifest
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import counting, kept, say, show, waiting
from lsg_desktop.cli.wanted import add_model
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import run
from lsg_desktop.evaluation.log import write_whole
from lsg_desktop.models.languages import check_languages
from lsg_desktop.session.build import TASKS
from lsg_desktop.training import pairs_report, passages
from lsg_desktop.training.pair_making import Making, walk
from lsg_desktop.training.pairs import Pair, PairsFile
from lsg_desktop.training.passages import Passage
from lsg_desktop.training.simulsa import Truncation, check_tau, usual_tau

if TYPE_CHECKING:
    from lsg_desktop.models.qwen2_audio import Qwen2AudioModel

COUNT = 3000
"""The paper's: 1.3 % of its clips."""

_LAW = Truncation()


def add_parser(below: Any) -> None:
    """Add ``simulsa`` to what can be trained."""
    parser = below.add_parser(
        "simulsa",
        help="make SimulSA's pairs of truncated clips and what may be said of them",
        description="Truncate clips of a manifest, and keep of each reference what the model"
        " itself believes after so much sound. What cannot be learnt from is left out and counted;"
        " what an interrupted run has made is kept.",
    )
    add_manifest(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="PAIRS.jsonl", help="file for the pairs"
    )
    parser.add_argument(
        "--count", type=int, default=COUNT, metavar="N", help=f"pairs to make (default: {COUNT})"
    )
    parser.add_argument(
        "--task",
        choices=tuple(TASKS),
        default="translate",
        help="pairs of translations, of what is said, or of both (default: translate; rows of one"
        " language are transcribed in any case)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of chance (default: 0)")
    _add_law(parser)
    add_model(parser)
    parser.set_defaults(run=_run)


def _add_law(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is heard and kept")
    group.add_argument(
        "--beta",
        nargs=2,
        type=float,
        default=_LAW.beta,
        metavar=("A", "B"),
        help="shape of the law by which clips are truncated (default: {:g} {:g})".format(
            *_LAW.beta
        ),
    )
    for flag, what in (("shortest_s", "least"), ("longest_s", "most, or the clip")):
        group.add_argument(
            f"--{flag.replace('_', '-')}",
            type=float,
            default=getattr(_LAW, flag),
            metavar="S",
            help=f"seconds that are heard at {what} (default: {getattr(_LAW, flag):g})",
        )
    group.add_argument(
        "--tau",
        type=float,
        metavar="P",
        help="a reference is kept up to the first token that is less probable than this"
        " (default: 100 divided by the size of the model's vocabulary)",
    )


def _run(arguments: argparse.Namespace) -> int:
    truncation, chosen = _checked(arguments)
    with PairsFile(arguments.out) as file:
        model = _load(arguments)
        tau = arguments.tau or usual_tau(model.vocabulary.size)
        making = Making(chosen, arguments.seed, truncation, walk(model, tau))
        settings = {
            **run.loaded(model.info),
            "task": arguments.task,
            "seed": arguments.seed,
            "beta": truncation.beta,
            "shortest_s": truncation.shortest_s,
            "longest_s": truncation.longest_s,
            "tau": tau,
            "passages": len(chosen),
            "manifest": passages.digest(chosen),
        }
        pairs = _made(file, making, settings, arguments.count)
        _account(arguments.out, model.info.name, pairs, making)
    return 0


def _checked(arguments: argparse.Namespace) -> tuple[Truncation, list[Passage]]:
    """Check all that can be checked before a model is loaded. Raises LsgError."""
    machine: Machine = arguments.machine
    if arguments.count < 1:
        raise InputFault(f"--count cannot be {arguments.count}", "give 1 or more")
    if arguments.tau is not None:
        check_tau(arguments.tau)
    card = machine.models.card(arguments.model)
    truncation = Truncation(tuple(arguments.beta), arguments.shortest_s, arguments.longest_s)
    truncation.check(card.limit_s)
    found = passages.read(arguments.manifest, TASKS[arguments.task], arguments.out.parent)
    for task, source_lang, target_lang in dict.fromkeys(
        (one.task, one.source_lang, one.target_lang) for one in found.passages
    ):
        check_languages(card, (task,), source_lang, target_lang)
    for reason, number in found.left_out.items():
        say(f"left out of {arguments.manifest}: {number} {reason}")
    return truncation, found.passages


def _load(arguments: argparse.Namespace) -> Qwen2AudioModel:
    """Load the model, and show that this takes a while."""
    machine: Machine = arguments.machine
    with waiting() as tell:
        model = machine.models.load(
            arguments.model,
            arguments.device,
            arguments.precision,
            tell,
            adapter=arguments.adapter,
        )
    return cast("Qwen2AudioModel", model)  # the one class of models that hear


def _made(
    file: PairsFile, making: Making, settings: Mapping[str, Any], count: int
) -> Sequence[Pair]:
    """Make the pairs that are not in the file yet, and give all of them."""
    pairs = file.resume(settings)
    if len(pairs) > count:
        raise InputFault(
            f"{file.path} holds {len(pairs)} pairs already",
            f"give --count {len(pairs)} or more, or another --out",
        )
    if pairs:
        say(f"resuming: {len(pairs)} of {count} pairs are in {file.path} already")
        making.skip(pairs)
    with kept(pairs, f"{count} pairs", file.path), counting() as bar:
        row = bar.add_task("Making pairs", total=count, completed=len(pairs))
        for pair in islice(making.pairs(), count - len(pairs)):
            file.append(pair)
            pairs.append(pair)
            bar.advance(row)
    return pairs


def _account(out: Path, model: str, pairs: Sequence[Pair], making: Making) -> None:
    """Write and show what the pairs are like."""
    title = f"{model}: {len(pairs)} pairs of SimulSA"
    page = out.with_suffix(".html")
    write_whole(page, pairs_report.page(title, pairs))
    table = Table(box=None, pad_edge=False)
    for place, name in enumerate(pairs_report.HEADER):
        table.add_column(name, justify="right" if place else "left")
    for row in pairs_report.rows(pairs):
        table.add_row(*row)
    show(table)
    print(page)
    if making.passed_over:
        why = f" ({making.why.problem})" if making.why else ""
        say(f"passed over {making.passed_over} draws of clips that cannot be used{why}")
    doubt = pairs_report.doubt(pairs)
    if doubt:
        say(doubt)
