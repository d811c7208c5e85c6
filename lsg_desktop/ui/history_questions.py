"""What is asked before something is lost for good; it carries nothing out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from lsg_desktop.session.record import Summary
from lsg_desktop.ui.history_words import facts


def ask_deletion(parent: QWidget, summary: Summary, then: Callable[[], None]) -> QMessageBox:
    """Ask whether a session is really to be deleted."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("History", "Delete a session"))
    words = translate("History", "Delete “{title}” for good?")
    box.setText(words.format(title=summary.title))
    words = translate("History", "{facts}\n\nIts text and its recording cannot be brought back.")
    box.setInformativeText(words.format(facts=facts(summary)))
    _offer(box, translate("History", "Delete"), then)
    return box


def ask_replacement(parent: QWidget, path: Path, then: Callable[[], None]) -> QMessageBox:
    """Ask whether a file is really to be replaced."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("History", "Replace a file"))
    box.setText(translate("History", "Replace “{name}”?").format(name=path.name))
    words = translate("History", "It is in {folder} already. What is in it now would be lost.")
    box.setInformativeText(words.format(folder=path.parent))
    _offer(box, translate("History", "Replace"), then)
    return box


def _box(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    return box


def _offer(box: QMessageBox, words: str, then: Callable[[], None]) -> None:
    button = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
    button.clicked.connect(then)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.open()
