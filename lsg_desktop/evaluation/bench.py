"""A benchmark of one model, beside a plain loop and what the machine could do; it shows nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import race, subjects
from lsg_desktop.evaluation.bench_figures import Result, result
from lsg_desktop.evaluation.floor import Floor, rates
from lsg_desktop.evaluation.stopwatch import Clock, Stopwatch
from lsg_desktop.models import memory
from lsg_desktop.models.device import choose

SHORTEST_S, LONGEST_S = 1.0, 30.0

Tell = Callable[[str, float], object]
"""Hears what is being done, and how much of it is, 0 to 1."""


def check(names: Sequence[str], device: str, audio_s: Sequence[float]) -> None:
    """Raise LsgError for what cannot be measured, before anything is."""
    choose(device)
    for name in names:
        subjects.check(name, device)
    for seconds in audio_s:
        if not SHORTEST_S <= seconds <= LONGEST_S:
            raise InputFault(
                f"an utterance of {seconds:g} s cannot be measured",
                f"give {SHORTEST_S:g} to {LONGEST_S:g} seconds",
            )


def bench(
    name: str,
    device: str,
    precision: str,
    audio_s: Sequence[float],
    tell: Tell = lambda doing, done: None,
    clock: Clock = time.perf_counter,
) -> list[Result]:
    """Measure a model (see :mod:`~lsg_desktop.evaluation.subjects`) on utterances of some lengths.

    Raises LsgError where the model cannot be had, and OutOfMemory.
    """
    gc.collect()  # a model before this one may hang in a ring of references
    memory.give_back()
    talk = race.bundled()
    place = choose(device).name
    watch = Stopwatch(place, clock)
    tell(f"Making {name}", 0.0)
    with memory.watched(f"memory ran out while {name} was measured", None):
        model = subjects.subject(name, place, precision, [*talk.texts.values()], watch)
        weights, _ = model.parts
        floor = Floor.of(weights, rates(place, weights.dtype, clock))
        measured = race.measure(
            model, watch, talk, max(audio_s), lambda done: tell(f"Measuring {name}", done)
        )
    return [result(measured, model.info, seconds, floor) for seconds in audio_s]
