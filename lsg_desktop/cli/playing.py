"""A session from its first event to its last, however it ends; it knows no format and no flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from lsg_desktop.audio.source import Source
from lsg_desktop.cli.interrupts import Interrupts
from lsg_desktop.cli.sinks import Sink
from lsg_desktop.events import Event, SpeechStarted, Task, UtteranceEnded, Written
from lsg_desktop.session.pipeline import Session


class OpenUtterance:
    """What has been written of the utterance that is not over."""

    def __init__(self) -> None:
        self._speech: SpeechStarted | None = None
        self._lines: dict[Task, str] = {}
        self._last: Event | None = None

    def note(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case SpeechStarted():
                self._speech, self._lines, self._last = event, {}, event
            case Written(task=task, text=text):
                self._lines[task] = self._lines.get(task, "") + text
                self._last = event
            case UtteranceEnded():
                self._speech = None

    def cut_off(self) -> UtteranceEnded | None:
        """Give the utterance as it stands, or None where there is none or nothing is written."""
        if self._speech is None or self._last is None or not self._lines:
            return None
        return UtteranceEnded(
            session=self._last.session,
            speaker=self._last.speaker,
            audio_s=self._last.audio_s,
            clock_s=self._last.clock_s,
            utterance=self._speech.utterance,
            start_s=self._speech.start_s,
            end_s=self._last.audio_s,
            transcript=self._lines.get(Task.TRANSCRIBE, ""),
            translation=self._lines.get(Task.TRANSLATE, ""),
        )


def play(
    session: Session, source: Source, sinks: Sequence[Sink], detach: Callable[[], None]
) -> int:
    """Give every event to every sink and then close them; answer with an exit code.

    What was written of an utterance is not lost where it is abandoned or the session breaks off.
    """
    unfinished = OpenUtterance()

    def end() -> None:
        source.close()
        for sink in sinks:
            sink.finish()

    with Interrupts(end, detach) as interrupts, source:
        try:
            with suppress(KeyboardInterrupt):
                for event in session.events():
                    unfinished.note(event)
                    for sink in sinks:
                        sink.take(event)
        finally:
            rest = unfinished.cut_off()
            for sink in sinks:
                if rest:
                    sink.take(rest)
                sink.close()
    return interrupts.exit_code
