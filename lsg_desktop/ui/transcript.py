"""The transcript and translation of a session, live; it knows no session and no source."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lsg_desktop.events import Event, Task
from lsg_desktop.ui.find import FindBar, Hit, Search
from lsg_desktop.ui.theme import SPACE, text_font
from lsg_desktop.ui.transcript_arrangement import Layout, Look
from lsg_desktop.ui.transcript_headings import Headings
from lsg_desktop.ui.transcript_model import TranscriptModel
from lsg_desktop.ui.transcript_rows import TranscriptRows


class TranscriptView(QWidget):
    """A row for each utterance, with headings, a way back to the newest row, and a find bar.

    ``find_action`` opens the find bar; a window may put it in its menu.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TranscriptModel(self)
        self._look = Look()
        self._search = Search()
        self.rows = TranscriptRows(self.model, self._search, self)
        self.hint = _hint(self._look.points)
        self.headings = Headings()
        self.jump = QPushButton(self.rows)
        self.find_bar = FindBar()
        self.find_action = QAction(self.tr("Find in transcript"), self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_page()
        self._show_jump()

    def take(self, event: Event) -> None:
        """Take in what happened."""
        self.model.take(event)

    def clear(self) -> None:
        """Forget everything."""
        self.model.clear()

    def set_hint(self, text: str) -> None:
        """Say what to do, while nothing was said."""
        self.hint.setText(text)

    def set_font_size(self, points: float) -> None:
        """Show text at another size."""
        self.hint.setFont(text_font(points))
        self._set_look(replace(self._look, points=points))

    def set_shown(self, source: bool, target: bool) -> None:
        """Show the transcript, the translation or both."""
        wanted = {Task.TRANSCRIBE: source, Task.TRANSLATE: target}
        self._set_look(replace(self._look, tasks=tuple(task for task in Task if wanted[task])))
        self._look_for(self._search.text)

    def set_layout(self, layout: Layout) -> None:
        """Stand the two side by side, one below the other, or as there is room."""
        self._set_look(replace(self._look, layout=layout))

    def set_languages(self, source: str, target: str) -> None:
        """Name what is spoken and what is written of it: for headings, fonts and direction."""
        languages = {Task.TRANSCRIBE: source, Task.TRANSLATE: target}
        self.model.languages = languages
        self._set_look(replace(self._look, languages=languages))

    def open_find(self) -> None:
        """Open the find bar, ready to type."""
        self.find_bar.open()
        self._look_for(self.find_bar.field.text())

    def close_find(self) -> None:
        """Close the find bar and go back to the rows."""
        self.find_bar.hide()
        self._look_for("")
        self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the find bar with Esc from the rows too."""
        if event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.close_find()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button over the rows."""
        super().resizeEvent(event)
        self._show_jump()

    def _lay_out(self) -> None:
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headings)
        column.addWidget(self._pages, 1)
        column.addWidget(self.find_bar)
        self.find_bar.hide()
        self.jump.setProperty("primary", True)
        self.find_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.addAction(self.find_action)

    def _connect(self) -> None:
        self.find_action.triggered.connect(self.open_find)
        self.jump.clicked.connect(self._go_live)
        self.rows.moved.connect(self._show_jump)
        self.rows.arranged.connect(self._show_headings)
        self.find_bar.asked.connect(self._ask)
        self.find_bar.stepped.connect(self._step)
        self.find_bar.closed.connect(self.close_find)
        self.model.rowsInserted.connect(self._show_page)
        self.model.rowsRemoved.connect(self._forget_rows)
        self.model.modelReset.connect(self._forget_rows)
        self.model.dataChanged.connect(self._look_again)

    def _set_look(self, look: Look) -> None:
        self._look = look
        self.rows.set_look(look)

    def _show_page(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.headings.setVisible(has_rows)
        self._pages.setCurrentWidget(self.rows if has_rows else self.hint)

    def _show_headings(self) -> None:
        self.headings.show_columns(self._look, self.rows.arrangement)

    def _show_jump(self) -> None:
        """Show the way back to the newest row while it is not in sight."""
        is_away = not self.rows.is_following and self.model.rowCount() > 0
        if is_away:
            new = self.rows.unseen
            words = self.tr("Jump to live ({count} new)").format(count=new)
            self.jump.setText(words if new else self.tr("Jump to live"))
            self.jump.adjustSize()
            below = self.rows.viewport().rect()
            left = (below.width() - self.jump.width()) // 2
            self.jump.move(left, below.height() - self.jump.height() - 2 * SPACE)
        self.jump.setVisible(is_away)

    def _go_live(self) -> None:
        self.rows.setFocus()
        self.rows.follow()

    def _ask(self, text: str) -> None:
        self._look_for(text)
        self._step(1)

    def _look_for(self, text: str) -> None:
        self._search.look_for(text, self.model.rows, self._look.tasks)
        self._show_hits()

    def _look_again(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._search.text:
            for number in range(first.row(), last.row() + 1):
                self._search.look_again(number, self.model.row(number))
            self._show_hits()

    def _forget_rows(self) -> None:
        self._show_page()
        self._look_for(self._search.text)

    def _step(self, by: int) -> None:
        hit = self._search.step(by, self.rows.first_row)
        if hit:
            self._show_hit(hit)
        self._show_hits()

    def _show_hit(self, hit: Hit) -> None:
        index = self.model.index(hit.row)
        none = self.rows.selectionModel().SelectionFlag.NoUpdate
        self.rows.selectionModel().setCurrentIndex(index, none)
        self.rows.scrollTo(index, self.rows.ScrollHint.PositionAtCenter)

    def _show_hits(self) -> None:
        self.find_bar.show_count(self._search.position, self._search.count)
        self.rows.viewport().update()


def _hint(points: float) -> QLabel:
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setMargin(4 * SPACE)
    label.setFont(text_font(points))
    label.setAutoFillBackground(True)
    label.setBackgroundRole(QPalette.ColorRole.Base)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
