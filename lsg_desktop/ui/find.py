"""Finding words in the transcript: where they are, and the bar to ask for them.

The search is of committed text, whatever its case, and follows the text as it grows. It knows no
list and no row's place on the screen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from lsg_desktop.events import Task
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_record import Row


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Letters ``start`` to ``end`` of a line of a row, counted from the oldest."""

    row: int
    column: int
    start: int
    end: int
    task: Task


class Search:
    """Where a text stands in the rows, and which of those places is the current one."""

    def __init__(self) -> None:
        self.text = ""
        self.current: Hit | None = None
        self._tasks: tuple[Task, ...] = tuple(Task)
        self._hits: dict[int, list[Hit]] = {}

    def look_for(self, text: str, rows: Sequence[Row], tasks: tuple[Task, ...]) -> None:
        """Search all rows anew."""
        self.text = text
        self.current = None
        self._tasks = tasks
        self._hits.clear()
        for number, row in enumerate(rows):
            self.look_again(number, row)

    def look_again(self, number: int, row: Row) -> None:
        """Search a row that has changed or is new."""
        if not self.text:
            return
        if hits := self._found(number, row):
            self._hits[number] = hits
        else:
            self._hits.pop(number, None)

    def of_row(self, number: int) -> Sequence[Hit]:
        """Give the places in a row."""
        return self._hits.get(number, ())

    def step(self, by: int, first_row: int) -> Hit | None:
        """Go to the next place (1) or the one before (-1), round the end; at first, near a row."""
        hits = self._all()
        if not hits:
            self.current = None
        elif self.current is None:
            at = bisect_left([hit.row for hit in hits], first_row)
            self.current = hits[(at if by > 0 else at - 1) % len(hits)]
        else:
            at = bisect_left(hits, self.current)
            self.current = hits[(at + by) % len(hits)]
        return self.current

    @property
    def count(self) -> int:
        """How many places there are."""
        return sum(map(len, self._hits.values()))

    @property
    def position(self) -> int:
        """Which of them is the current one, from 1; 0 for none."""
        here = self.current
        if here is None:
            return 0
        before = sum(len(hits) for row, hits in self._hits.items() if row < here.row)
        return before + bisect_left(self._hits.get(here.row, []), here) + 1

    def _all(self) -> list[Hit]:
        return [hit for number in sorted(self._hits) for hit in self._hits[number]]

    def _found(self, number: int, row: Row) -> list[Hit]:
        pattern = re.compile(re.escape(self.text), re.IGNORECASE)
        return [
            Hit(number, column, found.start(), found.end(), task)
            for column, task in enumerate(self._tasks)
            for found in pattern.finditer(row.lines[task].text)
        ]


class FindBar(QWidget):
    """A line to type into, the number of places, and buttons to go through them."""

    asked = Signal(str)
    """Another text is looked for."""
    stepped = Signal(int)
    """Go to the next place (1), or the one before (-1)."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in transcript"))
        self.field.setAccessibleName(self.tr("Find in transcript"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.asked)
        self.count = QLabel()
        self.count.setAccessibleName(self.tr("Places found"))
        before = self._button("↑", self.tr("Previous place (Shift+Enter)"))
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after = self._button("↓", self.tr("Next place (Enter)"))
        after.clicked.connect(lambda: self.stepped.emit(1))
        close = self._button("×", self.tr("Close (Esc)"))
        close.clicked.connect(self.closed)
        self._lay_out((self.field, self.count, before, after, close))

    def open(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, position: int, count: int) -> None:
        """Say which place of how many is shown."""
        if not self.field.text():
            words = ""
        elif not count:
            words = self.tr("Nothing found")
        elif position:
            words = self.tr("{position} of {count}").format(position=position, count=count)
        else:
            words = self.tr("{count} found").format(count=count)
        if words != self.count.text():
            self.count.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter, close with Esc."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if is_back else 1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self, parts: Iterable[QWidget]) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        line.setSpacing(SPACE)
        for part in parts:
            line.addWidget(part)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMaximumWidth(60 * SPACE)
        line.addStretch()
