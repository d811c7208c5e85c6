"""``lsg-desktop train simulsa-claim``: whether SimulSA does in small what its paper says."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import Any

from rich.table import Table as Shown

from lsg_desktop.cli.picture import write_png
from lsg_desktop.cli.terminal import say, show
from lsg_desktop.evaluation import curves
from lsg_desktop.evaluation.log import write_whole
from lsg_desktop.training import claim
from lsg_desktop.training.claim import FIGURES, Plan, Table


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
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    plan = Plan(work=arguments.work.resolve(), device=arguments.device)
    code = follow(plan, arguments)
    if code:
        return code
    _account(claim.read(plan), arguments.out)
    return 0


def follow(plan: Plan, arguments: argparse.Namespace) -> int:
    """Run the commands that are not done yet; give the exit code of the first that fails, or 0."""
    from lsg_desktop.cli.main import main  # which imports this module

    for command in claim.commands(plan):
        if not command.makes.exists():
            say(shlex.join(("lsg-desktop", *command.words)))
            code = main(command.words, arguments.machine)
            if code:
                return code
    return 0


def _account(table: Table, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / "simulsa.json", claim.as_json(table))
    charts = {task: claim.chart(table, task) for task in FIGURES}
    page = curves.page("SimulSA in small", [*charts.values()], [])
    write_whole(out / "simulsa.html", page)
    for task, chart in charts.items():
        write_png(curves.drawing(chart), out / f"simulsa-{task}.png")
        shown = Shown(title=chart.title, box=None, pad_edge=False)
        for name in claim.header(table):
            shown.add_column(name)
        for row in claim.rows(table, task):
            shown.add_row(*row)
        show(shown)
    print(out / "simulsa.html")
