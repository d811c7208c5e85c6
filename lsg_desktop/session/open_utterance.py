"""What has been written of an utterance that is not over, for when it is cut off."""

from __future__ import annotations

from lsg_desktop.events import Event, SpeechStarted, Task, UtteranceEnded, Written


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
