"""The one large button of the window; it knows no session."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.theme import SPACE


class StartButton(QPushButton):
    """Starts, stops, and while the rest is written drops it; as wide as the longest of these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(5 * SPACE)
        self.show_phase(Phase.IDLE)

    def show_phase(self, phase: Phase) -> None:
        """Say what pressing it does now."""
        is_idle = phase is Phase.IDLE
        self.setText(self._words(phase))
        if self.property("primary") != is_idle:
            self.setProperty("primary", is_idle)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        """Have room for every word, so that nothing beside it moves."""
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(self._words(phase)) for phase in Phase)
        return QSize(widest + 6 * SPACE, super().sizeHint().height())

    def _words(self, phase: Phase) -> str:
        if phase is Phase.IDLE:
            return self.tr("Start")
        return self.tr("Drop the rest") if phase is Phase.STOPPING else self.tr("Stop")
