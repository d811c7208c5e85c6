"""How a row of the transcript is painted, explained and opened; it knows no scrolling."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from lsg_desktop.session.export import clock
from lsg_desktop.ui.find import Search
from lsg_desktop.ui.theme import SPACE, Tones, mixed, shown_tones
from lsg_desktop.ui.transcript_arrangement import MARGIN_PX
from lsg_desktop.ui.transcript_model import TranscriptModel
from lsg_desktop.ui.transcript_reader import Reader
from lsg_desktop.ui.transcript_record import Row
from lsg_desktop.ui.transcript_shapes import GAP_FLAGS, Cell, Shapes
from lsg_desktop.ui.transcript_text import utf16
from lsg_desktop.ui.transcript_words import explanation, gap, speaker_name

_Index = QModelIndex | QPersistentModelIndex

_BAR_PX = 3
_RULE_PX = 2


class TranscriptDelegate(QStyledItemDelegate):
    """Paints the rows of a model as ``shapes`` lay them out."""

    def __init__(
        self, model: TranscriptModel, shapes: Shapes, search: Search, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._shapes = shapes
        self._search = search
        self.tones = shown_tones()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give a row's size."""
        height = self._shapes.shape(self._model.row(index.row())).height
        return QSize(self._shapes.arrangement.width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        row = self._model.row(index.row())
        rect: QRect = option.rect
        painter.save()
        self._paint_ground(painter, rect, option.state)
        if row.is_gap:
            self._paint_gap(painter, rect, row)
        else:
            self._paint_head(painter, rect, row)
            for cell in self._shapes.shape(row).cells:
                self._paint_text(painter, rect.topLeft(), cell, self._marks(index.row(), row, cell))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Say why the word under the pointer was written; of a whole row as "What's this?"."""
        if event.type() != QHelpEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._model.row(index.row())
        rect: QRect = option.rect
        found = self._shapes.unit_at(row, QPointF(event.pos() - rect.topLeft()))
        if found:
            words = explanation(row, *found, self._model.languages)
            QToolTip.showText(event.globalPos(), words, view)
        else:
            QToolTip.hideText()
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Open a row to select a part of its text."""
        shape = self._shapes.shape(self._model.row(index.row()))
        return Reader(shape, self._model.languages, parent)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show an opened row's text."""
        if isinstance(editor, Reader):
            editor.show_text(self._model.row(index.row()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Change nothing: what was written stays."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Keep an opened row over its text."""
        editor.setGeometry(option.rect)
        if isinstance(editor, Reader):
            editor.lay_over(self._shapes.shape(self._model.row(index.row())))

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        tones = self.tones
        inner = rect.adjusted(2, 1, -2, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(tones.surface, tones.accent, 0.16))
            painter.drawRoundedRect(inner, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tones.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(mixed(tones.surface, tones.line, 0.6))
        painter.drawLine(
            rect.left() + MARGIN_PX, rect.bottom(), rect.right() - MARGIN_PX, rect.bottom()
        )

    def _paint_gap(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self._shapes.arrangement.small)
        painter.setPen(self.tones.warning)
        inner = rect.adjusted(MARGIN_PX, 0, -MARGIN_PX, 0)
        painter.drawText(inner, GAP_FLAGS, gap(row))

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        here = self._shapes.arrangement
        left = rect.left() + MARGIN_PX
        if row.speaker:
            bar = QRect(rect.left() + SPACE - 2, rect.top() + SPACE, _BAR_PX, 0)
            bar.setBottom(rect.bottom() - SPACE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_speaker_colour(row.speaker, self.tones))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setFont(here.small)
        metrics = QFontMetricsF(here.small)
        # On the line of the text where they stand beside it.
        room = here.small_pitch if here.is_narrow else here.pitch
        baseline = rect.top() + SPACE + (room + metrics.capHeight()) / 2
        if not here.is_narrow and here.columns:
            baseline = rect.top() + here.text_top + here.columns[0].lettering.baseline_px
        time = clock(row.start_s)
        painter.setPen(self.tones.dim)
        painter.drawText(QPointF(left, baseline), time)
        if row.speaker:
            place = (
                QPointF(left + metrics.horizontalAdvance(time) + 1.5 * SPACE, baseline)
                if here.is_narrow
                else QPointF(left, baseline + here.small_pitch)
            )
            painter.setPen(_speaker_colour(row.speaker, self.tones))
            painter.drawText(place, speaker_name(row.speaker))

    def _paint_text(
        self,
        painter: QPainter,
        corner: QPoint,
        cell: Cell,
        marks: Iterator[QTextLayout.FormatRange],
    ) -> None:
        column = cell.column
        at = corner + QPoint(column.left, cell.top)
        if self._shapes.arrangement.is_stacked and column is not self._first:
            height = cell.block.height
            rule = QRect(at.x() - MARGIN_PX, at.y() + 4, _RULE_PX, height - 8)
            painter.fillRect(rule, mixed(self.tones.line, self.tones.dim, 0.5))
        painter.setPen(self.tones.text)
        cell.block.layout.draw(painter, QPointF(at), list(marks))

    @property
    def _first(self) -> object:
        return self._shapes.arrangement.columns[0]

    def _marks(self, number: int, row: Row, cell: Cell) -> Iterator[QTextLayout.FormatRange]:
        line = row.lines[cell.column.task]
        if line.draft:
            start = utf16(line.text)
            yield _range(start, utf16(line.draft), _draft_format(self.tones))
        for hit in self._search.of_row(number):
            if hit.task is cell.column.task:
                start = utf16(line.text[: hit.start])
                length = utf16(line.text[hit.start : hit.end])
                is_current = hit == self._search.current
                yield _range(start, length, _hit_format(self.tones, is_current))


def _speaker_colour(speaker: str, tones: Tones) -> QColor:
    return tones.accent if speaker == "You" else tones.good


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _draft_format(tones: Tones) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(tones.dim)
    if tones.line == tones.text:  # high contrast: dim is not told from text by everybody
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(tones.dim)
    return form


def _hit_format(tones: Tones, is_current: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    if is_current:
        form.setBackground(tones.accent)
        form.setForeground(tones.on_accent)
        form.setFontUnderline(True)
    else:
        form.setBackground(tones.mark)
        form.setForeground(tones.text)
    return form
