"""Plain pieces that the parts of the models dialog are made of; they know no model."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lsg_desktop.ui.theme import SPACE, shown_tones


class Panel(QWidget):
    """A ground of its own with round corners; what it holds goes into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*4 * (2 * SPACE,))
        self.column.setSpacing(SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown_tones().line)
        painter.setBrush(shown_tones().surface)
        room = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, SPACE, SPACE)
        painter.end()


def text_label() -> QLabel:
    """Give a label of plain text over as many lines as it needs."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    # A long word, such as a path, is no reason to make the dialog wider.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def button(words: str, is_primary: bool = False) -> QPushButton:
    """Give a button that Enter presses only while it has the focus."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.setProperty("primary", is_primary)
    return made


def breakable(text: str) -> str:
    """Let a path or a name go on in the next line after any of its parts."""
    return re.sub(r"([/\\_])", "\\1\u200b", text)
