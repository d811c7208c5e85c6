"""One utterance fed by somebody else's evaluator: segments in, what is due out; it knows no clock.

A segment is a chunk, whatever the rate of its sound: no filter holds any of it back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from lsg_desktop.audio.resample import Resampler, mono
from lsg_desktop.audio.source import Samples
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import SAMPLE_RATE


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
        Resampler(rate)  # or it would be said after the first segment only
        (task,) = order.tasks
        pace = Pace(order.language(task), order.settings.chunk_ms)
        self._fed = Fed(Captioner(model, order, {task: pace}, utterance=1))
        self._rate = rate
        self._source = np.zeros(0, np.float32)
        self._heard_samples = 0  # of that source, at 16 kHz

    def hear(self, samples: Sequence[float], *, is_last: bool) -> str:
        """Take in a segment, (n,) or (n, channels); give all that is due now, perhaps nothing."""
        self._source = np.concatenate([self._source, mono(np.asarray(samples, np.float32))])
        sound = _converted(self._source, self._rate)
        new = sound[self._heard_samples :]
        past_s = max(0, len(self._source) // self._rate - 1)  # no filter reaches back so far
        self._source = self._source[past_s * self._rate :]
        self._heard_samples = len(sound) - past_s * SAMPLE_RATE
        return self._fed.hear(new, is_last=is_last)


def _converted(samples: Samples, rate: int) -> Samples:
    """Give all of a sound at 16 kHz, as if silence followed."""
    resampler = Resampler(rate)
    return np.concatenate([resampler.push(samples), resampler.finish()])
