"""The latest decisions as columns of numbers, for whoever draws them; it knows no widget."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Decision, Event, Reason, SessionStarted, Task

MOST = 600
"""Decisions that are remembered, of both tasks together."""

_WIDEST_S = 1.0
"""The room of a moment that has none beside it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Decisions in order of time and what is drawn of each; a figure that it lacks is NaN.

    Each has a cell of the time axis, ``width_s`` wide around ``middle_s``: those of one moment,
    the words of one chunk, lie side by side around it.
    """

    decisions: tuple[Decision, ...]
    middle_s: NDArray[np.float64]  # (decisions,)
    width_s: NDArray[np.float64]  # (decisions,)
    kl: NDArray[np.float64]  # (decisions,)
    confidence: NDArray[np.float64]  # (decisions,)
    is_written: NDArray[np.bool_]  # (decisions,)

    @property
    def reasons(self) -> Counter[Reason]:
        """How many decisions each reason has."""
        return Counter(decision.reason for decision in self.decisions)


class Record:
    """The last decisions of a session, the oldest of which are forgotten."""

    def __init__(self) -> None:
        self._decisions: deque[Decision] = deque(maxlen=MOST)

    def take(self, event: Event) -> bool:
        """Remember a decision; a new session begins with none. Says whether that was news."""
        match event:
            case Decision():
                self._decisions.append(event)
            case SessionStarted():
                self._decisions.clear()
            case _:
                return False
        return True

    def add(self, decision: Decision) -> None:
        """Remember one more."""
        self._decisions.append(decision)

    def clear(self) -> None:
        """Forget all."""
        self._decisions.clear()

    def columns(self, task: Task) -> Columns:
        """Give those of a task."""
        chosen = [decision for decision in self._decisions if decision.task is task]
        # Two speakers' sound arrives separately, so that their times can interleave.
        chosen.sort(key=lambda decision: decision.audio_s)
        middle_s, width_s = _cells(np.array([decision.audio_s for decision in chosen]))
        return Columns(
            decisions=tuple(chosen),
            middle_s=middle_s,
            width_s=width_s,
            kl=_figures(decision.kl for decision in chosen),
            confidence=_figures(decision.confidence for decision in chosen),
            is_written=np.array([decision.action == "write" for decision in chosen], bool),
        )


def _figures(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], float)


def _cells(
    times_s: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the middle and the width of a cell for each time, (times,) each; times ascend."""
    moments, first, of, counts = np.unique(
        times_s, return_index=True, return_inverse=True, return_counts=True
    )
    gaps = np.concatenate(([_WIDEST_S], np.diff(moments), [_WIDEST_S]))
    room = np.minimum(np.minimum(gaps[:-1], gaps[1:]), _WIDEST_S)  # (moments,)
    width = (room / counts)[of]
    place = np.arange(len(times_s)) - first[of]
    return times_s - room[of] / 2 + (place + 0.5) * width, width
