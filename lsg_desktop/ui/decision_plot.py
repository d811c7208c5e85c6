"""Why each word was written or held back, drawn as it happens; it knows no settings in force.

Only the last decisions are remembered. It draws at most 20 times a second, and not at all while
nothing is new.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.events import Event, SessionStarted, Task
from lsg_desktop.ui.decision_marks import Legend, marks
from lsg_desktop.ui.decision_record import Record
from lsg_desktop.ui.decision_view import DecisionView
from lsg_desktop.ui.theme import SPACE, Scheme, scheme_of, tones

_EVERY_MS = 50


class DecisionPlot(QWidget):
    """The decisions of one task, what their marks mean, and thresholds that can be dragged."""

    delta_moved = Signal(float)
    alpha_moved = Signal(float)

    def __init__(self, record: Record | None = None, parent: QWidget | None = None) -> None:
        """``record`` holds what was decided before there was a plot of it."""
        super().__init__(parent)
        self._record = record or Record()
        self._task = Task.TRANSCRIBE
        self._columns = self._record.columns(self._task)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._redraw)
        self.tasks = {
            Task.TRANSCRIBE: QPushButton(self.tr("Transcript")),
            Task.TRANSLATE: QPushButton(self.tr("Translation")),
        }
        self.view = DecisionView()
        self.view.delta_moved.connect(self.delta_moved)
        self.view.alpha_moved.connect(self.alpha_moved)
        self.legend = Legend()
        self._lay_out()
        self._paint_scheme()

    @property
    def is_drawing(self) -> bool:
        """Whether something new is about to be drawn."""
        return self._timer.isActive()

    def take(self, event: Event) -> None:
        """Remember a decision; a new session begins with none."""
        if self._record.take(event):
            if isinstance(event, SessionStarted) and event.task in list(Task):  # not "both"
                self._choose(Task(event.task))
            self._redraw_soon()

    def set_thresholds(self, delta: float, alpha: float) -> None:
        """Draw the lines there."""
        self.view.divergence.set_threshold(delta)
        self.view.confidence.set_threshold(alpha)

    def set_movable(self, is_movable: bool) -> None:
        """Let the lines be dragged or not."""
        self.view.divergence.set_movable(is_movable)
        self.view.confidence.set_movable(is_movable)

    def summary(self) -> str:
        """Say what is drawn."""
        count = len(self._columns.decisions)
        if not count:
            return self.tr("No decisions yet.")
        words = self.tr("{count} decisions, {written} written.")
        head = words.format(count=count, written=int(self._columns.is_written.sum()))
        return " ".join([head, *(f"{line}." for line in self.legend.lines())])

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._redraw_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that nobody sees."""
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_scheme()

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        for task, button in self.tasks.items():
            button.setCheckable(True)
            button.setChecked(task is self._task)
            button.clicked.connect(lambda _, task=task: self._choose(task))
            group.addButton(button)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)

    def _paint_scheme(self) -> None:
        app = QApplication.instance()
        scheme = scheme_of(app) if isinstance(app, QApplication) else Scheme.LIGHT
        small = self.font()
        small.setPointSizeF(0.85 * small.pointSizeF())
        self._marks = marks(scheme)
        self.view.set_tones(tones(scheme), small)
        self.legend.set_marks(self._marks)
        self._redraw_soon()

    def _choose(self, task: Task) -> None:
        self._task = task
        self.tasks[task].setChecked(True)
        self.view.point(None)
        self._redraw_soon()

    def _redraw_soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _redraw(self) -> None:
        self._columns = self._record.columns(self._task)
        self.view.show_columns(self._columns, self._marks)
        self.legend.show_counts(self._columns.reasons)
        if not self.view.pointed:
            self.view.graphics.setAccessibleDescription(self.summary())
