"""The charts of decisions under each other over one time axis, and pointing at a decision.

It shows columns it is given; where they come from and what they add up to it does not know.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QToolTip, QVBoxLayout, QWidget

from lsg_desktop.events import Decision, Reason, Task
from lsg_desktop.session.export import clock
from lsg_desktop.settings import PolicySettings, declared
from lsg_desktop.ui.decision_charts import ActionStrip, FigureChart
from lsg_desktop.ui.decision_marks import Mark
from lsg_desktop.ui.decision_record import Columns, Record
from lsg_desktop.ui.number_box import Scale
from lsg_desktop.ui.theme import SPACE, Tones, reason_words

SPAN_S = 20.0
"""How much audio time is in view."""

_MARGIN_S = 0.8
_TICK_S = 5
_HEIGHT_PX = 38 * SPACE
_STRIP_PX = 8 * SPACE


class DecisionView(QWidget):
    """KL against δ, confidence against α, READ and WRITE, one mark a decision.

    What the pointer is on is told, as is what Left and Right go to; time stands still meanwhile.
    """

    delta_moved = Signal(float)
    alpha_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = Record().columns(Task.TRANSCRIBE)
        self._marks: Mapping[Reason, Mark] = {}
        self._pointed: Decision | None = None
        self.graphics = pg.GraphicsLayoutWidget()
        self.graphics.setFrameShape(QFrame.Shape.NoFrame)
        self.graphics.setAccessibleName(self.tr("Decisions over time"))
        self.graphics.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.graphics.scene().sigMouseMoved.connect(self._on_mouse)
        for part in (self.graphics, self.graphics.viewport()):
            part.installEventFilter(self)
        upper, middle, self._time = (self.graphics.addPlot(row, 0) for row in range(3))
        scales = {name: Scale.of(one) for name, _, one in declared(PolicySettings) if one.at_once}
        self.divergence = FigureChart(upper, scales["delta"], "δ", self)
        self.confidence = FigureChart(middle, scales["alpha"], "α", self)
        self.strip = ActionStrip(self._time, read=self.tr("read"), write=self.tr("write"))
        self.divergence.moved.connect(self.delta_moved)
        self.confidence.moved.connect(self.alpha_moved)
        upper.setLabel("left", self.tr("KL in nats"))
        middle.setLabel("left", self.tr("confidence"))
        for plot in (upper, middle):
            plot.setXLink(self._time)
        self._time.showAxis("bottom")
        self._time.setFixedHeight(_STRIP_PX)
        layout = self.graphics.ci.layout
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(SPACE // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.graphics)

    def minimumSizeHint(self) -> QSize:
        """Leave room to tell marks apart."""
        return QSize(20 * SPACE, _HEIGHT_PX)

    @property
    def pointed(self) -> Decision | None:
        """What is pointed at."""
        return self._pointed

    def set_tones(self, tones: Tones, font: QFont) -> None:
        """Take the colours of a scheme."""
        self.graphics.setBackground(tones.window)
        for chart in (self.divergence, self.confidence, self.strip):
            chart.set_tones(tones, font)

    def show_columns(self, columns: Columns, marks: Mapping[Reason, Mark]) -> None:
        """Draw decisions, the latest at the right unless one is pointed at."""
        self._columns = columns
        self._marks = marks
        known = self._pointed in columns.decisions
        self._show(columns.decisions.index(self._pointed) if known else None)

    def point(self, index: int | None) -> None:
        """Point at a decision, or at none."""
        self._show(index)
        if self._pointed is None or index is None:
            QToolTip.hideText()
            return
        lines = told(self._pointed)
        self.graphics.setAccessibleDescription("; ".join(lines))
        text, *rest = map(escape, lines)
        tip = "<br>".join([f"<b>{text}</b>", *rest])
        QToolTip.showText(self._tip_place(index), tip, self.graphics)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Point by keyboard, and stop pointing when pointer or focus leave."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        has_lost = isinstance(event, QFocusEvent) and event.lostFocus()
        if self._pointed and (has_lost or event.type() == QEvent.Type.Leave):
            self.point(None)
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        count = len(self._columns.decisions)
        if key == Qt.Key.Key_Escape and self._pointed:
            self.point(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and count:
            by = 1 if key == Qt.Key.Key_Right else -1
            known = self._pointed in self._columns.decisions
            at = self._columns.decisions.index(self._pointed) + by if known else count - 1
            self.point(min(max(at, 0), count - 1))
        else:
            return False
        return True

    def _on_mouse(self, at: QPointF) -> None:
        if QGuiApplication.mouseButtons():  # a line is being dragged
            return
        found = (chart.hit(at) for chart in (self.divergence, self.confidence, self.strip))
        index = next((one for one in found if one is not None), None)
        decision = None if index is None else self._columns.decisions[index]
        if decision is not self._pointed:
            self.point(index)

    def _show(self, index: int | None) -> None:
        """Draw what there is, with a ring around a decision."""
        columns = self._columns
        self._pointed = None if index is None else columns.decisions[index]
        self._move_time(index)
        self.divergence.show(columns, columns.kl, self._marks)
        self.confidence.show(columns, columns.confidence, self._marks)
        self.strip.show(columns)
        self.divergence.point(index)
        self.confidence.point(index)
        # Else pyqtgraph does that while it paints, which makes it paint twice.
        self.graphics.scene().prepareForPaint()

    def _tip_place(self, index: int) -> QPoint:
        at = self.divergence.place(index) or self.confidence.place(index) or self.strip.place(index)
        place: QPoint = self.graphics.mapToGlobal(self.graphics.mapFromScene(at))
        return place

    def _move_time(self, index: int | None) -> None:
        """Bring a decision into view; without one, the latest."""
        columns = self._columns
        if index is None:
            end_s = columns.decisions[-1].audio_s + _MARGIN_S if columns.decisions else 0.0
        else:
            (start_s, end_s), _ = self._time.viewRange()
            if start_s <= columns.middle_s[index] <= end_s:
                return
            end_s = columns.middle_s[index] + SPAN_S / 2
        end_s = max(end_s, SPAN_S)
        self._time.setXRange(end_s - SPAN_S, end_s, padding=0)
        first = math.ceil((end_s - SPAN_S) / _TICK_S) * _TICK_S
        ticks = [(at, clock(at)) for at in range(first, math.floor(end_s) + 1, _TICK_S)]
        self._time.getAxis("bottom").setTicks([ticks])


def told(decision: Decision) -> list[str]:
    """Tell of a decision all there is, in lines."""
    translate = QCoreApplication.translate
    is_written = decision.action == "write"
    action = translate("Decisions", "Written: {reason}")
    if not is_written:
        action = translate("Decisions", "Held back: {reason}")
    figures = translate("Decisions", "KL {kl}, confidence {confidence}")
    place = translate("Decisions", "Unit {unit}, chunk {chunk}, at {time:.2f} s")
    return [
        decision.text.strip() or "–",
        action.format(reason=reason_words(decision.reason)),
        figures.format(kl=_figure(decision.kl, " nats"), confidence=_figure(decision.confidence)),
        place.format(unit=decision.unit, chunk=decision.chunk, time=decision.audio_s),
    ]


def _figure(value: float | None, unit: str = "") -> str:
    if value is None:
        return QCoreApplication.translate("Decisions", "not needed")
    return f"{value:.3f}{unit}"
