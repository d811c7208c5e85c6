"""Where the sound of a command comes from; it is checked before and opened after a model loads."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from lsg_desktop.audio.devices import chosen, input_devices
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.audio.pcm import PcmSource
from lsg_desktop.audio.source import Source
from lsg_desktop.cli.machine import Machine
from lsg_desktop.errors import InputFault
from lsg_desktop.session.openings import file_source

_PIPE = "-"
_WHAT = "give a FILE, - for standard input, or --mic"


@dataclass(frozen=True, slots=True)
class Sound:
    """A source that was found: ``open`` gives it, ``detach`` wakes a read that waits for it.

    ``is_live`` says that it is known to come at the speed of speech; ``duration_s`` is known of a
    file.
    """

    open: Callable[[], Source]
    detach: Callable[[], None]
    is_live: bool
    duration_s: float | None = None


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add what names a source."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a sound file, or - for a pipe")
    parser.add_argument(
        "--mic",
        nargs="?",
        const="",
        metavar="NAME",
        help="listen to a microphone: the usual one, or the one of this name (see: devices)",
    )
    parser.add_argument(
        "--realtime", action="store_true", help="play a file at the speed of speech"
    )


def found(arguments: argparse.Namespace, machine: Machine) -> Sound:
    """Find the source that was named. Raises LsgError where it cannot be one."""
    name: str | None = arguments.file
    if arguments.mic is not None:
        if name is not None:
            raise InputFault("both a file and --mic were given", _WHAT)
        return _microphone(arguments.mic or None, machine)
    if name is None:
        raise InputFault("nothing was given to listen to", _WHAT)
    if name == _PIPE:
        piped = PcmSource(machine.standard_input())
        return Sound(lambda: piped, end_standard_input, is_live=False)
    return of_file(name, machine, realtime=arguments.realtime)


def of_file(name: str, machine: Machine, *, realtime: bool) -> Sound:
    """Open a file, at the speed of speech or as fast as it is read. Raises InputFault."""
    source = file_source()(name, pace=machine.pace if realtime else None)
    return Sound(lambda: source, _nothing, is_live=realtime, duration_s=source.duration_s)


def _microphone(name: str | None, machine: Machine) -> Sound:
    sound = machine.sound()
    device = chosen(input_devices(sound, pactl=machine.pactl), name)
    speaker = "Computer" if device.kind == "computer" else "You"

    def record() -> Source:
        # Opened only now: what is said while a model loads would be captioned minutes late.
        return Microphone(name, speaker=speaker, module=sound, pactl=machine.pactl)

    return Sound(record, _nothing, is_live=True)


def _nothing() -> None:
    """Nothing waits longer than a moment."""


def end_standard_input() -> None:
    """Let a read of standard input find the end: after a signal, it is tried again."""
    standard = sys.__stdin__
    if standard is None or sys.stdin is not standard or sys.platform == "win32":
        return
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, standard.fileno())
    os.close(nothing)
