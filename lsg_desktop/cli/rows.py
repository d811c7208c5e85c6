"""An utterance as rows of a terminal, one column a language or one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from lsg_desktop.session.export import clock
from lsg_desktop.session.wrapping import atoms, wrapped

_TIME = 8  # columns for when an utterance began
_CODE = 4  # columns for which language it is, where they lie below each other
_GAP = 3
_NARROWEST = 30  # of a column beside another
_WIDEST = 72  # beyond which lines are tiring to read
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is written in one language, and what would follow now."""

    language: str
    text: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a terminal's columns are shared out among languages."""

    languages: tuple[str, ...]
    beside: bool
    width: int

    @classmethod
    def of(cls, languages: Sequence[str], terminal: int) -> Layout:
        """Fit languages into a terminal of so many columns: beside each other if they can be."""
        count = len(languages)
        width = (terminal - 1 - _TIME - _GAP * (count - 1)) // count
        if count > 1 and width < _NARROWEST:
            return cls(tuple(languages), False, max(2, terminal - 1 - _TIME - _CODE))
        return cls(tuple(languages), True, max(2, min(width, _WIDEST)))

    def rows(self, start_s: float, passages: Sequence[Passage]) -> list[Text]:
        """Give an utterance's rows. More text behind never moves what stands."""
        columns = [_lines(passage, self.width) for passage in passages]
        if self.beside:
            rows = [self._side_by_side(row) for row in zip_longest(*columns, fillvalue=Text())]
        else:
            rows = [
                Text.assemble((_padded(passage.language if first else "", _CODE), "dim"), line)
                for passage, lines in zip(passages, columns, strict=True)
                for first, line in zip([True] + [False] * len(lines), lines, strict=False)
            ]
        return [
            Text.assemble((_padded("" if number else clock(start_s), _TIME), "dim"), row)
            for number, row in enumerate(rows)
        ]

    def titles(self, names: Sequence[str]) -> Text:
        """Give a line across the terminal that names what stands above it."""
        if not self.beside:
            return Text("─" * (_TIME + _CODE + self.width), style="dim")
        titles = [name + " " + "─" * (self.width - cell_len(name) - 1) for name in names]
        return Text("─" * (_TIME - 1) + " " + ("─" * (_GAP - 1) + " ").join(titles), style="dim")

    def _side_by_side(self, lines: Sequence[Text]) -> Text:
        row = Text()
        for number, line in enumerate(lines):
            row.append_text(line)
            if number + 1 < len(lines):
                row.append(" " * (self.width - cell_len(line.plain) + _GAP))
        return row


def _lines(passage: Passage, width: int) -> list[Text]:
    """Break a passage into lines of a terminal, its draft dim."""
    text = _CONTROL.sub(" ", passage.text + passage.draft)
    solid = len(passage.text)
    found = []
    parts = atoms(text.rstrip(), passage.language, marks_ride=False)
    for line in wrapped(parts, width, cell_len):
        cut = min(max(solid, 0), len(line))
        found.append(Text.assemble(line[:cut].rstrip() if cut == len(line) else line[:cut]))
        found[-1].append(line[cut:].rstrip(), style="dim")
        solid -= len(line)
    return found


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
