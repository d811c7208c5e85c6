"""Quality against lag, one dot for settings that were tried; it knows no model and no words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lsg_desktop.evaluation.front import Point, pareto
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.calibration_words import preset_name
from lsg_desktop.ui.decision_charts import paint_axes, quiet
from lsg_desktop.ui.decision_marks import line_pen
from lsg_desktop.ui.theme import SPACE, Tones, mixed

_DOT_PX, _FRONT_PX, _PRESET_PX, _RING_PX = 6, 11, 15, 22
_REACH_PX = 12
"""How near the pointer must come to a dot."""
_APART_PX = 5
"""How far a name lies from its dot, each way."""
_LEAST_LAG_S, _LEAST_QUALITY = 0.2, 4.0
"""What the axes show at the least: hardly any difference must not look like one."""

Of = Point[PolicySettings]


class CalibrationView(QWidget):
    """All settings faint, the front as a line, the presets by name.

    What the pointer is on is pointed at, as is what Left and Right go to; a click or Enter chooses.
    """

    pointed = Signal(object)
    """This Point is looked at."""
    chosen = Signal(object)
    """The user wants the settings of this Point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[Of] = []
        self._front: list[Of] = []
        self._presets: Mapping[str, Of] = {}
        self._at: Of | None = None
        self.graphics = pg.GraphicsLayoutWidget()
        self.graphics.setFrameShape(QFrame.Shape.NoFrame)
        self.graphics.setAccessibleName(self.tr("Quality and lag of settings"))
        self.graphics.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.graphics.scene().sigMouseMoved.connect(self._on_mouse)
        for part in (self.graphics, self.graphics.viewport()):
            part.installEventFilter(self)
        self._plot = self.graphics.addPlot(0, 0)
        quiet(self._plot)
        self._plot.showAxis("bottom")
        self._plot.getAxis("bottom").enableAutoSIPrefix(False)
        self._plot.setLabel("left", self.tr("as after hearing everything, %"))
        self._plot.setLabel("bottom", self.tr("lag, s"))
        self._dots = pg.ScatterPlotItem(size=_DOT_PX)
        self._line = pg.PlotCurveItem()
        self._best = pg.ScatterPlotItem(size=_FRONT_PX)
        self._named = pg.ScatterPlotItem(size=_PRESET_PX, symbol="d")
        self._ring = pg.ScatterPlotItem(size=_RING_PX, symbol="o", brush=None)
        self._labels: dict[str, pg.TextItem] = {}
        for item in (self._dots, self._line, self._best, self._named, self._ring):
            self._plot.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.graphics)

    @property
    def at(self) -> Of | None:
        """What is pointed at."""
        return self._at

    @property
    def walk(self) -> list[Of]:
        """What Left and Right go through: the front and the presets, the earliest first."""
        there = dict.fromkeys((*self._front, *self._presets.values()))
        return sorted(there, key=lambda point: (point.lag_s, point.quality))

    def minimumSizeHint(self) -> QSize:
        """Leave room to tell dots apart."""
        return QSize(40 * SPACE, 30 * SPACE)

    def set_tones(self, tones: Tones, font: QFont) -> None:
        """Take the colours of a scheme."""
        self.graphics.setBackground(tones.window)
        paint_axes(self._plot, tones, font)
        for name in ("left", "bottom"):
            self._plot.getAxis(name).label.setFont(font)
        self._dots.setPen(None)
        self._dots.setBrush(QBrush(mixed(tones.dim, tones.surface, 0.45)))
        self._line.setPen(line_pen(tones.accent, 2))
        self._best.setPen(line_pen(tones.surface))
        self._best.setBrush(QBrush(tones.accent))
        self._named.setPen(line_pen(tones.surface, 1.5))
        self._named.setBrush(QBrush(tones.text))
        self._ring.setPen(line_pen(tones.text, 2))
        self._tones, self._font = tones, font
        self._name_presets()

    def show_points(self, points: Sequence[Of], presets: Mapping[str, PolicySettings]) -> None:
        """Draw settings that were tried, and give presets their names."""
        by_settings = {point.of: point for point in points}
        self._points = list(points)
        self._front = pareto(points)
        self._presets = {name: by_settings[of] for name, of in presets.items()}
        self._dots.setData(**_places(self._points))
        self._line.setData(**_places(self._front))
        self._best.setData(**_places(self._front))
        self._named.setData(**_places(self._presets.values()))
        self._set_ranges()
        self._name_presets()
        self.point(None if self._at is None else by_settings.get(self._at.of))

    def point(self, point: Of | None) -> None:
        """Point at settings, or at none."""
        self._at = point
        self._ring.setData(**_places([point] if point else []))
        if point:
            self.pointed.emit(point)

    def place(self, point: Of) -> QPointF:
        """Give where settings are drawn, on the widget that draws them."""
        at = self._plot.vb.mapViewToScene(QPointF(point.lag_s, point.quality))
        return QPointF(self.graphics.mapFromScene(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep names apart."""
        super().resizeEvent(event)
        self._name_presets()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Point and choose by keyboard, and choose by a click."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and event.button() == Qt.MouseButton.LeftButton
            and watched is self.graphics.viewport()
        ):
            hit = self._hit(self.graphics.mapToScene(event.position().toPoint()))
            if hit:
                self.point(hit)
                self.chosen.emit(hit)
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        walk = self.walk
        if not walk:
            return False
        here = walk.index(self._at) if self._at in walk else None
        last = len(walk) - 1
        match key:
            case Qt.Key.Key_Left:
                self.point(walk[0 if here is None else max(here - 1, 0)])
            case Qt.Key.Key_Right:
                self.point(walk[0 if here is None else min(here + 1, last)])
            case Qt.Key.Key_Home:
                self.point(walk[0])
            case Qt.Key.Key_End:
                self.point(walk[last])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._at:
                self.chosen.emit(self._at)
            case _:
                return False
        return True

    def _on_mouse(self, at: QPointF) -> None:
        hit = self._hit(at)
        if hit and hit is not self._at:
            self.point(hit)

    def _hit(self, at: QPointF) -> Of | None:
        """Give the settings next to a place of the scene, those of the front before others."""
        box = self._plot.vb
        if not self._points or not box.sceneBoundingRect().contains(at):
            return None
        here = box.mapSceneToView(at)
        width, height = box.viewPixelSize()
        for points in (self.walk, self._points):
            lags = np.array([point.lag_s for point in points])
            qualities = np.array([point.quality for point in points])
            apart_px = np.hypot((lags - here.x()) / width, (qualities - here.y()) / height)
            nearest = int(apart_px.argmin())
            if apart_px[nearest] <= _REACH_PX:
                return points[nearest]
        return None

    def _set_ranges(self) -> None:
        lags = [point.lag_s for point in self._points]
        qualities = [point.quality for point in self._points]
        first, last = _at_least(min(lags), max(lags), _LEAST_LAG_S)
        low, high = _at_least(min(qualities), max(qualities), _LEAST_QUALITY)
        lag_room, quality_room = (last - first) / 20, (high - low) / 20
        step = next(one for one in (1, 2, 5, 10, 20, 50) if 6 * one > high - low)
        ticks = range(math.ceil(low / step) * step, math.floor(high) + 1, step)
        self._plot.getAxis("left").setTicks([[(at, f"{at}") for at in ticks]])
        # On the left and on top there is room for names.
        self._plot.setXRange(first - 5 * lag_room, last + lag_room, padding=0)
        self._plot.setYRange(low - quality_room, high + 5 * quality_room, padding=0)

    def _name_presets(self) -> None:
        """Write names up and left of their dots, where there are no others, one over the other."""
        for label in self._labels.values():
            self._plot.removeItem(label)
        self._labels.clear()
        width, height = self._plot.vb.viewPixelSize()
        lowest = -np.inf
        together: dict[Of, list[str]] = {}
        for name, point in self._presets.items():
            together.setdefault(point, []).append(preset_name(name))
        for point, names in sorted(together.items(), key=lambda one: one[0].quality):
            label = pg.TextItem(" · ".join(names), color=self._tones.text, anchor=(1, 1))
            label.setFont(self._font)
            bottom = max(point.quality + _APART_PX * height, lowest)
            label.setPos(point.lag_s - _APART_PX * width, bottom)
            lowest = bottom + height * label.boundingRect().height()
            self._plot.addItem(label, ignoreBounds=True)
            self._labels[names[0]] = label


def _places(points: Iterable[Of]) -> dict[str, list[float]]:
    there = list(points)
    return {"x": [one.lag_s for one in there], "y": [one.quality for one in there]}


def _at_least(low: float, high: float, apart: float) -> tuple[float, float]:
    missing = max(0.0, apart - (high - low))
    return low - missing, high
