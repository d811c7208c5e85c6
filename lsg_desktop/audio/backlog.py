"""Sound on its way from the thread that records to the one that reads; it knows no device."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.audio.source import Samples
from lsg_desktop.events import Notice


class Backlog:
    """A ring of sound between one thread that puts and one that takes.

    Open until :meth:`close`. The space is claimed at once and neither side ever holds a lock
    over the sound: each counts its own samples, and only the reader waits.
    """

    def __init__(self, rate: int, *, seconds: float, read_s: float = 5.0) -> None:
        """Make room for so many seconds at a rate in Hz, read at most ``read_s`` at a time."""
        self._rate = rate
        self._ring = np.zeros(round(rate * seconds), np.float32)
        self._most = round(rate * read_s)
        self._put = 0  # samples, ever; only the recording thread counts it on
        self._taken = 0  # samples, ever; only the reading thread counts it on
        self._lost = 0
        self._reported = 0
        self._closed = False
        self._arrived = threading.Event()

    @property
    def seconds(self) -> float:
        """How much sound is waiting."""
        return (self._put - self._taken) / self._rate

    @property
    def lost_samples(self) -> int:
        """How many samples there has been no room for, ever."""
        return self._lost

    def put(self, block: NDArray[Any]) -> None:
        """Add a block, (frames, channels), averaged to mono. Never waits, never raises.

        What there is no room for is lost and counted.
        """
        samples = block[:, 0] if block.shape[1] == 1 else block.mean(axis=1)
        room = len(self._ring) - (self._put - self._taken)
        kept = samples[:room]
        at = self._put % len(self._ring)
        first = kept[: len(self._ring) - at]
        self._ring[at : at + len(first)] = first
        self._ring[: len(kept) - len(first)] = kept[len(first) :]
        self._put += len(kept)
        self._lost += len(samples) - len(kept)
        self._arrived.set()

    def take(self, timeout_s: float) -> Samples | None:
        """Give all that waits, (samples,), in one piece; None once closed and empty.

        With nothing there it waits for up to ``timeout_s`` and then gives an empty array.
        """
        # Cleared before the count is looked at: what arrives in between still wakes us.
        self._arrived.clear()
        if self._put == self._taken and not self._closed:
            self._arrived.wait(timeout_s)
        # Closed is asked before the count: what was put before closing is never left behind.
        closed = self._closed
        waiting = min(self._put - self._taken, self._most)
        if not waiting and closed:
            return None
        at = self._taken % len(self._ring)
        taken = np.concatenate(
            (self._ring[at : at + waiting], self._ring[: max(0, at + waiting - len(self._ring))])
        )
        self._taken += waiting
        return taken

    def close(self) -> None:
        """Let the reader have what waits and then an end. Any thread."""
        self._closed = True
        self._arrived.set()

    def take_notice(self) -> Notice | None:
        """Give what has been lost since the last call, if anything."""
        lost = self._lost - self._reported
        if not lost:
            return None
        self._reported += lost
        return Notice(
            text=f"{lost / self._rate:.1f} s of sound were lost: captions are"
            f" {self.seconds:.0f} s behind and no more is kept.",
            remedy="Choose a smaller model or longer chunks.",
        )
