"""The list of models, two lines each; it knows no model but by its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lsg_desktop.ui.theme import SPACE, mixed, shown_tones

_Index = QModelIndex | QPersistentModelIndex
_STANDING = Qt.ItemDataRole.UserRole
_IN_USE = Qt.ItemDataRole.UserRole + 1
_ELIDED = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Item:
    """What the list says of a model; ``name`` tells it from the others."""

    name: str
    title: str
    standing: str
    is_in_use: bool


class ModelList(QListWidget):
    """The models by title, with how each stands."""

    chosen = Signal(str)
    """The user looks at the model of this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Drawing(self))
        self.setAccessibleName(self.tr("Models"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._tell)

    @property
    def name(self) -> str:
        """The model that is looked at; empty for none."""
        row = self.currentRow()
        return self._items[row].name if 0 <= row < len(self._items) else ""

    def show_items(self, items: Sequence[Item], name: str) -> None:
        """Show these models, and look at the one of this name."""
        is_same = [one.name for one in items] == [one.name for one in self._items]
        self._items = list(items)
        self.blockSignals(True)
        if not is_same:
            self.clear()
            self.addItems([one.title for one in items])
        for row, one in enumerate(items):
            _fill(self.item(row), one)
            if one.name == name:
                self.setCurrentRow(row)
        self.blockSignals(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be wide enough for a usual name, whatever the font."""
        metrics = QFontMetrics(_bold(self.font()))
        return QSize(metrics.horizontalAdvance("Qwen2-Audio-7B-Instruct") + 5 * SPACE, 30 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as usual names and how models stand stay readable."""
        metrics = QFontMetrics(_bold(self.font()))
        lines = ("Qwen2-Audio-7B", *(f"✓ {one.standing}" for one in self._items))
        width = max(metrics.horizontalAdvance(line) for line in lines)
        return QSize(width + 6 * SPACE, 12 * SPACE)

    def _tell(self) -> None:
        if self.name:
            self.chosen.emit(self.name)


def _fill(item: QListWidgetItem, one: Item) -> None:
    item.setText(one.title)
    item.setData(_STANDING, one.standing)
    item.setData(_IN_USE, one.is_in_use)
    item.setToolTip(f"{one.name}\n{one.standing}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {one.standing}")


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


class _Drawing(QStyledItemDelegate):
    """Draws a title over how the model stands, a bar beside what is looked at."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Make room for two lines."""
        return QSize(16 * SPACE, 2 * option.fontMetrics.height() + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw an item."""
        tones = shown_tones()
        rect, state, font = option.rect, option.state, option.font
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, mixed(tones.surface, tones.accent, 0.16))
            painter.fillRect(QRect(rect.topLeft(), QSize(SPACE // 2, rect.height())), tones.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(tones.accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(2 * SPACE, SPACE, -SPACE, -SPACE)
        height = option.fontMetrics.height()
        painter.setFont(_bold(font))
        painter.setPen(tones.text)
        title = painter.fontMetrics().elidedText(index.data(), _ELIDED, inside.width())
        painter.drawText(inside.adjusted(0, 0, 0, -height), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font)
        painter.setPen(tones.good if index.data(_IN_USE) else option.palette.color(_DIM))
        standing = index.data(_STANDING)
        standing = f"✓ {standing}" if index.data(_IN_USE) else standing
        standing = option.fontMetrics.elidedText(standing, _ELIDED, inside.width())
        painter.drawText(inside.adjusted(0, height, 0, 0), Qt.AlignmentFlag.AlignVCenter, standing)
        painter.restore()


_DIM = QPalette.ColorRole.PlaceholderText
