"""A device that is listened to by name, and another one while it is gone; it opens none itself."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np

from lsg_desktop.audio.devices import Kind
from lsg_desktop.audio.listing import named, usual
from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.audio.watchdog import SILENT_S, Watch, Watchdog
from lsg_desktop.errors import EnvironmentFault, LsgError
from lsg_desktop.events import Notice
from lsg_desktop.settings import SAMPLE_RATE

RETRY_S = 2.0
"""How long nothing is tried while there is nothing to listen to."""

_PATIENT_TRIES = 2
"""How often everything has to fail before the user is told: on a busy computer a start may."""

_AGAIN = "As soon as it is connected again, it is listened to again."


class Following(Source):
    """One source after the other: the preferred device of a kind while it is there, or the usual.

    The list of what is plugged in decides; a stream that breaks off counts as gone until the list
    changes. The time that a change takes is given as silence, so that the sound keeps its time.
    """

    def __init__(
        self,
        preferred: str | None,
        kind: Kind,
        open_source: Callable[[str | None], Source],
        plugged: Plugged,
        *,
        retry_s: float = RETRY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the preferred device, by default the usual one of its kind.

        ``open_source`` opens a device by name, None the system's default. Raises its LsgError
        where a device is there that cannot be opened, or where there is none at all.
        """
        super().__init__(preferred or kind)
        self._preferred = preferred
        self._kind = kind
        self._open = open_source
        self._plugged = plugged
        self._retry_s = retry_s
        self._clock = clock
        self._refused: set[str] = set()
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._closed = False
        self._listening: str | None = None
        self._source = self._first()
        self._heard_s = clock()
        self._forget = plugged.listen(self._on_list)
        self._check()

    def blocks(self) -> Iterator[Samples]:
        """Give what is recorded until :meth:`close`; empty, or silence, while nothing is."""
        while True:
            source = self._source
            try:
                yield from self._watched(source)
            except EnvironmentFault:
                self._refuse(self._listening)
            if self._closed:
                return
            self._notices += source.take_notices()
            with self._lock:
                source.close()
            yield from self._moved(source.name)

    def close(self) -> None:
        """End the sound; what has been recorded is still given. Any thread, any time."""
        self._forget()
        with self._lock:
            self._closed = True
            self._source.close()
        self._changed.set()

    def take_notices(self) -> list[Notice]:
        """Give what the user should be told since the last call."""
        return super().take_notices() + self._source.take_notices()

    def _first(self) -> Source:
        name = self._listening = self._target()
        try:
            source = self._open(name)
        except LsgError as fault:
            # One that is there but does not open the user wants to know of; one that is not waits.
            if name is None or isinstance(fault, EnvironmentFault):
                raise
            self._refuse(name)
            self._listening = self._target()
            source = self._open(self._listening)
        if self._preferred and self._listening != self._preferred:
            self._say(f"{self._preferred} is not connected: listening to {source.name}.", _AGAIN)
        return source

    def _target(self) -> str | None:
        """Give the name of what should be listened to now; None for what the system chooses."""
        there = self._plugged.devices
        if there is None:
            return None if self._preferred in self._refused else self._preferred
        usable = [device for device in there if device.name not in self._refused]
        if self._preferred:
            # Of two that stand in, the one that is listened to is as good as the other.
            for name in (self._preferred, self._listening):
                if name and named(usable, self._kind, name):
                    return name
        other = usual(usable, self._kind)
        return other.name if other else None

    def _refuse(self, name: str | None) -> None:
        device = named(self._plugged.devices or (), self._kind, name) if name else None
        self._refused |= {one for one in (name, device and device.name) if one}

    def _on_list(self) -> None:
        self._refused = set()
        self._check()
        self._changed.set()

    def _check(self) -> None:
        """Leave a source that is not, or no longer, the right one. Any thread."""
        target = self._target()
        # What the system chose it also keeps up with.
        is_right = target in (None, self._listening) or (
            self._listening is None and target != self._preferred
        )
        if not is_right or self._is_gone():
            with self._lock:
                self._source.close()

    def _is_gone(self) -> bool:
        there = self._plugged.devices
        if there is None or self._listening is None:
            return False
        return named(there, self._kind, self._listening) is None

    def _watched(self, source: Source) -> Iterator[Samples]:
        # A computer that plays nothing gives zeros.
        silent_s = SILENT_S if self._kind == "microphone" else math.inf
        watchdog, before = Watchdog(silent_s=silent_s), Watch.ALIVE
        for block in source.blocks():
            now = self._clock()
            if len(block):
                self._heard_s = now
            state = watchdog.note(len(block), float(np.abs(block).max(initial=0)), now)
            if state is not before and state is not Watch.ALIVE:
                self._plugged.doubt()
            before = state
            yield block

    def _moved(self, left: str) -> Iterator[Samples]:
        """Give silence until another source is open."""
        tries = 0
        while not self._closed:
            self._changed.clear()
            if self._is_open():
                self._tell(left)
                self._check()  # the list may have changed meanwhile
                yield self._silence()
                return
            tries += 1
            if tries == _PATIENT_TRIES:
                self._say(f"{left} is gone, and there is nothing else to listen to.", _AGAIN)
            yield self._silence()
            if not self._changed.wait(self._retry_s):
                self._refused = set()

    def _is_open(self) -> bool:
        """Open the best that opens. Says whether there is one."""
        while True:
            name = self._target()
            if name is None and usual(self._plugged.devices or (), self._kind):
                return False  # all that are there have been tried
            try:
                source = self._open(name)
            except LsgError:
                if name is None:
                    return False
                self._refuse(name)
                continue
            with self._lock:
                self._source, self._listening = source, name
                if self._closed:
                    source.close()
            return True

    def _tell(self, left: str) -> None:
        now = self._source.name
        if self._preferred and self._listening == self._preferred:
            self._say(f"{now} is back: listening to it again.")
        elif self._preferred:
            self._say(f"{left} is gone: listening to {now} instead.", _AGAIN)
        else:
            self._say(f"Listening to {now} now.")

    def _say(self, text: str, remedy: str = "") -> None:
        self._notices.append(Notice(text=text, remedy=remedy))

    def _silence(self) -> Samples:
        """Give as much silence as time has passed since something was heard, (samples,)."""
        now = self._clock()
        passed_s, self._heard_s = now - self._heard_s, now
        return np.zeros(round(passed_s * SAMPLE_RATE), np.float32)
