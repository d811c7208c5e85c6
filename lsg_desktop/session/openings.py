"""From what a person chose to listen to, to the sources of a session; it opens none yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lsg_desktop.audio.computer import open_computer
from lsg_desktop.audio.devices import Kind
from lsg_desktop.audio.following import Following
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.audio.pace import Pace
from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.audio.source import Source
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.session.runner import Opening

if TYPE_CHECKING:
    from lsg_desktop.audio.file import FileSource

Sound = Literal["microphone", "computer", "both", "file"]

SPEAKERS: dict[Kind, str] = {"microphone": "You", "computer": "Computer"}
"""Whose words come from where."""

_HEARD: dict[Sound, tuple[Kind, ...]] = {
    "microphone": ("microphone",),
    "computer": ("computer",),
    "both": ("microphone", "computer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to listen to, devices by name, None the usual one; what is not in use is kept too."""

    kind: Sound = "microphone"
    microphone: str | None = None
    computer: str | None = None
    file: Path | None = None


def openings(
    choice: Choice,
    plugged: Plugged,
    *,
    microphone: Callable[[str | None], Source] = Microphone,
    computer: Callable[[str | None], Source] = open_computer,
    pace: Pace | None = None,
) -> list[Opening]:
    """Give the sources of a choice: a file at the speed of speech, else what is plugged in.

    Raises InputFault where a file is to be listened to and none was chosen.
    """
    if choice.kind == "file":
        return [_of_file(choice.file, pace or Pace())]

    def of_device(kind: Kind) -> Opening:
        name = choice.microphone if kind == "microphone" else choice.computer
        record = microphone if kind == "microphone" else computer
        return Opening(lambda: Following(name, kind, record, plugged), SPEAKERS[kind])

    return [of_device(kind) for kind in _HEARD[choice.kind]]


def file_source() -> type[FileSource]:
    """Import what reads files only here: without libsndfile, a microphone still works.

    Raises EnvironmentFault.
    """
    try:
        from lsg_desktop.audio.file import FileSource
    except OSError:
        raise EnvironmentFault(
            "libsndfile is not installed", "sudo apt-get install libsndfile1"
        ) from None
    return FileSource


def _of_file(path: Path | None, pace: Pace) -> Opening:
    if path is None:
        raise InputFault("no file has been chosen", "choose one")

    return Opening(lambda: file_source()(path, pace=pace), is_live=False)
