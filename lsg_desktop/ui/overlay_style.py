"""What a caption overlay looks like, within bounds; it knows no window."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, get_args

from lsg_desktop.errors import InputFault
from lsg_desktop.ui.caption_lines import Shows

_BOUNDS: dict[str, tuple[float, float]] = {
    "lines": (1, 6),
    "font_points": (10, 160),
    "opacity": (0.0, 1.0),
    "width_characters": (20, 140),
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    """How many lines of each language, how large, in which colours, and what of the captions.

    ``opacity`` is that of the background, 0 to 1; ``outline`` draws a line around letters.
    Raises InputFault where a value is out of bounds.
    """

    lines: int = 2
    font_points: int = 24
    text: str = "#ffffff"
    background: str = "#000000"
    opacity: float = 0.65
    shows: Shows = "both"
    width_characters: int = 42
    outline: bool = True

    def __post_init__(self) -> None:
        for name, (low, high) in _BOUNDS.items():
            value = getattr(self, name)
            if not isinstance(value, int | float) or not low <= value <= high:
                raise _fault(name, value, f"give a number from {low:g} to {high:g}")
        for name in ("text", "background"):
            value = getattr(self, name)
            if not isinstance(value, str) or not _COLOUR.fullmatch(value):
                raise _fault(name, value, "give a colour as #rrggbb")
        if self.shows not in get_args(Shows):
            raise _fault("shows", self.shows, f"choose one of {', '.join(get_args(Shows))}")

    def changed(self, **values: Any) -> OverlayStyle:
        """Give the style with other values, numbers as far as their bounds allow."""
        within = {
            name: min(max(value, _BOUNDS[name][0]), _BOUNDS[name][1]) if name in _BOUNDS else value
            for name, value in values.items()
        }
        return replace(self, **within)


def _fault(name: str, value: Any, remedy: str) -> InputFault:
    return InputFault(f"{name} of the overlay cannot be {value!r}", remedy)
