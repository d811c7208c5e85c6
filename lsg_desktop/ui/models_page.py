"""All that there is to say of one model, and what can be done with it; it does none of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from lsg_desktop.models.device import Place
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.downloads import Standing
from lsg_desktop.ui.labels import StateLabel, heading
from lsg_desktop.ui.models_needs import Needs, needs
from lsg_desktop.ui.models_panel import Panel, breakable, button, text_label
from lsg_desktop.ui.models_precisions import PrecisionChoice
from lsg_desktop.ui.models_shelf import Entry, Here, Kind, Shelf
from lsg_desktop.ui.models_transfer import TransferView
from lsg_desktop.ui.theme import SPACE

_TITLE = 1.35
"""How much larger than other text the title is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page is about: a model and how it stands.

    ``place`` is None while nobody knows what the computer has; ``is_loaded_so`` says that it is in
    memory in the precision that is chosen, ``is_loading`` that some model is on its way there.
    """

    entry: Entry
    shelf: Shelf
    download: Standing | None
    precision: str
    place: Place | None
    is_loaded: bool
    is_loaded_so: bool
    is_loading: bool


class ModelPage(Panel):
    """A page to scroll through, with buttons that stay below it."""

    use = Signal()
    start = Signal()
    stop = Signal()
    remove = Signal()
    precision_changed = Signal(str)
    check_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label()
        large = self.title.font()
        large.setBold(True)
        large.setPointSizeF(_TITLE * large.pointSizeF())
        self.title.setFont(large)
        self.lines = {name: text_label() for name in ("about", "languages", "disk")}
        self.lines["about"].setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.problem = StateLabel()
        self.transfer = TransferView()
        self.transfer.start.connect(self.start)
        self.transfer.stop.connect(self.stop)
        self.precisions = PrecisionChoice()
        self.precisions.changed.connect(self.precision_changed)
        self.machine = text_label()
        self.machine.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.again_button = button(self.tr("Check again"))
        self.again_button.clicked.connect(self.check_again)
        self.use_button = button(self.tr("Use"), is_primary=True)
        self.use_button.clicked.connect(self.use)
        self.remove_button = button("")
        self.remove_button.clicked.connect(self.remove)
        self._lay_out()

    def show_subject(self, subject: Subject) -> None:
        """Show all of a model."""
        entry = subject.entry
        self.title.setText(breakable(words.title(entry)))
        self.lines["about"].setText(breakable(words.about(entry)))
        self.lines["languages"].setText(words.languages(entry.languages))
        self.lines["languages"].setVisible(bool(entry.languages))
        self.lines["disk"].setText(breakable(words.on_disk(entry, subject.shelf)))
        is_hub = entry.kind is Kind.HUB
        fault = "" if is_hub else told(entry.problem, entry.remedy)
        self.problem.say(breakable(fault), is_fault=True)
        self.transfer.show_download(entry, subject.download)
        self._show_precisions(subject)
        self._show_buttons(subject)

    def show_machine(self, line: str, is_known: bool, is_fault: bool = False) -> None:
        """Say what the computer has, or why that is not known."""
        self.machine.setText(line)
        role = QPalette.ColorRole.WindowText if is_fault else QPalette.ColorRole.PlaceholderText
        self.machine.setForegroundRole(role)
        self.again_button.setEnabled(is_known)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as nothing is cut off, and as low as a few lines can be read."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = self.precisions.minimumSizeHint().width() + bar + 6 * SPACE
        return QSize(max(width, super().minimumSizeHint().width()), 28 * SPACE)

    def _show_precisions(self, subject: Subject) -> None:
        known = _needs(subject)
        self._precision_part.setVisible(subject.entry.parts is not None)
        self.precisions.show_value(subject.precision)
        self.precisions.show_needs(known, subject.place)

    def _show_buttons(self, subject: Subject) -> None:
        entry, known = subject.entry, _needs(subject)
        is_usable = entry.here is Here.WHOLE and not entry.problem
        self.use_button.setVisible(is_usable)
        fits = known is None or known.fits(subject.precision)
        self.use_button.setEnabled(fits and not subject.is_loading and not subject.is_loaded_so)
        self.use_button.setText(self.tr("In use") if subject.is_loaded_so else self.tr("Use"))
        self.use_button.setAccessibleName(
            self.tr("Use {model}").format(model=words.title(entry))
            if not subject.is_loaded_so
            else ""
        )
        is_downloading = subject.download is not None and subject.download.is_running
        is_folder = entry.kind is Kind.FOLDER
        has_files = entry.kind is Kind.HUB and entry.here is not Here.NOT
        self.remove_button.setText(self.tr("Remove from list") if is_folder else self.tr("Delete…"))
        self.remove_button.setVisible(is_folder or has_files)
        self.remove_button.setEnabled(not subject.is_loaded and not is_downloading)
        why = self.tr("Unload the model first") if subject.is_loaded else ""
        self.remove_button.setToolTip(
            self.tr("Pause the download first") if is_downloading else why
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        for part in (self.title, *self.lines.values(), self.problem, self.transfer):
            column.addWidget(part)
        column.addSpacing(SPACE)
        column.addWidget(self._precision_box())
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The ground is the panel's.
        for ground in (area.viewport(), inside):
            ground.setAutoFillBackground(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch()
        row.addWidget(self.remove_button)
        row.addWidget(self.use_button)
        self.column.addWidget(area, 1)
        self.column.addLayout(row)

    def _precision_box(self) -> QWidget:
        self._precision_part = QWidget()
        column = QVBoxLayout(self._precision_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.machine, 1)
        line.addWidget(self.again_button)
        column.addWidget(heading(self.tr("Precision")))
        column.addLayout(line)
        column.addWidget(self.precisions)
        return self._precision_part


def _needs(subject: Subject) -> Needs | None:
    entry = subject.entry
    if entry.parts is None or subject.place is None:
        return None
    return needs(entry.parts, subject.place, entry.limit_s)
