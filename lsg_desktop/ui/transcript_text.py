"""Text laid out in lines that stay where they are; it knows no row and no column.

What was committed and shown never moves: more text, or another draft behind it, only ever goes to
the end of its last line. Punctuation that may not begin a line, in Chinese, hangs over the end of
it, rather than take the character before with it to the next.

Places in a text are counted in UTF-16 here, as Qt does: see ``utf16`` and ``letters``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from lsg_desktop.ui.theme import text_font

_PITCH = 1.5
"""From line to line, in ems: room for the fallback font of any script, so that none moves lines."""

_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
_BLANKS = dict.fromkeys([*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")


@dataclass(frozen=True, slots=True)
class Lettering:
    """The font of a language at a size, and how its lines lie."""

    font: QFont
    is_right_to_left: bool
    em_px: float
    pitch_px: int
    baseline_px: float
    letter_px: float = field(compare=False)

    @classmethod
    def of(cls, points: float, language: str, *, is_wide: bool) -> Lettering:
        """Choose it; ``is_wide`` says that letters of the language are an em wide."""
        font = text_font(points, language)
        metrics = QFontMetricsF(font)
        em = float(QFontInfo(font).pixelSize())
        pitch = round(_PITCH * em)
        return cls(
            font=font,
            is_right_to_left=QLocale(language).textDirection() is _RIGHT_TO_LEFT,
            em_px=em,
            pitch_px=pitch,
            baseline_px=(pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent(),
            letter_px=em if is_wide else metrics.averageCharWidth(),
        )

    def guess(self, letters: int, width: float) -> int:
        """Guess how tall so many letters are without laying them out."""
        return max(1, -int(-letters * self.letter_px // width)) * self.pitch_px


@dataclass(frozen=True, slots=True)
class Kept:
    """What must stay of a text: where its lines begin, and how far it was committed."""

    starts: tuple[int, ...] = ()
    committed: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A text that is laid out."""

    layout: QTextLayout
    kept: Kept
    height: int

    def place_at(self, point: QPointF) -> int | None:
        """Give the place in the text under a point, if there is text."""
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.naturalTextRect().contains(point):
                return line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        return None


def lay_out(
    text: str, committed: int, lettering: Lettering, width: float, kept: Kept | None = None
) -> Block:
    """Lay a text out of which so many letters are committed, with what must stay of it."""
    layout = QTextLayout(text.translate(_BLANKS), lettering.font)
    layout.setTextOption(_option(lettering))
    layout.setCacheEnabled(True)
    kept = kept or Kept()
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        _hold(layout, line, kept, width, lettering.em_px)
        left = width - line.width() if lettering.is_right_to_left else 0.0
        baseline = len(starts) * lettering.pitch_px + lettering.baseline_px
        line.setPosition(QPointF(left, baseline - line.ascent()))
        starts.append(line.textStart())
    layout.endLayout()
    end = utf16(text[:committed])
    return Block(
        layout,
        Kept(tuple(start for start in starts if start < end), end),
        max(1, len(starts)) * lettering.pitch_px,
    )


def utf16(text: str) -> int:
    """Give the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def letters(text: str, place: int) -> int:
    """Give how many letters of a text lie before a place that Qt counted."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))


def _option(lettering: Lettering) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if lettering.is_right_to_left:
        option.setTextDirection(_RIGHT_TO_LEFT)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option


def _hold(layout: QTextLayout, line: QTextLine, kept: Kept, width: float, em: float) -> None:
    """Make a line end where it did, or reach as far as it did."""
    following = _next(kept.starts, line.textStart())
    due = kept.committed if following is None else following
    if _end(line) < due:
        line.setLineWidth(width + em)
    if following is not None:
        _shorten(line, following)
    if _end(line) < due:  # no place to break there by the rules: break there all the same
        option = layout.textOption()
        anywhere = QTextOption(option)
        anywhere.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(anywhere)
        line.setLineWidth(width + em)
        _shorten(line, due)
        layout.setTextOption(option)


def _shorten(line: QTextLine, end: int) -> None:
    while _end(line) > end and line.naturalTextWidth() > 1:
        line.setLineWidth(line.naturalTextWidth() - 1)


def _next(starts: Sequence[int], start: int) -> int | None:
    return next((other for other in starts if other > start), None)


def _end(line: QTextLine) -> int:
    return line.textStart() + line.textLength()
