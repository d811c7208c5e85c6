"""What can be done with a session that was kept: words and keys; what it does the window says."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from lsg_desktop.ui.theme import SPACE


class HistoryActions(QObject):
    """Each once, for a button, a menu and keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.rename = self._made(self.tr("Rename"), "F2")
        self.delete = self._made(self.tr("Delete…"), "Del")
        self.copy = self._made(self.tr("Copy all"), "Ctrl+Shift+C")
        self.export = self._made(self.tr("Export…"), "Ctrl+E")
        self.close = self._made(self.tr("Close"), "")
        self.close.setToolTip(self.tr("Close (Esc)"))
        # In a field the key deletes a letter, so it belongs to the list alone.
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.of_session = (self.rename, self.export, self.copy, self.delete)
        for action in (self.rename, self.copy, self.export):
            window.addAction(action)

    def row(self) -> QHBoxLayout:
        """Give a row of buttons for all of them."""
        row = QHBoxLayout()
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        for action in self.of_session:
            row.addWidget(_button(action))
        row.addStretch()
        row.addWidget(_button(self.close))
        return row

    def menu(self, parent: QWidget) -> QMenu:
        """Give a menu of what can be done with the chosen session."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.of_session)
        return menu

    def allow(self, *, is_chosen: bool, is_read: bool) -> None:
        """Offer what can be done while a session is chosen, and its text is there."""
        for action in self.of_session:
            needs_text = action in (self.copy, self.export)
            action.setEnabled(is_chosen and (is_read or not needs_text))

    def _made(self, words: str, keys: str) -> QAction:
        action = QAction(words, self)
        action.setIconText(words)  # a button would leave out the dots
        if keys:
            action.setShortcut(QKeySequence(keys))
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{words.rstrip('…')} ({shown})")
        return action


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(action.text())
    return button
