"""Lines of text of more, of less and of alarming importance; it knows no words."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from lsg_desktop.ui.theme import shown_tones


def heading(words: str) -> QLabel:
    """Give a label that opens a part of a panel."""
    label = QLabel(words)
    bold = label.font()
    bold.setBold(True)
    label.setFont(bold)
    return label


def dim_label(words: str) -> QLabel:
    """Give a label of lesser importance, over as many lines as it needs."""
    label = QLabel(words)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


class StateLabel(QLabel):
    """A line that says how something is, in another colour where that is a fault.

    It is hidden while there is nothing to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_fault = False
        self._own_palette = QPalette()
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str, is_fault: bool = False) -> None:
        """Show words, if there are any; the same words again repaint nothing."""
        if is_fault != self._is_fault:
            self._is_fault = is_fault
            self._take_colour()
        if words != self.text():
            self.setText(words)
            self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colour()

    def _take_colour(self) -> None:
        palette = QPalette()
        if self._is_fault:
            palette.setColor(QPalette.ColorRole.WindowText, shown_tones().fault)
        if palette != self._own_palette:
            self._own_palette = palette
            self.setPalette(palette)
