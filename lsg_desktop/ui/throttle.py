"""Passes values on no faster than is of use, the last one always; it knows no value's meaning."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class Throttle(QObject):
    """Passes the first value at once; of those that follow within its time, only the last."""

    passed = Signal(object)

    def __init__(self, every_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Any] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.flush)

    def send(self, value: Any) -> None:
        """Pass a value on, now or soon."""
        self._waiting = [value]
        if not self._timer.isActive():
            self.flush()

    def flush(self) -> None:
        """Pass on what waits."""
        if self._waiting:
            value = self._waiting.pop()
            self._timer.start()
            self.passed.emit(value)
