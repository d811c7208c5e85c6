"""The file that sessions are kept in: its tables, its opening, its ailments; it knows no event.

A transaction is in SQLite's write-ahead log before it counts as done. With ``synchronous=NORMAL``
the log belongs to the system by then but is not forced onto the disk each time: what was committed
survives the end of the process, kill -9 included. Should the power fail, the last moments may be
lost, and the file is whole all the same.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import filelock

from lsg_desktop import paths
from lsg_desktop.errors import Bug, InputFault, LsgError, OutputFault
from lsg_desktop.session.wrapping import tidy

VERSION = 1
"""The form of the tables; kept in the file's ``user_version``."""

PATIENCE_S = 2.0
"""How long to wait for another process, whose transactions take milliseconds; captions wait too."""

_TABLES = (
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, keeper TEXT NOT NULL, started_at TEXT NOT NULL,
        model TEXT NOT NULL, precision TEXT NOT NULL, device TEXT NOT NULL, task TEXT NOT NULL,
        source_lang TEXT NOT NULL, target_lang TEXT NOT NULL, settings TEXT NOT NULL,
        recording TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', length_s REAL, ended TEXT)""",
    # speaker is '' rather than NULL, which would be unequal to itself in the key.
    """CREATE TABLE utterances (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        speaker TEXT NOT NULL, number INTEGER NOT NULL, start_s REAL NOT NULL, end_s REAL,
        transcript TEXT NOT NULL, translation TEXT NOT NULL, folded TEXT NOT NULL,
        words INTEGER NOT NULL, audio_s REAL NOT NULL, clock_s REAL NOT NULL,
        UNIQUE (session, speaker, number))""",
    """CREATE TABLE units (
        id INTEGER PRIMARY KEY,
        utterance INTEGER NOT NULL REFERENCES utterances(id) ON DELETE CASCADE,
        task TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL, kl REAL, confidence REAL,
        audio_s REAL NOT NULL, clock_s REAL NOT NULL)""",
    "CREATE INDEX units_of_utterance ON units(utterance)",
    """CREATE TABLE gaps (
        session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        speaker TEXT NOT NULL, start_s REAL NOT NULL, end_s REAL NOT NULL)""",
    "CREATE INDEX gaps_of_session ON gaps(session)",
)

_AILMENTS = {
    sqlite3.SQLITE_FULL: ("there is no room for {}", "free some; what was written stays"),
    sqlite3.SQLITE_IOERR: ("{} cannot be written", "check the disk; what was written stays"),
}
_IN_USE = ("{} is in use by another program", "close that, and try again")
_AILMENTS |= dict.fromkeys(
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), _IN_USE
)
_CLOSED = ("{} cannot be written", "let it be written, or set LSG_HOME to another folder")
_AILMENTS |= dict.fromkeys(
    (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), _CLOSED
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class SetAside(OutputFault):
    """The file was damaged and lies under another name; the next to open it begins a new one."""


class Database:
    """The file by its path; every connection to it comes from here."""

    def __init__(self, path: Path | None = None) -> None:
        """Name the file, by default that of the user; what belongs to it lies beside it."""
        self.path = path or paths.data_dir() / "history.sqlite3"
        self.claims = self.path.parent / "running"
        self.recordings = self.path.parent / "recordings"

    def open(self) -> sqlite3.Connection:
        """Open the file, or make it. Raises InputFault where a newer version made it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            connection = stack.enter_context(closing(self._connection()))
            connection.row_factory = sqlite3.Row
            # Text that somebody deletes is to be gone from the disk, too.
            for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            version = _version(connection)
            if version > VERSION:
                raise InputFault(
                    f"{self.path} was made by a newer version of lsg-desktop", "update this one"
                )
            if version < VERSION:
                self._make(connection)
            stack.pop_all()
        return connection

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Open the file for a moment. Raises LsgError; what SQLite raises becomes one."""
        try:
            with closing(self.open()) as connection:
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise self.fault(error) from error

    def fault(self, error: sqlite3.Error | OSError) -> LsgError:
        """Give what to tell the user of an error.

        A damaged file is set aside; there must be no connection to it in this process.
        """
        if isinstance(error, OSError):
            return self._told(_CLOSED, error.strerror or str(error))
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _DAMAGED:
            return self._set_aside()
        if code not in _AILMENTS:
            return Bug(f"{self.path} cannot be used ({error})", "report it")
        return self._told(_AILMENTS[code], str(error))

    def _connection(self) -> sqlite3.Connection:
        # Threads take turns: a journal is closed by another than the one that wrote to it.
        return sqlite3.connect(
            self.path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
        )

    def _alone(self) -> filelock.BaseFileLock:
        """Keep other processes from making the file, or setting it aside, at the same time."""
        return filelock.FileLock(self.path.with_suffix(".lock"), timeout=PATIENCE_S)

    def _make(self, connection: sqlite3.Connection) -> None:
        with self._alone():
            if _version(connection) == VERSION:
                return
            connection.execute("PRAGMA journal_mode=WAL")
            with transaction(connection):
                for table in _TABLES:
                    connection.execute(table)
                connection.execute(f"PRAGMA user_version={VERSION}")

    def _set_aside(self) -> LsgError:
        now = datetime.now(UTC)
        aside = self.path.with_stem(f"{self.path.stem}-damaged-{now:%Y%m%dT%H%M%S%f}")
        try:
            with self._alone():
                # Not if another process was quicker: then there is a new one by now.
                if self._is_damaged():
                    # The log first: a new file must never meet the log of an old one.
                    for ending in ("-wal", "-shm", ""):
                        if (part := Path(f"{self.path}{ending}")).exists():
                            part.replace(f"{aside}{ending}")
        except OSError as error:
            return self._told(_CLOSED, error.strerror or str(error))
        kept = f" and is kept as {aside.name}" if aside.exists() else ""
        return SetAside(f"{self.path} was damaged{kept}", "go on: a new one begins")

    def _is_damaged(self) -> bool:
        try:
            with closing(self._connection()) as connection:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode & 0xFF in _DAMAGED

    def _told(self, ailment: tuple[str, str], why: str) -> OutputFault:
        problem, remedy = ailment
        return OutputFault(f"{problem.format(self.path)} ({why})", remedy)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Change all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")


def storable(text: str) -> str:
    """Give text in one line that SQLite takes: a command line may hold halves of characters."""
    return tidy(text).encode(errors="replace").decode()


def fold(text: str) -> str:
    """Give text as it is compared: whatever its case, the width of its letters, its white space."""
    return storable(unicodedata.normalize("NFKC", text)).casefold()


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
