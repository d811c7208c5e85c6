"""Sound at the speed of speech, as a microphone would give it; it knows no source."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lsg_desktop.audio.source import Samples
from lsg_desktop.settings import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Pace:
    """The clock and the sleep, both in seconds, that sound is held back by."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep

    def hold(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """Give each block at the moment at which its last sample would have been recorded.

        A reader that falls behind gets what is due at once.
        """
        started = self.clock()
        given = 0
        for block in blocks:
            given += len(block)
            early = started + given / SAMPLE_RATE - self.clock()
            if early > 0:
                self.sleep(early)
            yield block
