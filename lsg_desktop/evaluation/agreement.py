"""How far what was written early is what is written after hearing all; it knows no settings.

That takes neither a reference nor a library.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation.tally import Tally
from lsg_desktop.policy import units

_LINES_REMEMBERED = 100_000
"""Most settings write most lines alike."""


def agreement_of(whole: Sequence[str], early: Sequence[str], lang: str) -> Tally:
    """Tally how much of a text is the same, in percent of what was written after hearing all.

    Words count, or characters, and neither case nor punctuation.
    """
    characters = units.counts_characters(lang)
    edits = [_edits(*texts, characters) for texts in zip(whole, early, strict=True)]
    return Tally("agreement", np.array(edits, np.float64), _share)


def _share(sums: NDArray[np.float64]) -> float:
    edits, length = sums
    return float(100 * max(0.0, 1 - edits / length))


@lru_cache(_LINES_REMEMBERED)
def _edits(whole: str, early: str, characters: bool) -> tuple[int, int]:
    """Count the units to change, and those of the whole."""
    wanted, written = _units(whole, characters), _units(early, characters)
    row = list(range(len(wanted) + 1))
    for number, unit in enumerate(written, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(wanted, 1):
            change = before + (unit != other)
            before = row[place]
            row[place] = min(change, row[place] + 1, row[place - 1] + 1)
    return row[-1], len(wanted)


def _units(text: str, characters: bool) -> list[str]:
    """Cut a text into what is compared: letters, digits and the marks that belong to them."""
    plain = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text.casefold()
    )
    return [sign for sign in plain if sign != " "] if characters else plain.split()
