"""Subtitles from utterances, as SRT and WebVTT; it knows no file and no screen.

A cue lasts 1 to 7 s and has at most two lines of 42 characters a language, 21 where characters
are wide. Cues never overlap: one that needs more time than its utterance took delays the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsg_desktop.session.wrapping import atoms, fitted, tidy

SHORTEST_MS = 1_000
LONGEST_MS = 7_000
WIDTH = 42
WIDE_WIDTH = 21
"""The longest line, in characters; the second where characters are twice as wide."""

VTT_HEAD = "WEBVTT\n\n"
"""What a WebVTT file begins with."""

_WIDE = frozenset({"zh", "yue", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class Line:
    """What was said in one language."""

    text: str
    language: str

    @property
    def width(self) -> int:
        """How many characters a line of it may have."""
        return WIDE_WIDTH if self.language in _WIDE else WIDTH


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: when it is shown, and its lines from top to bottom."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


class Subtitles:
    """Makes cues of utterances given in order; remembers where the last cue ended."""

    def __init__(self) -> None:
        self._free_from = 0

    def cues(self, start_s: float, end_s: float, lines: Sequence[Line]) -> Iterator[Cue]:
        """Give the cues of an utterance: of its first language above those of the second.

        One that is too long for a cue is split in proportion to its text.
        """
        said = [Line(text, line.language) for line in lines if (text := tidy(line.text))]
        if not said:
            return
        start = round(start_s * 1000)
        length = max(round(end_s * 1000) - start, SHORTEST_MS)
        for begin, end, shown in _pieces(said, length):
            from_ms = max(start + round(begin * length), self._free_from)
            to_ms = start + round(end * length)
            self._free_from = min(max(to_ms, from_ms + SHORTEST_MS), from_ms + LONGEST_MS)
            yield Cue(from_ms, self._free_from, shown)


def srt(number: int, cue: Cue) -> str:
    """Give a cue as SRT, which numbers them from 1. SRT has no way to escape an arrow."""
    text = "\n".join(cue.lines).replace("-->", "→")
    return f"{number}\n{_time(cue.start_ms, ',')} --> {_time(cue.end_ms, ',')}\n{text}\n\n"


def vtt(cue: Cue) -> str:
    """Give a cue as WebVTT."""
    text = "\n".join(cue.lines)
    for letter, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(letter, escaped)
    return f"{_time(cue.start_ms, '.')} --> {_time(cue.end_ms, '.')}\n{text}\n\n"


def _time(time_ms: int, point: str) -> str:
    seconds, rest = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{rest:03}"


def _pieces(said: Sequence[Line], length_ms: int) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """Give (begin, end, lines) of each cue, begin and end as shares of the utterance."""
    parts = [_parts(line) for line in said]
    count = -(-length_ms // LONGEST_MS)
    while (columns := _columns(said, parts, count)) is None:
        count += 1
    begin = 0.0
    for row in zip(*columns, strict=True):
        end = begin + sum(share for share, _ in row) / len(row)
        shown = tuple(text for _, lines in row for text in lines)
        if shown:
            yield begin, end, shown
        begin = end


def _parts(line: Line) -> list[str]:
    return fitted(atoms(line.text, line.language), line.width)


_Column = list[tuple[float, tuple[str, ...]]]


def _columns(
    said: Sequence[Line], parts: Sequence[Sequence[str]], count: int
) -> list[_Column] | None:
    """Split each language into so many cues, (share of its text, lines) each; None if too few."""
    columns = []
    for line, atoms_of_it in zip(said, parts, strict=True):
        total = sum(map(len, atoms_of_it))
        column: _Column = []
        for piece in _split(atoms_of_it, count):
            lines = _two_lines(piece, line.width)
            if lines is None:
                return None
            column.append((sum(map(len, piece)) / total, lines))
        columns.append(column)
    return columns


def _split(parts: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Part atoms into so many pieces of about the same length; some are empty if there are few."""
    total = sum(map(len, parts))
    taken = 0
    at = 0
    for number in range(1, count + 1):
        first = at
        while at < len(parts) and taken + len(parts[at]) / 2 <= total * number / count:
            taken += len(parts[at])
            at += 1
        yield parts[first:at]


def _two_lines(parts: Sequence[str], width: int) -> tuple[str, ...] | None:
    """Lay atoms out in one line or two of about the same length; None where they do not fit."""
    whole = "".join(parts).strip()
    if len(whole) <= width:
        return (whole,) if whole else ()
    breaks = [
        ("".join(parts[:at]).strip(), "".join(parts[at:]).strip()) for at in range(1, len(parts))
    ]
    return min(
        (lines for lines in breaks if max(map(len, lines)) <= width),
        key=lambda lines: abs(len(lines[0]) - len(lines[1])),
        default=None,
    )
