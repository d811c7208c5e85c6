"""What came of a calibration: a chart to choose from, and presets to keep.

It knows neither the speech nor how settings are tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.calibrate import presets
from lsg_desktop.evaluation.front import Point
from lsg_desktop.events import Tried
from lsg_desktop.session.calibration import Measured, Subject
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.calibration_outside import Outside
from lsg_desktop.ui.calibration_plot import CalibrationPlot
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.labels import StateLabel, dim_label
from lsg_desktop.ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class _Found:
    """Presets by name, and what they were found for."""

    subject: Subject
    presets: Mapping[str, Point[PolicySettings]]


class ResultPanel(QWidget):
    """It is about a model and languages: while others are chosen, nothing of it can be used."""

    use = Signal(object)
    """Decide by these PolicySettings from now on."""

    def __init__(self, outside: Outside) -> None:
        super().__init__()
        self._outside = outside
        self._found: _Found | None = None
        self.plot = CalibrationPlot()
        self.placeholder = dim_label("")
        self.state = StateLabel()
        self.use_button = QPushButton(self.tr("Use this"))
        self.keep_button = QPushButton(self.tr("Use as presets"))
        self.buttons = QHBoxLayout()
        self._lay_out()
        self.plot.chosen.connect(self._on_chosen)
        self.use_button.clicked.connect(lambda: self._on_chosen(self.plot.settings))
        self.keep_button.clicked.connect(self._on_keep)

    def show_tried(self, subject: Subject, tried: Sequence[Tried]) -> None:
        """Show what was found for this subject, in place of what was there."""
        self._found = _Found(subject, presets(tried))
        self.plot.show_tried(tried, self._found.presets)
        self.refresh()
        if self._live:
            self.plot.view.graphics.setFocus()
            self.state.say(
                self.tr("Click on a point, or go to it by arrow keys and press Enter, to use it.")
            )

    def forget(self) -> None:
        """Leave what was found: its model is not loaded any more."""
        if self._found:
            self._found = None
            self.state.say("")

    def refresh(self, is_busy: bool = False) -> None:
        """Look what is chosen by now; nothing can be used while there is something to wait for."""
        is_live = self._live is not None
        self.plot.setVisible(is_live)
        self.plot.setEnabled(not is_busy)
        self.placeholder.setVisible(not is_live)
        self.placeholder.setText(
            self.tr("What was found for other languages is shown again once those are chosen.")
            if self._found
            else self.tr("What comes of it will be shown here.")
        )
        for button in (self.use_button, self.keep_button):
            button.setEnabled(is_live and not is_busy)

    @property
    def _live(self) -> _Found | None:
        """What was found, where it is for the model and the languages that are chosen by now."""
        found = self._found
        return found if found and found.subject == self._outside.subject() else None

    def _on_chosen(self, settings: PolicySettings | None) -> None:
        if settings is None or self._live is None:
            self.refresh()
            return
        self.use.emit(settings)
        self.state.say(self.tr("These settings are now in use."))

    def _on_keep(self) -> None:
        live = self._live
        if live is None:
            self.refresh()
            return
        measured = {
            name: Measured(point.of, point.lag_s, point.quality)
            for name, point in live.presets.items()
        }
        try:
            self._outside.keep(live.subject, measured)
        except LsgError as fault:
            self.state.say(told(fault.problem, fault.remedy), is_fault=True)
        else:
            self.state.say(
                self.tr(
                    "Faster, Balanced and More accurate are now what was found here, for this model"
                    " and these languages."
                )
            )

    def _lay_out(self) -> None:
        self.placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons.setSpacing(SPACE)
        self.buttons.addWidget(self.use_button)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.plot, 1)
        column.addWidget(self.placeholder, 1)
        column.addWidget(self.state)
        column.addLayout(self.buttons)
