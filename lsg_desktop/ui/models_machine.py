"""What the computer has for a model, found out on a thread; it knows no widget and no torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from lsg_desktop.errors import LsgError
from lsg_desktop.events import ModelLoaded
from lsg_desktop.models.device import Place
from lsg_desktop.ui import models_words as words
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.models_load import LoadState
from lsg_desktop.ui.models_needs import weights_bytes
from lsg_desktop.ui.models_shelf import Entry


class MachineCheck(QObject):
    """Asks ``probe`` where a model would run, and keeps the answer."""

    changed = Signal()

    def __init__(self, probe: Callable[[], Place], parent: QObject) -> None:
        super().__init__(parent)
        self._probe = probe
        self._errands = Errands(self)
        self._place: Place | None = None
        self._held: ModelLoaded | None = None
        self._running = 0
        self.fault = ""

    @property
    def is_running(self) -> bool:
        """Whether the answer is still to come."""
        return self._running > 0

    def check(self, state: LoadState) -> None:
        """Ask anew; what the model in memory takes counts as free, for it goes before another."""
        held = state.loaded
        probe = self._probe
        self._running += 1
        self._errands.run(
            lambda tell: probe(), done=lambda place: self._keep(place, held), failed=self._fail
        )
        self.changed.emit()

    def place(self, entries: Sequence[Entry]) -> Place | None:
        """Give what was found, None before anything was."""
        place, held = self._place, self._held
        if place is None or held is None or held.device != place.name:
            return place
        entry = next((one for one in entries if one.called == held.model), None)
        if entry is None or entry.parts is None:
            return place
        own = weights_bytes(held.precision, entry.parts, place)
        return replace(place, free_bytes=min(place.total_bytes, place.free_bytes + own))

    def line(self, entries: Sequence[Entry]) -> str:
        """Say what was found."""
        place = self.place(entries)
        if self.is_running:
            return self.tr("Checking this computer…")
        return self.fault or (words.machine(place) if place else "")

    def _keep(self, place: Place, held: ModelLoaded | None) -> None:
        self._running -= 1
        self._place, self._held, self.fault = place, held, ""
        self.changed.emit()

    def _fail(self, fault: LsgError) -> None:
        self._running -= 1
        self._place, self.fault = None, told(fault.problem, fault.remedy)
        self.changed.emit()
