"""One utterance fed by somebody else's evaluator: segments in, what is due out; it knows no clock.

A segment is a chunk where its sound is at 16 kHz; any other waits for the resampler's filter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from lsg_desktop.audio.resample import Resampler, mono
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order


class Utterance:
    """Writes one task of an utterance; dropped at its end. ``order`` has that one task."""

    def __init__(self, model: SpeechModel, order: Order, rate: int) -> None:
        """Begin one with sound at a rate in Hz. Raises InputFault for an impossible one."""
        (self._task,) = order.tasks
        pace = Pace(order.language(self._task), order.settings.chunk_ms)
        self._captioner = Captioner(model, order, {self._task: pace}, utterance=1)
        self._resampler = Resampler(rate)
        self._given = 0  # characters

    def hear(self, samples: Sequence[float], *, is_last: bool) -> str:
        """Take in a segment, (n,) or (n, channels); give all that is due now, perhaps nothing."""
        sound = self._resampler.push(mono(np.asarray(samples, np.float32)))
        if is_last:
            sound = np.concatenate([sound, self._resampler.finish()])
        deque(self._captioner.hear(sound, speech=True), maxlen=0)
        if is_last:
            deque(self._captioner.finish(), maxlen=0)
        line = self._captioner.lines[self._task]
        due, self._given = line[self._given :], len(line)
        return due
