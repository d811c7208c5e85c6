"""Rows laid out: what they measure, and what of them was shown and must stay; it paints nothing."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics

from lsg_desktop.events import Task
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_arrangement import MARGIN_PX, Arrangement, Column
from lsg_desktop.ui.transcript_record import Row, Unit
from lsg_desktop.ui.transcript_text import Block, Kept, lay_out, letters
from lsg_desktop.ui.transcript_words import gap

_CACHED = 200
"""Rows whose layout is kept: a few screens of them."""

GAP_FLAGS = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
"""How the words of a gap are drawn."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a task, ``top`` pixels below the top of its row."""

    column: Column
    top: int
    block: Block


@dataclass(frozen=True, slots=True)
class Shape:
    """A row as it was laid out at one of its versions."""

    version: int
    height: int
    cells: tuple[Cell, ...] = ()


class Shapes:
    """Lays rows out by an arrangement."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self._shapes: OrderedDict[Row, Shape] = OrderedDict()
        self._kept: dict[tuple[Row, Task], Kept] = {}

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay everything out anew by another arrangement."""
        self.arrangement = arrangement
        self._shapes.clear()
        self._kept.clear()

    def shape(self, row: Row) -> Shape:
        """Lay a row out, unless it has not changed since."""
        before = self._shapes.get(row)
        if before and before.version == row.version:
            return before
        shape = self._laid_out(row, before)
        self._shapes[row] = shape
        self._shapes.move_to_end(row)
        if len(self._shapes) > _CACHED:
            self._shapes.popitem(last=False)
        return shape

    def guess(self, row: Row) -> int:
        """Guess a row's height without laying it out."""
        here = self.arrangement
        if row.is_gap:
            return here.small_pitch + 2 * SPACE
        heights = [
            column.lettering.guess(len(row.lines[column.task].text), column.width)
            for column in here.columns
        ]
        text = sum(heights) + SPACE // 2 if here.is_stacked else max(heights, default=0)
        return max(here.text_top + text, self._head_bottom(row)) + SPACE

    def unit_at(self, row: Row, point: QPointF) -> tuple[Task, Unit] | None:
        """Give the committed unit at a point of a row, measured from its top left corner."""
        for cell in self.shape(row).cells:
            place = cell.block.place_at(point - QPointF(cell.column.left, cell.top))
            if place is None:
                continue
            line = row.lines[cell.column.task]
            unit = line.unit_at(letters(line.text + line.draft, place))
            return (cell.column.task, unit) if unit else None
        return None

    def _gap(self, row: Row) -> Shape:
        here = self.arrangement
        room = QRect(0, 0, here.width - 2 * MARGIN_PX, 0)
        words = QFontMetrics(here.small).boundingRect(room, GAP_FLAGS, gap(row))
        return Shape(row.version, max(words.height(), here.small_pitch) + 2 * SPACE)

    def _head_bottom(self, row: Row) -> int:
        """Where time and speaker end, who stand one below the other beside the text."""
        here = self.arrangement
        is_two = row.speaker and not here.is_narrow
        return here.text_top + (here.pitch + here.small_pitch - SPACE // 2 if is_two else 0)

    def _laid_out(self, row: Row, before: Shape | None) -> Shape:
        if row.is_gap:
            return self._gap(row)
        here = self.arrangement
        cells: list[Cell] = []
        bottom = self._head_bottom(row)
        for column in here.columns:
            top = here.text_top
            if here.is_stacked and cells:
                top += cells[0].block.height + SPACE // 2
            cell = Cell(column, top, self._block(row, column))
            cells.append(cell)
            bottom = max(bottom, top + cell.block.height)
        height = bottom + SPACE
        if before and row.end_s is None:
            # A draft that shrinks would pull up what is being read.
            height = max(height, before.height)
        return Shape(row.version, height, tuple(cells))

    def _block(self, row: Row, column: Column) -> Block:
        line = row.lines[column.task]
        key = row, column.task
        block = lay_out(
            line.text + line.draft,
            len(line.text),
            column.lettering,
            column.width,
            self._kept.get(key),
        )
        self._kept[key] = block.kept
        return block
