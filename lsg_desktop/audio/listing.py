"""What a person can choose to record: each device once, the usual one of each kind marked.

It opens nothing, and does not know who chooses.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from lsg_desktop.audio import loopback, portaudio
from lsg_desktop.audio.devices import Device, Kind, Pactl, ask_pactl, ask_server, input_devices
from lsg_desktop.errors import EnvironmentFault

_VIRTUAL = "blackhole"
"""In the name of what a Mac records its own sound through."""


def listed(
    *,
    sound: Callable[[], Any] = portaudio.load,
    pactl: Pactl = ask_pactl,
    server: Pactl = ask_server,
    windows: Callable[[], Any] = loopback.load,
    platform: str = sys.platform,
) -> list[Device]:
    """Give what can be recorded on this computer; it may take seconds. Raises EnvironmentFault."""
    module = sound()
    with portaudio.translated(module, "the list of microphones"):
        devices = list(_each_once(input_devices(module, pactl=pactl), server))
    if platform == "win32":
        with suppress(EnvironmentFault):  # told when it is chosen
            devices += loopback.loopbacks(windows())
    return devices


def named(devices: Sequence[Device], kind: Kind, name: str) -> Device | None:
    """Give the device of this kind and name, in any case; None where it is not there."""
    wanted = name.casefold()
    for device in devices:
        known = (device.name.casefold(), (device.source or "").casefold())
        if device.kind == kind and wanted in known:
            return device
    return None


def usual(devices: Sequence[Device], kind: Kind) -> Device | None:
    """Give the default of a kind, else the first; None where there is none."""
    of_kind = [device for device in devices if device.kind == kind]
    return next((device for device in of_kind if device.default), next(iter(of_kind), None))


def _each_once(devices: Sequence[Device], server: Pactl) -> Iterator[Device]:
    """Leave out what PulseAudio names anyway; tell apart by their sources what is named alike."""
    sources = [device for device in devices if device.source]
    shown = _marked(sources, server()) if sources else [_of_kind(device) for device in devices]
    names = Counter(device.name for device in shown)
    for device in shown:
        is_twin = names[device.name] > 1
        yield replace(device, name=device.source) if device.source and is_twin else device


def _marked(sources: Sequence[Device], server: str) -> list[Device]:
    try:
        known = json.loads(server or "{}")
    except json.JSONDecodeError:
        known = {}
    usual_ones = {
        "microphone": known.get("default_source_name"),
        "computer": f"{known.get('default_sink_name')}.monitor",
    }
    return [replace(device, default=device.source == usual_ones[device.kind]) for device in sources]


def _of_kind(device: Device) -> Device:
    return replace(device, kind="computer") if _VIRTUAL in device.name.casefold() else device
