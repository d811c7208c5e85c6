"""Which devices are plugged in at present, for every thread; it lists none itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from lsg_desktop.audio.devices import Device


def _nobody() -> None:
    """Nobody looks."""


class Plugged:
    """What was listed last, and who wants to know of it. Any thread, any time."""

    def __init__(self, devices: Sequence[Device] | None = None) -> None:
        self._devices = None if devices is None else tuple(devices)
        self._listeners: list[Callable[[], None]] = []
        self._look = _nobody
        self._lock = threading.Lock()

    @property
    def devices(self) -> tuple[Device, ...] | None:
        """The devices that are there; None before they have been listed."""
        return self._devices

    def update(self, devices: Sequence[Device]) -> bool:
        """These devices are there now. Says whether that is news, and then tells who listens."""
        with self._lock:
            is_news = self._devices != tuple(devices)
            self._devices = tuple(devices)
            listeners = list(self._listeners) if is_news else []
        for heard in listeners:
            heard()
        return is_news

    def listen(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Call this when other devices are there, until what is given is called."""
        with self._lock:
            self._listeners.append(heard)

        def forget() -> None:
            with self._lock:
                if heard in self._listeners:
                    self._listeners.remove(heard)

        return forget

    def kept_by(self, look: Callable[[], None]) -> None:
        """Let ``look`` list the devices when somebody doubts; it must not wait."""
        self._look = look

    def doubt(self) -> None:
        """Have the devices listed again: one of them does not give what it should."""
        self._look()
