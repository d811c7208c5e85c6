"""Notices that devices were plugged in or out; it does not know which can be recorded.

Where pactl is, it tells: Qt 6.12 with PulseAudio tells of what is plugged in, never of what is
plugged out. Elsewhere Qt does, if its multimedia module is installed.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices

# Not of volumes, nor of streams, ours among them.
_NEWS = re.compile(r"'(?:new|remove)' on (?:source|sink) #|'change' on server")

_ALIVE_MS = 1_000
_AGAIN_MS = 10_000
_END_MS = 500


class PulseNews(QObject):
    """Tells of devices by ``pactl subscribe``, as long as there is a server to ask."""

    happened = Signal()

    def __init__(self, program: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._is_open, self._is_alive = True, False
        self._process = QProcess(self)
        # In other languages it says it in other words.
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C.UTF-8")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_end)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._ask)
        self._alive = QTimer(self, singleShot=True, interval=_ALIVE_MS)
        self._alive.timeout.connect(self._on_alive)
        self._ask()

    def names(self) -> frozenset[str]:
        """Give the names of what is there, of which it knows none."""
        return frozenset()

    def close(self) -> None:
        """Ask no more."""
        self._is_open = False
        self._again.stop()
        self._alive.stop()
        self._process.kill()
        self._process.waitForFinished(_END_MS)

    def _ask(self) -> None:
        self._process.start(self._program, ["subscribe"])
        self._alive.start()

    def _on_alive(self) -> None:
        """Whatever changed before there was anybody to tell is news."""
        self._is_alive = self._process.state() == QProcess.ProcessState.Running
        if self._is_alive:
            self.happened.emit()

    def _read(self) -> None:
        lines = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        if _NEWS.search(lines):
            self.happened.emit()

    def _on_end(self) -> None:
        was_alive, self._is_alive = self._is_alive, False
        if not self._is_open:
            return
        self._alive.stop()
        self._again.start()
        if was_alive:
            self.happened.emit()


class QtNews(QObject):
    """Tells of devices by QMediaDevices."""

    happened = Signal()

    def __init__(self, media: type[QMediaDevices], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: Any = media(self)
        self._media.audioInputsChanged.connect(self.happened)
        self._media.audioOutputsChanged.connect(self.happened)

    def names(self) -> frozenset[str]:
        """Give the names of the microphones that are there."""
        return frozenset(device.description() for device in self._media.audioInputs())

    def close(self) -> None:
        """Tell no more."""
        self._media.deleteLater()


News = PulseNews | QtNews


def news(parent: QObject | None = None) -> News | None:
    """Give what tells of devices here; None where nothing does."""
    if program := shutil.which("pactl"):
        return PulseNews(program, parent)
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return None
    return QtNews(QMediaDevices, parent)
