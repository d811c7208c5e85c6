"""Axes of a drawing: where values stand on it, and which of them are round; it draws nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

_MOST_STEPS = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """Takes values between two of them to places on a drawing; ``step`` is the least of ticks."""

    low: float
    high: float
    start: float
    end: float
    step: float = 0.0

    def place(self, value: float) -> float:
        """Say where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Give the round values, a few of them."""
        least = (self.high - self.low) / _MOST_STEPS
        power = 10.0 ** math.floor(math.log10(least))
        step = max(self.step, next(power * one for one in (1, 2, 5, 10) if power * one >= least))
        first, last = math.ceil(self.low / step), math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]
