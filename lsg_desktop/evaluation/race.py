"""Our engine and a plain loop timed side by side on one utterance; it knows no table and no file.

All contenders hear the same sound, chunk by chunk in turn, so that whatever else the machine does
meets all of them, and write the same words at the same chunks. A shorter utterance is the
beginning of the longest: what a chunk costs does not depend on what comes after it. What is
written after an utterance has ended is not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from lsg_desktop import paths
from lsg_desktop.evaluation import clips, manifest
from lsg_desktop.evaluation.contender import LANGUAGES, WAYS, Contender, Ours
from lsg_desktop.evaluation.peak import Peak
from lsg_desktop.evaluation.plain_loop import PlainLoop
from lsg_desktop.evaluation.stopwatch import Lap, Stopwatch
from lsg_desktop.evaluation.timetable import Timetable
from lsg_desktop.events import Task
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.session.build import policy_settings
from lsg_desktop.settings import SAMPLE_RATE

PLAIN = "plain"
PLAIN_TASK = Task.TRANSLATE

ENOUGH_S = 20.0
MOST_ROUNDS = 3
"""The utterance is heard again until that took long enough, or so often; on a GPU twice at least,
where a first time may still be slow."""

Tell = Callable[[float], object]
"""Hears how much is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is heard, (n,) float32 at 16 kHz, and what is said in it, by task."""

    samples: NDArray[np.float32]
    texts: Mapping[Task, str]


def bundled() -> Talk:
    """Give the talk that comes with the application. Raises EnvironmentFault where it is gone."""
    rows = manifest.read(paths.resources() / "demo-talk" / "manifest.tsv")
    row = next(row for row in rows if (row.source_lang, row.target_lang) == LANGUAGES)
    texts = {Task.TRANSCRIBE: row.transcript, Task.TRANSLATE: row.translation}
    return Talk(clips.load(row.audio), texts)


@dataclass(slots=True)
class Course:
    """What one contender took: laps by round and chunk; rows and tokens by chunk."""

    laps: list[list[Lap]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measured:
    """What each contender took, by name, and the memory that was in use by the end of a chunk."""

    chunk_samples: int
    courses: Mapping[str, Course]
    peaks_mb: Sequence[float]


def measure(
    model: Qwen2AudioModel,
    watch: Stopwatch,
    talk: Talk,
    longest_s: float,
    tell: Tell = lambda done: None,
    most_rounds: int = MOST_ROUNDS,
) -> Measured:
    """Time all contenders on so much of a talk; ``watch`` is the model's probe."""
    size = policy_settings(model.info).chunk_samples
    chunks = [
        talk.samples[end - size : end]
        for end in range(size, round(longest_s * SAMPLE_RATE) + 1, size)
    ]
    tokenizer = model.parts[1].tokenizer
    timetable = Timetable.of(talk.texts, lambda text: tokenizer(text)["input_ids"])
    on_gpu = model.info.device.startswith("cuda")
    peaks_mb = _warm(model, timetable, chunks, on_gpu)
    courses = {name: Course() for name in (*WAYS, PLAIN)}
    began_s = watch.clock()
    for done in range(1, most_rounds + 1):
        _round(_contenders(model, timetable), chunks, courses, watch, tell)
        if done > on_gpu and watch.clock() - began_s > ENOUGH_S:
            break
    return Measured(size, courses, peaks_mb)


def _contenders(model: Qwen2AudioModel, timetable: Timetable) -> dict[str, Contender]:
    ours = {name: Ours(model, timetable, way) for name, way in WAYS.items()}
    return {**ours, PLAIN: PlainLoop(model.parts, PLAIN_TASK, LANGUAGES, timetable)}


def _warm(
    model: Qwen2AudioModel,
    timetable: Timetable,
    chunks: Sequence[NDArray[np.float32]],
    on_gpu: bool,
) -> list[float]:
    """Run what is dearest alone, and give the memory it took so far.

    On a GPU then all others, so that each shape of a pass was seen and none is recorded on time.
    """
    peak = Peak(model.info.device)
    peak.begin()
    others = dict(WAYS)
    alone = Ours(model, timetable, others.pop("window"))
    peaks_mb = []
    for chunk in chunks:
        alone.hear(chunk)
        peaks_mb.append(peak.mb())
    for way in others.values() if on_gpu else ():
        other = Ours(model, timetable, way)
        for chunk in chunks:
            other.hear(chunk)
    PlainLoop(model.parts, PLAIN_TASK, LANGUAGES, timetable).hear(chunks[0])
    return peaks_mb


def _round(
    contenders: Mapping[str, Contender],
    chunks: Sequence[NDArray[np.float32]],
    courses: Mapping[str, Course],
    watch: Stopwatch,
    tell: Tell,
) -> None:
    names = list(contenders)
    for course in courses.values():
        course.laps.append([])
        course.rows, course.tokens = [], []
    for place, chunk in enumerate(chunks):
        tell(place / len(chunks))
        first = place % len(names)
        for name in names[first:] + names[:first]:  # none always comes after the same other
            one, course = contenders[name], courses[name]
            before = _asked(one)
            course.laps[-1].append(watch.lap(partial(one.hear, chunk)))
            after = _asked(one)
            course.rows.append(after[0] - before[0])
            course.tokens.append(after[1] - before[1])


def _asked(contender: Contender) -> tuple[int, int]:
    """Give the rows and tokens that a contender of ours has asked about so far."""
    if isinstance(contender, Ours):
        return contender.listening.rows, contender.listening.tokens
    return 0, 0
