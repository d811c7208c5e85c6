"""What a decision looks like: a colour and a shape for each reason; it knows no axis.

Shapes of what was written are filled, those of what was held back are outlines.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lsg_desktop.events import Reason
from lsg_desktop.ui.theme import SPACE, Scheme, reason_colour, reason_words, tones

SIZE_PX = 10

_WRITTEN = {
    Reason.CONFIDENCE: "o",
    Reason.DIVERGENCE: "t1",
    Reason.RANGE_TOP: "s",
    Reason.END: "p",
}
_HELD = {
    Reason.THRESHOLD: "x",
    Reason.HOLD: "d",
    Reason.END_TOKEN: "t",
    Reason.BELOW_RANGE: "|",
    Reason.LOOP: "h",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a reason is drawn; ``symbol`` is pyqtgraph's name of a shape."""

    symbol: str
    pen: QPen
    brush: QBrush


def marks(scheme: Scheme) -> dict[Reason, Mark]:
    """Give the mark of each reason, those of what was written first."""
    shown = tones(scheme)
    made = {}
    for reason, symbol in (_WRITTEN | _HELD).items():
        colour = reason_colour(reason, scheme)
        if reason in _WRITTEN:  # its outline parts it from those it lies over
            made[reason] = Mark(symbol, line_pen(shown.surface), QBrush(colour))
        else:
            made[reason] = Mark(symbol, line_pen(colour, 1.5), QBrush(Qt.BrushStyle.NoBrush))
    return made


def line_pen(
    colour: QColor, width_px: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QPen:
    """Give a pen that is as wide whatever the scale of what it draws."""
    pen = QPen(colour, width_px, style)
    pen.setCosmetic(True)
    return pen


class Legend(QWidget):
    """What the marks mean and how many there are of each, a line a reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[Reason, Mark] = {}
        self._counts: Counter[Reason] = Counter()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("What the marks mean"))

    def set_marks(self, marks: dict[Reason, Mark]) -> None:
        """Draw reasons like this from now on."""
        self._marks = marks
        self.update()

    def show_counts(self, counts: Counter[Reason]) -> None:
        """Show the reasons there are."""
        if counts == self._counts:
            return
        has_other_lines = counts.keys() != self._counts.keys()
        self._counts = counts
        if has_other_lines:
            self.updateGeometry()
        self.update()

    def lines(self) -> list[str]:
        """Give the lines shown."""
        return [f"{self._counts[reason]} {reason_words(reason)}" for reason in self._shown]

    def sizeHint(self) -> QSize:
        """Give room for each line."""
        metrics = QFontMetricsF(self.font())
        words = map(reason_words, self._shown)
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        return QSize(self._words_px + round(widest), len(self._shown) * self._pitch_px)

    def minimumSizeHint(self) -> QSize:
        """Need no more room than there are lines."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and words of each line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        for number, reason in enumerate(self._shown):
            middle = (number + 0.5) * self._pitch_px
            baseline = middle + metrics.capHeight() / 2
            count = str(self._counts[reason])
            right = self._words_px - SPACE - metrics.horizontalAdvance(count)
            _draw(painter, self._marks[reason], QPointF(SPACE, middle))
            painter.setPen(self.palette().windowText().color())
            painter.drawText(QPointF(right, baseline), count)
            painter.drawText(QPointF(self._words_px, baseline), reason_words(reason))

    @property
    def _shown(self) -> list[Reason]:
        return [reason for reason in self._marks if self._counts[reason]]

    @property
    def _words_px(self) -> int:
        return 3 * SPACE + round(QFontMetricsF(self.font()).horizontalAdvance("000"))

    @property
    def _pitch_px(self) -> int:
        return round(QFontMetricsF(self.font()).height()) + SPACE // 2


def _draw(painter: QPainter, mark: Mark, at: QPointF) -> None:
    painter.save()
    painter.translate(at)
    painter.scale(SIZE_PX, SIZE_PX)
    painter.setPen(mark.pen)
    painter.setBrush(mark.brush)
    painter.drawPath(Symbols[mark.symbol])
    painter.restore()
