"""The rows of a transcript in a list: their look, their keys and their menu; it paints no row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QMenu, QWidget

from lsg_desktop.events import Task
from lsg_desktop.ui import transcript_words
from lsg_desktop.ui.find import Search
from lsg_desktop.ui.sighted_list import SightedList
from lsg_desktop.ui.theme import shown_tones
from lsg_desktop.ui.transcript_arrangement import Arrangement, Look
from lsg_desktop.ui.transcript_delegate import TranscriptDelegate
from lsg_desktop.ui.transcript_model import TranscriptModel
from lsg_desktop.ui.transcript_reader import Reader
from lsg_desktop.ui.transcript_reasons import Reasons
from lsg_desktop.ui.transcript_shapes import Shapes


class TranscriptRows(SightedList):
    """Shows a transcript by a look. Enter or a double click opens a row, to select a part of it."""

    arranged = Signal()
    """The parts of rows stand elsewhere now."""

    def __init__(self, model: TranscriptModel, search: Search, parent: QWidget) -> None:
        look = Look()
        shapes = Shapes(Arrangement.of(look, 0))
        super().__init__(
            model,
            lambda number: shapes.shape(model.row(number)).height,
            lambda number: shapes.guess(model.row(number)),
            parent,
        )
        self._transcript = model
        self._look = look
        self._shapes = shapes
        self._delegate = TranscriptDelegate(model, shapes, search, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setAccessibleName(self.tr("Transcript and translation"))

    @property
    def arrangement(self) -> Arrangement:
        """Where the parts of rows stand."""
        return self._shapes.arrangement

    def set_look(self, look: Look) -> None:
        """Show rows otherwise; an open one, which was laid over the former look, is closed."""
        for reader in self.viewport().findChildren(Reader):
            self.closeEditor(reader, QAbstractItemDelegate.EndEditHint.NoHint)
        self._look = look
        self._arrange()

    def copy(self, tasks: Iterable[Task] | None = None) -> None:
        """Copy the selected rows: all that is shown of them, or only the text of some tasks."""
        rows = [self._transcript.row(number) for number in self.selected_rows()]
        if tasks is None:
            lines = [transcript_words.plain(row, self._look.tasks) for row in rows]
        else:
            lines = [row.lines[task].text.strip() for row in rows for task in tasks]
        if text := "\n".join(filter(None, lines)):
            QGuiApplication.clipboard().setText(text)

    def selected_rows(self) -> Sequence[int]:
        """Give the selected rows from the oldest."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def open_current(self) -> None:
        """Open the current row to select a part of its text."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def explain_current(self) -> None:
        """Say why each word of the current row was written."""
        index = self.currentIndex()
        if index.isValid():
            Reasons(index.data(Qt.ItemDataRole.WhatsThisRole), self).show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open, explain; End goes to the newest row and stays there."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.WhatsThis):
            self.explain_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_End:
                self.follow()

    def keyboardSearch(self, search: str) -> None:
        """Go nowhere when letters are typed: there is a find bar for that."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected rows."""
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """Give the menu of the selected rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        some = bool(self.selected_rows())
        one = self.currentIndex().isValid()
        standard = QKeySequence.StandardKey
        for words, act, keys, can in (
            (self.tr("Copy"), lambda: self.copy(), standard.Copy, some),
            (self.tr("Copy source only"), self._copy_source, None, some),
            (self.tr("Copy translation only"), self._copy_translation, None, some),
            (self.tr("Select part of the text"), self.open_current, Qt.Key.Key_Return, one),
            (self.tr("Why these words?"), self.explain_current, standard.WhatsThis, one),
        ):
            action = menu.addAction(words, act)
            action.setEnabled(can)
            if keys is not None:
                action.setShortcut(QKeySequence(keys))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay rows out anew at another width."""
        super().resizeEvent(event)
        if self.viewport().width() != self.arrangement.width:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take over other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._delegate.tones = shown_tones()
            self.viewport().update()

    def _copy_source(self) -> None:
        self.copy([Task.TRANSCRIBE])

    def _copy_translation(self) -> None:
        self.copy([Task.TRANSLATE])

    def _arrange(self) -> None:
        self._shapes.arrange(Arrangement.of(self._look, self.viewport().width()))
        self.verticalScrollBar().setSingleStep(self.arrangement.pitch)
        self.remeasure()
        self.arranged.emit()
