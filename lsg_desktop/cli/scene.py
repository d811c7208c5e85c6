"""What captions look like while they grow, row by row; it knows no terminal but its size."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from rich.text import Text

from lsg_desktop.cli.rows import Layout, Passage
from lsg_desktop.cli.sinks import spoken
from lsg_desktop.cli.sources import Sound
from lsg_desktop.events import (
    Drafted,
    Event,
    Notice,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.models.prompts import LANGUAGES
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.export import clock
from lsg_desktop.session.lag import Lag
from lsg_desktop.session.pipeline import Session
from lsg_desktop.session.wrapping import wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What there is to know of a source, and how computing keeps up with it.

    ``is_live`` says that it comes at the speed of speech; ``rtf`` is seconds of computing for a
    second of sound.
    """

    is_live: bool
    duration_s: float | None
    rtf: Callable[[], float]

    @classmethod
    def of(cls, sound: Sound, session: Session) -> Hearing:
        """Ask a session and its source."""
        return cls(is_live=sound.is_live, duration_s=sound.duration_s, rtf=lambda: session.rtf)


class Scene:
    """Utterances that are finished and one that grows; below it a line of figures.

    What is finished never changes, so it is handed out once.
    """

    def __init__(
        self, order: Order, hearing: Hearing, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._order = order
        self._hearing = hearing
        self._clock = clock
        self._began = clock()
        self._audio_s = 0.0
        self._lags = {task: Lag() for task in order.tasks}
        self._settings = ""
        self._state = "Listening"
        self._is_ending = False
        self._start_s: float | None = None  # of the utterance that grows, if one does
        self._passages: dict[Task, Passage] = {}
        self._tallest = 0

    def take(self, event: Event, width: int) -> list[Text]:
        """Take in an event; give the rows that it finishes, for a terminal of so many columns."""
        self._audio_s = event.audio_s
        match event:
            case SessionStarted():
                self._began = self._clock() - event.clock_s
                self._settings = _settings(event)
            case SpeechStarted():
                self._open(event)
            case Written(task=task, text=text):
                self._lags[task].wrote(event.audio_s, self._speaker_at(event.clock_s))
                self._change(task, text=self._passages[task].text + text, draft="")
            case Drafted(task=task, text=text):
                self._change(task, draft=text)
            case UtteranceEnded():
                return self._end(event, width)
            case Notice(text=text, remedy=remedy):
                return [Text(f"{text} {remedy}".strip(), style="yellow")]
            case SessionEnded():
                self._state = "Stopped" if self._is_ending else "Done"
        return []

    def finish(self) -> None:
        """Say that the source was ended and the rest is on its way."""
        self._is_ending = True
        self._state = "Finishing; Ctrl+C again leaves it"

    def rows(self, width: int, height: int) -> list[Text]:
        """Give what changes: the utterance that grows, as much of it as fits, and the figures."""
        layout = self._layout(width)
        figures = self._figures(layout, width)
        if self._start_s is None:
            return figures
        rows = layout.rows(self._start_s, list(self._passages.values()))
        room = max(1, height - len(figures) - 1)
        # Not fewer rows than before: a draft that shrinks would make the figures jump.
        self._tallest = min(room, max(self._tallest, len(rows)))
        return rows[-room:] + [Text()] * (self._tallest - len(rows)) + figures

    def _layout(self, width: int) -> Layout:
        return Layout.of([self._order.language(task) for task in self._order.tasks], width)

    def _open(self, event: SpeechStarted) -> None:
        self._start_s = event.start_s
        self._passages = {task: Passage(self._order.language(task)) for task in self._order.tasks}
        self._tallest = 0
        self._say("Hearing speech")
        for lag in self._lags.values():
            lag.open(event.start_s)

    def _change(self, task: Task, **parts: str) -> None:
        self._passages[task] = replace(self._passages[task], **parts)

    def _end(self, event: UtteranceEnded, width: int) -> list[Text]:
        self._start_s = None
        self._say("Listening")
        for lag in self._lags.values():
            lag.close()
        lines = spoken(self._order, event)
        if not any(line.text for line in lines):
            return []
        layout = self._layout(width)
        passages = [Passage(line.language, line.text) for line in lines]
        return layout.rows(event.start_s, passages) + ([] if layout.beside else [Text()])

    def _say(self, state: str) -> None:
        if not self._is_ending:
            self._state = state

    def _speaker_at(self, clock_s: float) -> float:
        """Where in the source the speaker is, while the text is where it is."""
        if not self._hearing.is_live:
            return self._audio_s
        return min(clock_s, self._hearing.duration_s or clock_s)

    def _figures(self, layout: Layout, width: int) -> list[Text]:
        now_s = self._speaker_at(self._clock() - self._began)
        place = clock(now_s)
        if self._hearing.duration_s:
            place += f" of {clock(self._hearing.duration_s)}"
        behind = ", ".join(
            f"{self._order.language(task)} {lag.seconds(now_s):.1f} s"
            for task, lag in self._lags.items()
        )
        # What changes its length most stands last, so that the rest holds still.
        said = (
            place,
            f"behind: {behind}",
            f"RTF {self._hearing.rtf():.2f}",
            self._settings,
            self._state,
        )
        names = [LANGUAGES[code].name if code in LANGUAGES else code for code in layout.languages]
        lines = wrapped([f"{part}  " for part in said], width - 1)
        return [layout.titles(names), *(Text(line.rstrip(), style="dim") for line in lines)]


def _settings(event: SessionStarted) -> str:
    delta, alpha = event.settings["delta"], event.settings["alpha"]
    return f"δ {'∞' if math.isinf(delta) else format(delta, 'g')}, α {alpha:g}"
