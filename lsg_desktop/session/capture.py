"""A thread that hears one source: its level at once, its sound when asked; it knows no model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import LsgError
from lsg_desktop.events import Notice
from lsg_desktop.session.inbox import Ended, Inbox, Sound
from lsg_desktop.settings import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the last block was, both from 0 to 1; ``heard`` counts the blocks so far."""

    rms: float = 0.0
    peak: float = 0.0
    heard: int = 0


class Capture(Source):
    """Opens a source and reads it, from :meth:`start` to :meth:`close` or its end.

    All sound goes to the inbox as ``channel``, and the end of it too; without an inbox nothing but
    the level is kept. To a session it says who speaks and what is to be told. A source that
    ``waits``, as a file can, is not read on while the inbox is full.
    """

    def __init__(
        self,
        channel: int,
        open_source: Callable[[], Source],
        speaker: str | None,
        inbox: Inbox | None,
        *,
        waits: bool = False,
    ) -> None:
        super().__init__(f"channel {channel}", speaker=speaker)
        self.channel = channel
        self.level = Level()
        self.fault: LsgError | None = None
        self._open = open_source
        self._inbox = inbox
        self._waits = waits
        self._source: Source | None = None
        self._opening = threading.Lock()
        self._closed = False
        self._lost = 0
        self._thread = threading.Thread(target=self._run, name=f"capture {channel}", daemon=True)

    def start(self) -> None:
        """Open the source, on a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """End the sound; what has been recorded is still given. Any thread, any time."""
        with self._opening:
            self._closed = True
            if self._source:
                self._source.close()

    def blocks(self) -> Iterator[Samples]:
        """Give nothing: the sound goes to the inbox."""
        return iter(())

    def join(self) -> None:
        """Wait until the source is closed."""
        self._thread.join()

    def take_notices(self) -> list[Notice]:
        """Give what the user should be told since the last call."""
        notices = self._source.take_notices() if self._source else []
        lost, self._lost = self._lost, 0
        if lost:
            text = f"{lost / SAMPLE_RATE:.1f} s of sound were lost: captions are too far behind."
            notices.append(Notice(text=text, remedy="Choose a smaller model or longer chunks."))
        return notices

    def _run(self) -> None:
        try:
            with self._open() as source:
                with self._opening:
                    self._source = source
                    if self._closed:
                        source.close()
                for block in source.blocks():
                    self._hear(block)
        except LsgError as fault:
            self.fault = fault
        if self._inbox:
            self._inbox.put(Ended(self.channel, self.fault))

    def _hear(self, block: Samples) -> None:
        if len(block):
            rms = float(np.sqrt(np.mean(np.square(block, dtype=np.float64))))
            self.level = Level(rms, float(np.max(np.abs(block))), self.level.heard + 1)
        sound = Sound(self.channel, block)
        if self._inbox and not self._inbox.put(sound, waits=self._waits):
            self._lost += len(block)
