"""Collects cyclic garbage on the window's thread only; it knows nothing of what it collects.

Python collects on whatever thread happens to allocate. A widget in a cycle would be destroyed on
the worker's thread then, which Qt does not survive.
"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_EVERY_MS = 1_000
_PATIENCE_S = 1.0


class Collector(QObject):
    """From its making to :meth:`close` nothing else collects."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect_young)
        self._timer.start()
        self._asked.connect(self._collect_all, Qt.ConnectionType.QueuedConnection)

    def collect(self) -> None:
        """Have everything collected, and wait for it a moment. Any other thread."""
        done = threading.Event()
        self._asked.emit(done)
        done.wait(_PATIENCE_S)

    def settle(self) -> None:
        """Look no more at what is there now: with a model's libraries that takes long each time."""
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect_young(self) -> None:
        """Collect as Python would: the older, the more seldom."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def _collect_all(self, done: threading.Event) -> None:
        gc.unfreeze()
        gc.collect()
        done.set()
