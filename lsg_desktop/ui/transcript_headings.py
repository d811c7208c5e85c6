"""What stands over the columns of the transcript: their languages; it knows no row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from lsg_desktop.events import Task
from lsg_desktop.ui.theme import SPACE, shown_tones
from lsg_desktop.ui.transcript_arrangement import Arrangement, Look
from lsg_desktop.ui.transcript_words import language_name

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDED = Qt.TextElideMode.ElideRight
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE


class Headings(QWidget):
    """A line with a heading over each column; where columns are stacked, both in one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels = {task: QLabel(self) for task in Task}
        for label in self.labels.values():
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def show_columns(self, look: Look, arrangement: Arrangement) -> None:
        """Name the columns, each over its own."""
        height = arrangement.small_pitch + SPACE
        self.setFixedHeight(height)
        names = [self._name(look, column.task) for column in arrangement.columns]
        if arrangement.is_stacked:
            names = [" · ".join(names), ""]
        for label in self.labels.values():
            label.hide()
        for column, name in zip(arrangement.columns, names, strict=True):
            label = self.labels[column.task]
            label.setFont(arrangement.small)
            label.setText(label.fontMetrics().elidedText(name, _ELIDED, column.width))
            label.setAccessibleName(name)
            is_right = column.lettering.is_right_to_left and not arrangement.is_stacked
            label.setAlignment(_RIGHT if is_right else _LEFT)
            label.setGeometry(column.left, 0, column.width, height)
            label.setVisible(bool(name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Part the headings from the rows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), shown_tones().surface)
        painter.setPen(shown_tones().line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _name(self, look: Look, task: Task) -> str:
        titles = {
            Task.TRANSCRIBE: self.tr("Transcript"),
            Task.TRANSLATE: self.tr("Translation"),
        }
        language = language_name(look.languages[task])
        return f"{titles[task]}: {language}" if language else titles[task]
