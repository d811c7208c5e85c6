"""The window of past sessions: found, read, renamed, exported, deleted; it knows no file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.session.history import History
from lsg_desktop.session.record import Found
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.export_dialog import ExportDialog
from lsg_desktop.ui.history_actions import HistoryActions
from lsg_desktop.ui.history_model import Entry, SessionsModel
from lsg_desktop.ui.history_page import RecordPage
from lsg_desktop.ui.history_pane import SessionsPane
from lsg_desktop.ui.history_queries import FOUND_LIMIT, Listing, Queries
from lsg_desktop.ui.history_questions import ask_deletion
from lsg_desktop.ui.history_rows import Opened
from lsg_desktop.ui.labels import StateLabel
from lsg_desktop.ui.theme import SPACE

_TYPING_MS = 150
"""Nothing is searched for while letters follow each other more quickly."""

_PASSING_MS = 40
"""Nor is a session read that the arrow keys only pass by."""


class HistoryWindow(QWidget):
    """Sessions on the left, with the lines that were found; the chosen one on the right."""

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.queries = Queries(history, self)
        self.model = SessionsModel(self)
        self.pane = SessionsPane(self.model)
        self.search, self.list = self.pane.field, self.pane.list
        self.page = RecordPage()
        self.state = StateLabel()
        self.acts = HistoryActions(self)
        self._wanted: int | None = None
        self._is_unlisted = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MS)
        self._lay_out()
        self._connect()
        self._show_actions()

    def show_session(self, session: int) -> None:
        """Turn to a session, whatever is searched for."""
        self._wanted = session
        self.search.clear()
        self.refresh()

    def refresh(self) -> None:
        """Look at what is kept by now."""
        self._typing.stop()
        self.queries.refresh(self.search.text())

    @property
    def entry(self) -> Entry | None:
        """The session, or the line that was found, that is chosen."""
        return self.model.entry(self.list.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what is kept whenever the window is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self.search.setFocus()
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Do so too when the user comes back to it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the search with Esc, and then close the window."""
        match event.key():
            case Qt.Key.Key_Escape if self.search.text():
                self.search.clear()
                self.search.setFocus()
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Past sessions"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(70 * SPACE, 45 * SPACE)
        self.resize(125 * SPACE, 88 * SPACE)
        halves = QSplitter()
        halves.addWidget(self.pane)
        halves.addWidget(self.page)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 2)
        halves.setSizes([38 * SPACE, 87 * SPACE])
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        self.state.setMargin(SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(halves, 1)
        column.addWidget(self.state)
        column.addLayout(self.acts.row())

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._find)
        self._passing.timeout.connect(self._open)
        self.list.selectionModel().currentChanged.connect(lambda _: self._passing.start())
        self.list.activated.connect(lambda _: self.page.rows.setFocus())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.addAction(self.acts.delete)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.pane.ask)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.model.renamed.connect(self.queries.rename)
        self.queries.listed.connect(self._on_listed)
        self.queries.opened.connect(self._on_opened)
        self.queries.changed.connect(self.refresh)
        self.queries.unlisted.connect(self._on_unlisted)
        self.queries.failed.connect(self._fail)
        acts = self.acts
        acts.rename.triggered.connect(self._rename)
        acts.delete.triggered.connect(self._delete)
        acts.copy.triggered.connect(self._copy)
        acts.export.triggered.connect(self._export)
        acts.close.triggered.connect(self.close)

    # What is shown.

    def _find(self) -> None:
        self._say("")
        self.queries.find(self.search.text())

    def _on_listed(self, listing: Listing) -> None:
        before, was = self.entry, self.list.currentIndex().row()
        is_new = listing.wanted != self.model.listing.wanted
        self.model.show(listing)
        if self._is_unlisted:
            self._is_unlisted = False
            self._say("")
        self.list.setCurrentIndex(self.model.index(self._row(before, was, is_new)))
        self.pane.show_listing(listing)
        if len(listing.found) >= FOUND_LIMIT:
            words = self.tr("Only the newest {count} lines are shown: search for more words.")
            self._say(words.format(count=FOUND_LIMIT))
        self._passing.start()

    def _row(self, before: Entry | None, was: int, is_new: bool) -> int:
        """Give which row to choose now, where this entry was chosen before, in that row."""
        last = self.model.rowCount() - 1
        wanted, self._wanted = self._wanted, None
        if wanted is not None and (row := self.model.row_of(wanted)) >= 0:
            return row
        if is_new and self.model.listing.wanted:
            return min(1, last)  # the first line below the first session
        row = self.model.row_of_entry(before)
        return row if row >= 0 else min(max(was, 0), last)

    def _open(self) -> None:
        """Show what is chosen."""
        summary = self.model.summary(self.entry)
        self._show_actions()
        if summary is None:
            self.page.say(self.pane.advice(self.model.listing))
        elif summary == self.page.summary:
            self._show_line()
        else:
            self.queries.open(summary.id)

    def _on_opened(self, opened: Opened) -> None:
        before = self.page.summary
        if before and before.id != opened.record.summary.id:
            self._say("")
        self.page.show_record(opened, self.model.listing.wanted)
        self._show_line()
        self._show_actions()

    def _show_line(self) -> None:
        self.page.mark(self.model.listing.wanted)
        if isinstance(self.entry, Found):
            self.page.show_line(self.entry)

    def _show_actions(self) -> None:
        is_read = self.page.record is not None
        self.acts.allow(is_chosen=self.entry is not None, is_read=is_read)

    def _on_unlisted(self, fault: LsgError) -> None:
        self._is_unlisted = True
        self._fail(fault)

    def _fail(self, fault: LsgError) -> None:
        self._say(told(fault.problem, fault.remedy), is_fault=True)

    def _say(self, words: str, is_fault: bool = False) -> None:
        self.state.say(words, is_fault)
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self.state, QAccessible.Event.Alert))

    # What can be done.

    def _show_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            self.acts.menu(self).exec(self.list.viewport().mapToGlobal(at))

    def _rename(self) -> None:
        summary = self.model.summary(self.entry)
        if summary:
            self._say("")
            index = self.model.index(self.model.row_of(summary.id))
            self.list.setCurrentIndex(index)
            self.list.setFocus()
            self.list.edit(index)

    def _delete(self) -> None:
        if summary := self.model.summary(self.entry):
            self._say("")
            session = summary.id
            ask_deletion(self, summary, lambda: self.queries.delete(session))

    def _copy(self) -> None:
        self._say("")
        if text := self.page.text:
            QGuiApplication.clipboard().setText(text)
            self._say(self.tr("Copied."))

    def _export(self) -> None:
        self._say("")
        if record := self.page.record:
            dialog = ExportDialog(record, self)
            dialog.exported.connect(self._on_exported)
            dialog.open()

    def _on_exported(self, path: str) -> None:
        self._say(self.tr("Exported to {path}").format(path=path))
