"""Where a text that was searched for stands in a line; it knows no list and no history.

It finds what the search of the history finds, which compares folded text, and gives where that
stands in the line as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lsg_desktop.session.database import fold

_LEAD = 20
"""So many letters before the first hit are shown, and a few more to begin with a whole word."""

_ELLIPSIS = "…"

Place = tuple[int, int]
"""From which letter of a text, and before which."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line from a little before its first hit on, and where the hits are in that."""

    text: str
    hits: tuple[Place, ...]


def places(line: str, wanted: str) -> Iterator[Place]:
    """Give each place of a text in a line."""
    text = fold(wanted)
    if not text:
        return
    letters = list(_folded(line))
    folded = "".join(letter for letter, _, _ in letters)
    at = folded.find(text)
    while at >= 0:
        end = at + len(text)
        yield letters[at][1], letters[end - 1][2]
        at = folded.find(text, end)


def excerpt(line: str, wanted: str) -> Excerpt:
    """Give a line so that its first hit is near the beginning."""
    hits = tuple(places(line, wanted))
    first = hits[0][0] if hits else 0
    if first <= 2 * _LEAD:
        return Excerpt(line, hits)
    cut = line.rfind(" ", first - 2 * _LEAD, first - _LEAD) + 1 or first - _LEAD
    by = len(_ELLIPSIS) - cut
    return Excerpt(f"{_ELLIPSIS}{line[cut:]}", tuple((start + by, end + by) for start, end in hits))


def _folded(line: str) -> Iterator[tuple[str, int, int]]:
    """Give each letter of the folded line, and from where to where it stood in the line."""
    start, was_blank = 0, False
    for end in range(1, len(line) + 1):
        if end < len(line) and unicodedata.combining(line[end]):
            continue
        folded = fold(line[start:end])
        if folded or not was_blank:
            yield from ((letter, start, end) for letter in folded or " ")
        start, was_blank = end, not folded
