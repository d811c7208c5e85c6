"""The dialog in which models are looked at, downloaded, chosen and removed.

It asks for what it wants by signals and shows what events tell of it; it does not know the worker
that loads models. What takes time happens on threads, and before it is known the dialog says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lsg_desktop.events import Event
from lsg_desktop.models import device, weights
from lsg_desktop.models.catalogue import DEMO
from lsg_desktop.models.device import Place
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.downloads import Downloads
from lsg_desktop.ui.labels import StateLabel
from lsg_desktop.ui.models_list import Item, ModelList
from lsg_desktop.ui.models_load import LoadState
from lsg_desktop.ui.models_loaded import LoadedStrip
from lsg_desktop.ui.models_machine import MachineCheck
from lsg_desktop.ui.models_page import ModelPage, Subject
from lsg_desktop.ui.models_panel import Panel, breakable, button
from lsg_desktop.ui.models_questions import ask_folder, ask_removal
from lsg_desktop.ui.models_shelf import Entry, Kind, Shelf, read_shelf
from lsg_desktop.ui.models_stock import Stock
from lsg_desktop.ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class Outside:
    """What the dialog reaches for outside itself; each may take its time, on a thread."""

    shelf: Callable[[Sequence[Path]], Shelf] = read_shelf
    probe: Callable[[], Place] = device.choose
    remove: Callable[[str], int] = weights.remove


class ModelsDialog(QDialog):
    """A list of models, and a page on the one that is looked at. It blocks no other window."""

    use = Signal(str, str)
    """Load the model of this name in this precision."""
    unload = Signal()
    folder_added = Signal(str)
    """The user has a model in this folder."""
    folder_removed = Signal(str)

    def __init__(
        self,
        downloads: Downloads,
        outside: Outside | None = None,
        folders: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        outside = outside or Outside()
        self.downloads = downloads
        self.stock = Stock(outside.shelf, outside.remove, folders, self)
        self.machine = MachineCheck(outside.probe, self)
        self._state = LoadState()
        self._precisions: dict[str, str] = {}
        self._looked_at = DEMO
        self.strip = LoadedStrip()
        self.list = ModelList()
        self.page = ModelPage()
        self.notice = StateLabel()
        self.folder_button = button(self.tr("Use a folder I have…"))
        self.close_button = button(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._show()

    def take(self, event: Event) -> None:
        """Show what an event tells of the model in memory."""
        if not self._state.take(event):
            return
        if self._state.loading is None and self.isVisible():
            self._check()  # another amount of memory is free now
        self._show()

    def show_asked(self, name: str, precision: str) -> None:
        """Show that a model is being loaded which was asked for elsewhere, and tell nobody."""
        self._ask(name, precision)
        self.look_at(name)

    def look_at(self, name: str) -> None:
        """Turn to the page of a model."""
        self._looked_at = name
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the disk and the machine whenever the dialog is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self.stock.read()
            self._check()

    def sizeHint(self) -> QSize:
        """Be large enough for both halves."""
        return QSize(100 * SPACE, 80 * SPACE)

    def _show(self) -> None:
        """Show everything; it is little, and seldom changes."""
        entries = self.stock.entries
        place = self.machine.place(entries)
        in_memory = self._state.entry(entries)
        about = in_memory or self.stock.entry(self._state.asked)
        self.strip.show_state(self._state, words.title(about) if about else "", place)
        self.list.show_items(
            [self._item(one, one is in_memory) for one in entries], self._looked_at
        )
        entry = self.stock.entry(self._looked_at)
        if entry is None and entries:
            entry = entries[0]
            self._looked_at = entry.name
        items = [self._item(one, one is in_memory) for one in entries]
        self.list.show_items(items, self._looked_at)
        self.page.setVisible(entry is not None)
        self.page.show_machine(
            self.machine.line(entries), not self.machine.is_running, bool(self.machine.fault)
        )
        if entry is not None:
            self._show_page(entry, place, entry is in_memory)

    def _show_page(self, entry: Entry, place: Place | None, is_loaded: bool) -> None:
        assert self.stock.shelf is not None
        precision = self._precisions.get(entry.name, "auto")
        self.page.show_subject(
            Subject(
                entry=entry,
                shelf=self.stock.shelf,
                download=self.downloads.standing(entry.name),
                precision=precision,
                place=None if self.machine.is_running else place,
                is_loaded=is_loaded,
                is_loaded_so=is_loaded and self._state.is_loaded_as(entry, precision),
                is_loading=self._state.loading is not None,
            )
        )

    def _item(self, entry: Entry, is_loaded: bool) -> Item:
        download = self.downloads.standing(entry.name)
        return Item(
            entry.name, words.title(entry), words.standing(entry, download, is_loaded), is_loaded
        )

    def _ask(self, name: str, precision: str) -> None:
        self._precisions[name] = precision
        self._state.ask(name, precision)

    def _use(self, name: str, precision: str) -> None:
        self._ask(name, precision)
        self._show()
        self.use.emit(name, precision)

    def _on_use(self) -> None:
        self._use(self._looked_at, self._precisions.get(self._looked_at, "auto"))

    def _on_folder(self) -> None:
        ask_folder(self, self.stock.add_folder)

    def _check(self) -> None:
        self.machine.check(self._state)

    def _on_smaller(self, precision: str) -> None:
        in_memory = self._state.entry(self.stock.entries)
        name = self._state.asked or (in_memory.name if in_memory else "")
        if name:
            self._use(name, precision)

    def _on_precision(self, precision: str) -> None:
        self._precisions[self._looked_at] = precision
        self._show()

    def _start(self) -> None:
        self.downloads.start(self._looked_at)
        self._show()

    def _stop(self) -> None:
        self.downloads.stop(self._looked_at)
        self._show()

    def _say(self, text: str, is_fault: bool) -> None:
        self.notice.say(breakable(text), is_fault)

    def _on_folder_added(self, name: str) -> None:
        self._say("", False)
        self.look_at(name)
        self.folder_added.emit(name)

    def _remove(self) -> None:
        entry = self.stock.entry(self._looked_at)
        if entry is None:
            return
        if entry.kind is Kind.FOLDER:
            self.stock.forget_folder(entry.name)
            self.folder_removed.emit(entry.name)
        else:
            ask_removal(self, entry, lambda: self.stock.remove(entry.name))

    def _connect(self) -> None:
        self.stock.changed.connect(self._show)
        self.stock.said.connect(self._say)
        self.stock.folder_added.connect(self._on_folder_added)
        self.machine.changed.connect(self._show)
        self.downloads.progress.connect(self._show)
        for end in (self.downloads.finished, self.downloads.stopped, self.downloads.failed):
            end.connect(self.stock.read)
            end.connect(self._show)
        self.list.chosen.connect(self.look_at)
        self.strip.unload.connect(self.unload)
        self.strip.smaller.connect(self._on_smaller)
        self.page.use.connect(self._on_use)
        self.page.start.connect(self._start)
        self.page.stop.connect(self._stop)
        self.page.remove.connect(self._remove)
        self.page.precision_changed.connect(self._on_precision)
        self.page.check_again.connect(self._check)
        self.folder_button.clicked.connect(self._on_folder)
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(2 * SPACE)
        shelf = Panel()
        shelf.column.setContentsMargins(*4 * (SPACE // 2,))
        shelf.column.addWidget(self.list)
        halves.addWidget(shelf, 2)
        halves.addWidget(self.page, 5)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.folder_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * (2 * SPACE,))
        column.setSpacing(2 * SPACE)
        column.addWidget(self.strip)
        column.addLayout(halves, 1)
        column.addWidget(self.notice)
        column.addLayout(buttons)
