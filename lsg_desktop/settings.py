"""Every setting, declared once; it does not know who shows or stores it.

A field carries its default, bounds, unit, label and help. Command-line flags, sliders, the
settings file and :func:`check` all read them from here (:func:`declared`). Bounds that a slider
shows (``shown``) do not limit the command line; bounds that make a value meaningless do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from lsg_desktop.errors import InputFault

RangeMode = Literal["paper", "rate", "off"]
KlDirection = Literal["current_baseline", "baseline_current"]

SAMPLE_RATE = 16_000
"""Samples a second everywhere behind the audio room: mono float32 in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What there is to say about one setting.

    ``low`` and ``high`` bound what is accepted, ``shown`` what a slider offers; ``choices`` lists
    the words a setting can take.
    """

    label: str
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    shown: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()


def _setting(default: Any, label: str, help: str, **rest: Any) -> Any:
    return field(default=default, metadata={"declaration": Declaration(label, help, **rest)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySettings:
    """When a word may be written: the thresholds and the range of LSG (arXiv 2501.00868)."""

    delta: float = _setting(
        7.0,
        "Divergence δ",
        "A word is written when hearing more has changed the model's mind by more than this;"
        " higher waits longer.",
        unit="nats",
        low=0.0,
        high=math.inf,
        shown=(0.0, 12.0),
    )
    alpha: float = _setting(
        0.6,
        "Confidence α",
        "A word is written when the model is surer of it than this; higher waits longer.",
        unit="probability",
        low=0.0,
        high=1.0,
        shown=(0.0, 1.0),
    )
    low: int = _setting(
        1,
        "Earliest L",
        "The first word waits for this many chunks of audio; higher waits longer.",
        unit="chunks",
        low=1,
        shown=(1, 8),
    )
    range: float = _setting(
        6.0,
        "Range U",
        "A word is written without asking the thresholds when this many more chunks have passed;"
        " higher waits longer.",
        unit="chunks",
        low=0.0,
        high=math.inf,
        shown=(0, 12),
    )
    range_mode: RangeMode = _setting(
        "rate",
        "Range mode",
        "How the range moves along: one unit a chunk (paper), with the speaker's pace (rate),"
        " or not at all (off).",
        choices=get_args(RangeMode),
    )
    kl_direction: KlDirection = _setting(
        "current_baseline",
        "Direction of KL",
        "The paper compares current with baseline; its authors' code the other way round.",
        choices=get_args(KlDirection),
    )
    chunk_ms: int = _setting(
        640,
        "Chunk length",
        "A decision is taken each time this much more audio has been heard; longer costs less"
        " computing and waits longer.",
        unit="ms",
        low=160,
        high=1920,
        shown=(160, 1920),
    )

    def __post_init__(self) -> None:
        check(self)

    @property
    def chunk_samples(self) -> int:
        """The chunk length in samples."""
        return self.chunk_ms * SAMPLE_RATE // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSettings:
    """Where an utterance starts and ends."""

    aggressiveness: int = _setting(
        2,
        "Noise rejection",
        "How readily a frame of sound is taken for noise rather than speech.",
        low=0,
        high=3,
        shown=(0, 3),
    )
    pause_ms: int = _setting(
        800,
        "Pause that ends an utterance",
        "A longer pause keeps sentences whole, a shorter one ends them sooner.",
        unit="ms",
        low=100,
        high=5000,
        shown=(300, 2000),
    )
    pre_roll_ms: int = _setting(
        450,
        "Pre-roll",
        "Sound kept from before speech was noticed, so that first syllables are not lost.",
        unit="ms",
        low=0,
        high=2000,
        shown=(0, 1000),
    )
    soft_cut_s: float = _setting(
        15.0,
        "Long utterance",
        "From this length on, shorter and shorter pauses end an utterance.",
        unit="s",
        low=1.0,
        high=26.0,
        shown=(5.0, 20.0),
    )

    def __post_init__(self) -> None:
        check(self)


def declared(kind: type[Any]) -> Iterator[tuple[str, Any, Declaration]]:
    """Give (name, default, declaration) of each setting of a settings class, in order."""
    for item in fields(kind):
        yield item.name, item.default, item.metadata["declaration"]


def check(settings: Any) -> None:
    """Hold every value of a settings object to its declaration.

    Raises InputFault with the name, the value and what is accepted.
    """
    for name, _, declaration in declared(type(settings)):
        check_value(name, getattr(settings, name), declaration)


def check_value(name: str, value: Any, declaration: Declaration) -> None:
    """Hold one value to its declaration. Raises InputFault."""
    if declaration.choices:
        if value not in declaration.choices:
            raise InputFault(
                f"{name} cannot be {value!r}", f"choose one of {', '.join(declaration.choices)}"
            )
        return
    if math.isnan(value) or not _within(value, declaration):
        raise InputFault(f"{name} cannot be {value:g}", f"give {_accepted(declaration)}")


def _within(value: float, declaration: Declaration) -> bool:
    above = declaration.low is None or value >= declaration.low
    return above and (declaration.high is None or value <= declaration.high)


def _accepted(declaration: Declaration) -> str:
    unit = f" {declaration.unit}" if declaration.unit else ""
    if declaration.high is None:
        return f"a number of {declaration.low:g} or more{unit}"
    if math.isinf(declaration.high):
        return f"a number of {declaration.low:g} or more{unit}, or inf"
    return f"a number from {declaration.low:g} to {declaration.high:g}{unit}"
