"""How far a download or a conversion is: bytes, rate, time to come; it knows no terminal."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from lsg_desktop.models.amounts import duration, size


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is; ``rate`` is in bytes a second, ``eta_s`` None while it is unknown."""

    file: str
    done_bytes: int
    total_bytes: int
    rate: float
    eta_s: float | None

    def __str__(self) -> str:
        parts = [f"{size(self.done_bytes)} of {size(self.total_bytes)}"]
        if self.eta_s is not None:
            parts += [f"{size(self.rate)}/s", f"{duration(self.eta_s)} left"]
        return ", ".join(parts)


class Meter:
    """Turns bytes that arrive into :class:`Progress`, with the rate of the last seconds."""

    def __init__(
        self,
        total_bytes: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        window_s: float = 5.0,
    ) -> None:
        self._total = total_bytes
        self._there = 0
        self._arrived = 0
        self._clock = clock
        self._window_s = window_s
        self._samples = deque([(clock(), 0)])  # of (time, bytes arrived by then)

    def found(self, count: int) -> None:
        """Count bytes that were on the disk before."""
        self._there += count

    def arrived(self, count: int) -> None:
        """Count bytes that came now; fewer than none are lost again."""
        self._arrived += count

    @property
    def since_s(self) -> float:
        """Seconds since it was last asked how far it is."""
        return self._clock() - self._samples[-1][0]

    def progress(self, file: str) -> Progress:
        """Say how far it is now."""
        now = self._clock()
        self._samples.append((now, self._arrived))
        # One sample older than the window stays, so that the window is always full.
        while len(self._samples) > 2 and now - self._samples[1][0] >= self._window_s:
            self._samples.popleft()
        begun, before = self._samples[0]
        rate = (self._arrived - before) / (now - begun) if now > begun else 0.0
        done = self._there + self._arrived
        eta_s = max(0, self._total - done) / rate if rate > 0 else None
        return Progress(file, done, self._total, max(0.0, rate), eta_s)
