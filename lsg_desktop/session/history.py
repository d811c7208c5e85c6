"""The sessions that were kept: listed, read, searched, renamed, deleted; it knows no event."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Reason, Task
from lsg_desktop.session.claim import is_alive
from lsg_desktop.session.database import Database, storable, transaction
from lsg_desktop.session.record import Found, Gap, Record, State, Summary, Unit, Utterance
from lsg_desktop.session.recording import forget, parts
from lsg_desktop.session.search import search
from lsg_desktop.session.subtitles import Line
from lsg_desktop.session.wrapping import atoms, wrapped

_LARGEST_ID = 2**63 - 1

_SUMMARIES = """SELECT *,
    coalesce(length_s, (SELECT max(audio_s) FROM utterances WHERE session = sessions.id), 0)
        AS lasted_s,
    (SELECT coalesce(sum(words), 0) FROM utterances WHERE session = sessions.id) AS words,
    (SELECT group_concat(line, ' ') FROM (
        SELECT CASE transcript WHEN '' THEN translation ELSE transcript END AS line
        FROM utterances WHERE session = sessions.id ORDER BY start_s, id LIMIT 3)) AS beginning
    FROM sessions"""


class History:
    """Every call opens the file for a moment, so that nothing is ever out of date. Any thread.

    Every call raises LsgError where the file cannot be used; a damaged one has been set aside
    then, and the next call begins a new one.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Name the file, by default that of the user."""
        self._database = Database(path)

    def sessions(self, limit: int | None = None) -> list[Summary]:
        """List the sessions, newest first."""
        with self._database.connected() as connection:
            # To SQLite a limit below 0 is none.
            wanted = (-1 if limit is None else limit,)
            rows = connection.execute(f"{_SUMMARIES} ORDER BY id DESC LIMIT ?", wanted)
            return [self._summary(row) for row in rows]

    def unfinished(self) -> list[Summary]:
        """List those without an end mark that no living process keeps, newest first."""
        with self._database.connected() as connection:
            rows = connection.execute(f"{_SUMMARIES} WHERE ended IS NULL ORDER BY id DESC")
            summaries = [self._summary(row) for row in rows]
        return [summary for summary in summaries if summary.state is State.UNFINISHED]

    def last(self) -> Record:
        """Give the newest session. Raises InputFault where there is none."""
        newest = self.sessions(limit=1)
        if not newest:
            raise InputFault("there are no sessions yet", "start one")
        return self.get(newest[0].id)

    def get(self, session: int) -> Record:
        """Give all that is kept of a session. Raises InputFault where there is no such one."""
        with self._database.connected() as connection:
            connection.execute("BEGIN")  # one moment for all of it; it may be growing
            row = _row(connection, session)
            gaps = connection.execute(
                "SELECT speaker, start_s, end_s FROM gaps WHERE session = ? ORDER BY start_s",
                (session,),
            )
            return Record(
                summary=self._summary(row),
                settings=json.loads(row["settings"]),
                utterances=_utterances(connection, session),
                gaps=tuple(
                    Gap(speaker=gap["speaker"] or None, start_s=gap["start_s"], end_s=gap["end_s"])
                    for gap in gaps
                ),
            )

    def search(self, text: str, limit: int | None = None) -> list[Found]:
        """Find a text as it stands, whatever its case, in what was said and in translations."""
        with self._database.connected() as connection:
            return list(search(connection, text, limit))

    def recording(self, session: int) -> list[Path]:
        """Give the parts of the session's recording in order; none where nothing was recorded."""
        with self._database.connected() as connection:
            return parts(self._folder(_row(connection, session)))

    def rename(self, session: int, title: str) -> None:
        """Give a session a title; an empty one gives it back that of its first words."""
        with self._database.connected() as connection, transaction(connection):
            _row(connection, session)
            connection.execute(
                "UPDATE sessions SET title = ? WHERE id = ?", (storable(title), session)
            )

    def recover(self, session: int) -> None:
        """Mark a session that was cut off as dealt with: it is offered no more, and is kept.

        One that has ended stays as it is. Raises InputFault where it still runs.
        """
        with self._database.connected() as connection, transaction(connection):
            if self._at_rest(connection, session)["ended"] is None:
                connection.execute(
                    "UPDATE sessions SET ended = ? WHERE id = ?", (State.RECOVERED, session)
                )

    def delete(self, session: int) -> None:
        """Delete a session and its recording for good. Raises InputFault where it still runs."""
        with self._database.connected() as connection:
            with transaction(connection):
                # The sound first: should that fail, the session still says where it is.
                forget(self._folder(self._at_rest(connection, session)))
                connection.execute("DELETE FROM sessions WHERE id = ?", (session,))
            # The log still holds what was deleted.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _at_rest(self, connection: sqlite3.Connection, session: int) -> sqlite3.Row:
        row = _row(connection, session)
        if self._state(row) is State.RUNNING:
            raise InputFault(f"session {session} is still running", "stop it first")
        return row

    def _folder(self, row: sqlite3.Row) -> Path:
        name: str = row["recording"]
        return self._database.recordings / name

    def _summary(self, row: sqlite3.Row) -> Summary:
        started = datetime.fromisoformat(row["started_at"])
        return Summary(
            id=row["id"],
            title=row["title"] or _title(row, started),
            started=started,
            length_s=row["lasted_s"],
            model=row["model"],
            precision=row["precision"],
            device=row["device"],
            task=row["task"],
            source_lang=row["source_lang"],
            target_lang=row["target_lang"],
            words=row["words"],
            state=self._state(row),
        )

    def _state(self, row: sqlite3.Row) -> State:
        if row["ended"]:
            return State(row["ended"])
        is_kept = is_alive(self._database.claims, row["keeper"])
        return State.RUNNING if is_kept else State.UNFINISHED


