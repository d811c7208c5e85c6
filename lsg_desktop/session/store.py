"""What is kept of sessions on this computer: the journal, and the sound where that is wanted."""

from __future__ import annotations

from lsg_desktop.audio.source import Samples
from lsg_desktop.events import Event, SessionEnded, SessionStarted
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.recording import Recorder
from lsg_desktop.settings import RecordSettings

_GB = 1_000_000_000


class Store:
    """Takes events and sound on the worker's thread.

    ``settings`` may be swapped by any thread; they count from the next session on. Both calls
    raise LsgError once for each time that something cannot be kept any longer.
    """

    def __init__(self, journal: Journal, settings: RecordSettings | None = None) -> None:
        self.settings = settings or RecordSettings()
        self._journal = journal
        self._now = self.settings
        self._recorders: dict[str | None, Recorder] = {}

    def take(self, event: Event) -> None:
        """Keep an event."""
        if isinstance(event, SessionStarted):
            self._now = self.settings
        if self._now.keep:
            self._journal.take(event)
        if isinstance(event, SessionEnded):
            self._end_recording()

    def hear(self, session: int, speaker: str | None, samples: Samples) -> None:
        """Keep sound of a session that has started, (n,) float32."""
        if not (self._now.audio and self._now.keep):
            return
        if speaker not in self._recorders:
            folder, cap = self._journal.recording(session), round(self._now.cap_gb * _GB)
            self._recorders[speaker] = Recorder(folder, cap, speaker)
        self._recorders[speaker].push(samples)

    def close(self) -> None:
        """Keep nothing more; sessions that still run are marked as ended."""
        self._end_recording()
        self._journal.close()

    def _end_recording(self) -> None:
        for recorder in self._recorders.values():
            recorder.close()
        self._recorders.clear()
