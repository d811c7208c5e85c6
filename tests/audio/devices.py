"""Devices that are only names, and sources that a test opens by them and plays into."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import Any

from lsg_desktop.audio.devices import Device
from lsg_desktop.audio.source import Source
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import Notice


def device(name, kind="microphone", *, default=False, source=None):
    """Give a device of this name."""
    return Device(
        name=name, kind=kind, rate=48_000, channels=1, default=default, index=0, source=source
    )


YETI = device("Yeti")
BUILT_IN = device("Built-in", default=True)
MONITOR = device("Monitor of Speakers", "computer", default=True)


class Line(Source):
    """A source that gives what a test says into it."""

    def __init__(self, name):
        super().__init__(name)
        self.closed = threading.Event()
        self._blocks: SimpleQueue[Any] = SimpleQueue()

    def say(self, block):
        """Give a block."""
        self._blocks.put(block)

    def tell(self, text):
        """Have the user told something."""
        self._notices.append(Notice(text=text))

    def break_off(self):
        """End as when the device is unplugged."""
        self._blocks.put(EnvironmentFault(f"{self.name} has stopped"))

    def blocks(self):
        while (block := self._blocks.get()) is not None:
            if isinstance(block, EnvironmentFault):
                raise block
            yield block

    def close(self):
        self.closed.set()
        self._blocks.put(None)


class Switchboard:
    """Opens lines by name, except those that are ``missing`` or ``busy``."""

    def __init__(self):
        self.missing: set[str | None] = set()
        self.busy: set[str | None] = set()
        self.lines: list[Line] = []

    def __call__(self, name):
        if name in self.missing:
            raise InputFault(f"there is no microphone {name!r}")
        if name in self.busy:
            raise EnvironmentFault(f"{name} cannot be opened")
        self.lines.append(Line(name or "default"))
        return self.lines[-1]

    @property
    def last(self):
        """The line that was opened last."""
        return self.lines[-1]

    @property
    def opened(self):
        """The names of all lines, in the order in which they were opened."""
        return [line.name for line in self.lines]
