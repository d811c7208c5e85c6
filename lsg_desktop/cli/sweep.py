"""``lsg-desktop sweep``: which settings give which quality at which lag."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lsg_desktop import paths
from lsg_desktop.cli import sweep_tables
from lsg_desktop.cli.corpus import add_corpus, corpus
from lsg_desktop.cli.flags import add_policies, add_target_lags
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.picture import write_png
from lsg_desktop.cli.terminal import kept, say, waiting
from lsg_desktop.cli.wanted import add_model
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import curves, sweep_log
from lsg_desktop.evaluation.holding import held_task
from lsg_desktop.evaluation.results import Results, as_json, chart, results
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.sweep import GRID, Sweep, Trial, joined, sweep, trials
from lsg_desktop.evaluation.sweep_log import SweepFolder
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session import calibration
from lsg_desktop.session.calibration import Subject
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

_HELD = (1, 3, 5, 8)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``sweep`` takes."""
    parser.description = (
        "Caption the clips of a manifest by every combination of settings, and by"
        " policies to compare with. What the model has said once is not computed again, and what an"
        " interrupted sweep has done is kept."
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
        usual = " ".join(f"{value:g}" for value in GRID.get(name, ())) or "the model's own"
        group.add_argument(
            f"--{_FLAGS[name]}",
            nargs="+",
            **_values(type(default), declaration),
            help=f"{declaration.label} (default: {usual})",
        )
    add_policies(group, _HELD)
    add_target_lags(group)


def _values(kind: type[Any], declaration: Declaration) -> dict[str, Any]:
    if declaration.choices:
        return {"choices": declaration.choices}
    return {"type": kind, "metavar": declaration.unit.split()[0].upper()}


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    asked, chosen = corpus(arguments)
    clips = chosen.clips(held_task(asked.order.tasks))
    tried = _trials(arguments, asked.order.settings)
    path = calibration.file(paths.config_dir())
    if arguments.apply:  # what cannot be added to is better known before the sweep
        calibration.load(path, Subject(asked.subject, asked.precision, asked.order))
    with SweepFolder(arguments.out) as folder:
        model = asked.load(machine)
        known = sweep_log.settings(model.info, asked.order, clips, _tried(arguments))
        swept = _swept(model, asked.order, tried, clips, folder, known)
        found = results(swept, clips, asked.order)
        write(arguments.out / "sweep.json", as_json(found))
        sweep_tables.tell(found)
        if arguments.apply:
            _apply(path, Subject(asked.subject, model.info.precision, asked.order), found)
        _draw(arguments.out, model.info.name, found)
    return 0


def _swept(
    model: SpeechModel,
    order: Order,
    tried: Sequence[Trial],
    clips: Sequence[Clip],
    folder: SweepFolder,
    known: Mapping[str, Any],
) -> Sweep:
    """Go through the clips, those before which are done already."""
    found = folder.resume(known)
    if found:
        say(f"resuming: {len(found)} of {len(clips)} clips are in {folder.path} already")
    with kept(found, f"{len(clips)} clips", folder.path), waiting() as tell:
        for clip in sweep(model, order, tried, clips, found):
            folder.append(clip)
            found.append(clip)
            tell("Sweeping", len(found) / len(clips))
    return joined(order, tried, found)


def _grid(arguments: argparse.Namespace) -> dict[str, Sequence[Any]]:
    """Give the values to try, by setting."""
    given = {name: getattr(arguments, flag.replace("-", "_")) for name, flag in _FLAGS.items()}
    grid = {name: values or GRID.get(name) for name, values in given.items()}
    return {name: values for name, values in grid.items() if values}


def _tried(arguments: argparse.Namespace) -> dict[str, Any]:
    """Give all that says what is tried, by flag."""
    grid = _grid(arguments)
    return {
        "policies": arguments.policy,
        **{flag: grid.get(name) for name, flag in _FLAGS.items()},
        "held": arguments.held if "hold-n" in arguments.policy else None,
        "target-lags": arguments.target_lags,
    }


def _trials(arguments: argparse.Namespace, own: PolicySettings) -> list[Trial]:
    found = trials(own, arguments.policy, _grid(arguments), arguments.held, arguments.target_lags)
    if not found:
        raise InputFault("nothing is left to try: wait-k needs a range", "give other --range-modes")
    usual = Trial(own).curve(own)
    if arguments.apply and usual not in {trial.curve(own) for trial in found}:
        raise InputFault(
            "--apply needs LSG in the model's own range mode, direction, baseline and chunks",
            "leave those flags away, or --apply",
        )
    return found


def _draw(out: Path, model: str, found: Results) -> None:
    charts = {task: chart(found, task) for task in found.tables}
    page = curves.page(f"{model}: quality and lag", [*charts.values()], found.notes())
    write(out / "curves.html", page)
    for task, one in charts.items():
        write_png(curves.drawing(one), out / f"curves-{task}.png")


def _apply(path: Path, subject: Subject, found: Results) -> None:
    presets = {
        name: calibration.Measured(point.of.settings, point.lag_s, point.quality)
        for name, point in found.presets.items()
    }
    calibration.save(path, subject, presets)
    print(f"\nKept as presets of {', '.join(subject.place)}, in {path}")
