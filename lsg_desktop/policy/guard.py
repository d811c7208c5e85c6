"""When output runs away: too much text for the sound heard, or the same words over and over."""

from __future__ import annotations

import math

from lsg_desktop.policy.units import counts_characters

LETTERS_A_SECOND = 30
CHARACTERS_A_SECOND = 12

TIMES = 4
LOOPED_WORDS = 10
LOOPED_CHARACTERS = 15
"""A loop is a run that stands so many times in a row and fills so much text.

People repeat themselves too: a loop missed costs a few words, one imagined the whole utterance.
"""

LONGEST_RUN = 12


def runs_away(text: str, seconds: float, language: str) -> bool:
    """Whether a line is too long for the seconds heard, or ends in a loop."""
    characters = counts_characters(language)
    limit = CHARACTERS_A_SECOND if characters else LETTERS_A_SECOND
    return len(text) > limit * max(1.0, seconds) or loops(text, characters)


def most_tokens(seconds: float) -> int:
    """How many tokens a line can need at the most, whatever their text."""
    return int(LETTERS_A_SECOND * max(1.0, seconds))


def loops(text: str, characters: bool) -> bool:
    """Whether a text ends in one run of words, or characters, over and over."""
    units = [*text] if characters else text.split()
    fewest = LOOPED_CHARACTERS if characters else LOOPED_WORDS
    return any(
        _ends_in(units, length, max(TIMES, math.ceil(fewest / length)))
        for length in range(1, LONGEST_RUN + 1)
    )


def _ends_in(units: list[str], length: int, times: int) -> bool:
    tail = units[-length * times :]
    return len(tail) == length * times and tail == tail[-length:] * times
