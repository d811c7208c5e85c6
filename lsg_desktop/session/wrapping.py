"""Where a line of text may be broken, in scripts with and without spaces; it knows no screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lsg_desktop.policy.units import counts_characters

Measure = Callable[[str], int]
"""How much room a text takes: characters for subtitles, columns on a terminal."""

_OPENING = re.escape("「『（《〈【〔([{“‘")
_CLOSING = re.escape("。，、！？；：」』）》〉】〕…—ー々.,!?;:)]}%'\"’”")
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # never parted from the letter before
_UNSPACED = "\u0e00-\u0e7f\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_RUN = rf"[^\W{_UNSPACED}]+(?:[.,:'’-][^\W{_UNSPACED}]+)*"
_LETTER = rf"(?:{_RUN}|\S)[{_MARKS}]*"

_WORDS = re.compile(r"\S+\s*|\s+")
_CHARACTERS = re.compile(rf"{_LETTER}\s*|\s+")
_CHARACTERS_WITH_MARKS = re.compile(rf"[{_OPENING}]*{_LETTER}[{_CLOSING}]*\s*|\s+")

_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def tidy(text: str) -> str:
    """Put a single space for white space of any kind, and for what would control a terminal."""
    return _BLANK.sub(" ", text).strip()


def atoms(text: str, language: str, *, marks_ride: bool = True) -> list[str]:
    """Part a text wherever its line may be broken; joined, the atoms are the text.

    Words with the white space behind them; in languages without spaces single characters, but
    never within a run of Latin letters or digits. There punctuation stays with its character,
    unless ``marks_ride`` is off: then what follows an atom can never make it longer.
    """
    if not counts_characters(language):
        return _WORDS.findall(text)
    return (_CHARACTERS_WITH_MARKS if marks_ride else _CHARACTERS).findall(text)


def fitted(parts: Sequence[str], width: int, measure: Measure = len) -> list[str]:
    """Break the atoms that are wider than a line, which a very long word can be."""
    return [piece for part in parts for piece in _chopped(part, width, measure)]


def wrapped(parts: Sequence[str], width: int, measure: Measure = len) -> list[str]:
    """Fill lines of at most ``width`` from the left; joined, the lines are the text.

    White space at the end of a line does not count. More atoms never move those before.
    """
    lines = [""]
    for part in fitted(parts, width, measure):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return lines


def _chopped(part: str, width: int, measure: Measure) -> Iterator[str]:
    if measure(part.rstrip()) <= width:
        yield part
        return
    piece = ""
    for letter in part:
        if piece and measure((piece + letter).rstrip()) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
