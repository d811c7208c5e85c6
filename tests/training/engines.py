"""Synthesisers as the machine has them: a test that needs a voice is skipped where it is absent."""

from __future__ import annotations

from functools import cache

import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training.voices import ALL_VOICES, Manner, Voice, speak


def need(*voices: Voice) -> None:
    """Skip the running test unless all of these can speak."""
    for voice in voices:
        if why := _absent(voice.name):
            pytest.skip(why)


@cache
def _absent(name: str) -> str:
    """Say why a voice cannot speak; nothing where it can."""
    try:
        speak(("a",), ALL_VOICES[name], Manner())
    except EnvironmentFault as fault:
        return str(fault)
    return ""
