"""``lsg-desktop caption``: captions of a file, a pipe or a microphone."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from lsg_desktop.cli import output, sources
from lsg_desktop.cli.flags import add_settings, settings_from
from lsg_desktop.cli.live import LiveView
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.playing import play
from lsg_desktop.cli.scene import Hearing, Scene
from lsg_desktop.cli.sinks import FORMATS, NoticeSink, Sink, sink
from lsg_desktop.cli.terminal import console, is_terminal, say
from lsg_desktop.cli.wanted import add_model, add_task, wanted
from lsg_desktop.errors import InputFault
from lsg_desktop.session import build
from lsg_desktop.settings import PREVIEW_TOKENS, PolicySettings, SpeechSettings


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``caption`` takes."""
    parser.description = (
        "Write what is said, and its translation while it is being said."
        " Nothing leaves this machine."
    )
    sources.add_flags(parser)
    add_task(parser)
    _add_output(parser)
    add_model(parser)
    add_settings(parser, PolicySettings, "when a word is written", "the model's own, or {}")
    add_settings(parser, SpeechSettings, "where an utterance ends")
    parser.set_defaults(run=_run)


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        choices=FORMATS,
        help="default: as the suffix of --output says, otherwise text",
    )
    group.add_argument(
        "--output", metavar="FILE", help="write there rather than to standard output"
    )
    group.add_argument(
        "--trace", action="store_true", help="with jsonl: each decision, and why it was taken"
    )


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    if arguments.output == "-":
        arguments.output = None
    form = _format(arguments)
    is_shown = is_terminal(sys.stdout) and (arguments.output is not None or form == "text")
    asked = wanted(arguments, traced=arguments.trace, preview=PREVIEW_TOKENS if is_shown else 0)
    speech = SpeechSettings(**settings_from(arguments, SpeechSettings))
    sound = sources.found(arguments, machine)
    output.refuse_to_overwrite(arguments.output, arguments.file)
    is_written = arguments.output is not None or not is_shown
    with output.opened(arguments.output) if is_written else nullcontext() as written:
        model = asked.load(machine)
        source = sound.open()
        session = build.session(model, source, asked.order, speech)
        shown: Sink
        if is_shown:
            shown = LiveView(console(), Scene(asked.order, Hearing.of(sound, session)))
        else:
            shown = NoticeSink(say, source.name)
        sinks = [sink(form, written, asked.order)] if written else []
        return play(session, source, [*sinks, shown], sound.detach)


def _format(arguments: argparse.Namespace) -> str:
    suffix = Path(arguments.output or "").suffix.lower().lstrip(".")
    form: str = arguments.format or (suffix if suffix in FORMATS else "text")
    if arguments.trace and form != "jsonl":
        raise InputFault("--trace has no place in this format", "add --format jsonl")
    return form
