"""What the events of a session are written as; it knows no file and no terminal."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from lsg_desktop.cli.output import Output
from lsg_desktop.events import (
    Decision,
    Event,
    Notice,
    SessionEnded,
    SessionStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.export import stamped
from lsg_desktop.session.subtitles import VTT_HEAD, Cue, Line, Subtitles, srt, vtt
from lsg_desktop.session.wrapping import tidy


class Sink(ABC):
    """Takes every event of a session in order."""

    @abstractmethod
    def take(self, event: Event) -> None:
        """Show or write what there is to say about an event."""

    def finish(self) -> None:  # noqa: B027  # most have nothing to say of it
        """Know that the source was ended and the rest is on its way. Any thread."""

    def close(self) -> None:  # noqa: B027  # most have written everything already
        """Come to an end, whether or not the session did."""


def spoken(order: Order, event: UtteranceEnded) -> list[Line]:
    """Give what an utterance reads in each language that was asked for, transcript first."""
    texts = {Task.TRANSCRIBE: event.transcript, Task.TRANSLATE: event.translation}
    return [Line(texts[task], order.language(task)) for task in order.tasks]


class TextSink(Sink):
    """One line an utterance and language, as it completes."""

    def __init__(self, output: Output, order: Order) -> None:
        self._output = output
        self._order = order

    def take(self, event: Event) -> None:
        """Write the lines of an utterance that has ended."""
        match event:
            case SessionStarted():
                self._output.write("")
            case UtteranceEnded():
                self._output.write("".join(self._lines(event)))

    def _lines(self, event: UtteranceEnded) -> list[str]:
        return [
            stamped(event.start_s, event.end_s, event.speaker, f"{line.language}: {text}")
            for line in spoken(self._order, event)
            if (text := tidy(line.text))
        ]


class JsonSink(Sink):
    """One JSON object an event, a line each."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def take(self, event: Event) -> None:
        """Write an event that is part of the record; drafts and notices are not."""
        match event:
            case SessionStarted() | Decision() | Written() | UtteranceEnded() | SessionEnded():
                self._output.write(event.json() + "\n")


class SubtitleSink(Sink):
    """Subtitles, cue by cue, so that they are valid at any moment."""

    def __init__(self, output: Output, order: Order, head: str, cue: Callable[[Cue], str]) -> None:
        self._output = output
        self._order = order
        self._head = head
        self._cue = cue
        self._subtitles = Subtitles()

    def take(self, event: Event) -> None:
        """Write the cues of an utterance that has ended."""
        match event:
            case SessionStarted():
                self._output.write(self._head)
            case UtteranceEnded():
                lines = spoken(self._order, event)
                for cue in self._subtitles.cues(event.start_s, event.end_s, lines):
                    self._output.write(self._cue(cue))


class SrtCues:
    """Gives cues as SRT; remembers their number."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, cue: Cue) -> str:
        """Give the next cue."""
        self._number += 1
        return srt(self._number, cue)


class NoticeSink(Sink):
    """What is odd, in words, to somebody who reads along: each notice as a line."""

    def __init__(self, say: Callable[[str], None], source: str) -> None:
        self._say = say
        self._source = source
        self._heard = False

    def take(self, event: Event) -> None:
        """Say a notice; at the end, that nothing was heard, if so."""
        match event:
            case Notice(text=text, remedy=remedy):
                self._say(f"{text} {remedy}".strip())
            case UtteranceEnded(transcript=transcript, translation=translation):
                self._heard = self._heard or bool(transcript or translation)
            case SessionEnded() if not self._heard:
                self._say(f"No words were heard in {self._source}.")

    def finish(self) -> None:
        """Say what is going on, and how not to wait for it."""
        self._say("Finishing what was heard. Ctrl+C again leaves it.")


FORMATS = ("text", "jsonl", "srt", "vtt")
"""What can be written, by the word that asks for it; a file may have the word as its suffix."""


def sink(form: str, output: Output, order: Order) -> Sink:
    """Give what writes a format."""
    match form:
        case "jsonl":
            return JsonSink(output)
        case "srt":
            return SubtitleSink(output, order, "", SrtCues())
        case "vtt":
            return SubtitleSink(output, order, VTT_HEAD, vtt)
        case _:
            return TextSink(output, order)
