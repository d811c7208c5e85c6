"""How long it takes to make events; it knows no session."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsg_desktop.events import Event


class Effort:
    """Counts by a clock, in seconds, what is spent on making events, not on consuming them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.seconds = 0.0

    def over(self, events: Iterator[Event]) -> Iterator[Event]:
        """Pass events on, and count the time that each takes."""
        while True:
            before = self._clock()
            event = next(events, None)
            self.seconds += self._clock() - before
            if event is None:
                return
            yield event
