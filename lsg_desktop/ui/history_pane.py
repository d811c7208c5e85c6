"""The left half of the history window: what is searched for and what there is; it asks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from lsg_desktop.ui.history_list import SessionList
from lsg_desktop.ui.history_model import SessionsModel
from lsg_desktop.ui.history_queries import Listing
from lsg_desktop.ui.theme import SPACE


class SessionsPane(QWidget):
    """A field over the list; in place of an empty list it says why it is that."""

    def __init__(self, model: SessionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find what was said"))
        self.field.setAccessibleName(self.tr("Find what was said"))
        self.field.setClearButtonEnabled(True)
        # The look of all other buttons would push its cross off the middle.
        self.field.setStyleSheet("QToolButton { min-height: 0; padding: 0; border: none; }")
        self.list = SessionList(model)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.hint.setWordWrap(True)
        self.hint.setMargin(2 * SPACE)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._pages = QStackedWidget()
        self._pages.setAutoFillBackground(True)
        self._pages.setBackgroundRole(QPalette.ColorRole.Base)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.list)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        head.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def show_listing(self, listing: Listing) -> None:
        """Show the list, or say why there is nothing in it."""
        if listing.wanted and not listing.found:
            words = self.tr("“{text}” was not said, nor written as a translation.")
            self.hint.setText(words.format(text=listing.wanted))
        else:
            self.hint.setText(self.tr("There are no sessions yet."))
        is_there = self.list.model().rowCount() > 0
        self._pages.setCurrentWidget(self.list if is_there else self.hint)

    def advice(self, listing: Listing) -> str:
        """Say what to do while nothing is listed."""
        if listing.sessions:
            return self.tr("Try fewer letters, or the other language. Esc shows all sessions.")
        return self.tr(
            "Press Start in the main window and speak: all that is written is kept here."
        )

    def ask(self) -> None:
        """Have the field ready to type."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field to the list."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and event.key() in keys:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)
