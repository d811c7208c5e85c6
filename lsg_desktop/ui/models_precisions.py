"""The choice of a precision, with what each needs and whether that is there; it loads nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from lsg_desktop.models.device import Place
from lsg_desktop.models.precision import CHOICES
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.models_needs import Needs
from lsg_desktop.ui.models_panel import text_label
from lsg_desktop.ui.theme import SPACE


class PrecisionChoice(QWidget):
    """A row for each precision; arrow keys go from one to the next."""

    changed = Signal(str)
    """The user wants this precision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons = {name: QRadioButton() for name in CHOICES}
        self.verdicts = {name: text_label() for name in CHOICES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(1, 20 * SPACE)
        for row, name in enumerate(CHOICES):
            button = self.buttons[name]
            self._group.addButton(button)
            button.clicked.connect(self._tell)
            self.verdicts[name].setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(button, row, 0)
            grid.addWidget(self.verdicts[name], row, 1)
        self.show_needs(None, None)

    def show_value(self, name: str) -> None:
        """Show which one is chosen, and tell nobody."""
        self.buttons[name].setChecked(True)

    def show_needs(self, needs: Needs | None, place: Place | None) -> None:
        """Say what each needs; before that is known, nothing."""
        for name, button in self.buttons.items():
            verdict = ""
            title = words.precision(name)
            if needs is not None and place is not None:
                verdict = words.verdict(name, needs, place)
                if name == needs.best:
                    title = self.tr("{precision}, recommended").format(precision=title)
            # Before the text: a button does not ask for more room when its font changes.
            _stress(button, needs is not None and name == needs.best)
            button.setText(title)
            button.setAccessibleName(f"{title}: {verdict}" if verdict else title)
            self.verdicts[name].setText(verdict)

    def _tell(self) -> None:
        chosen = (name for name, button in self.buttons.items() if button.isChecked())
        self.changed.emit(next(chosen))


def _stress(widget: QWidget, is_stressed: bool) -> None:
    font = widget.font()
    if font.bold() != is_stressed:
        font.setBold(is_stressed)
        widget.setFont(font)
