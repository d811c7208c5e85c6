"""The preferences in use, stored a moment after each change; it knows no widget that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from lsg_desktop import preferences
from lsg_desktop.errors import LsgError
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.demo import Demo

_SETTLE_MS = 500


class Keeper(QObject):
    """Loads them once; what is wrong in the file is told in ``notices``.

    A ``demo`` comes with preferences of its own, of which nothing but the look is stored.
    """

    look_changed = Signal()
    keys_changed = Signal()
    failed = Signal(str, str)
    """They could not be stored: the problem and its remedy."""

    def __init__(self, path: Path, demo: Demo | None = None) -> None:
        super().__init__()
        self._path = path
        self._demo = demo
        self._stored, self.notices = preferences.load(path)
        self.preferences = self._stored
        if demo:
            listen = replace(
                self._stored.listen,
                model=demo.model,
                precision="auto",
                source_lang="en",
                target_lang=demo.target_lang,
                target_lag_s=0.0,
            )
            self.preferences = replace(
                self._stored, listen=listen, policies={demo.model: dict(demo.settings)}
            )
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.save)

    @property
    def folders(self) -> list[str]:
        """The folders with models that the user has named."""
        stored = self.preferences.places.get("folders")
        known = stored if isinstance(stored, list) else []
        return [folder for folder in known if isinstance(folder, str)]

    def change_listen(self, **values: Any) -> None:
        """Change what is listened to."""
        self._change(listen=replace(self.preferences.listen, **values))

    def change_look(self, **values: Any) -> None:
        """Change what the window looks like."""
        look = replace(self.preferences.look, **values)
        if look != self.preferences.look:
            self._change(look=look)
            self.look_changed.emit()

    def change_speech(self, **values: Any) -> None:
        """Change where utterances end."""
        self._change(speech=replace(self.preferences.speech, **values))

    def change_record(self, **values: Any) -> None:
        """Change what is kept of a session."""
        self._change(record=replace(self.preferences.record, **values))

    def change_place(self, **values: Any) -> None:
        """Change where things stand and how they were left."""
        self._change(places={**self.preferences.places, **values})

    def change_keys(self, shortcuts: Mapping[str, str]) -> None:
        """Give actions these keys; those that are not named have their usual ones."""
        self._change(shortcuts=dict(shortcuts))
        self.keys_changed.emit()

    def add_folder(self, folder: str) -> None:
        """Know a folder with a model."""
        self.change_place(folders=list(dict.fromkeys((*self.folders, folder))))

    def remove_folder(self, folder: str) -> None:
        """Know it no longer."""
        self.change_place(folders=[one for one in self.folders if one != folder])

    def keep_policy(self, model: str, own: PolicySettings, chosen: PolicySettings) -> None:
        """Keep for a model what differs from its own settings."""
        self._set(self.preferences.with_policy(model, own, chosen))

    def save(self) -> None:
        """Store them now."""
        self._settle.stop()
        kept = self.preferences
        if self._demo:
            kept = replace(self._stored, look=kept.look, places=kept.places)
        if kept == self._stored:
            return
        try:
            preferences.save(self._path, kept)
        except LsgError as fault:
            self.failed.emit(fault.problem, fault.remedy)
        else:
            self._stored = kept

    def _change(self, **groups: Any) -> None:
        self._set(replace(self.preferences, **groups))

    def _set(self, changed: preferences.Preferences) -> None:
        if changed != self.preferences:
            self.preferences = changed
            self._settle.start()
