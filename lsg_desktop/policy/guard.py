"""When output runs away: too much text for the sound heard, or the same words over and over."""

from __future__ import annotations

from lsg_desktop.policy.units import counts_characters

LETTERS_A_SECOND = 30
CHARACTERS_A_SECOND = 12

REPEATS = {1: 6, 2: 4}
"""How often a run of n units may follow itself before it is a loop; three times where longer."""

LONGEST_RUN = 12


def runs_away(text: str, seconds: float, language: str) -> bool:
    """Whether a line is too long for the seconds heard, or ends in a loop."""
    characters = counts_characters(language)
    limit = CHARACTERS_A_SECOND if characters else LETTERS_A_SECOND
    units = [*text] if characters else text.split()
    return len(text) > limit * max(1.0, seconds) or loops(units)


def most_tokens(seconds: float) -> int:
    """How many tokens a line can need at the most, whatever their text."""
    return int(LETTERS_A_SECOND * max(1.0, seconds))


def loops(units: list[str]) -> bool:
    """Whether units end in one run of them repeated."""
    return any(_repeats(units, length) for length in range(1, LONGEST_RUN + 1))


def _repeats(units: list[str], length: int) -> bool:
    times = REPEATS.get(length, 3)
    tail = units[-length * times :]
    return len(tail) == length * times and tail == tail[-length:] * times
