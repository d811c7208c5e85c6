"""What can be done by menu and by key, each once; what it does the window says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Entry:
    """An action: its name in the settings file, its words, its usual keys."""

    name: str
    words: str
    keys: str = ""
    is_checkable: bool = False


ENTRIES = (
    Entry("start", QT_TRANSLATE_NOOP("Actions", "Start or stop"), "Ctrl+R"),
    Entry("catch-up", QT_TRANSLATE_NOOP("Actions", "Catch up"), "Ctrl+U"),
    Entry("clear", QT_TRANSLATE_NOOP("Actions", "Clear the transcript"), "Ctrl+L"),
    Entry("open-file", QT_TRANSLATE_NOOP("Actions", "Caption a file…"), "Ctrl+O"),
    Entry("export", QT_TRANSLATE_NOOP("Actions", "Export this session…"), "Ctrl+E"),
    Entry("history", QT_TRANSLATE_NOOP("Actions", "Past sessions…"), "Ctrl+H"),
    Entry("models", QT_TRANSLATE_NOOP("Actions", "Models…"), "Ctrl+M"),
    Entry("calibrate", QT_TRANSLATE_NOOP("Actions", "Calibrate…"), "Ctrl+J"),
    Entry("settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), "Ctrl+,"),
    Entry("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"),
    Entry("find", QT_TRANSLATE_NOOP("Actions", "Find in transcript"), "Ctrl+F"),
    Entry("tuning", QT_TRANSLATE_NOOP("Actions", "Tuning panel"), "Ctrl+T", True),
    Entry("overlay", QT_TRANSLATE_NOOP("Actions", "Caption overlay"), "Ctrl+Shift+O", True),
    Entry("lock", QT_TRANSLATE_NOOP("Actions", "Lock the overlay"), "Ctrl+Shift+L", True),
    Entry("move-overlay", QT_TRANSLATE_NOOP("Actions", "Move the overlay by keys"), "Ctrl+Shift+M"),
    Entry("reset-overlay", QT_TRANSLATE_NOOP("Actions", "Bring the overlay back")),
    Entry("lecture", QT_TRANSLATE_NOOP("Actions", "Lecture view"), "F11"),
    Entry("larger", QT_TRANSLATE_NOOP("Actions", "Larger text"), "Ctrl++"),
    Entry("smaller", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "Ctrl+-"),
    Entry("help", QT_TRANSLATE_NOOP("Actions", "Help"), "F1"),
    Entry("diagnostics", QT_TRANSLATE_NOOP("Actions", "Copy diagnostics")),
    Entry("about", QT_TRANSLATE_NOOP("Actions", "About LSG Desktop")),
)


class Actions(QObject):
    """The actions by name, with the keys that the user has given them."""

    def __init__(self, parent: QObject, keys: Mapping[str, str]) -> None:
        super().__init__(parent)
        self._by_name = {entry.name: self._made(entry) for entry in ENTRIES}
        self.set_keys(keys)

    def __getitem__(self, name: str) -> QAction:
        """Give the action of this name."""
        return self._by_name[name]

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give actions other keys; those that are not named have their usual ones."""
        for entry in ENTRIES:
            self[entry.name].setShortcut(QKeySequence(keys.get(entry.name, entry.keys)))

    def retranslate(self) -> None:
        """Say all words anew, in another language."""
        for entry in ENTRIES:
            self[entry.name].setText(QCoreApplication.translate("Actions", entry.words))

    def _made(self, entry: Entry) -> QAction:
        action = QAction(QCoreApplication.translate("Actions", entry.words), self)
        action.setCheckable(entry.is_checkable)
        return action
