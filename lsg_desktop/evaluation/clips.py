"""Captions of single clips, each one utterance without VAD; it computes no score."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.holding import Holding
from lsg_desktop.events import Event, Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy import units
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.session.openings import file_source
from lsg_desktop.settings import PREVIEW_TOKENS, SAMPLE_RATE, PolicySettings

WHOLE = PolicySettings(delta=float("inf"), alpha=1.0, range_mode="off")
"""Settings that write nothing before the end: offline recognition."""

Clock = Callable[[], float]
"""Gives seconds of computing."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one task wrote of a clip, and the audio heard in ms when each unit was written.

    ``elapsed`` is when that was by the clock, in ms from the beginning of the sound, had the clip
    been spoken live; ``erased`` counts units that were changed after they had been written.
    """

    text: str
    delays: tuple[float, ...]
    source_ms: float
    elapsed: tuple[float, ...] = ()
    erased: int = 0


def load(path: Path) -> NDArray[np.float32]:
    """Read a clip whole. (n,) float32 mono at 16 kHz.

    Raises InputFault where part of it or all is missing: a model would be blamed for that.
    """
    with file_source()(path) as source:
        blocks = list(source.blocks())
        for notice in source.take_notices():
            raise InputFault(
                notice.text.removesuffix("."), "copy the file again, or leave out its row"
            )
    if not blocks:
        raise InputFault(f"{path.name} is too short to be heard", "leave out its row")
    return np.concatenate(blocks)


def captions(
    model: SpeechModel,
    order: Order,
    samples: NDArray[np.float32],
    clock: Clock = time.perf_counter,
    holding: Holding | None = None,
) -> dict[Task, Line]:
    """Caption a clip chunk by chunk; paces are the languages' own, so clips are independent.

    Where a lag is held they are not: its settings come from the clips before.
    """
    if holding:
        order = replace(order, settings=holding.begin(), preview=PREVIEW_TOKENS)
    return _lines(model, order, samples, order.settings.chunk_samples, clock, holding)


def offline(
    model: SpeechModel,
    tasks: tuple[Task, ...],
    languages: tuple[str, str],
    samples: NDArray[np.float32],
) -> dict[Task, Line]:
    """Caption a clip after hearing all of it."""
    source_lang, target_lang = languages
    order = Order(tasks=tasks, source_lang=source_lang, target_lang=target_lang, settings=WHOLE)
    return _lines(model, order, samples, len(samples), time.perf_counter)


@dataclass(slots=True)
class WallClock:
    """When steps are done by the clock while somebody speaks: true wall clock.

    A step begins when its last sample has arrived and the step before it is done.
    """

    clock: Clock
    done_ms: float = 0.0

    def run(self, events: Iterable[Event], heard_ms: float) -> float:
        """Run a step whose sound ends at ``heard_ms``; give when it is done."""
        began_s = self.clock()
        deque(events, maxlen=0)
        took_ms = (self.clock() - began_s) * 1000
        self.done_ms = max(self.done_ms, heard_ms) + took_ms
        return self.done_ms


@dataclass(slots=True)
class Writing:
    """What one task has written so far, and when each unit came to be as it is."""

    language: str
    _units: list[str] = field(default_factory=list)
    _delays: list[float] = field(default_factory=list)
    _elapsed: list[float] = field(default_factory=list)
    _erased: int = 0

    def note(self, text: str, heard_ms: float, now_ms: float) -> None:
        """Take in what stands after a step."""
        found = units.split(text, units.counts_characters(self.language))
        pairs = zip(self._units, found, strict=False)
        kept = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
        if kept is None:
            kept = min(len(self._units), len(found))
        self._erased += len(self._units) - kept
        self._units = found
        self._delays = self._delays[:kept] + [heard_ms] * (len(found) - kept)
        self._elapsed = self._elapsed[:kept] + [now_ms] * (len(found) - kept)

    def line(self, text: str, source_ms: float) -> Line:
        """Give what was written in the end."""
        text = units.plain(text, units.counts_characters(self.language))
        return Line(text, tuple(self._delays), source_ms, tuple(self._elapsed), self._erased)


def _lines(
    model: SpeechModel,
    order: Order,
    samples: NDArray[np.float32],
    read: int,
    clock: Clock,
    holding: Holding | None = None,
) -> dict[Task, Line]:
    paces = {task: Pace(order.language(task), order.settings.chunk_ms) for task in order.tasks}
    captioner = Captioner(model, order, paces, utterance=1)
    writings = {task: Writing(order.language(task)) for task in order.tasks}
    wall = WallClock(clock)

    def step(events: Iterable[Event], heard_ms: float) -> None:
        now_ms = wall.run(holding.hearing(events, heard_ms) if holding else events, heard_ms)
        for task, text in captioner.lines.items():
            writings[task].note(text, heard_ms, now_ms)

    for start in range(0, len(samples), read):
        piece = samples[start : start + read]
        heard_ms = (start + len(piece)) * 1000 / SAMPLE_RATE
        step(captioner.hear(piece, speech=True), heard_ms)
        while holding and (settings := holding.change()):
            step(captioner.change(settings), heard_ms)
    source_ms = len(samples) * 1000 / SAMPLE_RATE
    step(captioner.finish(), source_ms)
    return {task: writings[task].line(text, source_ms) for task, text in captioner.lines.items()}
