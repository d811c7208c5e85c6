"""Between which chunks a unit may be written, and which shorter audio it is compared with.

i counts units from 1, j chunks of this utterance from 1 (design section 3; the paper's equation 5
for ``paper``). Pace is in units per chunk of speech.
"""

from __future__ import annotations

import math

from lsg_desktop.policy.progress import Heard
from lsg_desktop.settings import PolicySettings

HASTE = 1.3
"""How much faster than the usual pace a speaker may be before the range holds words back."""

REACH = 8
"""The baseline lies at most this many chunks back: it bounds what a model must keep."""


def low(settings: PolicySettings, unit: int, pace: float) -> int:
    """The first chunk after which unit i may be written."""
    if settings.range_mode == "off":
        return 0
    if settings.range_mode == "paper":
        return settings.low + unit - 1
    return settings.low + math.floor((unit - 1) / (HASTE * pace))


def is_due(settings: PolicySettings, unit: int, pace: float, heard: Heard, last_chunk: int) -> bool:
    """Whether the top of the range is reached: the unit is written without asking thresholds."""
    if settings.range_mode == "off" or math.isinf(settings.range):
        return False
    first = low(settings, unit, pace)
    if settings.range_mode == "paper":
        return heard.chunks >= first + settings.range
    start = max(first, last_chunk)
    return heard.chunks >= start and heard.speech_since(start) >= settings.range


def baseline(settings: PolicySettings, unit: int, pace: float, chunk: int) -> int:
    """The chunk b whose audio gives the baseline of unit i at j.

    ``wait-1`` and ``wait-k`` (k = L) read a chunk for each unit, as in the paper; ``rate`` is
    wait-1 at the range's pace.
    """
    kind = settings.baseline
    if kind == "auto":
        kind = "wait-1" if settings.range_mode == "paper" else "rate"
    if kind == "rate":
        first = 1 + math.floor((unit - 1) / (HASTE * pace))
        return min(chunk, max(first, chunk - REACH))
    return min(chunk, unit if kind == "wait-1" else settings.low + unit - 1)
