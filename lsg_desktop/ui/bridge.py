"""Events from the worker's thread to the window's: the only place where the two meet."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lsg_desktop.events import Event

_BUDGET_S = 0.008
"""How long events are delivered before the window may do something else: half a frame."""


class Bridge(QObject):
    """Takes events on any thread and gives them, in order, on the one that it was made on."""

    happened = Signal(object)
    """An Event."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Event] = deque()
        self._is_woken = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def tell(self, event: Event) -> None:
        """Take an event. Any thread; it never waits."""
        self._waiting.append(event)
        if not self._is_woken:
            self._is_woken = True
            self._woken.emit()

    def _deliver(self) -> None:
        """Give what waits; after a while the rest, so that a flood does not freeze the window."""
        self._is_woken = False  # before anything is taken: what comes from here on wakes again
        until = time.perf_counter() + _BUDGET_S
        while self._waiting:
            self.happened.emit(self._waiting.popleft())
            if self._waiting and time.perf_counter() > until:
                self._is_woken = True
                QTimer.singleShot(0, self._deliver)
                return
