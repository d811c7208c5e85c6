"""How sure a figure is: intervals by the bootstrap over clips; it knows no metric.

A difference of two figures is paired: both are taken of the same clips each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
LEVEL = 0.95

Figure = Callable[[NDArray[np.intp]], float]
"""A figure of the clips with these numbers, each as often as it stands there."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, and between what it lies in 95 of 100 draws of as many clips."""

    value: float
    low: float
    high: float

    def __neg__(self) -> Interval:
        """Give it as seen from the other side."""
        return Interval(0.0 - self.value, 0.0 - self.high, 0.0 - self.low)  # no "-0.00"

    @property
    def is_clear(self) -> bool:
        """Whether it is on one side of zero."""
        return self.low > 0 or self.high < 0


def interval(
    figure: Figure, clips: NDArray[np.intp], resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Give a figure of some clips; the same seed draws the same clips."""
    draws = np.random.default_rng(seed).integers(len(clips), size=(resamples, len(clips)))
    found = [figure(clips[draw]) for draw in draws]
    low, high = np.quantile(found, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Interval(figure(clips), float(low), float(high))


def difference(
    one: Figure,
    other: Figure,
    clips: NDArray[np.intp],
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Give by how much one figure is above another."""
    return interval(lambda drawn: one(drawn) - other(drawn), clips, resamples, seed)
