"""A session that was kept, to read: its title, its facts, its rows; it asks no history."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lsg_desktop.events import Task
from lsg_desktop.session.record import Found, Record, Summary
from lsg_desktop.ui import transcript_words
from lsg_desktop.ui.find import Search
from lsg_desktop.ui.history_rows import Opened
from lsg_desktop.ui.history_words import facts
from lsg_desktop.ui.labels import dim_label, heading
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_arrangement import Look
from lsg_desktop.ui.transcript_headings import Headings
from lsg_desktop.ui.transcript_model import TranscriptModel
from lsg_desktop.ui.transcript_rows import TranscriptRows


class RecordPage(QWidget):
    """Looks as the transcript did while people spoke; without a session it says what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _Title()
        self.facts = dim_label("")
        self.headings = Headings()
        self.model = TranscriptModel(self)
        self._search = Search()
        self.rows = TranscriptRows(self.model, self._search, self)
        self.hint = QLabel()
        self._look = Look()
        self._opened: Opened | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self.rows.arranged.connect(self._show_headings)
        self.say("")

    @property
    def record(self) -> Record | None:
        """The session that is shown."""
        return self._opened.record if self._opened else None

    @property
    def summary(self) -> Summary | None:
        """What a list says of it."""
        return self._opened.record.summary if self._opened else None

    @property
    def text(self) -> str:
        """All that is shown, a line for each row."""
        tasks = self._look.tasks
        return "\n".join(transcript_words.plain(row, tasks) for row in self.model.rows)

    def show_record(self, opened: Opened, wanted: str) -> None:
        """Show a session from its beginning, with a text marked; the same one where it was read."""
        before, first = self.summary, self.rows.first_row
        summary = opened.record.summary
        self._opened = opened
        self._look = replace(
            self._look,
            tasks=summary.tasks,
            languages={task: summary.language(task) for task in summary.tasks},
        )
        self.title.show_words(summary.title)
        self.facts.setText(facts(summary))
        self.model.show_rows(opened.rows, {task: summary.language(task) for task in Task})
        self.rows.set_look(self._look)
        self._show_head(True)
        self._pages.setCurrentWidget(self.rows if opened.rows else self.hint)
        self.hint.setText(self.tr("Nothing was written in this session."))
        self.mark(wanted)
        is_same = before is not None and before.id == summary.id
        self.rows.scrollTo(self.model.index(first if is_same else 0))

    def say(self, hint: str) -> None:
        """Show no session, but what to do instead."""
        self._opened = None
        self._show_head(False)
        self.hint.setText(hint)
        self._pages.setCurrentWidget(self.hint)

    def mark(self, wanted: str) -> None:
        """Mark a text wherever it stands."""
        self._search.look_for(wanted, self.model.rows, self._look.tasks)
        self.rows.viewport().update()

    def show_line(self, found: Found) -> None:
        """Go to a line that was found."""
        number = self._opened.row_of(found) if self._opened else None
        if number is None:
            return
        hits = (hit for hit in self._search.of_row(number) if hit.task is found.task)
        self._search.current = next(hits, None)
        self.rows.setCurrentIndex(self.model.index(number))
        self.rows.scrollTo(self.model.index(number), self.rows.ScrollHint.PositionAtCenter)
        self.rows.viewport().update()

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setMargin(4 * SPACE)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.rows.setAccessibleName(self.tr("What was said in this session"))
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.rows)
        head = QVBoxLayout()
        head.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        head.setSpacing(SPACE // 2)
        head.addWidget(self.title)
        head.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.headings)
        column.addWidget(self._pages, 1)

    def _show_head(self, is_shown: bool) -> None:
        for part in (self.title, self.facts):
            part.setVisible(is_shown)
        self.headings.setVisible(is_shown and bool(self.model.rows))

    def _show_headings(self) -> None:
        self.headings.show_columns(self._look, self.rows.arrangement)


class _Title(QLabel):
    """Bold words in one line, which end with dots where there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(heading("").font())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of them as there is room for now."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))
