"""Every message between rooms: frozen, picklable, one JSON line each; it knows no room.

``audio_s`` counts seconds of the source up to the last sample received, ``clock_s`` seconds since
the session began. Text is never in a log; it is only here.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar, Literal, NamedTuple


class Task(StrEnum):
    """What is written of an utterance."""

    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"


class Reason(StrEnum):
    """Why a unit was written or held back (design section 3, the decision)."""

    END = "end"
    LOOP = "loop"
    BELOW_RANGE = "below-range"
    END_TOKEN = "end-token"
    THRESHOLD = "threshold"
    HOLD = "hold"
    RANGE_TOP = "range-top"
    CONFIDENCE = "confidence"
    DIVERGENCE = "divergence"


Action = Literal["read", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every message carries: the session's number, who speaks, and when."""

    name: ClassVar[str] = ""

    session: int = 0
    speaker: str | None = None
    audio_s: float = 0.0
    clock_s: float = 0.0

    def json(self) -> str:
        """Give the event as one line of JSON, without the line feed.

        Infinite numbers (δ = ∞) become null.
        """
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return json.dumps({"event": self.name, **_finite(values)}, ensure_ascii=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLoading(Event):
    """How far loading a model is: what is done at present, 0 to 1 of it, and a word more."""

    name: ClassVar[str] = "loading"

    doing: str
    done: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLoaded(Event):
    """A model is ready; no name: none is, and its memory has been given back.

    ``limit_s`` is how long an utterance it takes.
    """

    name: ClassVar[str] = "model"

    model: str | None
    precision: str = ""
    device: str = ""
    limit_s: float = 0.0
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Event):
    """What was asked for could not be done, or broke off, and what mends it.

    Where memory was short ``smaller`` is the precision that may fit.
    """

    name: ClassVar[str] = "fault"

    problem: str
    remedy: str = ""
    smaller: str = ""


class Tried(NamedTuple):
    """Settings, and how late and how good each task was with them; more quality is better."""

    settings: dict[str, Any]
    lag_s: dict[Task, float]
    quality: dict[Task, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrating(Event):
    """Settings are being tried, and so much of that is done: 0 to 1."""

    name: ClassVar[str] = "calibrating"

    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated(Event):
    """No more settings are being tried; nothing was found where that was ended before."""

    name: ClassVar[str] = "calibrated"

    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(Event):
    """What is about to listen, and with which settings."""

    name: ClassVar[str] = "session"

    model: str
    precision: str
    device: str
    task: str
    source_lang: str
    target_lang: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Event):
    """Other policy settings are in force from here on."""

    name: ClassVar[str] = "settings"

    settings: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Event):
    """Sound that was not listened to, to catch up with the speaker: a gap in the record."""

    name: ClassVar[str] = "skipped"

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted(Event):
    """An utterance has begun, ``start_s`` into the source."""

    name: ClassVar[str] = "speech"

    utterance: int
    start_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Event):
    """One decision of the policy on one unit (the trace of design section 3)."""

    name: ClassVar[str] = "decision"

    utterance: int
    task: Task
    chunk: int
    unit: int
    baseline: int | None
    kl: float | None
    confidence: float | None
    action: Action
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Event):
    """Committed text; joined over an utterance and task it is the final line, exactly."""

    name: ClassVar[str] = "write"

    utterance: int
    task: Task
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Event):
    """What would follow the committed text now; it replaces the draft before it."""

    name: ClassVar[str] = "draft"

    utterance: int
    task: Task
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceEnded(Event):
    """An utterance is complete: its place in the source and its final lines."""

    name: ClassVar[str] = "utterance"

    utterance: int
    start_s: float
    end_s: float
    transcript: str
    translation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Event):
    """Something odd that the user should know, and what to do about it."""

    name: ClassVar[str] = "notice"

    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """The source is exhausted or was stopped; ``rtf`` is compute time over audio time."""

    name: ClassVar[str] = "end"

    rtf: float
