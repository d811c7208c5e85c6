"""The panel that tunes when words are written, and shows why each was; it knows no session.

Call :meth:`TuningPanel.set_settings` for what the panel does not know yet, not for what came from
its own ``changed``: an echo that is late would move a slider back under the user's hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QToolButton, QVBoxLayout, QWidget

from lsg_desktop.events import Event
from lsg_desktop.policy import steering
from lsg_desktop.session import calibration
from lsg_desktop.settings import PolicySettings, declared
from lsg_desktop.ui.decision_record import Record
from lsg_desktop.ui.lag_choice import PresetChoice, TargetLag
from lsg_desktop.ui.lag_meter import LagMeter
from lsg_desktop.ui.sliders import SettingRow
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.throttle import Throttle

if TYPE_CHECKING:
    from lsg_desktop.ui.decision_plot import DecisionPlot

STEERED = ("delta", "alpha", "low")
"""What is moved to hold a lag."""

_WIDTH_PX = 42 * SPACE
_EVERY_MS = 30


class TuningPanel(QWidget):
    """From three buttons for everybody down to every threshold and decision."""

    changed = Signal(object)
    """The user wants these PolicySettings."""
    target_changed = Signal(object)
    """The user wants this lag held, in s; None: no longer."""
    advanced_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = self._own = PolicySettings()
        self._presets: Mapping[str, PolicySettings] = {}
        self._throttle = Throttle(_EVERY_MS, self)
        self._throttle.passed.connect(self.changed)
        self.presets = PresetChoice()
        self.presets.chosen.connect(lambda name: self.use(self._with_preset(name)))
        self.target = TargetLag()
        self.target.changed.connect(self._on_target)
        self.lag = LagMeter()
        self._record = Record()
        self._plot: DecisionPlot | None = None
        self.rows = {name: self._row(name, *rest) for name, *rest in declared(PolicySettings)}
        self.advanced = QToolButton()
        self.advanced.setText(self.tr("Advanced"))
        self.advanced.setCheckable(True)
        self.advanced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.advanced.clicked.connect(self.set_advanced)
        self.advanced.clicked.connect(self.advanced_toggled)
        self._lay_out()
        self.set_advanced(False)
        self._show()

    @property
    def plot(self) -> DecisionPlot:
        """The plot of decisions, made when it is first wanted: its library takes long to load."""
        if self._plot is None:
            from lsg_desktop.ui.decision_plot import DecisionPlot

            self._plot = DecisionPlot(self._record)
            self._plot.delta_moved.connect(lambda value: self._choose("delta", value))
            self._plot.alpha_moved.connect(lambda value: self._choose("alpha", value))
            self._column_inside.insertWidget(0, self._plot)
            self._show()
        return self._plot

    def take(self, event: Event) -> None:
        """Show what an event tells of decisions."""
        if self._plot is None:
            self._record.take(event)
        else:
            self._plot.take(event)

    def set_presets(self, presets: Mapping[str, PolicySettings]) -> None:
        """Offer presets, by the names in ``lag_choice.PRESETS``.

        Each holds for the settings that it does not move; with others one around the model's own
        takes its place.
        """
        self._presets = presets
        self._show()

    def set_defaults(self, defaults: PolicySettings) -> None:
        """Set a model's own settings, which the reset buttons go back to."""
        self._own = defaults
        for name, row in self.rows.items():
            row.set_default(getattr(defaults, name))

    def set_settings(self, settings: PolicySettings) -> None:
        """Show settings and tell nobody."""
        self._throttle.flush()
        self._settings = settings
        self._show()

    def use(self, settings: PolicySettings) -> None:
        """Take over settings as if the user had moved everything there; no lag is held then."""
        if self.target.value is not None:
            self.target.show_value(None)
            self.target_changed.emit(None)
        self._change(settings)
        self._show()

    def set_target(self, target_s: float | None) -> None:
        """Show a lag that is held, in s, or none, and tell nobody."""
        self.target.show_value(target_s)
        self._show()

    def set_advanced(self, is_open: bool) -> None:
        """Open or close what not everybody needs."""
        self.advanced.setChecked(is_open)
        if is_open:
            self.plot.show()
        self.advanced.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._inside.setVisible(is_open)

    def sizeHint(self) -> QSize:
        """Be as wide as a side panel."""
        return QSize(_WIDTH_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as nothing is cut off, and as low as one likes."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(self._content.minimumSizeHint().width() + bar, 20 * SPACE)

    def _row(self, name: str, default: Any, declaration: Any) -> SettingRow:
        row = SettingRow(declaration, default)
        row.changed.connect(lambda value: self._choose(name, value))
        return row

    def _choose(self, name: str, value: Any) -> None:
        self._change(replace(self._settings, **{name: value}))

    def _change(self, settings: PolicySettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._show()
            self._throttle.send(settings)

    def _on_target(self, target_s: float | None) -> None:
        self._show()
        self.target_changed.emit(target_s)

    def _with_preset(self, name: str) -> PolicySettings:
        preset = self._presets[name]
        if calibration.moved(self._settings, preset) != preset:
            preset = steering.presets(self._own)[name]
        return calibration.moved(self._settings, preset)

    def _show(self) -> None:
        is_held = self.target.value is not None
        for name, row in self.rows.items():
            row.set_read_only(is_held and name in STEERED)
            row.show_value(getattr(self._settings, name))
        if self._plot:
            self._plot.set_thresholds(self._settings.delta, self._settings.alpha)
            self._plot.set_movable(not is_held)
        self.presets.offer(self._presets)
        matching = (name for name in self._presets if self._with_preset(name) == self._settings)
        otherwise = self.tr("Holding a lag") if is_held else self.tr("Custom")
        self.presets.show_choice(None if is_held else next(matching, None), otherwise)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._column_inside = inside = _column(self._inside, 2 * SPACE)
        for row in self.rows.values():
            inside.addWidget(row)
        self._content = QWidget()
        column = _column(self._content, 2 * SPACE)
        column.setContentsMargins(*4 * (2 * SPACE,))
        for part in (self.presets, self.target, self.lag):
            column.addWidget(part)
        column.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        _column(self, 0).addWidget(area)


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column
