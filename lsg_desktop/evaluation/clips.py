"""Captions of single clips, each one utterance without VAD; it computes no score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.audio.file import FileSource
from lsg_desktop.events import Event, Task, Written
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy import units
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings

WHOLE = PolicySettings(delta=float("inf"), alpha=1.0, range_mode="off")
"""Settings that write nothing before the end: offline recognition."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one task wrote of a clip, and the audio heard in ms when each unit was written."""

    text: str
    delays: tuple[float, ...]
    source_ms: float


def load(path: Path) -> NDArray[np.float32]:
    """Read a clip whole. (n,) float32 mono at 16 kHz. Raises InputFault."""
    with FileSource(path) as source:
        return np.concatenate(list(source.blocks()))


def captions(model: SpeechModel, order: Order, samples: NDArray[np.float32]) -> dict[Task, Line]:
    """Caption a clip chunk by chunk; paces are the languages' own, so clips are independent."""
    return _lines(model, order, samples, order.settings.chunk_samples)


def offline(
    model: SpeechModel,
    tasks: tuple[Task, ...],
    languages: tuple[str, str],
    samples: NDArray[np.float32],
) -> dict[Task, Line]:
    """Caption a clip after hearing all of it."""
    source_lang, target_lang = languages
    order = Order(tasks=tasks, source_lang=source_lang, target_lang=target_lang, settings=WHOLE)
    return _lines(model, order, samples, len(samples))


def _lines(
    model: SpeechModel, order: Order, samples: NDArray[np.float32], read: int
) -> dict[Task, Line]:
    paces = {task: Pace(order.language(task), order.settings.chunk_ms) for task in order.tasks}
    captioner = Captioner(model, order, paces, utterance=1)
    delays: dict[Task, list[float]] = {task: [] for task in order.tasks}
    source_ms = len(samples) * 1000 / SAMPLE_RATE
    for start in range(0, len(samples), read):
        piece = samples[start : start + read]
        heard_ms = (start + len(piece)) * 1000 / SAMPLE_RATE
        _note(captioner.hear(piece, speech=True), order, heard_ms, delays)
    _note(captioner.finish(), order, source_ms, delays)
    return {
        task: Line(text, tuple(delays[task]), source_ms) for task, text in captioner.lines.items()
    }


def _note(
    events: Iterable[Event],
    order: Order,
    heard_ms: float,
    delays: dict[Task, list[float]],
) -> None:
    for event in events:
        if isinstance(event, Written):
            characters = units.counts_characters(order.language(event.task))
            delays[event.task] += [heard_ms] * units.count(event.text, characters)
