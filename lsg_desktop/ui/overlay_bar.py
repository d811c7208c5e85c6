"""The buttons of the caption overlay; it knows no caption and no window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from lsg_desktop.ui.caption_lines import Shows
from lsg_desktop.ui.theme import SPACE, shown_tones

_NEXT: dict[Shows, Shows] = {"both": "source", "source": "target", "target": "both"}


class OverlayBar(QWidget):
    """Buttons in a row on a ground of their own."""

    wanted = Signal(str)
    """Show "source", "target" or "both"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shows: Shows = "both"
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.lock = self._button(
            self.tr("Lock"),
            self.tr("Lock the captions in place; clicks go through to what is below"),
        )
        self.smaller = self._button("A−", self.tr("Smaller text"))
        self.larger = self._button("A+", self.tr("Larger text"))
        self.shows = self._button("", "")
        self.close_button = self._button("×", self.tr("Close the captions"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        row.setSpacing(SPACE // 2)
        buttons = (self.lock, self.smaller, self.larger, self.shows, self.close_button)
        for button in buttons:
            row.addWidget(button)
        self.shows.clicked.connect(lambda: self.wanted.emit(_NEXT[self._shows]))
        self._hold_width()

    def show_state(self, shows: Shows) -> None:
        """Say what is shown now."""
        names = self._names()
        self._shows = shows
        now, then = names[shows], names[_NEXT[shows]]
        words = self.tr("Shown: {now}. Press for: {then}").format(now=now, then=then)
        self.shows.setText(now)
        self.shows.setToolTip(words)
        self.shows.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown_tones().line)
        painter.setBrush(shown_tones().window)
        room = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, SPACE, SPACE)
        painter.end()

    def _names(self) -> dict[Shows, str]:
        return {
            "source": self.tr("Source"),
            "target": self.tr("Translation"),
            "both": self.tr("Both"),
        }

    def _hold_width(self) -> None:
        """Let no button move when another one's words change."""
        widths = []
        for shows in self._names():
            self.show_state(shows)
            self.shows.ensurePolished()
            widths.append(self.shows.sizeHint().width())
        self.shows.setMinimumWidth(max(widths))

    def _button(self, text: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button