def _title(row: sqlite3.Row, started: datetime) -> str:
    day = started.astimezone().date().isoformat()
    text = storable(row["beginning"] or "")
    if not text:
        return f"Session of {day}"
    line = Line(text, row["target_lang" if row["task"] == Task.TRANSLATE else "source_lang"])
    first, *others = wrapped(atoms(text, line.language), line.width)
    return f"{first.rstrip()}{' …' if others else ''}, {day}"


def _row(connection: sqlite3.Connection, session: int) -> sqlite3.Row:
    row = None
    if 0 < session <= _LARGEST_ID:
        row = connection.execute(f"{_SUMMARIES} WHERE id = ?", (session,)).fetchone()
    if row is None:
        raise InputFault(f"there is no session {session}", "lsg-desktop history list has them all")
    found: sqlite3.Row = row
    return found


def _utterances(connection: sqlite3.Connection, session: int) -> tuple[Utterance, ...]:
    units: dict[int, list[Unit]] = defaultdict(list)
    for row in connection.execute(
        "SELECT units.* FROM units JOIN utterances ON utterances.id = utterance"
        " WHERE session = ? ORDER BY units.id",
        (session,),
    ):
        units[row["utterance"]].append(
            Unit(
                task=Task(row["task"]),
                text=row["text"],
                reason=Reason(row["reason"]),
                kl=row["kl"],
                confidence=row["confidence"],
                audio_s=row["audio_s"],
                clock_s=row["clock_s"],
            )
        )
    rows = connection.execute(
        "SELECT * FROM utterances WHERE session = ? ORDER BY start_s, id", (session,)
    )
    return tuple(
        Utterance(
            number=row["number"],
            speaker=row["speaker"] or None,
            start_s=row["start_s"],
            end_s=row["audio_s"] if row["end_s"] is None else row["end_s"],
            audio_s=row["audio_s"],
            clock_s=row["clock_s"],
            transcript=row["transcript"],
            translation=row["translation"],
            units=tuple(units[row["id"]]),
        )
        for row in rows
    )
