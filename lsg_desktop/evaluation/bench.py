"""A benchmark of one model, beside a plain loop and what the machine could do; it shows nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import torch

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import race, subjects
from lsg_desktop.evaluation.bench_figures import Result, result
from lsg_desktop.evaluation.floor import Floor, rates
from lsg_desktop.evaluation.stopwatch import Clock, Stopwatch
from lsg_desktop.models import memory
from lsg_desktop.models.device import Place, choose

SHORTEST_S, LONGEST_S = 1.3, 30.0
"""Two chunks at least: the first pass of a chunk comes with its prefill."""

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


def room(device: str, memory_gb: float | None = None) -> Place:
    """Give where to measure next, by what is free once nothing is kept of what was measured before.

    With ``memory_gb`` as if the device had no more, which torch holds a GPU to. Raises LsgError.
    """
    gc.collect()  # a model before this one may hang in a ring of references
    memory.give_back()
    place = choose(device)
    if memory_gb is None:
        return place
    most = round(memory_gb * 1e9)
    if place.kind == "cuda":
        share = min(1.0, most / place.total_bytes)
        torch.cuda.set_per_process_memory_fraction(share, place.name)
    return replace(place, free_bytes=min(most, place.free_bytes))


def bench(
    name: str,
    place: Place,
    precision: str,
    audio_s: Sequence[float],
    tell: Tell = lambda doing, done: None,
    clock: Clock = time.perf_counter,
) -> list[Result]:
    """Measure a model (see :mod:`~lsg_desktop.evaluation.subjects`) on utterances of some lengths.

    Raises LsgError where the model cannot be had, and OutOfMemory.
    """
    talk = race.bundled()
    watch = Stopwatch(place.name, clock)
    tell(f"Making {name}", 0.0)
    with memory.watched(f"memory ran out while {name} was measured", None):
        model = subjects.subject(name, place, precision, [*talk.texts.values()], watch)
        weights, _ = model.parts
        floor = Floor.of(weights, rates(place.name, weights.dtype, clock))
        measured = race.measure(
            model, watch, talk, max(audio_s), lambda done: tell(f"Measuring {name}", done)
        )
    return [result(measured, model.info, seconds, floor) for seconds in audio_s]
