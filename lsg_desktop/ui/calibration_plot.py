"""What came of a calibration: a chart of one task, and words for what is pointed at.

It knows neither where the figures are from nor what becomes of a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.evaluation.calibrate import points
from lsg_desktop.evaluation.front import Point
from lsg_desktop.events import Task, Tried
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.calibration_view import CalibrationView
from lsg_desktop.ui.calibration_words import preset_name, told
from lsg_desktop.ui.theme import SPACE, Scheme, scheme_of, tones


class CalibrationPlot(QWidget):
    """Transcript or translation, and the settings that were tried."""

    chosen = Signal(object)
    """The user wants these PolicySettings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tried: Sequence[Tried] = ()
        self._presets: Mapping[str, Point[PolicySettings]] = {}
        self._task = Task.TRANSCRIBE
        self.tasks = {
            Task.TRANSCRIBE: QPushButton(self.tr("Transcript")),
            Task.TRANSLATE: QPushButton(self.tr("Translation")),
        }
        self.view = CalibrationView()
        self.view.pointed.connect(self._tell)
        self.view.chosen.connect(lambda point: self.chosen.emit(point.of))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._lay_out()
        self._paint_scheme()

    @property
    def settings(self) -> PolicySettings | None:
        """What is pointed at."""
        return self.view.at.of if self.view.at else None

    def show_tried(
        self, tried: Sequence[Tried], presets: Mapping[str, Point[PolicySettings]]
    ) -> None:
        """Draw what was tried, with its presets by name."""
        self._tried, self._presets = tried, presets
        there = list(tried[0].lag_s)
        for task, button in self.tasks.items():
            button.setVisible(len(there) > 1)
            button.setEnabled(task in there)
        self._choose(self._task if self._task in there else there[0])
        if self.view.at is None:
            balanced = presets["balanced"].of
            self.view.point(next(one for one in points(tried, self._task) if one.of == balanced))

    def summary(self) -> str:
        """Say what is drawn."""
        words = self.tr("{count} settings were tried. {presets}")
        by_settings = {point.of: point for point in points(self._tried, self._task)}
        lines = (
            self.tr("{name}: {told}").format(name=preset_name(name), told=told(by_settings[one.of]))
            for name, one in self._presets.items()
        )
        return words.format(count=len(self._tried), presets=" ".join(lines))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_scheme()

    def _tell(self, point: Point[PolicySettings]) -> None:
        names = [preset_name(name) for name, one in self._presets.items() if one.of == point.of]
        words = self.tr("{name}: {told}")
        line = told(point)
        self.words.setText(words.format(name=" · ".join(names), told=line) if names else line)
        self.view.graphics.setAccessibleDescription(self.words.text())

    def _choose(self, task: Task) -> None:
        self._task = task
        self.tasks[task].setChecked(True)
        named = {name: point.of for name, point in self._presets.items()}
        self.view.show_points(points(self._tried, task), named)
        self.setAccessibleDescription(self.summary())

    def _paint_scheme(self) -> None:
        app = QApplication.instance()
        scheme = scheme_of(app) if isinstance(app, QApplication) else Scheme.LIGHT
        small = self.font()
        small.setPointSizeF(0.9 * small.pointSizeF())
        self.view.set_tones(tones(scheme), small)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        for task, button in self.tasks.items():
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, task=task: self._choose(task))
            group.addButton(button)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
