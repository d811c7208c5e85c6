"""What the history window asks of the history, on other threads; it knows no widget.

Answers come by signals. Who asks anew for the same kind of thing hears no more of the last answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from lsg_desktop.session.history import History
from lsg_desktop.session.record import Found, Summary
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.history_rows import Opened

FOUND_LIMIT = 500
"""So many lines are found at most: nobody reads more."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The sessions, newest first, and the lines that hold ``wanted`` if that is not empty."""

    sessions: Sequence[Summary] = ()
    wanted: str = ""
    found: Sequence[Found] = ()


class Queries(QObject):
    """Lists, searches, reads and changes; of lists and of records only the last is told."""

    listed = Signal(object)
    """A Listing."""
    opened = Signal(object)
    """An Opened record."""
    changed = Signal()
    """A session was renamed or deleted."""
    unlisted = Signal(object)
    """An LsgError, instead of a listing."""
    failed = Signal(object)
    """An LsgError, instead of a record or a change."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._errands = Errands(self)
        self._sessions: Sequence[Summary] = ()
        self._asked: Counter[str] = Counter()

    def refresh(self, wanted: str) -> None:
        """List the sessions, and find a text in them unless it is empty."""
        self._list(wanted, ())

    def find(self, wanted: str) -> None:
        """Do the same with the sessions that are known, which is quicker."""
        self._list(wanted, self._sessions)

    def open(self, session: int) -> None:
        """Read a session."""
        history = self._history
        self._ask(
            "open", lambda: Opened.of(history.get(session)), self.opened.emit, self.failed.emit
        )

    def rename(self, session: int, title: str) -> None:
        """Give a session another title."""
        self._change(lambda history: history.rename(session, title))

    def delete(self, session: int) -> None:
        """Delete a session for good."""
        self._change(lambda history: history.delete(session))

    def _list(self, wanted: str, known: Sequence[Summary]) -> None:
        history = self._history
        self._ask("list", lambda: _listing(history, wanted, known), self._take, self.unlisted.emit)

    def _take(self, listing: Listing) -> None:
        self._sessions = listing.sessions
        self.listed.emit(listing)

    def _ask(
        self,
        kind: str,
        work: Callable[[], object],
        answered: Callable[[Any], None],
        failed: Callable[[Any], None],
    ) -> None:
        self._asked[kind] += 1
        number = self._asked[kind]

        def only_last(tell: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda value: tell(value) if number == self._asked[kind] else None

        self._errands.run(lambda _: work(), only_last(answered), only_last(failed))

    def _change(self, change: Callable[[History], None]) -> None:
        history = self._history
        self._errands.run(
            lambda _: change(history), lambda _: self.changed.emit(), self.failed.emit
        )


def _listing(history: History, wanted: str, known: Sequence[Summary]) -> Listing:
    found = history.search(wanted, FOUND_LIMIT)
    # One that has begun since may have been found.
    if not known or not {one.session for one in found} <= {one.id for one in known}:
        known = history.sessions()
    return Listing(tuple(known), wanted.strip(), tuple(found))
