"""A minute from a microphone, kept in memory; it knows no widget and stores nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import LsgError
from lsg_desktop.session.capture import Capture, Level
from lsg_desktop.session.inbox import Ended, Inbox
from lsg_desktop.session.runner import Opening
from lsg_desktop.ui.errands import Errands

_TICK_MS = 66


class Recording(QObject):
    """Records from :meth:`start` until :meth:`stop`, or until it is ``most_s`` long."""

    moved = Signal()
    """There is another level, and less time left."""
    ended = Signal(object)
    """All sound that was recorded, in blocks, (samples,) each."""
    failed = Signal(object)
    """An LsgError, instead: nothing could be recorded."""

    def __init__(self, opening: Opening, most_s: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most_s = most_s
        self._inbox = Inbox(most_s)
        self._capture = Capture(0, opening.open, opening.speaker, self._inbox)
        self._errands = Errands(self)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._tick)

    @property
    def level(self) -> Level:
        """How loud it is."""
        return self._capture.level

    @property
    def left_s(self) -> float:
        """How much longer it can be."""
        return max(0.0, self._most_s - self._inbox.waiting_s)

    def start(self) -> None:
        """Open the microphone."""
        self._capture.start()
        self._ticker.start()

    def stop(self) -> None:
        """Record no more, and give what there is; asked again, nothing happens."""
        if self._ticker.isActive():
            self._ticker.stop()
            self._capture.close()
            self._errands.run(lambda _: _all_of(self._inbox), self.ended.emit, self.failed.emit)

    def drop(self) -> None:
        """Record no more, and give nothing."""
        self._ticker.stop()
        self._capture.close()
        self._errands.close()

    def _tick(self) -> None:
        self.moved.emit()
        # A block that does not fit any more is left out whole.
        if self.left_s < 0.1 or self._capture.fault:
            self.stop()


def _all_of(inbox: Inbox) -> list[Samples]:
    """Wait for the end. Raises the LsgError that nothing could be recorded for."""
    blocks: list[Samples] = []
    while not isinstance(item := inbox.take(), Ended):
        blocks.append(item.samples)
    if item.fault and not blocks:
        fault: LsgError = item.fault
        raise fault
    return blocks
