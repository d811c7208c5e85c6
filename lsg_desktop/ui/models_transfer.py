"""The download of one model as a person follows it; it fetches nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from lsg_desktop.models.progress import Progress
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.downloads import Standing
from lsg_desktop.ui.labels import StateLabel
from lsg_desktop.ui.models_panel import breakable, button, text_label
from lsg_desktop.ui.models_shelf import Entry, Here, Kind
from lsg_desktop.ui.theme import SPACE


class TransferView(QWidget):
    """A bar with bytes, rate and time to come, what went wrong, and one button for what to do."""

    start = Signal()
    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_running = False
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(SPACE + SPACE // 2)
        self.bar.setAccessibleName(self.tr("Downloaded"))
        self.line = text_label()
        self.fault = StateLabel()
        self.button = button("")
        self.button.clicked.connect(self._press)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.fault)
        column.addWidget(self.bar)
        column.addLayout(row)

    def show_download(self, entry: Entry, download: Standing | None) -> None:
        """Show how it stands; nothing for a model that is here."""
        self._is_running = download is not None and download.is_running
        is_wanted = entry.kind is Kind.HUB and entry.here is not Here.WHOLE
        self.setVisible(is_wanted or download is not None)
        self.bar.setVisible(self._is_running)
        self.fault.say("")
        self.line.setText("")
        if download is None:
            is_new = entry.here is Here.NOT
            self.button.setText(self.tr("Download") if is_new else self.tr("Resume download"))
        elif download.is_running:
            self._show_arriving(download)
        else:
            fault = told(download.problem, download.remedy)
            self.fault.say(breakable(fault), is_fault=True)
            self.button.setText(self.tr("Retry"))
        self._make_primary(not self._is_running)
        self.button.setEnabled(download is None or not download.is_stopping)

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far it is."""
        is_known = progress is not None and progress.total_bytes > 0
        self.bar.setRange(0, 100 if is_known else 0)
        self.bar.setValue(words.percent(progress))
        self.line.setText(words.arriving(progress))

    def _show_arriving(self, download: Standing) -> None:
        self.show_progress(download.progress)
        self.button.setText(self.tr("Pausing…") if download.is_stopping else self.tr("Pause"))

    def _make_primary(self, is_primary: bool) -> None:
        if self.button.property("primary") != is_primary:
            self.button.setProperty("primary", is_primary)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)

    def _press(self) -> None:
        (self.stop if self._is_running else self.start).emit()
