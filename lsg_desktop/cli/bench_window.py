"""``lsg-desktop bench-window``: how smooth the window is on this machine."""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from lsg_desktop import paths
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import say
from lsg_desktop.cli.window import services
from lsg_desktop.ui.immortal import keep_singletons


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``bench-window`` takes."""
    parser.description = (
        "Open the window, with no screen if there is none, caption the bundled talk"
        " over and over, and print gaps of the event loop, the time from a decision to the"
        " screen, CPU and memory. Nothing is stored."
    )
    parser.add_argument(
        "--minutes", type=float, default=5.0, metavar="N", help="how long to caption (default: 5)"
    )
    parser.add_argument(
        "--accelerated-hours",
        type=float,
        metavar="N",
        help="instead: so many hours of sound, as fast as they can be computed",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    if not machine.has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_singletons()
    with tempfile.TemporaryDirectory() as home:
        os.environ["LSG_HOME"] = home
        from PySide6.QtWidgets import QApplication

        from lsg_desktop.ui.benchmark import Plan, measure

        hours = arguments.accelerated_hours
        talk = paths.resources() / "demo-talk" / "talk.flac"
        plan = Plan(talk, 60 * arguments.minutes, None if hours is None else 3600 * hours)
        own = replace(services(machine), settings_file=Path(home) / "settings.toml")
        measured = measure(QApplication([]), own, plan)
    if measured.fault:
        say(measured.fault)
        return 2
    for line in measured.lines():
        print(line)
    return 0
