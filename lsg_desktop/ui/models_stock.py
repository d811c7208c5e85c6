"""The shelf of models as the window keeps it: read, added to and removed from on threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lsg_desktop.errors import LsgError
from lsg_desktop.models.amounts import size
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.models_shelf import Entry, Shelf


class Stock(QObject):
    """The last shelf that was read, None before that, and the folders of the user's on it."""

    changed = Signal()
    said = Signal(str, bool)
    """What became of a wish, and whether that is a fault."""
    folder_added = Signal(str)

    def __init__(
        self,
        read: Callable[[Sequence[Path]], Shelf],
        remove: Callable[[str], int],
        folders: Iterable[str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._remove = remove
        self._folders = [Path(folder) for folder in folders]
        self._errands = Errands(self)
        self.shelf: Shelf | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All models that can be chosen."""
        return self.shelf.entries if self.shelf else ()

    def entry(self, name: str) -> Entry | None:
        """Give a model by name."""
        return next((one for one in self.entries if one.name == name), None)

    def read(self) -> None:
        """Look anew at which models there are."""
        self._look(self._folders, self._keep)

    def add_folder(self, folder: str) -> None:
        """Put a folder on the shelf if a model is in it; else say why not."""
        path = Path(folder)
        folders = [one for one in self._folders if one != path]
        self._look([*folders, path], lambda shelf: self._keep_folder(path, shelf))

    def forget_folder(self, name: str) -> None:
        """Take a folder off the shelf; what is in it stays."""
        self._folders = [folder for folder in self._folders if str(folder) != name]
        self.read()

    def remove(self, name: str) -> None:
        """Delete a downloaded model."""
        remove = self._remove
        self._errands.run(lambda tell: remove(name), done=self._on_removed, failed=self._fail)

    def _look(self, folders: Sequence[Path], done: Callable[[Shelf], None]) -> None:
        read, fixed = self._read, tuple(folders)
        self._errands.run(lambda tell: read(fixed), done=done, failed=self._fail)

    def _keep(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.changed.emit()

    def _keep_folder(self, path: Path, shelf: Shelf) -> None:
        entry = next((one for one in shelf.entries if one.name == str(path)), None)
        if entry is None or entry.problem:
            why = told(entry.problem, entry.remedy) if entry else str(path)
            self.said.emit(why, True)
            return
        if path not in self._folders:
            self._folders.append(path)
        self._keep(shelf)
        self.folder_added.emit(str(path))

    def _on_removed(self, freed: int) -> None:
        self.said.emit(self.tr("Deleted: {size} are free again.").format(size=size(freed)), False)
        self.read()

    def _fail(self, fault: LsgError) -> None:
        self.said.emit(told(fault.problem, fault.remedy), True)
