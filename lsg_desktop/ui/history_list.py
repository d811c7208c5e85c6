"""The list of sessions and of lines found in them: how they are drawn; it asks no history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lsg_desktop.session.record import Found, State, Summary
from lsg_desktop.ui.history_hits import Excerpt
from lsg_desktop.ui.history_model import SessionsModel
from lsg_desktop.ui.history_words import amount, languages, length, place, state_words, when
from lsg_desktop.ui.theme import SPACE, Tones, mixed, shown_tones
from lsg_desktop.ui.transcript_text import letters, utf16

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDED = Qt.TextElideMode.ElideRight
_LINES = 3
"""A row of either kind has so many lines: rows of one height cost nothing, however many."""


class SessionList(QListView):
    """Sessions with their facts, and below each the lines that were found in it."""

    def __init__(self, model: SessionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Drawing(model, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Sessions"))

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as a date and a length can be read."""
        return QSize(30 * SPACE, 3 * SPACE * _LINES)

    def keyboardSearch(self, search: str) -> None:
        """Go nowhere when letters are typed: there is a search field for that."""


class _Drawing(QStyledItemDelegate):
    """Draws rows in the colours of the scheme, and has titles edited where they stand."""

    def __init__(self, model: SessionsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Make room for the lines."""
        return QSize(24 * SPACE, _LINES * _pitch(option) + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        tones, entry = shown_tones(), self._model.entry(index.row())
        painter.save()
        _draw_ground(painter, option, tones)
        inside = option.rect.adjusted(2 * SPACE, SPACE, -SPACE, -SPACE)
        if isinstance(entry, Summary):
            self._draw_session(painter, option, inside, entry)
        elif isinstance(entry, Found):
            inside.setLeft(inside.left() + 2 * SPACE)
            _draw_line(painter, inside, 0, tones.dim, place(entry), option.font)
            _draw_excerpt(painter, option, inside, self._model.excerpt(index.row()))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Have the title edited."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title"))
        editor.setPlaceholderText(self.tr("Empty: its first words"))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the title that it has."""
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Give it the title that was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Lay the field over the title, and over the next line, of which a part would be seen."""
        top = option.rect.top() + SPACE // 2
        height = max(editor.sizeHint().height(), 2 * _pitch(option) + SPACE // 2)
        editor.setGeometry(option.rect.left() + SPACE, top, option.rect.width() - 2 * SPACE, height)

    def _draw_session(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, summary: Summary
    ) -> None:
        tones, font = shown_tones(), option.font
        _draw_line(painter, inside, 0, tones.text, summary.title, _bold(font))
        time = f"{when(summary.started)} · {length(summary.length_s)}"
        _draw_line(painter, inside, 1, tones.dim, time, font)
        rest = QRect(inside)
        if state := state_words(summary.state):
            colour = tones.good if summary.state is State.RUNNING else tones.warning
            _draw_line(painter, rest, 2, colour, state, _bold(font))
            rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(f"{state}  "))
        _draw_line(painter, rest, 2, tones.dim, f"{amount(summary)} · {languages(summary)}", font)


def _pitch(option: QStyleOptionViewItem) -> int:
    return option.fontMetrics.height() + 2


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, tones: Tones) -> None:
    rect, state = option.rect, option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, mixed(tones.surface, tones.accent, 0.16))
        painter.fillRect(QRect(rect.topLeft(), QSize(SPACE // 2, rect.height())), tones.accent)
    painter.setPen(mixed(tones.surface, tones.line, 0.6))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(tones.accent)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _draw_line(
    painter: QPainter, inside: QRect, number: int, colour: object, words: str, font: QFont
) -> None:
    pitch = inside.height() // _LINES
    line = QRect(inside.left(), inside.top() + number * pitch, inside.width(), pitch)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(line, _MIDDLE, painter.fontMetrics().elidedText(words, _ELIDED, line.width()))


def _draw_excerpt(
    painter: QPainter, option: QStyleOptionViewItem, inside: QRect, excerpt: Excerpt
) -> None:
    """Draw as much as the lines below the first have room for, the hits as a marker would."""
    tones, pitch = shown_tones(), inside.height() // _LINES
    room = _LINES - 1
    layout = _laid_out(excerpt.text, option.font, inside.width())
    text = excerpt.text
    if layout.lineCount() > room:
        last = layout.lineAt(room - 1)
        text = text[: letters(text, last.textStart() + last.textLength()) - 2].rstrip() + "…"
        layout = _laid_out(text, option.font, inside.width())
    painter.setPen(tones.text)
    for number in range(min(room, layout.lineCount())):
        line = layout.lineAt(number)
        line.setPosition(QPointF(0, (number + 1) * pitch + (pitch - line.height()) / 2))
    layout.draw(painter, QPointF(inside.topLeft()), _marks(text, excerpt, tones), QRect(inside))


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    # One line more than there is room for tells that there is more.
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _marks(text: str, excerpt: Excerpt, tones: Tones) -> Sequence[QTextLayout.FormatRange]:
    form = QTextCharFormat()
    form.setBackground(tones.mark)
    form.setForeground(tones.text)
    form.setFontWeight(QFont.Weight.Bold)
    marks = []
    for start, end in excerpt.hits:
        if start < len(text):
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = utf16(text[:start]), utf16(text[start:end])
            mark.format = form
            marks.append(mark)
    return marks
