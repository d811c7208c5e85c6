"""Whether a device that recorded has fallen silent; it has no clock and knows no device.

On Linux a device that is unplugged says nothing: its stream goes on, empty or with zeros.
"""

from __future__ import annotations

import math
from enum import Enum, auto

from lsg_desktop.settings import SAMPLE_RATE

STALLED_S = 4.0
"""How long no sound may come."""

SILENT_S = 5.0
"""How long nothing but zeros may come of what was alive before."""


class Watch(Enum):
    """What is the matter with a device: nothing, it gives only zeros, it gives nothing."""

    ALIVE = auto()
    SILENT = auto()
    STALLED = auto()


class Watchdog:
    """Told of each block, it says how the device is.

    Zeros are no sign of anything in what has never been heard, nor with ``silent_s`` infinite.
    """

    def __init__(self, *, stalled_s: float = STALLED_S, silent_s: float = SILENT_S) -> None:
        self._stalled_s = stalled_s
        self._silent_s = silent_s
        self._came_s = math.inf
        self._zeros = 0
        self._is_known = False

    def note(self, samples: int, peak: float, now_s: float) -> Watch:
        """Take in a block of so many samples and its peak, at a time from any clock."""
        if samples or math.isinf(self._came_s):
            self._came_s = now_s
        if peak > 0:
            self._is_known = True
            self._zeros = 0
        else:
            self._zeros += samples
        if now_s - self._came_s >= self._stalled_s:
            return Watch.STALLED
        is_silent = self._is_known and self._zeros >= self._silent_s * SAMPLE_RATE
        return Watch.SILENT if is_silent else Watch.ALIVE
