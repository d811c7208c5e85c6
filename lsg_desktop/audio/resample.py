"""From what a device or file gives to mono at 16 kHz, block by block; it opens nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import InputFault
from lsg_desktop.settings import SAMPLE_RATE

_LOWEST_HZ, _HIGHEST_HZ = 1_000, 1_000_000


class Resampler:
    """Mono sound of one rate to 16 kHz, in blocks of any length.

    Its filter keeps up to 0.12 s back until more sound or the end comes; in total it gives
    16000 / rate times what went in, to the nearest sample.
    """

    def __init__(self, rate: int) -> None:
        """Take the rate of the sound in Hz. Raises InputFault where no sound has such a rate."""
        if not _LOWEST_HZ <= rate <= _HIGHEST_HZ:
            raise InputFault(f"sound cannot have a rate of {rate} Hz", "give 8000 to 192000")
        self._stream = (
            None
            if rate == SAMPLE_RATE
            else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
        )

    def push(self, samples: Samples) -> Samples:
        """Give what is ready, (samples,), perhaps nothing, after this much more sound."""
        return self._converted(samples, last=False)

    def finish(self) -> Samples:
        """Give the rest, (samples,); nothing can be pushed afterwards."""
        return self._converted(np.zeros(0, np.float32), last=True)

    def _converted(self, samples: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return samples
        # The filter rings past full scale at the edges of clipped sound.
        resampled: Samples = np.clip(self._stream.resample_chunk(samples, last=last), -1.0, 1.0)
        return resampled


def mono(block: NDArray[Any]) -> Samples:
    """Average the channels of a block, (frames, channels) or (frames,), to (frames,).

    What is not a number becomes silence, what is past full scale full scale.
    """
    finite = np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0)
    samples: Samples = np.clip(finite, -1.0, 1.0).astype(np.float32, copy=False)
    return samples if samples.ndim == 1 else samples.mean(axis=1)


def converted(blocks: Iterable[NDArray[Any]], *, rate: int) -> Iterator[Samples]:
    """Give blocks of (frames, channels) or (frames,) at a rate in Hz as mono at 16 kHz.

    Empty blocks stay empty blocks. Raises InputFault for an impossible rate.
    """
    resampler = Resampler(rate)
    for block in blocks:
        samples = resampler.push(mono(block))
        if samples.size or not block.size:
            yield samples
    rest = resampler.finish()
    if rest.size:
        yield rest
