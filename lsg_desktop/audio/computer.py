"""The sound that this computer plays, however its system lets it be recorded; it plays nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from lsg_desktop.audio.devices import Device
from lsg_desktop.audio.listing import listed, named, usual
from lsg_desktop.audio.loopback import Loopback
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.audio.source import Source
from lsg_desktop.errors import EnvironmentFault, InputFault

_MISSING = {
    "darwin": (
        "this Mac's own sound cannot be recorded yet",
        "see Help > Computer sound on a Mac",
    ),
    "linux": (
        "this computer's own sound cannot be recorded without PulseAudio or PipeWire",
        "sudo apt-get install pulseaudio-utils libasound2-plugins, then log in again",
    ),
}
_ELSEWHERE = ("this computer's own sound cannot be recorded", "choose a microphone")


def open_computer(
    name: str | None = None,
    *,
    devices: Callable[[], Sequence[Device]] = listed,
    record: Callable[[str], Source] = Microphone,
    loopback: Callable[[str | None], Source] = Loopback,
    platform: str = sys.platform,
) -> Source:
    """Record the output of this name, by default the usual one.

    Raises InputFault where there is none of this name, EnvironmentFault where none can be recorded.
    """
    if platform == "win32":
        return loopback(name)
    there = devices()
    found = named(there, "computer", name) if name else usual(there, "computer")
    if found:
        return record(found.name)
    if name and usual(there, "computer"):
        raise InputFault(f"there is no output {name!r}", "choose another one")
    raise EnvironmentFault(*_MISSING.get(platform, _ELSEWHERE))
