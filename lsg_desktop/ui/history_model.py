"""The sessions of a listing, each followed by its lines that were found; it knows no view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from lsg_desktop.session.record import Found, Summary
from lsg_desktop.ui.history_hits import Excerpt, excerpt
from lsg_desktop.ui.history_queries import Listing
from lsg_desktop.ui.history_words import facts, place

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole

Entry = Summary | Found
"""What a row stands for."""


class SessionsModel(QAbstractListModel):
    """Every session; with a text that is searched for only those in which it was found."""

    renamed = Signal(int, str)
    """The user has given the session of this id this title."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = Listing()
        self._entries: list[Entry] = []
        self._excerpts: dict[int, Excerpt] = {}

    def show(self, listing: Listing) -> None:
        """Show another listing; the same again changes nothing."""
        if listing == self.listing:
            return
        self.beginResetModel()
        self.listing = listing
        self._entries = list(_found(listing) if listing.wanted else listing.sessions)
        self._excerpts.clear()
        self.endResetModel()

    def entry(self, number: int) -> Entry | None:
        """Give what a row stands for."""
        return self._entries[number] if 0 <= number < len(self._entries) else None

    def excerpt(self, number: int) -> Excerpt:
        """Give the part of a found line that is shown."""
        if number not in self._excerpts:
            entry = self._entries[number]
            assert isinstance(entry, Found)
            self._excerpts[number] = excerpt(entry.text, self.listing.wanted)
        return self._excerpts[number]

    def summary(self, entry: Entry | None) -> Summary | None:
        """Give the session that an entry belongs to."""
        if not isinstance(entry, Found):
            return entry
        return next((one for one in self.listing.sessions if one.id == entry.session), None)

    def row_of(self, session: int) -> int:
        """Give the row of a session itself; -1 where it is not shown."""
        rows = (
            number
            for number, entry in enumerate(self._entries)
            if isinstance(entry, Summary) and entry.id == session
        )
        return next(rows, -1)

    def row_of_entry(self, wanted: Entry | None) -> int:
        """Give the row of a found line, or else that of the session; -1 where neither is shown."""
        if isinstance(wanted, Found):
            if wanted in self._entries:
                return self._entries.index(wanted)
            return self.row_of(wanted.session)
        return self.row_of(wanted.id) if wanted else -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let titles of sessions be edited."""
        flags = super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren
        is_session = index.isValid() and isinstance(self.entry(index.row()), Summary)
        return flags | Qt.ItemFlag.ItemIsEditable if is_session else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> str | None:
        """Give what a row says: to readers, and to screen readers all of it."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        is_session = isinstance(entry, Summary)
        title = entry.title if isinstance(entry, Summary) else entry.text
        match role:
            case _Role.DisplayRole:
                return title
            case _Role.EditRole if is_session:
                return title
            case _Role.AccessibleTextRole | _Role.ToolTipRole:
                more = facts(entry) if isinstance(entry, Summary) else place(entry)
                return f"{title}\n{more}" if role == _Role.ToolTipRole else f"{title}, {more}"
        return None

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        """Tell of another title; it is shown once the history has it."""
        entry = self.entry(index.row()) if index.isValid() else None
        title = str(value).strip()
        if not isinstance(entry, Summary) or role != _Role.EditRole or title == entry.title:
            return False
        self.renamed.emit(entry.id, title)
        return True


def _found(listing: Listing) -> Iterator[Entry]:
    lines: dict[int, list[Found]] = defaultdict(list)
    for one in listing.found:
        lines[one.session].append(one)
    for summary in listing.sessions:
        if summary.id in lines:
            yield summary
            yield from lines[summary.id]
