"""A row of the transcript opened in place, so that a part of its text can be selected and copied.

Text that is written while it is open comes behind what is selected. It knows no list.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from lsg_desktop.events import Task
from lsg_desktop.ui.transcript_record import Row
from lsg_desktop.ui.transcript_shapes import Cell, Shape
from lsg_desktop.ui.transcript_words import language_name

_BORDER_PX = 2
_PADDING_PX = 6
_SHEET = f"""
QTextEdit {{ border: {_BORDER_PX}px solid transparent; padding: 0 {_PADDING_PX}px; }}
QTextEdit:focus {{ border-color: palette(highlight); padding: 0 {_PADDING_PX}px; }}
"""


class Reader(QWidget):
    """One read-only field for each column, over the text that it shows."""

    def __init__(self, shape: Shape, languages: Mapping[Task, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = {
            cell.column.task: _field(cell, languages[cell.column.task], self)
            for cell in shape.cells
        }
        if self.fields:
            self.setFocusProxy(next(iter(self.fields.values())))

    def show_text(self, row: Row) -> None:
        """Show what is committed; what is shown already stays, with what is selected of it."""
        for task, field in self.fields.items():
            text = row.lines[task].text
            shown = field.toPlainText()
            if text == shown:
                continue
            selected = field.textCursor()
            anchor, position = selected.anchor(), selected.position()
            end = QTextCursor(field.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(text[len(shown) :])
            selected.setPosition(anchor)
            selected.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            field.setTextCursor(selected)

    def lay_over(self, shape: Shape) -> None:
        """Stand where the text of the row stands."""
        side = _BORDER_PX + _PADDING_PX
        for cell in shape.cells:
            column = cell.column
            text = QRect(column.left, cell.top, column.width, cell.block.height)
            if field := self.fields.get(column.task):
                field.setGeometry(text.adjusted(-side, -_BORDER_PX, side, _BORDER_PX))


def _field(cell: Cell, language: str, parent: QWidget) -> QTextEdit:
    lettering = cell.column.lettering
    field = QTextEdit(parent)
    field.setStyleSheet(_SHEET)
    field.setFont(lettering.font)
    field.setReadOnly(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    field.setAccessibleName(language_name(language) or cell.column.task.value)
    field.setFrameShape(QFrame.Shape.NoFrame)
    field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    field.setTabChangesFocus(True)
    field.document().setDocumentMargin(0)
    lines = QTextBlockFormat()
    lines.setLineHeight(lettering.pitch_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    QTextCursor(field.document()).setBlockFormat(lines)
    return field
