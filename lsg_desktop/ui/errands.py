"""Work that would hold up the window, on threads of its own; it does not know what the work is.

What comes of it is told on the thread that the object lives on.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from lsg_desktop.errors import Bug, LsgError

_log = logging.getLogger(__name__)

Tell = Callable[[object], None]
"""Takes what is known before the work is done."""


class _Stage(Enum):
    HEARD = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class _Errand:
    """Who waits for what."""

    thread: threading.Thread
    heard: Callable[[Any], None] | None
    done: Callable[[Any], None]
    failed: Callable[[LsgError], None]


class Errands(QObject):
    """Runs each piece of work on a thread that ends with it."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count()
        self._errands: dict[int, _Errand] = {}
        self._door = _Door(self._arrived.emit)
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._door.close)

    def run(
        self,
        work: Callable[[Tell], Any],
        done: Callable[[Any], None],
        failed: Callable[[LsgError], None],
        heard: Callable[[Any], None] | None = None,
    ) -> None:
        """Begin work and return; later ``done`` or ``failed`` is called, ``heard`` before that."""
        number = next(self._numbers)
        # The thread holds nothing of Qt's: the last to let go of a widget must be the window.
        thread = threading.Thread(
            target=_do, args=(work, self._door, number), name=f"errand {number}", daemon=True
        )
        self._errands[number] = _Errand(thread, heard, done, failed)
        thread.start()

    def close(self, wait_s: float = 0.0) -> bool:
        """Hear of nothing any more; give whether all threads ended within the time."""
        self._door.close()
        until = time.monotonic() + wait_s
        threads = [errand.thread for errand in self._errands.values()]
        self._errands.clear()
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _receive(self, message: tuple[int, _Stage, Any]) -> None:
        number, stage, value = message
        errand = self._errands.get(number)
        if errand is None:
            return
        if stage is _Stage.HEARD:
            if errand.heard:
                errand.heard(value)
            return
        del self._errands[number]
        (errand.done if stage is _Stage.DONE else errand.failed)(value)


class _Door:
    """Lets messages through to an object of Qt's for as long as that is there."""

    def __init__(self, send: Callable[[object], None]) -> None:
        self._send = send
        self._is_open = True
        self._lock = threading.Lock()

    def tell(self, message: object) -> None:
        """Pass a message on. Any thread."""
        with self._lock:
            if self._is_open:
                self._send(message)

    def close(self) -> None:
        """Let nothing through any more."""
        with self._lock:
            self._is_open = False


def _do(work: Callable[[Tell], Any], door: _Door, number: int) -> None:
    try:
        value = work(lambda news: door.tell((number, _Stage.HEARD, news)))
    except LsgError as fault:
        door.tell((number, _Stage.FAILED, fault))
    except Exception as bug:  # noqa: BLE001  # the top of the thread: told, and logged
        _log.info("a fault of ours", exc_info=True)
        door.tell((number, _Stage.FAILED, Bug(f"a fault of ours ({type(bug).__name__})")))
    else:
        door.tell((number, _Stage.DONE, value))
