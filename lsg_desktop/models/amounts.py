"""Amounts of memory and of time in words for people; it does not know what they are of."""

from __future__ import annotations

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def size(count: float) -> str:
    """Say a number of bytes in decimal units, as disks and downloads are sold: ``16.8 GB``."""
    unit = 0
    while count >= 999.5 and unit + 1 < len(_UNITS):
        count /= 1000
        unit += 1
    # Tenths say something of gigabytes; of anything smaller they only flicker.
    return f"{count:.1f} {_UNITS[unit]}" if unit > 2 else f"{count:.0f} {_UNITS[unit]}"


def duration(seconds: float) -> str:
    """Say a time to come, rounded as a person would: ``40 s``, ``3 min``, ``2 h 05 min``."""
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02} min"
