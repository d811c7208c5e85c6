"""``lsg-desktop translate-text``: a translation of standard input while it is being written."""

from __future__ import annotations

import argparse
import itertools
from contextlib import suppress
from dataclasses import Field, field, fields, make_dataclass, replace
from typing import Any

from lsg_desktop.cli.flags import add_settings
from lsg_desktop.cli.interrupts import Interrupts
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.output import Output, StandardOutput
from lsg_desktop.cli.sinks import JsonSink, Sink
from lsg_desktop.cli.sources import end_standard_input
from lsg_desktop.cli.terminal import say
from lsg_desktop.cli.wanted import add_model
from lsg_desktop.cli.wanted_text import add_prompt, load_text, text_order
from lsg_desktop.errors import InputFault
from lsg_desktop.events import Event, Notice, UtteranceEnded, Written
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.open_utterance import OpenUtterance
from lsg_desktop.session.text import TextSession
from lsg_desktop.session.text_words import WordStream
from lsg_desktop.settings import PolicySettings

FORMATS = ("text", "jsonl")
"""What can be written, by the word that asks for it."""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``translate-text`` takes."""
    parser.description = (
        "Read words from standard input as they come and write their translation as"
        " soon as it may be told, a line for each sentence. Nothing leaves this machine."
    )
    parser.add_argument(
        "--source-lang", default="en", metavar="CODE", help="the language read (default: en)"
    )
    parser.add_argument(
        "--target-lang", default="de", metavar="CODE", help="to translate into (default: de)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="what to write (default: text)"
    )
    parser.add_argument(
        "--trace", action="store_true", help="with jsonl: each decision, and why it was taken"
    )
    add_model(parser)
    add_prompt(parser)
    add_settings(parser, _Flags, "when a word is written", "the model's own, or {}")
    parser.set_defaults(run=_run)


def _of_text(item: Field[Any]) -> Field[Any]:
    """Say of a setting what it means where a chunk is a word."""
    declaration = item.metadata["declaration"]
    told = declaration.help.replace("chunks of audio", "words").replace("chunks", "words")
    told = told.replace("chunk", "word").replace("audio", "source").replace("hearing", "reading")
    unit = declaration.unit.replace("chunks", "words")
    said: Field[Any] = field(
        default=item.default, metadata={"declaration": replace(declaration, help=told, unit=unit)}
    )
    return said


_Flags = make_dataclass(
    "_Flags",
    [
        (item.name, item.type, _of_text(item))
        for item in fields(PolicySettings)
        if item.name != "chunk_ms"
    ],
)
"""The settings of the policy but for the length of a chunk, which is a word."""


def _run(arguments: argparse.Namespace) -> int:
    """Translate standard input; without a word in it nothing is loaded and nothing written."""
    machine: Machine = arguments.machine
    order = _order(arguments)
    written = StandardOutput()
    stream = WordStream(machine.standard_input(), "standard input", order.source_lang)
    arriving = stream.words()
    first = next(arriving, None)
    if first is None:
        return 0
    model = load_text(arguments)
    session = TextSession(model, itertools.chain((first,), arriving), order)
    sink = JsonSink(written) if arguments.format == "jsonl" else LineSink(written)
    return _play(session, stream, sink)


def _order(arguments: argparse.Namespace) -> Order:
    """Check that a model could do what was asked for. Raises LsgError where it could not."""
    if arguments.trace and arguments.format != "jsonl":
        raise InputFault("--trace has no place in this format", "add --format jsonl")
    order = text_order(arguments, arguments.source_lang, arguments.target_lang, _Flags)
    return replace(order, traced=arguments.trace)


class LineSink(Sink):
    """A line a sentence, which grows as it is written."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def take(self, event: Event) -> None:
        """Write what was committed, and a line feed at the end of a sentence."""
        match event:
            case Written(text=text):
                self._output.write(text)
            case UtteranceEnded():
                self._output.write("\n")
            case Notice(text=text, remedy=remedy):
                say(f"{text} {remedy}".strip())


def _play(session: TextSession, stream: WordStream, sink: Sink) -> int:
    """Give every event to a sink; answer with an exit code.

    A sentence that is abandoned, or during which the session breaks off, is closed as it stands.
    """
    unfinished = OpenUtterance()

    def end() -> None:
        stream.close()
        say("Finishing what was read. Ctrl+C again leaves it.")

    with Interrupts(end, end_standard_input) as interrupts:
        try:
            with suppress(KeyboardInterrupt):
                for event in session.events():
                    unfinished.note(event)
                    sink.take(event)
        finally:
            rest = unfinished.cut_off()
            if rest:
                sink.take(rest)
    return interrupts.exit_code
