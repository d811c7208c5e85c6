"""How far the words are behind the speaker: on purpose, and for want of speed; it knows no model.

The lag on purpose is that of the policy, in seconds of sound. What the machine's slowness adds is
how far the clock has run ahead of the sound that was heard, beyond the least that it ever has.
"""

from __future__ import annotations

import math

from lsg_desktop.events import (
    Event,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.lag import Lag


class Figures:
    """The lag of a session in one of its tasks."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._lags: dict[str | None, Lag] = {}
        self._least_s = math.inf
        self.policy_s: float | None = None
        """Seconds waited on purpose, of late; None before the first word."""
        self.unit_s: float | None = None
        """The same of the latest unit alone."""
        self.compute_s = 0.0
        """Seconds that computing has added."""

    def take(self, event: Event) -> bool:
        """Take in what happened; say whether the figures may be others now."""
        match event:
            case SpeechStarted(speaker=speaker, start_s=start_s):
                self._lags.setdefault(speaker, Lag()).open(start_s)
            case UtteranceEnded(speaker=speaker) if speaker in self._lags:
                self._lags[speaker].close()
            case Written(task=task, speaker=speaker) if task is self._task:
                return self._wrote(event, self._lags.setdefault(speaker, Lag()))
        return False

    def _wrote(self, event: Event, lag: Lag) -> bool:
        lag.wrote(event.audio_s, event.audio_s)
        behind_s = event.clock_s - event.audio_s
        self._least_s = min(self._least_s, behind_s)
        self.policy_s, self.unit_s = lag.seconds(event.audio_s), lag.latest_s
        self.compute_s = behind_s - self._least_s
        return True
