"""The record of sessions while they run, safe from a crash; it knows no thread and no screen."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from lsg_desktop.errors import LsgError
from lsg_desktop.events import (
    Decision,
    Event,
    SessionEnded,
    SessionStarted,
    SettingsChanged,
    Skipped,
    SpeechStarted,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.claim import Claim
from lsg_desktop.session.database import Database, SetAside, transaction
from lsg_desktop.session.ledger import Ledger

_Entry = Callable[[Ledger], None]


class Journal:
    """Takes every event of any number of sessions, before anybody else sees it.

    What a call of :meth:`take` has taken is in the file when it returns, or the call raises. Then
    it waits in memory and is tried again at the next event that is not a unit, so that a full disk
    slows nothing down. One thread at a time.
    """

    def __init__(
        self, path: Path | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Name the file, by default that of the user; it is opened with the first session."""
        self._database = Database(path)
        self._now = now
        self._claim: Claim | None = None
        self._ledger: Ledger | None = None
        self._waiting: list[_Entry] = []
        self._starts: dict[int, _Entry] = {}  # of sessions that run, by their number
        self._recordings: dict[int, Path] = {}
        self._over: set[int] = set()  # those of them whose end still waits
        self._rows: dict[int, int] = {}
        self._speech: dict[tuple[int, str | None], float] = {}
        self._decision: Decision | None = None
        self._is_stuck = False

    def take(self, event: Event) -> None:
        """Keep an event that is part of the record.

        Raises LsgError, once for each time that writing stops or a damaged file is set aside, and
        nothing else. What was kept before is never lost; the next call goes on.
        """
        match event:
            case Decision():
                self._decision = event
            case SpeechStarted():
                # Not entered before its first unit is: a cough leaves no utterance.
                self._speech[event.session, event.speaker] = event.start_s
            case _ if entry := self._entry(event):
                self._waiting.append(entry)
                if not (self._is_stuck and isinstance(event, Written)):
                    self._save()

    def recording(self, session: int) -> Path:
        """Give the folder where the sound of a session belongs, by its number. Any thread.

        It is known once its SessionStarted was taken, even if that could not be written.
        """
        return self._recordings[session]

    def close(self) -> None:
        """End what runs, and let go of the file. Raises LsgError as above. Any thread."""
        for number in self._starts.keys() - self._over:
            self._waiting.append(partial(Ledger.close, number=number))
        try:
            if self._waiting:
                self._save()
        finally:
            self._disconnect()
            if self._claim:
                self._claim.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _entry(self, event: Event) -> _Entry | None:
        """Give what an event changes in the file, with all that is known of it now."""
        if isinstance(event, SessionStarted):
            return self._start(event)
        if event.session not in self._starts:
            return None
        match event:
            case Written():
                start_s = self._speech.get((event.session, event.speaker), event.audio_s)
                decision = self._decision_on(event)
                return lambda ledger: ledger.write(event, start_s, decision)
            case UtteranceEnded():
                return lambda ledger: ledger.finish(event)
            case Skipped():
                return lambda ledger: ledger.skip(event)
            case SettingsChanged():
                return lambda ledger: ledger.change(event)
            case SessionEnded():
                self._over.add(event.session)
                return lambda ledger: ledger.end(event)
        return None

    def _start(self, event: SessionStarted) -> _Entry:
        now = self._now()
        # In the order of time, and nobody else's even in the same second.
        folder = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
        self._recordings[event.session] = self._database.recordings / folder
        start = partial(
            Ledger.begin,
            event=event,
            started_at=now.isoformat(timespec="seconds"),
            recording=folder,
        )
        self._starts[event.session] = start
        return start

    def _decision_on(self, event: Written) -> Decision | None:
        last = self._decision
        if last is None or last.action != "write":
            return None
        same = ("session", "speaker", "utterance", "task", "text")
        return last if all(getattr(last, name) == getattr(event, name) for name in same) else None

    def _save(self) -> None:
        fault = self._tried()
        aside = fault if isinstance(fault, SetAside) else None
        if aside:
            # The new file knows nothing of the sessions that run.
            starts = [start for start in self._starts.values() if start not in self._waiting]
            self._waiting = starts + self._waiting
            fault = self._tried()
        was_stuck, self._is_stuck = self._is_stuck, fault is not None
        if told := aside or (None if was_stuck else fault):
            raise told

    def _tried(self) -> LsgError | None:
        """Write what waits, in one transaction; give what is in its way."""
        try:
            ledger = self._ledger = self._ledger or self._opened()
            with transaction(ledger.connection):
                for entry in self._waiting:
                    entry(ledger)
        except (sqlite3.Error, OSError) as error:
            self._disconnect()
            return self._database.fault(error)
        except LsgError as fault:
            return fault
        self._waiting.clear()
        for number in self._over:
            del self._starts[number]
        self._over.clear()
        return None

    def _opened(self) -> Ledger:
        self._claim = self._claim or Claim(self._database.claims)
        return Ledger(self._database.open(), self._claim.keeper, self._rows)

    def _disconnect(self) -> None:
        if self._ledger:
            self._ledger.connection.close()
        self._ledger = None
