"""PortAudio, and what its errors mean to a user; it opens nothing."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lsg_desktop.errors import EnvironmentFault

_CHOOSE = "choose another one: lsg-desktop devices lists them"
_UNAVAILABLE = -9985
_REFUSED = (-9997, -9999)  # what Windows and macOS answer where privacy settings forbid recording
_PERMISSION = {
    "win32": "allow desktop apps to use the microphone in Settings > Privacy > Microphone",
    "darwin": "allow it in System Settings > Privacy & Security > Microphone",
}


def load(import_module: Callable[[str], Any] = importlib.import_module) -> Any:
    """Give the sounddevice module, whose import starts PortAudio.

    Raises EnvironmentFault where the PortAudio library is missing.
    """
    try:
        return import_module("sounddevice")
    except OSError:
        raise EnvironmentFault(
            "PortAudio is not installed", "sudo apt-get install libportaudio2"
        ) from None


@contextmanager
def translated(sound: Any, name: str) -> Iterator[None]:
    """Turn PortAudio's errors about a device of this name into EnvironmentFault."""
    try:
        yield
    except sound.PortAudioError as error:
        text, code = (*error.args, None, None)[:2]
        raise EnvironmentFault(f"{name} cannot be opened ({text})", _remedy(code)) from None


def _remedy(code: int | None) -> str:
    if code == _UNAVAILABLE:
        return "close the program that is using it, or " + _CHOOSE
    if code in _REFUSED and sys.platform in _PERMISSION:
        return _PERMISSION[sys.platform]
    return _CHOOSE
