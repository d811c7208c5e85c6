"""What waits for the worker: commands before sound, bounded in seconds; it runs nothing."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import LsgError
from lsg_desktop.settings import SAMPLE_RATE

MOST_S = 600.0
"""How much sound may wait: ten minutes in memory, far more than anybody waits for captions."""

READ_S = 5.0
"""How much sound of a channel is given at once, when the worker has fallen behind."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Sound of a channel in order, (n,); empty where nothing came but time has passed."""

    channel: int
    samples: Samples


@dataclass(frozen=True, slots=True)
class Ended:
    """A channel gives no more sound, because of ``fault`` if there is one."""

    channel: int
    fault: LsgError | None = None


class Inbox:
    """One worker takes, any thread puts. A command overtakes all sound."""

    def __init__(self, most_s: float = MOST_S) -> None:
        self._most = round(most_s * SAMPLE_RATE)
        self._commands: deque[Any] = deque()
        self._sound: deque[Sound | Ended] = deque()
        self._waiting = 0
        lock = threading.RLock()
        self._ready = threading.Condition(lock)
        self._room = threading.Condition(lock)

    @property
    def waiting_s(self) -> float:
        """How much sound waits, of all channels together."""
        return self._waiting / SAMPLE_RATE

    def send(self, command: Any) -> None:
        """Put a command."""
        with self._ready:
            self._commands.append(command)
            self._ready.notify()

    def put(self, item: Sound | Ended, *, waits: bool = False) -> bool:
        """Put sound, or its end.

        Where there is no room for more sound: wait for it, or else give False.
        """
        with self._ready:
            if isinstance(item, Sound):
                size = len(item.samples)
                if waits:
                    self._room.wait_for(lambda: self._holds(size))
                elif not self._holds(size):
                    return False
                self._waiting += size
            self._sound.append(item)
            self._ready.notify()
        return True

    def take(self) -> Any:
        """Wait for the next command, or else the next sound of a channel or its end."""
        with self._ready:
            self._ready.wait_for(lambda: self._commands or self._sound)
            if self._commands:
                return self._commands.popleft()
            first = self._sound.popleft()
            if isinstance(first, Ended):
                return first
            merged = self._merged(first)
            self._waiting -= len(merged.samples)
            self._room.notify_all()
            return merged

    def drop_sound(self) -> dict[int, int]:
        """Throw away the sound that waits, not the ends; give how many samples by channel."""
        with self._ready:
            dropped: dict[int, int] = {}
            for item in self._sound:
                if isinstance(item, Sound):
                    dropped[item.channel] = dropped.get(item.channel, 0) + len(item.samples)
            self._sound = deque(item for item in self._sound if isinstance(item, Ended))
            self._waiting = 0
            self._room.notify_all()
            return dropped

    def _holds(self, samples: int) -> bool:
        # More than fits at all is taken once nothing else waits.
        return not self._waiting or self._waiting + samples <= self._most

    def _merged(self, first: Sound) -> Sound:
        """Take what adjoins of the same channel: fewer, larger reads for a worker behind."""
        parts, length = [first.samples], len(first.samples)
        while self._sound:
            after = self._sound[0]
            if not isinstance(after, Sound) or after.channel != first.channel:
                break
            length += len(after.samples)
            if length > READ_S * SAMPLE_RATE:
                break
            parts.append(after.samples)
            self._sound.popleft()
        return first if len(parts) == 1 else Sound(first.channel, np.concatenate(parts))
