"""``lsg-desktop devices``: what this computer can record from."""

from __future__ import annotations

import argparse

from rich.table import Table

from lsg_desktop.audio.devices import Device, input_devices
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import show

_KINDS = {"microphone": "microphone", "computer": "the computer's own sound"}


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``devices`` takes."""
    parser.description = (
        "List what `lsg-desktop caption --mic NAME` can listen to. A part of the name will do."
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    found = input_devices(machine.sound(), pactl=machine.pactl)
    if not found:
        print("This computer has no microphone: plug one in.")
        return 0
    show(_table(found))
    return 0


def _table(found: list[Device]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("", "name", "kind"):
        table.add_column(title, overflow="fold")
    for device in found:
        table.add_row("default" if device.default else "", device.name, _KINDS[device.kind])
    return table
