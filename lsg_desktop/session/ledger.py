"""What each event changes in the file of sessions; it knows no transaction and no fault."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from lsg_desktop.events import (
    Decision,
    Event,
    SessionEnded,
    SessionStarted,
    SettingsChanged,
    Skipped,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.policy.units import count, counts_characters
from lsg_desktop.session.record import State
from lsg_desktop.session.search import folded

_ONE = "session = :session AND speaker = :speaker AND number = :number"


class Ledger:
    """Writes events where they belong; the time it takes does not grow with the session.

    ``keeper`` is the name of the claim to be alive; ``rows`` says where a session with this number
    is kept, and is told of each that begins.
    """

    def __init__(self, connection: sqlite3.Connection, keeper: str, rows: dict[int, int]) -> None:
        self.connection = connection
        self._keeper = keeper
        self._rows = rows

    def begin(self, event: SessionStarted, started_at: str, recording: str) -> None:
        """Enter a session, and the name of the folder where its sound belongs."""
        values = {
            "keeper": self._keeper,
            "started_at": started_at,
            "model": event.model,
            "precision": event.precision,
            "device": event.device,
            "task": event.task,
            "source_lang": event.source_lang,
            "target_lang": event.target_lang,
            "settings": _settings(event),
            "recording": recording,
        }
        self._rows[event.session] = self._insert("sessions", values)

    def write(self, event: Written, start_s: float, decision: Decision | None) -> None:
        """Enter a unit, and its utterance with the first one; add it to the line so far."""
        key = self._key(event, event.utterance)
        when = {"audio_s": event.audio_s, "clock_s": event.clock_s}
        self.connection.execute(
            "INSERT INTO utterances VALUES (NULL, :session, :speaker, :number, :start_s, NULL,"
            " '', '', '', 0, :audio_s, :clock_s) ON CONFLICT DO NOTHING",
            {**key, **when, "start_s": start_s},
        )
        row = self.connection.execute(
            "SELECT utterances.id, transcript, translation, source_lang, target_lang"
            f" FROM utterances JOIN sessions ON sessions.id = session WHERE {_ONE}",
            key,
        ).fetchone()
        self._grow(row, event)
        unit = {
            "utterance": row["id"],
            "task": event.task,
            "text": event.text,
            "reason": event.reason,
            "kl": decision.kl if decision else None,
            "confidence": decision.confidence if decision else None,
            **when,
        }
        self._insert("units", unit)

    def finish(self, event: UtteranceEnded) -> None:
        """Note that an utterance is over; one of which nothing was written is not there."""
        self.connection.execute(
            "UPDATE utterances SET end_s = :end_s, audio_s = :audio_s, clock_s = :clock_s"
            f" WHERE {_ONE}",
            {
                **self._key(event, event.utterance),
                "end_s": event.end_s,
                "audio_s": event.audio_s,
                "clock_s": event.clock_s,
            },
        )

    def skip(self, event: Skipped) -> None:
        """Enter a gap."""
        session, speaker = self._place(event)
        gap = {"session": session, "speaker": speaker}
        self._insert("gaps", {**gap, "start_s": event.start_s, "end_s": event.end_s})

    def change(self, event: SettingsChanged) -> None:
        """Note which settings are in force now."""
        self.connection.execute(
            "UPDATE sessions SET settings = ? WHERE id = ?",
            (_settings(event), self._rows[event.session]),
        )

    def end(self, event: SessionEnded) -> None:
        """Note that a session is over, and how long it was."""
        self.close(event.session)
        self.connection.execute(
            "UPDATE sessions SET length_s = ? WHERE id = ?",
            (event.audio_s, self._rows[event.session]),
        )

    def close(self, number: int) -> None:
        """Note that a session is over, which has not said so itself."""
        self.connection.execute(
            "UPDATE sessions SET ended = ? WHERE id = ?", (State.ENDED, self._rows[number])
        )

    def _grow(self, row: sqlite3.Row, event: Written) -> None:
        """Add a unit to its line; words are those of the transcript, where there is one."""
        said = {Task.TRANSCRIBE: row["transcript"], Task.TRANSLATE: row["translation"]}
        said[event.task] += event.text
        transcript, translation = said.values()
        line = transcript or translation
        language = row["source_lang" if transcript else "target_lang"]
        words = count(line, counts_characters(language))
        self.connection.execute(
            "UPDATE utterances SET transcript = ?, translation = ?, folded = ?, words = ?,"
            " audio_s = ?, clock_s = ? WHERE id = ?",
            (
                *(transcript, translation, folded(transcript, translation), words),
                *(event.audio_s, event.clock_s, row["id"]),
            ),
        )

    def _place(self, event: Event) -> tuple[int, str]:
        return self._rows[event.session], event.speaker or ""

    def _key(self, event: Event, number: int) -> dict[str, Any]:
        session, speaker = self._place(event)
        return {"session": session, "speaker": speaker, "number": number}

    def _insert(self, table: str, values: Mapping[str, Any]) -> int:
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        cursor = self.connection.execute(f"INSERT INTO {table}({names}) VALUES ({places})", values)
        return cursor.lastrowid or 0


def _settings(event: SessionStarted | SettingsChanged) -> str:
    """Give the settings as the event's own JSON has them, without infinite numbers."""
    return json.dumps(json.loads(event.json())["settings"])
