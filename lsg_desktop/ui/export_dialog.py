"""A session to a file: in which format, in which languages, where; it knows no history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.errors import LsgError
from lsg_desktop.events import Task
from lsg_desktop.session import export
from lsg_desktop.session.export import FORMATS, Language
from lsg_desktop.session.record import Record
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.export_names import completed, documents, file_name, is_there, with_form
from lsg_desktop.ui.history_questions import ask_replacement
from lsg_desktop.ui.labels import StateLabel, dim_label
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript_words import language_name

ChooseFile = Callable[[QWidget, Path], Path | None]
"""Asks where to write, given a proposal; None: nothing was chosen. It does not ask to replace."""

_PREVIEW_UTTERANCES = 12
_PREVIEW_LINES = 40


class ExportDialog(QDialog):
    """Shows how the file will begin, and writes it without holding up the window."""

    exported = Signal(str)
    """The session is in this file."""

    def __init__(
        self,
        record: Record,
        parent: QWidget | None = None,
        *,
        choose_file: ChooseFile | None = None,
        folder: Path | None = None,
    ) -> None:
        """``folder`` is where a file goes whose name says nothing else; by default Documents."""
        super().__init__(parent)
        self._record = record
        self._choose_file = choose_file or self._asked_file
        self._folder = folder or documents()
        self._errands = Errands(self)
        self.format = QComboBox()
        self.language = QComboBox()
        self.file = QLineEdit(str(self._folder / file_name(record.summary.title, FORMATS[0])))
        self.browse = QPushButton(self.tr("Browse…"))
        self.preview = QPlainTextEdit()
        self.state = StateLabel()
        self.export = QPushButton(self.tr("Export"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._offer()
        self._lay_out()
        self._connect()
        self._show_preview()

    @property
    def path(self) -> Path | None:
        """Where the file goes by what is typed."""
        typed = self.file.text().strip()
        if not typed:
            return None
        return completed(self._folder / typed, self.format.currentData())

    def write(self) -> None:
        """Write the file; one that is there only after the user was asked."""
        path = self.path
        if path is None:
            self.state.say(self.tr("The file has no name: type one, or browse."), is_fault=True)
            self.file.setFocus()
        elif is_there(path):
            ask_replacement(self, path, lambda: self._write(path))
        else:
            self._write(path)

    def _offer(self) -> None:
        words = {
            "txt": self.tr("Plain text"),
            "srt": self.tr("Subtitles for video players"),
            "vtt": self.tr("Subtitles for web pages"),
            "json": self.tr("All that is kept, for programs"),
            "jsonl": self.tr("A line for each utterance, for programs"),
        }
        for name in FORMATS:
            self.format.addItem(f"{words[name]} ({name.upper()})", name)
        names = {task: language_name(self._record.summary.language(task)) for task in Task}
        offered = {
            Language.BOTH: self.tr("Transcript and translation"),
            Language.SOURCE: self.tr("Transcript: {language}").format(
                language=names[Task.TRANSCRIBE]
            ),
            Language.TARGET: self.tr("Translation: {language}").format(
                language=names[Task.TRANSLATE]
            ),
        }
        tasks = self._record.summary.tasks
        if len(tasks) == 1:
            only = Language.SOURCE if tasks[0] is Task.TRANSCRIBE else Language.TARGET
            offered = {only: offered[only]}
        for language, what in offered.items():
            self.language.addItem(what, language.value)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Export a session"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.format.setAccessibleName(self.tr("Format"))
        self.language.setAccessibleName(self.tr("Text"))
        self.file.setAccessibleName(self.tr("File"))
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(self.tr("How the file begins"))
        self.export.setProperty("primary", True)
        self.export.setDefault(True)
        form = QGridLayout()
        form.setSpacing(SPACE)
        fields = ((self.tr("Format"), self.format), (self.tr("Text"), self.language))
        for row, (words, field) in enumerate((*fields, (self.tr("File"), self.file))):
            form.addWidget(QLabel(words), row, 0)
            form.addWidget(field, row, 1, 1, 1 if field is self.file else 2)
        form.addWidget(self.browse, 2, 2)
        form.setColumnStretch(1, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.write)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addWidget(dim_label(self.tr("How the file begins")))
        column.addWidget(self.preview, 1)
        column.addWidget(self.state)
        column.addWidget(buttons)
        self.resize(72 * SPACE, 54 * SPACE)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._on_format)
        self.language.currentIndexChanged.connect(self._show_preview)
        self.browse.clicked.connect(self._browse)
        self.file.textEdited.connect(self._on_name)

    def _on_format(self) -> None:
        self.file.setText(with_form(self.file.text(), self.format.currentData()))
        self._show_preview()

    def _on_name(self, name: str) -> None:
        """Go by the ending that is typed, if it is one of a format."""
        self.state.say("")
        row = self.format.findData(Path(name).suffix.lower().lstrip("."))
        if row >= 0 and row != self.format.currentIndex():
            self.format.blockSignals(True)
            self.format.setCurrentIndex(row)
            self.format.blockSignals(False)
            self._show_preview()

    def _browse(self) -> None:
        proposed = self.path or self._folder / file_name(
            self._record.summary.title, self.format.currentData()
        )
        if chosen := self._choose_file(self, proposed):
            self.file.setText(str(chosen))
            self._on_name(str(chosen))

    def _show_preview(self) -> None:
        self.state.say("")
        utterances = self._record.utterances[:_PREVIEW_UTTERANCES]
        end_s = utterances[-1].end_s if utterances else 0.0
        gaps = tuple(gap for gap in self._record.gaps if gap.start_s <= end_s)
        beginning = replace(self._record, utterances=utterances, gaps=gaps)
        lines = self._text(beginning).splitlines()[:_PREVIEW_LINES]
        self.preview.setPlainText("\n".join(lines))
        if not utterances:
            self.state.say(self.tr("Nothing was written in this session."))

    def _text(self, record: Record) -> str:
        language = Language(self.language.currentData())
        return export.exported(record, self.format.currentData(), language)

    def _write(self, path: Path) -> None:
        self._set_busy(True)
        record, form = self._record, self.format.currentData()
        language = Language(self.language.currentData())
        self._errands.run(
            lambda _: export.write(path, export.exported(record, form, language)),
            lambda _: self._on_written(path),
            self._on_fault,
        )

    def _on_written(self, path: Path) -> None:
        self.exported.emit(str(path))
        self.accept()

    def _on_fault(self, fault: LsgError) -> None:
        self._set_busy(False)
        self.state.say(told(fault.problem, fault.remedy), is_fault=True)

    def _set_busy(self, is_busy: bool) -> None:
        for part in (self.format, self.language, self.file, self.browse, self.export):
            part.setEnabled(not is_busy)

    def _asked_file(self, parent: QWidget, proposed: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            parent,
            self.tr("Export to"),
            str(proposed),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(name) if name else None
