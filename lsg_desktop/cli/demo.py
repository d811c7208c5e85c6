"""``lsg-desktop demo``: a bundled talk, captioned and translated as it plays."""

from __future__ import annotations

import argparse
import sys

from lsg_desktop import paths
from lsg_desktop.cli import sources
from lsg_desktop.cli.flags import add_settings, settings_from
from lsg_desktop.cli.live import LiveView
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.output import StandardOutput
from lsg_desktop.cli.playing import play
from lsg_desktop.cli.scene import Hearing, Scene
from lsg_desktop.cli.sinks import NoticeSink, Sink, TextSink
from lsg_desktop.cli.terminal import console, is_terminal, say
from lsg_desktop.cli.wanted import wanted
from lsg_desktop.cli.window import open_window
from lsg_desktop.models.catalogue import DEMO
from lsg_desktop.session import build
from lsg_desktop.settings import PREVIEW_TOKENS, PolicySettings
from lsg_desktop.ui.demo import Demo

TARGETS = ("de", "zh")
"""What the demo model translates into."""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``demo`` takes."""
    parser.description = (
        "Play two minutes of a talk, at the speed of speech and without sound, and"
        " write what is said beside its translation: in the window, or where there is no screen"
        " in the terminal."
    )
    parser.add_argument(
        "--target-lang",
        choices=TARGETS,
        default=TARGETS[0],
        help=f"to translate into (default: {TARGETS[0]})",
    )
    parser.add_argument("--terminal", action="store_true", help="show it in the terminal")
    parser.add_argument(
        "--fast",
        action="store_true",
        help="play as fast as it can be computed, in the terminal",
    )
    add_settings(parser, PolicySettings, "when a word is written", "the demo model's own, or {}")
    parser.set_defaults(
        run=_run,
        model=DEMO,
        adapter=None,
        task="both",
        source_lang="en",
        device="auto",
        precision="auto",
    )


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    talk = paths.resources() / "demo-talk" / "talk.flac"
    if machine.has_display() and not (arguments.terminal or arguments.fast):
        chosen = settings_from(arguments, PolicySettings)
        return open_window(machine, Demo(talk, DEMO, arguments.target_lang, chosen))
    is_shown = is_terminal(sys.stdout)
    asked = wanted(arguments, preview=PREVIEW_TOKENS if is_shown else 0)
    sound = sources.of_file(str(talk), machine, realtime=not arguments.fast)
    model = asked.load(machine)
    source = sound.open()
    session = build.session(model, source, asked.order)
    sinks: list[Sink]
    if is_shown:
        sinks = [LiveView(console(), Scene(asked.order, Hearing.of(sound, session)))]
    else:
        sinks = [TextSink(StandardOutput(), asked.order), NoticeSink(say, source.name)]
    return play(session, source, sinks, sound.detach)
