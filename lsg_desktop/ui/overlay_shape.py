"""Where the lines of an overlay stand and what pulling at its edges means; it paints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt

from lsg_desktop.events import Task
from lsg_desktop.ui.caption_drawing import Ruler
from lsg_desktop.ui.overlay_style import OverlayStyle
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_text import Lettering

_PAD_X = 2 * SPACE
_PAD_Y = SPACE
_GAP = SPACE
_EDGE_PX = SPACE

_Edge = Qt.Edge
_ACROSS = _Edge.LeftEdge | _Edge.RightEdge
_DOWN = _Edge.TopEdge | _Edge.BottomEdge


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a task, ``top`` pixels below the top of the overlay."""

    task: Task
    lettering: Lettering
    top: int


@dataclass(frozen=True, slots=True)
class OverlayShape:
    """An overlay laid out: so many lines of so many letters in each block."""

    blocks: tuple[Block, ...]
    lines: int
    letters: int
    ruler: Ruler
    size: QSize

    @classmethod
    def of(
        cls, style: OverlayStyle, languages: Mapping[Task, str], room: QSize, least: QSize
    ) -> OverlayShape:
        """Lay an overlay out for tasks and their languages.

        It has no more lines and letters than there is room for, and is not smaller than ``least``.
        """
        letterings = {
            task: Lettering.of(style.font_points, language, is_wide=False)
            for task, language in languages.items()
        }
        first = next(iter(letterings.values()))
        ruler = Ruler.of(first)
        gaps = _GAP * (len(letterings) - 1)
        lines_room = (room.height() - 2 * _PAD_Y - gaps) // (first.pitch_px * len(letterings))
        lines = max(1, min(style.lines, lines_room))
        letters_room = int((room.width() - 2 * _PAD_X) / ruler.letter_px)
        letters = max(1, min(style.width_characters, letters_room))
        step = lines * first.pitch_px + _GAP
        blocks = [
            Block(task, lettering, _PAD_Y + number * step)
            for number, (task, lettering) in enumerate(letterings.items())
        ]
        size = QSize(
            round(letters * ruler.letter_px) + 2 * _PAD_X,
            len(blocks) * step - _GAP + 2 * _PAD_Y,
        )
        return cls(tuple(blocks), lines, letters, ruler, size.expandedTo(least))

    def room(self, block: Block, row: int) -> QRectF:
        """Where a line of a block is drawn, counted from the block's first."""
        pitch = block.lettering.pitch_px
        return QRectF(_PAD_X, block.top + row * pitch, self.size.width() - 2 * _PAD_X, pitch)

    def resized(self, style: OverlayStyle, size: QSize, edges: Qt.Edge) -> OverlayStyle:
        """Give the style whose overlay has about this size after its edges were pulled at."""
        if edges & _ACROSS:
            letters = round((size.width() - 2 * _PAD_X) / self.ruler.letter_px)
            style = style.changed(width_characters=letters)
        if edges & _DOWN:
            pitch = sum(block.lettering.pitch_px for block in self.blocks)
            gaps = _GAP * (len(self.blocks) - 1)
            style = style.changed(lines=round((size.height() - 2 * _PAD_Y - gaps) / pitch))
        return style


def edges_at(point: QPoint, size: QSize) -> Qt.Edge:
    """Give the edges of a window that a point lies on, none or up to two."""
    edges = _Edge(0)
    if point.x() < _EDGE_PX:
        edges |= _Edge.LeftEdge
    elif point.x() >= size.width() - _EDGE_PX:
        edges |= _Edge.RightEdge
    if point.y() < _EDGE_PX:
        edges |= _Edge.TopEdge
    elif point.y() >= size.height() - _EDGE_PX:
        edges |= _Edge.BottomEdge
    return edges


def pulled(size: QSize, edges: Qt.Edge, by: QPoint) -> QSize:
    """Give the size of a window whose edges are pulled that far."""
    wider = (_Edge.RightEdge in edges) - (_Edge.LeftEdge in edges)
    higher = (_Edge.BottomEdge in edges) - (_Edge.TopEdge in edges)
    return size + QSize(wider * by.x(), higher * by.y())


def held(before: QRect, size: QSize, edges: Qt.Edge) -> QRect:
    """Give the place of another size: what is not pulled at stays, else the middle of the top."""
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(before.center())
    place.moveTop(before.top())
    if _Edge.TopEdge in edges:
        place.moveBottom(before.bottom())
    if _Edge.LeftEdge in edges:
        place.moveRight(before.right())
    if _Edge.RightEdge in edges:
        place.moveLeft(before.left())
    return place


def cursor_at(edges: Qt.Edge) -> Qt.CursorShape:
    """Give how the pointer looks over these edges."""
    if not edges:
        return Qt.CursorShape.SizeAllCursor
    if not edges & _DOWN:
        return Qt.CursorShape.SizeHorCursor
    if not edges & _ACROSS:
        return Qt.CursorShape.SizeVerCursor
    falls = edges in (_Edge.TopEdge | _Edge.LeftEdge, _Edge.BottomEdge | _Edge.RightEdge)
    return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
