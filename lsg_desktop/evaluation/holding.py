"""A lag that is held from clip to clip as the window holds it; it knows no model and no score.

Clips follow one another like the utterances of a session. Computing takes no time here, so that
the same clips always come to the same settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lsg_desktop.events import Event, SpeechStarted, Task
from lsg_desktop.policy.steering import Steering
from lsg_desktop.session.figures import Figures
from lsg_desktop.settings import PolicySettings


def held_task(tasks: Sequence[Task]) -> Task:
    """Give the task whose lag is held, of those that are written: the translation, if there is one.

    The other one is written by the same settings.
    """
    return Task.TRANSLATE if Task.TRANSLATE in tasks else tasks[0]


class Holding:
    """Holds ``target_s`` from the base settings on, over as many clips as there are."""

    def __init__(self, target_s: float, base: PolicySettings, task: Task) -> None:
        self._steering = Steering(target_s, base)
        self._task = task
        self._figures = Figures(task)
        self._in_force = base
        self._lags_s: list[float] = []

    @property
    def at_limit(self) -> bool:
        """Whether what was asked for cannot be reached."""
        return self._steering.at_limit

    @property
    def settings(self) -> PolicySettings:
        """What it has come to."""
        return self._steering.settings()

    @property
    def lags_s(self) -> tuple[float, ...]:
        """The lag of each unit of this clip, as it was heard."""
        return tuple(self._lags_s)

    def begin(self) -> PolicySettings:
        """A clip begins, by these settings."""
        self._figures = Figures(self._task)
        self._figures.take(SpeechStarted(utterance=1, start_s=0.0))
        self._lags_s = []
        self._in_force = self._steering.settings()
        return self._in_force

    def hearing(self, events: Iterable[Event], heard_ms: float) -> Iterator[Event]:
        """Pass on what happens when so much of the clip has been heard, and take it in."""
        heard_s = heard_ms / 1000
        for event in events:
            if self._figures.take(replace(event, audio_s=heard_s, clock_s=heard_s)):
                self._note(self._figures)
            yield event

    def change(self) -> PolicySettings | None:
        """Give the settings to go on with, where those are others than before."""
        settings = self._steering.settings()
        if settings == self._in_force:
            return None
        self._in_force = settings
        return settings

    def replay(self, lags_s: Sequence[float]) -> None:
        """Take in a clip that was heard before, by its lags: it comes to the same settings."""
        for lag_s in lags_s:
            self._steering.note(lag_s, 0.0)

    def _note(self, figures: Figures) -> None:
        if figures.unit_s is not None:
            self._lags_s.append(figures.unit_s)
            self._steering.note(figures.unit_s, figures.compute_s)
