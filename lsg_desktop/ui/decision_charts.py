"""The charts of decisions over audio time: a figure against its threshold, and READ or WRITE.

They draw columns they are given and know no event and no session.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from lsg_desktop.events import Reason, Task
from lsg_desktop.ui.decision_marks import SIZE_PX, Mark, line_pen
from lsg_desktop.ui.decision_record import Columns, Record
from lsg_desktop.ui.number_box import Scale
from lsg_desktop.ui.theme import Tones

AXIS_PX = 46
"""The width of every scale, so that the charts lie under each other."""

_REACH_PX = 9
"""How near the pointer must come to a mark."""


class FigureChart(QObject):
    """A figure of each decision, over the scale of its slider, and the line it has to pass."""

    moved = Signal(float)
    """The line was dragged to this threshold."""

    def __init__(self, plot: Any, scale: Scale, sign: str, parent: QObject) -> None:
        super().__init__(parent)
        self._plot = plot
        self._scale = scale
        self._sign = sign
        self._values = np.empty(0)  # (decisions,)
        self._middle_s = np.empty(0)  # (decisions,)
        top = scale.top
        quiet(plot)
        plot.setYRange(-0.06 * top, 1.16 * top, padding=0)
        ticks = [(share * top, f"{share * top:g}") for share in (0, 0.5, 1)]
        plot.getAxis("left").setTicks([ticks])
        self._dots = pg.ScatterPlotItem(size=SIZE_PX)
        self._beyond = pg.ScatterPlotItem(size=SIZE_PX, symbol="t1")
        self._ring = pg.ScatterPlotItem(size=SIZE_PX + 8, symbol="o", brush=None)
        self._line = pg.InfiniteLine(angle=0, movable=True, bounds=(0, top))
        self._line.setZValue(1)  # its words over the dots
        self._label = pg.InfLineLabel(self._line, sign, position=0.02, anchors=[(0, 0), (0, 1)])
        self._line.sigDragged.connect(self._on_dragged)
        for item in (self._line, self._dots, self._beyond, self._ring):
            plot.addItem(item)
        self.set_movable(True)

    @property
    def threshold_at(self) -> float:
        """Where the line lies: at its threshold, or at the top where that lies beyond."""
        return float(self._line.value())

    def set_tones(self, tones: Tones, font: QFont) -> None:
        """Take the colours of a scheme."""
        paint_axes(self._plot, tones, font)
        self._line.setPen(line_pen(tones.accent, 1.5, Qt.PenStyle.DashLine))
        self._line.setHoverPen(line_pen(tones.accent, 3))
        self._label.setColor(tones.text)
        self._label.fill = QBrush(_veil(tones.surface))
        self._label.setFont(font)
        self._beyond.setPen(line_pen(tones.surface))
        self._beyond.setBrush(QBrush(tones.text))
        self._ring.setPen(line_pen(tones.text, 2))

    def set_movable(self, is_movable: bool) -> None:
        """Let the line be dragged or not."""
        self._line.setMovable(is_movable)
        self._line.clearMarkers()
        if is_movable:  # a handle: it also widens what the pointer can take hold of
            self._line.addMarker("<|>", position=0.97, size=14)
        shape = Qt.CursorShape.SizeVerCursor if is_movable else Qt.CursorShape.ArrowCursor
        self._line.setCursor(shape)

    def set_threshold(self, threshold: float) -> None:
        """Put the line there; at the top where that lies beyond."""
        words = "∞" if math.isinf(threshold) else f"{threshold:.2f}"
        self._line.setValue(min(threshold, self._scale.top))
        self._label.setFormat(f"{self._sign} {words}")

    def show(self, columns: Columns, values: NDArray[Any], marks: Mapping[Reason, Mark]) -> None:
        """Draw the decisions in view that have a value, (decisions,)."""
        self._middle_s = columns.middle_s
        self._values = np.minimum(values, self._scale.top)
        is_in_view = _in_view(self._plot, columns)
        there = np.flatnonzero(is_in_view & ~np.isnan(values))
        drawn = [marks[columns.decisions[index].reason] for index in there]
        self._dots.setData(
            x=self._middle_s[there],
            y=self._values[there],
            symbol=[mark.symbol for mark in drawn],
            pen=[mark.pen for mark in drawn],
            brush=[mark.brush for mark in drawn],
        )
        beyond = np.flatnonzero(is_in_view & (values > self._scale.top))
        above = np.full(len(beyond), 1.1 * self._scale.top)
        self._beyond.setData(x=self._middle_s[beyond], y=above)

    def place(self, index: int) -> QPointF | None:
        """Give where a decision is drawn, in the scene; None where it has no value."""
        value = self._values[index]
        if np.isnan(value):
            return None
        at: QPointF = self._plot.vb.mapViewToScene(QPointF(self._middle_s[index], value))
        return at

    def point(self, index: int | None) -> None:
        """Ring a decision, or none."""
        if index is None or np.isnan(self._values[index]):
            self._ring.setData(x=[], y=[])
        else:
            self._ring.setData(x=[self._middle_s[index]], y=[self._values[index]])

    def hit(self, at: QPointF) -> int | None:
        """Give the decision whose mark lies under a place of the scene."""
        box = self._plot.vb
        if not len(self._values) or not box.sceneBoundingRect().contains(at):
            return None
        here = box.mapSceneToView(at)
        width, height = box.viewPixelSize()
        away = np.hypot(
            (self._middle_s - here.x()) / width, (self._values - here.y()) / height
        )  # (decisions,) px
        away[np.isnan(away)] = np.inf
        nearest = int(away.argmin())
        return nearest if away[nearest] <= _REACH_PX else None

    def _on_dragged(self) -> None:
        value = self._scale.value(self._scale.place(self._line.value()))
        self.set_threshold(value)
        self.moved.emit(value)


class ActionStrip:
    """A cell for each decision: above, what was written; below, what was held back."""

    def __init__(self, plot: Any, *, read: str, write: str) -> None:
        self._plot = plot
        self._columns = Record().columns(Task.TRANSCRIBE)
        quiet(plot)
        plot.setYRange(0, 1, padding=0)
        plot.getAxis("left").setTicks([[(0.25, read), (0.75, write)]])
        self._cells = {
            is_written: pg.BarGraphItem(x0=[], width=[], y0=0.5 * is_written, height=0.46)
            for is_written in (False, True)
        }
        for item in self._cells.values():
            plot.addItem(item)

    def set_tones(self, tones: Tones, font: QFont) -> None:
        """Take the colours of a scheme."""
        paint_axes(self._plot, tones, font)
        for is_written, item in self._cells.items():
            colour = tones.accent if is_written else tones.dim
            item.setOpts(pen=line_pen(tones.surface), brush=QBrush(colour))

    def show(self, columns: Columns) -> None:
        """Draw a cell for each decision in view."""
        self._columns = columns
        is_in_view = _in_view(self._plot, columns)
        for is_written, item in self._cells.items():
            chosen = is_in_view & (columns.is_written == is_written)
            width = columns.width_s[chosen]
            left = columns.middle_s[chosen] - width / 2
            item.setOpts(x0=left, width=width, y0=np.full(len(left), 0.5 * is_written))

    def place(self, index: int) -> QPointF:
        """Give the middle of a decision's cell, in the scene."""
        height = 0.25 + 0.5 * self._columns.is_written[index]
        at: QPointF = self._plot.vb.mapViewToScene(QPointF(self._columns.middle_s[index], height))
        return at

    def hit(self, at: QPointF) -> int | None:
        """Give the decision whose cell lies under a place of the scene."""
        columns, box = self._columns, self._plot.vb
        if not box.sceneBoundingRect().contains(at):
            return None
        here = box.mapSceneToView(at)
        is_inside = np.abs(columns.middle_s - here.x()) <= columns.width_s / 2
        is_inside &= columns.is_written == (here.y() > 0.5)
        found = np.flatnonzero(is_inside)
        return int(found[0]) if len(found) else None


def quiet(plot: Any) -> None:
    """Take from a plot what nobody asked for: menu, buttons, zooming by wheel, a time axis."""
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.hideAxis("bottom")
    plot.getAxis("left").setWidth(AXIS_PX)
    plot.getAxis("left").enableAutoSIPrefix(False)  # it would scale probabilities to "m"


def paint_axes(plot: Any, tones: Tones, font: QFont) -> None:
    """Give the scales of a plot their colours."""
    plot.vb.setBackgroundColor(tones.surface)
    for name in ("left", "bottom"):
        axis = plot.getAxis(name)
        axis.setPen(line_pen(tones.line))
        axis.setTextPen(line_pen(tones.dim))
        axis.setTickFont(font)


def _in_view(plot: Any, columns: Columns) -> NDArray[np.bool_]:
    """Say of each decision whether it lies on the time axis as it is, (decisions,)."""
    (start_s, end_s), _ = plot.viewRange()
    half_s = columns.width_s / 2
    is_there: NDArray[np.bool_] = (columns.middle_s + half_s >= start_s) & (
        columns.middle_s - half_s <= end_s
    )
    return is_there


def _veil(colour: QColor) -> QColor:
    veil = QColor(colour)
    veil.setAlphaF(0.8)
    return veil
