"""Where the parts of a row stand: time, speaker and the columns of text; it knows no row's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from lsg_desktop.events import Task
from lsg_desktop.policy.units import counts_characters
from lsg_desktop.ui.theme import SPACE, text_font
from lsg_desktop.ui.transcript_text import Lettering
from lsg_desktop.ui.transcript_words import speaker_name

Layout = Literal["auto", "side-by-side", "stacked"]

MARGIN_PX = 2 * SPACE
"""Left and right of all text; the bar of the speaker stands in the left one."""

_SIZE = 14.0
_NARROW_PX = 640
"""Columns side by side need this width at a size of 14 points, and as much more as larger text."""

_SMALL = 0.78
_SMALLEST = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was chosen: the size of text, what is shown of a row, and how it is laid out."""

    points: float = _SIZE
    tasks: tuple[Task, ...] = tuple(Task)
    layout: Layout = "auto"
    languages: Mapping[Task, str] = field(default_factory=lambda: dict.fromkeys(Task, ""))


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text of a task stands."""

    task: Task
    left: int
    width: int
    lettering: Lettering


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A look at a width.

    Time and speaker stand left of the text, or above it where it is narrow. ``is_stacked`` has the
    columns one below the other.
    """

    width: int
    is_narrow: bool
    is_stacked: bool
    columns: tuple[Column, ...]
    small: QFont
    small_pitch: int
    pitch: int

    @classmethod
    def of(cls, look: Look, width: int) -> Arrangement:
        """Lay a look out in so many pixels."""
        is_narrow = width < _NARROW_PX * look.points / _SIZE
        is_stacked = look.layout == "stacked" or (look.layout == "auto" and is_narrow)
        small = text_font(max(_SMALLEST, _SMALL * look.points))
        left = MARGIN_PX + (0 if is_narrow else _gutter(small))
        columns = tuple(_columns(look, is_stacked, left, max(width - left - MARGIN_PX, 10 * SPACE)))
        return cls(
            width=width,
            is_narrow=is_narrow,
            is_stacked=is_stacked and len(columns) > 1,
            columns=columns,
            small=small,
            small_pitch=round(1.5 * QFontInfo(small).pixelSize()),
            pitch=max((column.lettering.pitch_px for column in columns), default=0),
        )

    @property
    def text_top(self) -> int:
        """Where text begins in a row."""
        return SPACE + (self.small_pitch if self.is_narrow else 0)


def _gutter(small: QFont) -> int:
    metrics = QFontMetricsF(small)
    words = ("0:00:00", speaker_name("You"), speaker_name("Computer"))
    return round(max(metrics.horizontalAdvance(word) for word in words)) + 2 * SPACE


def _columns(look: Look, is_stacked: bool, left: int, width: int) -> list[Column]:
    letterings = {
        task: Lettering.of(look.points, language, is_wide=counts_characters(language))
        for task, language in look.languages.items()
    }
    if len(look.tasks) < 2:
        return [Column(task, left, width, letterings[task]) for task in look.tasks]
    first, second = look.tasks
    if is_stacked:
        indent = MARGIN_PX  # room for the rule that marks the translation
        return [
            Column(first, left, width, letterings[first]),
            Column(second, left + indent, width - indent, letterings[second]),
        ]
    gap = 3 * SPACE
    half = (width - gap) // 2
    return [
        Column(first, left, half, letterings[first]),
        Column(second, left + half + gap, half, letterings[second]),
    ]
