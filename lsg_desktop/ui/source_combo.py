"""A box of choices under headings, in which nothing is chosen by accident; it knows no sound."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from lsg_desktop.ui.theme import SPACE

_SHORTEST = 20
"""How many letters of the chosen one are to be seen."""

_ROWS = 24
"""How many rows are to be seen without scrolling."""

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class SourceCombo(QComboBox):
    """Arrow keys open the list instead of going through it, and the wheel leaves it alone."""

    unfolded = Signal()
    """The list is about to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QStandardItemModel(self)
        self._data: list[Any] = []  # not in the model: Qt would make lists of tuples
        self.setModel(self._rows)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(_SHORTEST)
        self.setMaxVisibleItems(_ROWS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill(self, rows: list[tuple[str, Any]], chosen: Any) -> None:
        """Show these rows of words and what they stand for, None for a heading; tell nobody."""
        with QSignalBlocker(self):
            self._rows.clear()
            self._data = [data for _, data in rows]
            for words, data in rows:
                item = QStandardItem(words)
                if data is None:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                    bold = item.font()
                    bold.setBold(True)
                    item.setFont(bold)
                self._rows.appendRow(item)
            self.choose(chosen)
        self.update()

    def choose(self, chosen: Any) -> None:
        """Show the row that stands for this."""
        self.setCurrentIndex(self._data.index(chosen))

    def stands_for(self, row: int) -> Any:
        """Give what a row stands for."""
        return self._data[row]

    def showPopup(self) -> None:
        """Unfold the list, as wide as its longest row."""
        self.unfolded.emit()
        wide = self.view().sizeHintForColumn(0) + 5 * SPACE
        self.view().setMinimumWidth(min(max(self.width(), wide), self.screen().size().width() // 2))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave out the middle of what is too long: how a device is stands at the end."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        middle = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self.currentText(), middle, field.width() - SPACE)
        option.currentText = text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose nothing with the arrow keys before the list is seen."""
        if event.key() in _ARROWS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is around it."""
        event.ignore()
