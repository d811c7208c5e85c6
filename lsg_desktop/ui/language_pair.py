"""Which language is spoken and which is written beside it; it knows no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCollator, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_words import language_name

NONE = ""
"""The code of no translation."""


class LanguagePair(QWidget):
    """Two lists with an arrow between them; the second also offers no translation."""

    changed = Signal(str, str)
    """The user wants this language to be heard and this one to be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Mapping[str, Sequence[str]] = {}
        self.spoken = _list(self.tr("Language spoken"))
        self.written = _list(self.tr("Language to translate into"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.spoken)
        row.addWidget(QLabel("→"))
        row.addWidget(self.written)
        self.spoken.activated.connect(self._on_spoken)
        self.written.activated.connect(self._tell)

    @property
    def pair(self) -> tuple[str, str]:
        """The codes of both; the second is NONE where nothing is translated."""
        return self.spoken.currentData() or "", self.written.currentData() or NONE

    def offer(self, languages: Mapping[str, Sequence[str]]) -> None:
        """Offer what a model knows: what each language can be translated into."""
        spoken, written = self.pair
        self._known = languages
        self.choose(spoken, written)

    def choose(self, spoken: str, written: str) -> None:
        """Show a pair, or what is nearest to it of what is offered, and tell nobody."""
        with QSignalBlocker(self.spoken), QSignalBlocker(self.written):
            _fill(self.spoken, list(self._known), spoken)
            self._fill_written(written)

    def _on_spoken(self) -> None:
        with QSignalBlocker(self.written):
            self._fill_written(self.pair[1])
        self._tell()

    def _fill_written(self, code: str) -> None:
        known = list(self._known.get(self.spoken.currentData() or "", ()))
        _fill(self.written, known, code)
        self.written.insertItem(0, self.tr("No translation"), NONE)
        if code == NONE or not known:
            self.written.setCurrentIndex(0)

    def _tell(self) -> None:
        self.changed.emit(*self.pair)


def _list(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _fill(box: QComboBox, codes: list[str], chosen: str) -> None:
    order = QCollator()
    box.clear()
    for name, code in sorted(
        ((language_name(code), code) for code in codes), key=lambda item: order.sortKey(item[0])
    ):
        box.addItem(name, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
