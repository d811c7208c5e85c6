"""Which keys do what, to be changed; it knows no action but by name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.ui.actions import ENTRIES
from lsg_desktop.ui.labels import StateLabel
from lsg_desktop.ui.theme import SPACE


class ShortcutEditor(QWidget):
    """A line for each action; keys that are taken already are refused, and by whom is said."""

    changed = Signal(dict)
    """Keys by action, for those that have others than usual."""

    def __init__(self, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = {entry.name: keys.get(entry.name, entry.keys) for entry in ENTRIES}
        self.fields: dict[str, QKeySequenceEdit] = {}
        self.fault = StateLabel()
        self.reset = QPushButton(self.tr("Restore defaults"))
        self.reset.clicked.connect(self._reset)
        form = QFormLayout()
        form.setContentsMargins(*4 * (2 * SPACE,))
        for entry in ENTRIES:
            words = QCoreApplication.translate("Actions", entry.words)
            field = QKeySequenceEdit(QKeySequence(self._keys[entry.name]))
            field.setMaximumSequenceLength(1)
            field.setClearButtonEnabled(True)
            field.setAccessibleName(words)
            field.keySequenceChanged.connect(lambda keys, name=entry.name: self._set(name, keys))
            self.fields[entry.name] = field
            form.addRow(words, field)
        page = QWidget()
        page.setLayout(form)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        below = QHBoxLayout()
        below.addWidget(self.fault, 1)
        below.addStretch()
        below.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addLayout(below)

    def _set(self, name: str, keys: QKeySequence) -> None:
        wanted = keys.toString(QKeySequence.SequenceFormat.PortableText)
        if wanted == self._keys[name]:
            return
        taken = next(
            (entry for entry in ENTRIES if wanted and self._keys[entry.name] == wanted), None
        )
        if taken:
            words = self.tr("{keys} is taken by “{action}”.")
            action = QCoreApplication.translate("Actions", taken.words)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.fault.say(words.format(keys=shown, action=action), is_fault=True)
            self._show(name)
            return
        self.fault.say("")
        self._keys[name] = wanted
        self._tell()

    def _reset(self) -> None:
        self.fault.say("")
        self._keys = {entry.name: entry.keys for entry in ENTRIES}
        for entry in ENTRIES:
            self._show(entry.name)
        self._tell()

    def _show(self, name: str) -> None:
        field = self.fields[name]
        field.blockSignals(True)
        field.setKeySequence(QKeySequence(self._keys[name]))
        field.blockSignals(False)

    def _tell(self) -> None:
        usual = {entry.name: entry.keys for entry in ENTRIES}
        self.changed.emit({name: keys for name, keys in self._keys.items() if keys != usual[name]})
