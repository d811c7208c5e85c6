"""The strip that says which model is in memory or on its way there; it loads nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from lsg_desktop.events import Failed
from lsg_desktop.models.device import Place
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.core_words import said, told
from lsg_desktop.ui.labels import StateLabel
from lsg_desktop.ui.models_load import LoadState
from lsg_desktop.ui.models_panel import Panel, breakable, button, text_label
from lsg_desktop.ui.theme import SPACE


class LoadedStrip(Panel):
    """One line, a bar while a model is loaded, and the buttons that go with it."""

    unload = Signal()
    smaller = Signal(str)
    """Load the model that did not fit in this precision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._smaller = ""
        self.column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.line = text_label()
        self.note = StateLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(SPACE + SPACE // 2)
        self.bar.setAccessibleName(self.tr("Loading the model"))
        self.unload_button = button(self.tr("Unload"))
        self.unload_button.setToolTip(self.tr("Give the model's memory back"))
        self.unload_button.clicked.connect(self.unload)
        self.smaller_button = button("", is_primary=True)
        self.smaller_button.clicked.connect(self._ask_smaller)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.line, 1)
        row.addWidget(self.smaller_button)
        row.addWidget(self.unload_button)
        self.column.addLayout(row)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.note)

    def show_state(self, state: LoadState, title: str, place: Place | None) -> None:
        """Say how loading stands; ``title`` names the model that this is about, if it is known."""
        self.line.setText(self._words(state, title, place))
        self.unload_button.setVisible(state.loaded is not None)
        self.bar.setVisible(state.loading is not None)
        if state.loading is not None:
            # A bar that moves without saying how far, until somebody knows.
            self.bar.setRange(0, 100 if state.loading.done else 0)
            self.bar.setValue(int(100 * state.loading.done))
        self.note.say(breakable(said(state.loading.note)) if state.loading else "")
        self._show_fault(state.failed, bool(title))

    def _ask_smaller(self) -> None:
        self.smaller.emit(self._smaller)

    def _words(self, state: LoadState, title: str, place: Place | None) -> str:
        if state.loading is not None:
            return words.loading(state.loading, title or self.tr("the model"))
        if state.loaded is not None:
            return words.in_memory(title or state.loaded.model or "", state.loaded, place)
        if state.failed is not None:
            named = self.tr("{model} could not be loaded.").format(model=title)
            return named if title else self.tr("The model could not be loaded.")
        return self.tr("No model is loaded.")

    def _show_fault(self, failed: Failed | None, is_known: bool) -> None:
        """Say what went wrong; a button takes the remedy's place where one can help."""
        self._smaller = failed.smaller if failed and is_known else ""
        self.smaller_button.setVisible(bool(self._smaller))
        if self._smaller:
            smaller = words.precision(self._smaller)
            self.smaller_button.setText(self.tr("Use {precision}").format(precision=smaller))
        if failed is not None:
            fault = told(failed.problem, "" if self._smaller else failed.remedy)
            self.note.say(breakable(fault), is_fault=True)
