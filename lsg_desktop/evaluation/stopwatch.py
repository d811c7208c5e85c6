"""How long a piece of work takes, and which part of it each stage of a model; it runs nothing.

What is in no stage is the policy: rules, words, and all else that is not the model. On a GPU the
stages are what passes on the GPU between them, so that measuring never waits in the middle.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import torch

from lsg_desktop.models.probe import Stage

POLICY = "policy"

Clock = Callable[[], float]
"""Gives seconds."""


@dataclass(frozen=True, slots=True)
class Lap:
    """One piece of work: ``parts_ms`` by stage and for the policy, which add up to ``ms``.

    ``entered`` counts how often each stage was entered: encodes, prefills, passes.
    """

    ms: float
    parts_ms: dict[str, float]
    entered: dict[Stage, int]


class Ticks(Protocol):
    """Marks moments of the work, and tells the time between two of them once it is done."""

    def wait(self) -> None:
        """Return when all work is done."""
        ...

    def mark(self) -> Any:
        """Mark this moment."""
        ...

    def ms(self, earlier: Any, later: Any) -> float:
        """Give the time between two marks."""
        ...


class HostTicks:
    """The ticks of work that is done when its call returns."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def wait(self) -> None:
        """Nothing is ever left."""

    def mark(self) -> float:
        """Read the clock."""
        return self._clock()

    def ms(self, earlier: float, later: float) -> float:
        """Subtract."""
        return (later - earlier) * 1000


class CudaTicks:
    """The ticks of a GPU, on its current stream."""

    def __init__(self, device: str) -> None:
        self._device = device

    def wait(self) -> None:
        """Wait for the GPU."""
        torch.cuda.synchronize(self._device)

    def mark(self) -> torch.cuda.Event:
        """Have the GPU note when it gets here."""
        event = torch.cuda.Event(enable_timing=True)
        event.record(torch.cuda.current_stream(self._device))
        return event

    def ms(self, earlier: torch.cuda.Event, later: torch.cuda.Event) -> float:
        """Ask the GPU; both must have happened."""
        return float(earlier.elapsed_time(later))


class Stopwatch:
    """The probe of a model that is measured, one lap at a time; outside of a lap it notes nothing.

    ``clock`` may be one that counts the time of this process alone, where others compute beside it.
    """

    def __init__(self, device: str, clock: Clock = time.perf_counter) -> None:
        self.clock = clock
        self._ticks: Ticks = CudaTicks(device) if device.startswith("cuda") else HostTicks(clock)
        self._within: list[str] = [POLICY]
        self._marks: list[tuple[str, Any]] | None = None
        self._entered: Counter[Stage] = Counter()

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Take the time within for this stage's, but for that of stages within it."""
        if self._marks is None:
            yield
            return
        self._entered[stage] += 1
        self._within.append(stage)
        self._note()
        try:
            yield
        finally:
            self._within.pop()
            self._note()

    def lap(self, work: Callable[[], object]) -> Lap:
        """Run a piece of work, to its end also on the device."""
        self._ticks.wait()
        self._marks, self._entered = [], Counter()
        began_s = self.clock()
        self._note()
        try:
            work()
            self._note()
            marks = self._marks
        finally:
            self._marks = None
        self._ticks.wait()
        ms = (self.clock() - began_s) * 1000
        parts = dict.fromkeys((*Stage, POLICY), 0.0)
        for (part, earlier), (_, later) in pairwise(marks):
            parts[part] += self._ticks.ms(earlier, later)
        parts[POLICY] = ms - sum(parts[stage] for stage in Stage)
        return Lap(ms, {str(part): took for part, took in parts.items()}, dict(self._entered))

    def _note(self) -> None:
        assert self._marks is not None
        self._marks.append((self._within[-1], self._ticks.mark()))
