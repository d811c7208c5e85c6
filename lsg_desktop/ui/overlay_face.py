"""What is seen of the caption overlay; it knows no window and no pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lsg_desktop.events import Event, Task
from lsg_desktop.ui.caption_column import CaptionLine
from lsg_desktop.ui.caption_drawing import Ink, draw_line
from lsg_desktop.ui.caption_lines import CaptionLines
from lsg_desktop.ui.overlay_shape import OverlayShape
from lsg_desktop.ui.overlay_style import OverlayStyle
from lsg_desktop.ui.theme import SPACE, Scheme, mixed, tones

_GRASPABLE = 0.02
"""Opacity: where nothing is painted, some systems let clicks through, locked or not."""
_DRAFT = 0.4
"""How far the colour of a draft lies from that of the text towards that of the background."""
_LIGHT = 128
_FRAME_PX = 2


class OverlayFace:
    """Captions in a style, laid out for a room. Lines fill their block from its bottom.

    ``seen`` are the lines of each block.
    """

    def __init__(self, style: OverlayStyle) -> None:
        self.style = style
        self.captions = CaptionLines(style.width_characters)
        self.shape = OverlayShape.of(style, self._languages(), QSize(0, 0), QSize(0, 0))
        self.seen = self._last()

    def lay_out(self, room: QSize, least: QSize) -> None:
        """Fit into a room, but not into less than ``least``."""
        self.shape = OverlayShape.of(self.style, self._languages(), room, least)
        self.captions.set_width(self.shape.letters, self.shape.ruler)
        self.seen = self._last()

    def take(self, event: Event) -> bool:
        """Take in what happened; say whether another thing is seen now."""
        self.captions.take(event)
        before, self.seen = self.seen, self._last()
        return before != self.seen

    def clear(self) -> None:
        """Forget what was said."""
        self.captions.clear()
        self.seen = self._last()

    def paint(self, painter: QPainter, *, is_locked: bool, is_in_hand: bool) -> None:
        """Paint it; a locked one on which nothing is written is not seen."""
        if is_locked and not any(self.seen):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, 0.0 if is_locked else _GRASPABLE)
        if is_in_hand:
            self._paint_frame(painter)
        self._paint_lines(painter, self.seen if any(self.seen) else self._hint())

    def _languages(self) -> dict[Task, str]:
        captions = self.captions
        return {task: captions.languages[task] for task in captions.tasks(self.style.shows)}

    def _last(self) -> list[tuple[CaptionLine, ...]]:
        return [self.captions.last(block.task, self.shape.lines) for block in self.shape.blocks]

    def _hint(self) -> list[tuple[CaptionLine, ...]]:
        words = QCoreApplication.translate("Overlay", "Captions appear here")
        return [(CaptionLine(draft=words),)]

    def _paint_ground(self, painter: QPainter, least: float) -> None:
        ground = QColor(self.style.background)
        ground.setAlphaF(max(self.style.opacity, least))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._room(), SPACE, SPACE)

    def _paint_frame(self, painter: QPainter) -> None:
        half = _FRAME_PX / 2
        is_dark = QColor(self.style.background).lightness() < _LIGHT
        accent = tones(Scheme.DARK if is_dark else Scheme.LIGHT).accent
        painter.setPen(QPen(accent, _FRAME_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._room().adjusted(half, half, -half, -half), SPACE, SPACE)

    def _paint_lines(self, painter: QPainter, seen: list[tuple[CaptionLine, ...]]) -> None:
        ink = self._ink()
        for block, lines in zip(self.shape.blocks, seen, strict=False):
            for row, line in enumerate(lines, self.shape.lines - len(lines)):
                draw_line(painter, line, block.lettering, ink, self.shape.room(block, row))

    def _ink(self) -> Ink:
        text = QColor(self.style.text)
        draft = mixed(text, QColor(self.style.background), _DRAFT)
        around = QColor("black" if text.lightness() >= _LIGHT else "white")
        return Ink(text, draft, around if self.style.outline else None)

    def _room(self) -> QRectF:
        return QRectF(0, 0, self.shape.size.width(), self.shape.size.height())
