"""What commands reach for outside themselves, in one place, so that a test can give its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO, Protocol

from lsg_desktop.audio import portaudio
from lsg_desktop.audio.devices import Pactl, ask_pactl
from lsg_desktop.audio.pace import Pace
from lsg_desktop.errors import InputFault
from lsg_desktop.models import catalogue, checkpoint, memory, weights
from lsg_desktop.models.catalogue import Card
from lsg_desktop.models.device import Facts, facts
from lsg_desktop.models.progress import Progress
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.models.text_card import text_card


class Tell(Protocol):
    """Hears what is being done, how much of it is (0 to 1), and what is worth knowing of it."""

    def __call__(self, doing: str, done: float = 0.0, note: str = "") -> None: ...


Hear = Callable[[Progress], None]
"""Hears how far a download is."""


class Download(Protocol):
    """Brings a model onto this machine; None where ``stop`` was set before all was there."""

    def __call__(
        self, name: str, on_progress: Hear, stop: Event, *, verify: bool
    ) -> Path | None: ...


class Models(Protocol):
    """Where models come from."""

    def card(self, name: str) -> Card:
        """Say what a model is for, without loading it. Raises LsgError unless it could be."""
        ...

    def load(
        self, name: str, device: str, precision: str, tell: Tell, *, adapter: Path | None = None
    ) -> SpeechModel:
        """Load a model, with the adapter in a folder. Raises LsgError where that fails."""
        ...


class InstalledModels:
    """The models on this machine; nothing is ever downloaded."""

    def card(self, name: str) -> Card:
        """Read the card of a model whose files are whole, in a moment."""
        reference = catalogue.resolve(name)
        folder = weights.find(reference)
        checkpoint.inspect(folder, weights.remedy(reference))
        return catalogue.card(reference, folder)

    def load(
        self, name: str, device: str, precision: str, tell: Tell, *, adapter: Path | None = None
    ) -> SpeechModel:
        """Load a model, which takes seconds for the smallest: torch."""
        tell("Starting")
        with memory.uncollected():
            from lsg_desktop.models.load import load

        return load(
            name,
            device,
            precision,
            lambda step: tell(step.doing, step.done, step.note),
            adapter=adapter,
        )


class TextModels(Protocol):
    """Where models of text come from."""

    def card(self, name: str) -> Card:
        """Say what a model is for, without loading it. Raises LsgError unless it is there."""
        ...

    def load(
        self,
        name: str,
        device: str,
        precision: str,
        tell: Tell,
        *,
        prompt: str | None,
        adapter: Path | None,
    ) -> SpeechModel:
        """Load a model, asked as ``prompt`` says. Raises LsgError where that fails."""
        ...


class InstalledTextModels:
    """The models of text on this machine; nothing is ever downloaded."""

    def card(self, name: str) -> Card:
        """Read the card of a model."""
        return text_card(catalogue.resolve(name))

    def load(
        self,
        name: str,
        device: str,
        precision: str,
        tell: Tell,
        *,
        prompt: str | None,
        adapter: Path | None,
    ) -> SpeechModel:
        """Load a model, which takes seconds for the smallest: torch."""
        tell("Starting")
        with memory.uncollected():
            from lsg_desktop.models.text_load import load

        return load(
            name,
            device,
            precision,
            lambda step: tell(step.doing, step.done, step.note),
            prompt=prompt,
            adapter=adapter,
        )


def _download(name: str, on_progress: Hear, stop: Event, *, verify: bool) -> Path | None:
    from lsg_desktop.models.download import download  # brings the hub's library

    return download(name, on_progress, stop, verify=verify)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputFault("standard input is closed", "give the name of a file")
    return sys.stdin.buffer


def has_display() -> bool:
    """Say whether there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer that a command runs on: models, sound devices, streams, clocks, programs."""

    models: Models = field(default_factory=InstalledModels)
    text_models: TextModels = field(default_factory=InstalledTextModels)
    sound: Callable[[], Any] = portaudio.load
    pactl: Pactl = ask_pactl
    download: Download = _download
    standard_input: Callable[[], BinaryIO] = _standard_input
    pace: Pace = field(default_factory=Pace)
    facts: Callable[[], Facts] = facts
    program: Callable[[str], str | None] = shutil.which
    has_display: Callable[[], bool] = has_display
