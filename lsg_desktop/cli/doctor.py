"""``lsg-desktop doctor``: what works on this machine, what is missing, and what mends it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rich.table import Table

from lsg_desktop.audio.devices import input_devices
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import show, waiting
from lsg_desktop.errors import LsgError
from lsg_desktop.models import catalogue, weights
from lsg_desktop.models.amounts import size
from lsg_desktop.models.device import Facts, Place
from lsg_desktop.session.openings import file_source
from lsg_desktop.training.take import REMEDY

_NEEDED_BYTES = 20_000_000_000
"""Room for the largest model that has a name, and some to spare."""

_TRAINING_PROGRAMS = ("espeak-ng", "flite", "festival")


class State(StrEnum):
    """How it stands with a part of the machine."""

    FINE = "ok"
    ABSENT = "absent"  # something does not work, captions of a file do
    BROKEN = "broken"  # captions of a file do not work either


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a part of the machine, and what mends it."""

    state: State
    part: str
    text: str
    remedy: str = ""


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``doctor`` takes."""
    parser.description = (
        "Say what works on this machine, what is missing, and what mends it."
        " Exits with 0 where captions of a file can work."
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    with waiting() as tell:
        tell("Looking around")
        found = list(findings(machine))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in found:
        text = finding.text + (f"\n→ {finding.remedy}" if finding.remedy else "")
        table.add_row(finding.state.value, finding.part, text)
    show(table)
    return int(any(finding.state is State.BROKEN for finding in found))


def findings(machine: Machine) -> Iterator[Finding]:
    """Look at every part of a machine, what is needed most first."""
    facts = machine.facts()
    yield Finding(State.FINE, "Python", f"{facts.python} on {facts.system}, {facts.cores} cores")
    yield from _computing(facts)
    yield _sound_files()
    yield _model(machine)
    yield from _microphones(machine)
    yield from _storage()
    missing = [name for name in _TRAINING_PROGRAMS if machine.program(name) is None]
    if missing:
        yield Finding(
            State.ABSENT,
            "training",
            f"{', '.join(missing)} missing: the demo model cannot be trained anew",
            REMEDY,
        )
    else:
        yield Finding(State.FINE, "training", ", ".join(_TRAINING_PROGRAMS))


def _computing(facts: Facts) -> Iterator[Finding]:
    if facts.torch_problem:
        yield Finding(State.BROKEN, "PyTorch", facts.torch_problem, "pip install torch")
        return
    yield Finding(State.FINE, "PyTorch", facts.versions["torch"])
    if version := facts.versions["transformers"]:
        yield Finding(State.FINE, "transformers", version)
    else:
        yield Finding(State.BROKEN, "transformers", "missing", "pip install transformers")
    gpus = [place for place in facts.places if place.kind != "cpu"]
    for gpu in gpus:
        yield Finding(State.FINE, "GPU", _memory(gpu))
    if not gpus:
        text = "none that PyTorch can use: enough for the demo model, slow for larger ones"
        yield Finding(State.ABSENT, "GPU", text)
    for place in facts.places:
        if place.kind == "cpu":
            yield Finding(State.FINE, "memory", _memory(place))
    if facts.quantisation_problem:
        yield Finding(
            State.ABSENT, "4-bit", facts.quantisation_problem, "pip install --upgrade bitsandbytes"
        )
    else:
        yield Finding(State.FINE, "4-bit", f"bitsandbytes {facts.versions['bitsandbytes']}")


def _memory(place: Place) -> str:
    return f"{place.label}: {size(place.free_bytes)} of {size(place.total_bytes)} free"


def _sound_files() -> Finding:
    try:
        file_source()
    except LsgError as fault:
        return Finding(State.BROKEN, "sound files", fault.problem, fault.remedy)
    return Finding(State.FINE, "sound files", "WAV, FLAC, MP3, OGG, Opus, AIFF")


def _model(machine: Machine) -> Finding:
    try:
        info = machine.models.load(catalogue.DEMO, "auto", "auto", _unheard).info
    except LsgError as fault:
        others = [
            found
            for found in weights.installed()
            if found.is_complete and found.name != catalogue.DEMO
        ]
        state = State.ABSENT if others else State.BROKEN
        return Finding(state, "demo model", fault.problem, fault.remedy)
    pairs = ", ".join(f"{code} to {'/'.join(to)}" for code, to in info.languages.items())
    return Finding(State.FINE, "demo model", f"loads; {pairs}")


def _unheard(doing: str, done: float = 0.0, note: str = "") -> None:
    """Say nothing of how far a model is."""


def _microphones(machine: Machine) -> Iterator[Finding]:
    try:
        found = input_devices(machine.sound(), pactl=machine.pactl)
    except LsgError as fault:
        yield Finding(State.ABSENT, "PortAudio", fault.problem, fault.remedy)
        return
    yield Finding(State.FINE, "PortAudio", "there")
    if found:
        names = ", ".join(device.name for device in found)
        yield Finding(State.FINE, "microphones", names)
    else:
        yield Finding(State.ABSENT, "microphones", "none", "plug one in")


def _storage() -> Iterator[Finding]:
    there = [found for found in weights.installed() if not found.is_bundled]
    place = _existing(weights.cache())
    free = shutil.disk_usage(place).free
    text = f"{size(free)} free in {place}"
    if free < _NEEDED_BYTES and not there:
        yield Finding(State.ABSENT, "disk", f"{text}: too little for Qwen2-Audio-7B", "free some")
    else:
        yield Finding(State.FINE, "disk", text)
    if there:
        names = ", ".join(f"{found.name} ({_state(found)})" for found in there)
        yield Finding(State.FINE, "models", names)
    else:
        yield Finding(
            State.ABSENT,
            "models",
            "none beside the demo model",
            f"lsg-desktop models download {catalogue.KNOWN[1].name}",
        )


def _state(found: weights.Installed) -> str:
    return size(found.bytes) if found.is_complete else "unfinished"


def _existing(place: Path) -> Path:
    while not place.exists():
        place = place.parent
    return place
