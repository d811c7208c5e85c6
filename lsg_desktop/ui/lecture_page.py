"""A page of large captions that scrolls by whole lines; it knows no window and no key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QPainter

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Event, Task
from lsg_desktop.ui.caption_column import CaptionLine
from lsg_desktop.ui.caption_drawing import Ink, Ruler, draw_line
from lsg_desktop.ui.caption_lines import CaptionLines, Shows
from lsg_desktop.ui.theme import SPACE, Scheme, Tones, tones
from lsg_desktop.ui.transcript_text import Lettering

_MARGIN_PX = 6 * SPACE
_SCROLL_MS = 200

Ground = Literal["black", "white"]
"""What large captions stand on."""

POINTS = (10, 160)
"""The least and the most for ``font_points``."""


@dataclass(frozen=True, slots=True)
class LectureStyle:
    """How large captions are, what of them is seen, and what they stand on.

    Raises InputFault where a value is out of bounds.
    """

    font_points: int = 48
    shows: Shows = "both"
    ground: Ground = "black"

    def __post_init__(self) -> None:
        low, high = POINTS
        points = self.font_points
        if not isinstance(points, int | float) or not low <= points <= high:
            raise _fault("font_points", points, f"give a number from {low} to {high}")
        if self.shows not in get_args(Shows):
            raise _fault("shows", self.shows, f"choose one of {', '.join(get_args(Shows))}")
        if self.ground not in get_args(Ground):
            raise _fault("ground", self.ground, f"choose one of {', '.join(get_args(Ground))}")

    @property
    def tones(self) -> Tones:
        """The colours."""
        if self.ground == "white":
            return tones(Scheme.LIGHT)
        # What is dim in the scheme of high contrast is hardly told from what is not.
        return replace(tones(Scheme.CONTRAST), dim=tones(Scheme.DARK).dim)


def _fault(name: str, value: object, remedy: str) -> InputFault:
    return InputFault(f"{name} of the lecture view cannot be {value!r}", remedy)


@dataclass(frozen=True, slots=True)
class _Block:
    """The whole lines of a task, and where they stand."""

    task: Task
    lettering: Lettering
    lines: int
    room: QRectF


class LecturePage:
    """Captions by a style, the source above. ``changed`` is called when another thing is seen."""

    def __init__(self, style: LectureStyle, owner: QObject, changed: Callable[[], None]) -> None:
        self.style = style
        self._captions = CaptionLines(1)
        self._size = QSize()
        self._blocks: list[_Block] = []
        self._changed = changed
        self._scrolls = {task: _Scroll(owner, changed) for task in Task}

    def lay_out(self, style: LectureStyle, size: QSize) -> None:
        """Fill a page."""
        self.style, self._size = style, size
        letterings = {
            task: Lettering.of(style.font_points, self._captions.languages[task], is_wide=False)
            for task in self._captions.tasks(style.shows)
        }
        first = next(iter(letterings.values()))
        ruler = Ruler.of(first)
        letters = int((size.width() - 2 * _MARGIN_PX) / ruler.letter_px)
        self._captions.set_width(max(1, letters), ruler)
        self._blocks = list(_blocks(letterings, size, first.pitch_px))
        for scroll in self._scrolls.values():
            scroll.stop()
        self._changed()

    def take(self, event: Event, *, is_still: bool) -> None:
        """Take in what happened; scroll smoothly unless all is to be still."""
        before = self.seen()
        counts = [self._captions.count(block.task) for block in self._blocks]
        languages = self._captions.languages
        self._captions.take(event)
        if self._captions.languages is not languages:
            self.lay_out(self.style, self._size)
        for block, count in zip(self._blocks, counts, strict=False):
            more = self._captions.count(block.task) - count
            if more > 0 and count and not is_still:
                pitch = block.lettering.pitch_px
                self._scrolls[block.task].push(more * pitch, block.lines * pitch)
        if before != self.seen():
            self._changed()

    def seen(self) -> dict[Task, tuple[CaptionLine, ...]]:
        """Give the lines of each block, the lowest block first."""
        return {block.task: self._captions.last(block.task, block.lines) for block in self._blocks}

    @property
    def is_scrolling(self) -> bool:
        """Whether lines are on their way."""
        return any(scroll.offset_px for scroll in self._scrolls.values())

    def clear(self) -> None:
        """Forget what was said."""
        self._captions.clear()
        self._changed()

    def paint(self, painter: QPainter) -> None:
        """Paint the ground and the lines."""
        colours = self.style.tones
        painter.fillRect(0, 0, self._size.width(), self._size.height(), colours.surface)
        for block in self._blocks:
            self._paint_block(painter, block, Ink(colours.text, colours.dim))
        for below, above in zip(self._blocks, self._blocks[1:], strict=False):
            y = (below.room.top() + above.room.bottom()) / 2
            painter.setPen(colours.dim)
            painter.drawLine(QPointF(below.room.left(), y), QPointF(below.room.right(), y))

    def _paint_block(self, painter: QPainter, block: _Block, ink: Ink) -> None:
        pitch = block.lettering.pitch_px
        offset = self._scrolls[block.task].offset_px
        lines = self._captions.last(block.task, block.lines + -int(-offset // pitch))
        painter.save()
        painter.setClipRect(block.room)
        for number, line in enumerate(reversed(lines), 1):
            top = block.room.bottom() - number * pitch + offset
            room = QRectF(block.room.left(), top, block.room.width(), pitch)
            draw_line(painter, line, block.lettering, ink, room)
        painter.restore()


def _blocks(letterings: dict[Task, Lettering], size: QSize, pitch: int) -> Iterator[_Block]:
    """Share the whole lines of a page out, from the bottom up."""
    gap = pitch // 2
    room = size.height() - 2 * _MARGIN_PX - gap * (len(letterings) - 1)
    lines, spare = divmod(max(0, room // pitch), len(letterings))
    bottom = size.height() - _MARGIN_PX
    for task, lettering in reversed(letterings.items()):
        own = max(1, lines + spare)
        top = bottom - own * pitch
        width = size.width() - 2 * _MARGIN_PX
        yield _Block(task, lettering, own, QRectF(_MARGIN_PX, top, width, bottom - top))
        bottom, spare = top - gap, 0


class _Scroll(QVariantAnimation):
    """How far lines still lie below their place."""

    def __init__(self, owner: QObject, changed: Callable[[], None]) -> None:
        super().__init__(owner)
        self.setDuration(_SCROLL_MS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _: changed())
        self.finished.connect(changed)

    @property
    def offset_px(self) -> float:
        is_running = self.state() is QVariantAnimation.State.Running
        return float(self.currentValue()) if is_running else 0.0

    def push(self, by_px: int, most_px: int) -> None:
        """Start that far below, or farther still where lines have not arrived yet."""
        start = min(self.offset_px + by_px, float(most_px))
        self.stop()
        self.setStartValue(start)
        self.setEndValue(0.0)
        self.start()
