"""How a line of captions is drawn, and how much room a text takes; it knows no window."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from rich.cells import cell_len

from lsg_desktop.ui.caption_column import CaptionLine
from lsg_desktop.ui.transcript_text import Lettering, utf16

_ROOMY = 1.1
"""How wide a letter is taken to be, against the font's own average: most lines are full by number,
few by width."""
_OUTLINE = 0.14
"""How wide the outline's stroke is, half of it outside the letter, in ems."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of captions; without an outline's there is none."""

    text: QColor
    draft: QColor
    outline: QColor | None = None


@dataclass(frozen=True, slots=True)
class Ruler:
    """Counts the letters of a text, wide ones double, or more where the font makes them wider.

    So many as it counts have room in so many times ``letter_px``.
    """

    letter_px: float
    metrics: QFontMetricsF

    @classmethod
    def of(cls, lettering: Lettering) -> Ruler:
        """Measure by a font."""
        widest = max(lettering.letter_px, lettering.em_px / 2)
        return cls(_ROOMY * widest, QFontMetricsF(lettering.font))

    def __call__(self, text: str) -> int:
        """Count."""
        wide = math.ceil(self.metrics.horizontalAdvance(text) / self.letter_px)
        return max(cell_len(text), wide)


def draw_line(
    painter: QPainter, line: CaptionLine, lettering: Lettering, ink: Ink, room: QRectF
) -> None:
    """Draw a line into a room that is as high as lines of this lettering are apart."""
    committed = utf16(line.text)
    length = committed + utf16(line.draft)
    if ink.outline:
        pen = QPen(ink.outline, _OUTLINE * lettering.em_px)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroke = QTextCharFormat()
        stroke.setForeground(ink.outline)
        stroke.setTextOutline(pen)
        formats = [_format(0, length, stroke)]
        _laid_out(line, lettering, room.width(), formats).draw(painter, room.topLeft())
    formats = [
        _format(0, committed, _filled(ink.text)),
        _format(committed, length - committed, _filled(ink.draft)),
    ]
    _laid_out(line, lettering, room.width(), formats).draw(painter, room.topLeft())


def _filled(colour: QColor) -> QTextCharFormat:
    fill = QTextCharFormat()
    fill.setForeground(colour)
    return fill


def _format(start: int, length: int, letters: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, letters
    return part


def _laid_out(
    line: CaptionLine, lettering: Lettering, width: float, formats: list[QTextLayout.FormatRange]
) -> QTextLayout:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    if lettering.is_right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout = QTextLayout(line.text + line.draft, lettering.font)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    only = layout.createLine()
    if only.isValid():
        only.setLineWidth(width)
        only.setPosition(QPointF(0, lettering.baseline_px - only.ascent()))
    layout.endLayout()
    return layout
