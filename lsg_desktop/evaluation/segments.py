"""One utterance fed by somebody else's evaluator: segments in, what is due out; it knows no clock.

A segment is a chunk where its sound is at 16 kHz; any other waits for the resampler's filter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from lsg_desktop.audio.resample import Resampler, mono
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order


class Fed:
    """A captioner of one task that is given its source in pieces, and gives its line in pieces."""

    def __init__(self, captioner: Captioner) -> None:
        self._captioner = captioner
        self._given = 0  # characters

    def hear(self, source: Any, *, is_last: bool) -> str:
        """Take in source units, perhaps none; give all that is due now, perhaps nothing."""
        if len(source):
            deque(self._captioner.hear(source, speech=True), maxlen=0)
        if is_last:
            deque(self._captioner.finish(), maxlen=0)
        (line,) = self._captioner.lines.values()
        due, self._given = line[self._given :], len(line)
        return due


class Utterance:
    """Writes one task of an utterance; dropped at its end. ``order`` has that one task."""

    def __init__(self, model: SpeechModel, order: Order, rate: int) -> None:
        """Begin one with sound at a rate in Hz. Raises InputFault for an impossible one."""
        (task,) = order.tasks
        pace = Pace(order.language(task), order.settings.chunk_ms)
        self._fed = Fed(Captioner(model, order, {task: pace}, utterance=1))
        self._resampler = Resampler(rate)

    def hear(self, samples: Sequence[float], *, is_last: bool) -> str:
        """Take in a segment, (n,) or (n, channels); give all that is due now, perhaps nothing."""
        sound = self._resampler.push(mono(np.asarray(samples, np.float32)))
        if is_last:
            sound = np.concatenate([sound, self._resampler.finish()])
        return self._fed.hear(sound, is_last=is_last)
