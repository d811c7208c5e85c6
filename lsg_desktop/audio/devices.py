"""What this computer can record from, by name; it opens nothing.

Where PulseAudio or PipeWire runs, PortAudio lists only ``pulse`` and ``default``; the microphones
and the computer's own sound are then asked of ``pactl``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from lsg_desktop.errors import EnvironmentFault, InputFault

Kind = Literal["microphone", "computer"]
Pactl = Callable[[], str]
"""Asks PulseAudio something and gives JSON, or nothing where there is no PulseAudio."""

_SOURCE = "PULSE_SOURCE"
_PATIENCE_S = 3.0
_ROUTING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Something to record from, opened as PortAudio's device ``index`` at ``rate`` Hz.

    ``source`` is the name by which PulseAudio knows it, where it is reached through PulseAudio.
    """

    name: str
    kind: Kind
    rate: int
    channels: int
    default: bool
    index: int
    source: str | None = None


def ask_pactl() -> str:
    """Give PulseAudio's sources as JSON; nothing where there is no PulseAudio or no pactl."""
    return _answer("list", "sources")


def ask_server() -> str:
    """Give what PulseAudio says of itself as JSON, its defaults among it; or nothing likewise."""
    return _answer("info")


def _answer(*question: str) -> str:
    try:
        return subprocess.run(
            ["pactl", "-f", "json", *question],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=_PATIENCE_S,
            # Some versions write 0,00 for 0.00 in other locales, which is no JSON.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        ).stdout
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""


def input_devices(sound: Any, *, pactl: Pactl = ask_pactl) -> list[Device]:
    """Give all that the sounddevice module ``sound`` can record from, PortAudio's own first.

    Of several host systems (Windows has four, each with every device) only the default's.
    """
    default: int = sound.default.device[0]
    listed: list[dict[str, Any]] = list(sound.query_devices())
    host = listed[default]["hostapi"] if default >= 0 else 0
    own = [
        Device(
            name=item["name"],
            kind="microphone",
            rate=round(item["default_samplerate"]),
            channels=item["max_input_channels"],
            default=index == default,
            index=index,
        )
        for index, item in enumerate(listed)
        if item["max_input_channels"] > 0 and item["hostapi"] == host
    ]
    doors = [device.index for device in own if device.name == "pulse"]
    return own + [source for index in doors for source in _pulse_sources(index, pactl())]


def _pulse_sources(index: int, listing: str) -> Iterator[Device]:
    try:
        sources = json.loads(listing or "[]")
    except json.JSONDecodeError:
        return
    for source in sources:
        rate = re.search(r"(\d+)Hz", source["sample_specification"])
        yield Device(
            name=source["description"] or source["name"],
            kind="computer" if source.get("monitor_source") else "microphone",
            rate=int(rate[1]) if rate else 44_100,
            channels=1,
            default=False,
            index=index,
            source=source["name"],
        )


def chosen(devices: Sequence[Device], name: str | None) -> Device:
    """Give the device of this name, or of which it is a part, in any case; without one the default.

    Raises EnvironmentFault where there is nothing to record from, InputFault where the name fits
    none or several.
    """
    if not devices:
        raise EnvironmentFault("this computer has no microphone", "plug one in")
    if not name:
        return next((device for device in devices if device.default), devices[0])
    wanted = name.casefold()
    exact = [device for device in devices if wanted in _names(device)]
    fitting = exact or [
        device for device in devices if any(wanted in known for known in _names(device))
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputFault(f"several microphones fit {name!r}", _one_of(fitting))
    raise InputFault(f"there is no microphone {name!r}", _one_of(devices))


def _names(device: Device) -> tuple[str, ...]:
    return tuple(known.casefold() for known in (device.name, device.source) if known)


def _one_of(devices: Sequence[Device]) -> str:
    # Two devices may share a description; what PulseAudio calls them tells them apart.
    shown = [device.name for device in devices]
    return "choose one of " + ", ".join(
        device.source if device.source and shown.count(device.name) > 1 else device.name
        for device in devices
    )


@contextmanager
def routed(device: Device) -> Iterator[None]:
    """Make PortAudio's ``pulse`` stand for this device while a stream is opened and started.

    PulseAudio reads the variable when a stream connects, so two streams of one process can have
    two sources, but the variable is the whole process's: they are opened one after the other.
    """
    with _ROUTING:
        if device.source is None:
            yield
            return
        before = os.environ.get(_SOURCE)
        os.environ[_SOURCE] = device.source
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SOURCE]
            else:
                os.environ[_SOURCE] = before
