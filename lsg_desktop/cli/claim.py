"""``lsg-desktop train simulsa-claim``: whether SimulSA does in small what its paper says."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rich.table import Table as Shown

from lsg_desktop.cli.picture import write_png
from lsg_desktop.cli.terminal import say, show
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import curves, quality
from lsg_desktop.evaluation.log import write_whole, writing
from lsg_desktop.training import claim, claim_charts
from lsg_desktop.training.claim import CHUNKS_MS, FIGURES, Command, Plan, Table

PLAN_FILE = "plan.json"


def add_parser(below: Any) -> None:
    """Add ``simulsa-claim`` to what can be trained."""
    parser = below.add_parser(
        "simulsa-claim",
        help="see on a small model whether SimulSA does what its paper says",
        description="Train a base of the demo model's size on whole utterances only, fine-tune it"
        " with and without pairs that it makes itself, and measure all of them by other commands,"
        " which are shown. Hours on two cores; what is done is kept, and the same command goes on.",
    )
    parser.add_argument(
        "--work", type=Path, required=True, metavar="DIR", help="folder for all that is made"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for figures and charts"
    )
    parser.add_argument("--device", choices=("auto", "cpu"), default="auto")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from lsg_desktop.cli.main import main  # which imports this module once it is asked for
    from lsg_desktop.training.lora_processes import needed_accelerate

    plan, work, out = Plan(), arguments.work.resolve(), arguments.out
    needed_accelerate()
    quality.check_libraries("de")
    for folder in (work, out):
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
    hold(plan, work / PLAN_FILE)
    _learn(plan, work, arguments.device)
    run = partial(main, machine=arguments.machine)
    code = follow(claim.commands(plan, work, arguments.device), run)
    if code == 0:
        account(claim.read(plan, work), plan, out)
    return code


def hold(plan: Plan, path: Path) -> None:
    """Note what a folder is of. Raises InputFault where it is of another plan."""
    told = json.dumps(plan.json(), indent=1) + "\n"
    if path.exists() and path.read_text("utf-8") != told:
        raise InputFault(f"{path.parent} is of another plan", "give another --work")
    write_whole(path, told)


def _learn(plan: Plan, work: Path, device: str) -> None:
    """Train the base on whole utterances and whole texts, unless it is there."""
    from lsg_desktop.cli.train import learn  # which imports this module
    from lsg_desktop.training import card
    from lsg_desktop.training.demo import Recipe

    folder = claim.base(work)
    if (folder / "lsg.json").exists():
        return
    say("training the base on whole utterances only")
    learn(Recipe(**plan.recipe), work / "learning", folder, device)
    card.write_defaults(folder, name="base")


def follow(commands: Iterable[Command], run: Callable[[Sequence[str]], int]) -> int:
    """Run commands, but those that are done; give the first exit code that is not 0, or 0."""
    for command in commands:
        if command.makes is None or not command.makes.exists():
            say(shlex.join(("lsg-desktop", *command.words)))
            code = run(command.words)
            if code:
                return code
    return 0


def account(table: Table, plan: Plan, out: Path) -> None:
    """Write and show what was found. Raises OutputFault."""
    write_whole(out / "simulsa.json", claim.as_json(table, plan))
    write_whole(out / "simulsa.html", claim_charts.page(table))
    for task in FIGURES:
        for chunk_ms in CHUNKS_MS:
            drawn = curves.drawing(claim_charts.chart(table, task, chunk_ms))
            write_png(drawn, out / f"simulsa-{task}-{chunk_ms}.png")
        shown = Shown(title=f"{task}: {FIGURES[task]} at LAAL", box=None, pad_edge=False)
        for name in claim.header(table):
            shown.add_column(name)
        for row in claim.rows(table, task):
            shown.add_row(*row)
        show(shown)
    print(out / "simulsa.html")
