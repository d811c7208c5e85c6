"""What is kept of a session, as history gives it; it knows no file and no format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from lsg_desktop.events import Reason, Task


class State(StrEnum):
    """How a session ended, if it did.

    One without an end mark is running where the process that keeps it lives, and otherwise
    unfinished: that process crashed or was killed.
    """

    RUNNING = "running"
    UNFINISHED = "unfinished"
    RECOVERED = "recovered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Text committed at once, and why; ``kl`` and ``confidence`` where they were traced."""

    task: Task
    text: str
    reason: Reason
    kl: float | None
    confidence: float | None
    audio_s: float
    clock_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said without a long pause; one that was cut off ends with its last unit.

    ``audio_s`` and ``clock_s`` are when it was last written to.
    """

    number: int
    speaker: str | None
    start_s: float
    end_s: float
    audio_s: float
    clock_s: float
    transcript: str
    translation: str
    units: tuple[Unit, ...]

    def text(self, task: Task) -> str:
        """What a task wrote of it."""
        return self.transcript if task is Task.TRANSCRIBE else self.translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Sound that was left out to catch up."""

    speaker: str | None
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A session in a list; ``words`` are characters in languages that count those."""

    id: int
    title: str
    started: datetime
    length_s: float
    model: str
    precision: str
    device: str
    task: str
    source_lang: str
    target_lang: str
    words: int
    state: State

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What was written, transcript first."""
        return tuple(Task) if self.task == "both" else (Task(self.task),)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that were written, that of the transcript first."""
        return tuple(self.language(task) for task in self.tasks)

    def language(self, task: Task) -> str:
        """The language that a task writes."""
        return self.source_lang if task is Task.TRANSCRIBE else self.target_lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is kept of a session, in the order of speaking.

    ``settings`` are those last in force; what was infinite is None.
    """

    summary: Summary
    settings: dict[str, Any]
    utterances: tuple[Utterance, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line of an utterance that holds what was searched for."""

    session: int
    utterance: int
    speaker: str | None
    start_s: float
    task: Task
    text: str
