"""Every setting, declared once; it does not know who shows or stores it.

A field carries its default, bounds, unit, label and help. Command-line flags, sliders, the
settings file and :func:`check` all read them from here (:func:`declared`). Bounds that a slider
shows (``shown``) do not limit the command line; bounds that make a value meaningless do.
"""

from __future__ import annotations

import math
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from lsg_desktop.errors import InputFault

RangeMode = Literal["paper", "rate", "off"]
KlDirection = Literal["current_baseline", "baseline_current"]
Baseline = Literal["auto", "rate", "wait-1", "wait-k"]
SourceKind = Literal["microphone", "computer", "both", "file"]
Theme = Literal["system", "light", "dark", "contrast"]
Language = Literal["system", "en", "de", "zh"]
Layout = Literal["auto", "side-by-side", "stacked"]
Shows = Literal["both", "source", "target"]

SAMPLE_RATE = 16_000
"""Samples a second everywhere behind the audio room: mono float32 in [-1, 1]."""

PREVIEW_TOKENS = 8
"""How many tokens of draft are scored past the unit that is held back, where somebody looks on.

They are shown, and a change of settings writes of them what it permits at once.
"""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What there is to say about one setting.

    ``kind`` is the type of its values: ``float`` takes whole numbers too. ``low`` and ``high``
    bound what is accepted, ``shown`` what a slider offers; ``choices`` lists the words a setting
    can take. ``at_once`` says that a change acts on the next decision, not only on the next
    utterance.
    """

    label: str
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    shown: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    at_once: bool = False
    kind: type[Any] = float


def _setting(default: Any, label: str, help: str, **rest: Any) -> Any:
    declaration = Declaration(label, help, kind=type(default), **rest)
    return field(default=default, metadata={"declaration": declaration})


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
        at_once=True,
    )
    alpha: float = _setting(
        0.6,
        "Confidence α",
        "A word is written when the model is surer of it than this; higher waits longer.",
        unit="probability",
        low=0.0,
        high=1.0,
        shown=(0.0, 1.0),
        at_once=True,
    )
    low: int = _setting(
        1,
        "Earliest L",
        "The first word waits for this many chunks of audio; higher waits longer.",
        unit="chunks",
        low=1,
        shown=(1, 8),
        at_once=True,
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
        at_once=True,
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
    baseline: Baseline = _setting(
        "auto",
        "Baseline",
        "The shorter audio that divergence compares with: a chunk for each unit (wait-1), L chunks"
        " for the first (wait-k), or at the speaker's pace (rate); auto follows the range mode.",
        choices=get_args(Baseline),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenSettings:
    """What is listened to, and what is made of it by which model."""

    kind: SourceKind = _setting(
        "microphone",
        "Source",
        "Where the sound comes from.",
        choices=get_args(SourceKind),
    )
    microphone: str = _setting(
        "", "Microphone", "The microphone by name; without a name it is the system's usual one."
    )
    computer: str = _setting(
        "",
        "Computer sound",
        "The output that is listened to, by name; without a name it is the system's usual one.",
    )
    source_lang: str = _setting("en", "Language spoken", "The language that is heard, by its code.")
    target_lang: str = _setting(
        "de",
        "Language to translate into",
        "The language that is written beside it, by its code; without one nothing is translated.",
    )
    model: str = _setting("demo", "Model", "The model that listens: its name, or a folder.")
    device: str = _setting(
        "auto", "Computed on", "The processor that the model runs on; auto takes the fastest."
    )
    precision: str = _setting(
        "auto",
        "Precision",
        "How many bits a weight takes; auto decides by the memory that is free.",
    )
    target_lag_s: float = _setting(
        0.0,
        "Lag to hold",
        "Confidence and divergence are moved so that words come this late; 0 leaves them alone.",
        unit="s",
        low=0.0,
        high=10.0,
        shown=(0.5, 10.0),
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSettings:
    """What the window looks like."""

    theme: Theme = _setting(
        "system",
        "Theme",
        "Light, dark or high contrast; system follows the desktop.",
        choices=get_args(Theme),
    )
    language: Language = _setting(
        "system",
        "Language",
        "The language of menus and messages; system follows the desktop.",
        choices=get_args(Language),
    )
    font_points: int = _setting(
        14,
        "Text size",
        "How large captions are in the window.",
        unit="points",
        low=8,
        high=60,
        shown=(8, 40),
    )
    layout: Layout = _setting(
        "auto",
        "Arrangement",
        "Where the translation stands; auto stacks it below where the window is narrow.",
        choices=get_args(Layout),
    )
    shows: Shows = _setting(
        "both",
        "Captions shown",
        "What was said, its translation, or both.",
        choices=get_args(Shows),
    )
    tuning: bool = _setting(True, "Tuning panel", "Show the panel that tunes speed and accuracy.")
    advanced: bool = _setting(False, "Advanced", "Show every threshold and decision in that panel.")
    close_to_tray: bool = _setting(
        False, "Stay in the tray", "Closing the window leaves the application running in the tray."
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettings:
    """What is kept of a session on this computer."""

    keep: bool = _setting(
        True, "Keep sessions", "Captions are stored as they are written, to be found again."
    )
    audio: bool = _setting(False, "Record the sound", "The sound of a session is stored beside it.")
    cap_gb: float = _setting(
        2.0,
        "Room for recordings",
        "Recordings take this much at most; the oldest make room for new ones.",
        unit="GB",
        low=0.01,
        high=10_000.0,
        shown=(0.5, 20.0),
    )

    def __post_init__(self) -> None:
        check(self)


def declared(kind: type[Any]) -> Iterator[tuple[str, Any, Declaration]]:
    """Give (name, default, declaration) of each setting of a settings class, in order."""
    for item in fields(kind):
        yield item.name, item.default, item.metadata["declaration"]


AT_ONCE = tuple(name for name, _, one in declared(PolicySettings) if one.at_once)
"""The policy settings that act on the next decision, within an utterance."""


def check(settings: Any) -> None:
    """Hold every value of a settings object to its declaration.

    Raises InputFault with the name, the value and what is accepted.
    """
    for name, _, declaration in declared(type(settings)):
        check_value(name, getattr(settings, name), declaration)


def check_value(name: str, value: Any, declaration: Declaration) -> None:
    """Hold one value to its declaration. Raises InputFault."""
    if not _accepts(value, declaration):
        shown = f"{value:g}" if isinstance(value, float) else reprlib.repr(value)
        raise InputFault(f"{name} cannot be {shown}", _accepted(value, declaration))


def _accepts(value: Any, declaration: Declaration) -> bool:
    if declaration.choices:
        return isinstance(value, str) and value in declaration.choices
    if declaration.kind in (bool, str):
        return isinstance(value, declaration.kind)
    if isinstance(value, bool) or not isinstance(value, declaration.kind | int):
        return False
    return _is_number(value) and _within(value, declaration)


def _is_number(value: float) -> bool:
    """Whether it is one that can be computed with: no NaN, nor what no float can hold."""
    return value.bit_length() < 64 if isinstance(value, int) else not math.isnan(value)


def _within(value: float, declaration: Declaration) -> bool:
    above = declaration.low is None or value >= declaration.low
    return above and (declaration.high is None or value <= declaration.high)


def _accepted(value: Any, declaration: Declaration) -> str:
    if declaration.choices:
        return f"choose one of {', '.join(declaration.choices)}"
    if declaration.kind is bool:
        return "give true or false"
    if declaration.kind is str:
        return "give text"
    is_number = declaration.kind is float or type(value) is int
    return f"give {'a number' if is_number else 'a whole number'}{_bounds(declaration)}"


def _bounds(declaration: Declaration) -> str:
    unit = f" {declaration.unit}" if declaration.unit else ""
    if declaration.low is None:
        return unit
    if declaration.high is None:
        return f" of {declaration.low:g} or more{unit}"
    if math.isinf(declaration.high):
        return f" of {declaration.low:g} or more{unit}, or inf"
    return f" from {declaration.low:g} to {declaration.high:g}{unit}"
