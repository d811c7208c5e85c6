"""``lsg-desktop sweep``: which settings give which quality at which lag."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsg_desktop import paths
from lsg_desktop.cli import sweep_tables
from lsg_desktop.cli.corpus import add_corpus, corpus
from lsg_desktop.cli.flags import add_policies
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.picture import write_png
from lsg_desktop.cli.terminal import waiting
from lsg_desktop.cli.wanted import Wanted, add_model
from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.evaluation import curves
from lsg_desktop.evaluation.results import Results, as_json, chart, results
from lsg_desktop.evaluation.sweep import Trial, sweep, trials
from lsg_desktop.session import calibration
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.export import write
from lsg_desktop.settings import Declaration, PolicySettings, declared

_FLAGS = {
    "delta": "deltas",
    "alpha": "alphas",
    "low": "lows",
    "range": "ranges",
    "range_mode": "range-modes",
    "kl_direction": "kl-directions",
    "baseline": "baselines",
    "chunk_ms": "chunks-ms",
}
"""The flag that takes several values of a setting."""

_USUAL: Mapping[str, tuple[float, ...]] = {
    "delta": (1.0, 3.0, 5.0, 7.0, 9.0, float("inf")),
    "alpha": (0.5, 0.6, 0.7, 0.8, 0.9, 0.95),
    "low": (1, 2, 3, 4),
}
"""What is tried where nothing else is said; of the other settings it is the model's own."""

_HELD = (1, 3, 5, 8)


def add_parser(commands: Any) -> None:
    """Add ``sweep`` to the command line."""
    parser = commands.add_parser(
        "sweep",
        help="try many settings on clips, and find those worth having",
        description="Caption the clips of a manifest by every combination of settings, and by"
        " policies to compare with. What the model has said once is not computed again.",
    )
    add_corpus(parser)
    _add_grid(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for figures and curves"
    )
    parser.add_argument(
        "--apply",
        action="store_true",
        help="keep what was found as this model's Faster, Balanced and More accurate",
    )
    add_model(parser)
    # A setting is asked for by none of its usual flags: the model's own stand beside the grid.
    parser.set_defaults(run=_run, **dict.fromkeys(_FLAGS))


def _add_grid(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is tried")
    for name, default, declaration in declared(PolicySettings):
        usual = " ".join(f"{value:g}" for value in _USUAL.get(name, ())) or "the model's own"
        group.add_argument(
            f"--{_FLAGS[name]}",
            nargs="+",
            **_values(type(default), declaration),
            help=f"{declaration.label} (default: {usual})",
        )
    add_policies(group, _HELD)


def _values(kind: type[Any], declaration: Declaration) -> dict[str, Any]:
    if declaration.choices:
        return {"choices": declaration.choices}
    return {"type": kind, "metavar": declaration.unit.split()[0].upper()}


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    asked, chosen = corpus(arguments)
    rows = list({row.audio: row for row in chosen.rows}.values())  # each sound once
    tried = _trials(arguments, asked.order.settings)
    _make(arguments.out)
    path = calibration.file(paths.config_dir())
    if arguments.apply:  # what cannot be added to is better known before the sweep
        calibration.load(path, asked.model, _languages(asked.order), asked.order.settings)
    model = asked.load(machine)
    with waiting() as tell:
        swept = sweep(model, asked.order, tried, rows, lambda done: tell("Sweeping", done))
    found = results(swept, rows, asked.order)
    _write(arguments.out, asked.model, found, machine)
    sweep_tables.tell(found)
    if arguments.apply:
        _apply(path, asked, found)
    return 0


def _trials(arguments: argparse.Namespace, own: PolicySettings) -> list[Trial]:
    given = {name: getattr(arguments, flag.replace("-", "_")) for name, flag in _FLAGS.items()}
    grid = {name: values or _USUAL.get(name) for name, values in given.items()}
    found = trials(
        own,
        arguments.policy,
        {name: values for name, values in grid.items() if values},
        arguments.held,
    )
    if not found:
        raise InputFault("nothing is left to try: wait-k needs a range", "give other --range-modes")
    usual = Trial(own).curve(own)
    if arguments.apply and usual not in {trial.curve(own) for trial in found}:
        raise InputFault(
            "--apply needs LSG in the model's own range mode, direction, baseline and chunks",
            "leave those flags away, or --apply",
        )
    return found


def _languages(order: Order) -> str:
    return calibration.pair(order.tasks, order.source_lang, order.target_lang)


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFault(
            f"{path} cannot be made ({error.strerror})", "choose another --out"
        ) from error


def _write(out: Path, model: str, found: Results, machine: Machine) -> None:
    charts = {task: chart(found, task) for task in found.tables}
    for task, one in charts.items():
        write_png(curves.drawing(one), out / f"curves-{task}.png", machine.has_display())
    page = curves.page(f"{model}: quality and lag", [*charts.values()], [found.passes])
    write(out / "curves.html", page)
    write(out / "sweep.json", as_json(found))


def _apply(path: Path, asked: Wanted, found: Results) -> None:
    presets = {
        name: calibration.Measured(point.of.settings, point.lag_s, point.quality)
        for name, point in found.presets.items()
    }
    calibration.save(path, asked.model, _languages(asked.order), presets)
    print(f"\nKept as presets of {asked.model}, {_languages(asked.order)}, in {path}")
