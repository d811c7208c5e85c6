"""Which model is in memory, on its way there, or could not be got there; it knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from lsg_desktop.events import Event, Failed, ModelLoaded, ModelLoading
from lsg_desktop.ui.models_shelf import Entry


class LoadState:
    """What was asked for last, and what became of it.

    ``asked`` and ``precision`` are empty before anything was asked for.
    """

    def __init__(self) -> None:
        self.asked = ""
        self.precision = ""
        self.loading: ModelLoading | None = None
        self.loaded: ModelLoaded | None = None
        self.failed: Failed | None = None

    def ask(self, name: str, precision: str) -> None:
        """Note that a model was asked for: it takes the place of the one in memory."""
        self.asked, self.precision = name, precision
        self.loading = ModelLoading(doing="")
        self.failed = None

    def take(self, event: Event) -> bool:
        """Take an event; give whether it has changed anything."""
        match event:
            case ModelLoading():
                self.loading, self.loaded, self.failed = event, None, None
            case ModelLoaded():
                self.loading, self.failed = None, None
                self.loaded = event if event.model else None
            case Failed() if self.loading or event.smaller:
                # The model was given up before another one was loaded.
                self.loaded = None if self.loading else self.loaded
                self.loading, self.failed = None, event
            case _:
                return False
        return True

    def is_loaded_as(self, entry: Entry, precision: str) -> bool:
        """Whether a model is in memory in this precision, or as it would be chosen again."""
        if self.loaded is None or entry.called != self.loaded.model:
            return False
        was_asked = self.asked == entry.name and self.precision == precision
        return was_asked or precision == self.loaded.precision

    def entry(self, entries: Iterable[Entry]) -> Entry | None:
        """Find the model that is in memory."""
        if self.loaded is None:
            return None
        called = [one for one in entries if one.called == self.loaded.model]
        return next((one for one in called if one.name == self.asked), next(iter(called), None))
