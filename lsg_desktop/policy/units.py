"""What counts as one unit of output: a word, or in some languages a character.

Scripts with spaces: a whitespace word with its attached punctuation ("3.5", "don't", "10:30").
Others: a token sequence that ends on a character boundary; a run of Latin letters or digits is
indivisible and counts its length. It knows no probability.
"""

from __future__ import annotations

import unicodedata

CHARACTER_LANGUAGES = frozenset({"zh", "yue", "ja", "th"})
"""Languages counted by the character, as SimulEval counts them."""

UNFINISHED = "\N{REPLACEMENT CHARACTER}"
"""How a tokenizer shows the bytes of a character that is not complete yet."""

_UNSPACED = (
    (0x0E00, 0x0E7F),  # Thai
    (0x2E80, 0xA4CF),  # CJK, kana, ideographic punctuation
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x3FFFF),  # further ideographs
)


def counts_characters(language: str) -> bool:
    """Whether a language's units are characters."""
    return language in CHARACTER_LANGUAGES


def split(text: str, characters: bool) -> list[str]:
    """Give the units of a text; as in SimulEval, white space is no character."""
    words = text.split()
    return list("".join(words)) if characters else words


def plain(text: str, characters: bool) -> str:
    """Give a text as SimulEval logs it: a space between words, and none between characters."""
    return ("" if characters else " ").join(split(text, characters))


def count(text: str, characters: bool) -> int:
    """How many units a text is."""
    return len(split(text, characters))


def is_tested(token: str) -> bool:
    """Whether a token carries a letter or digit (or part of one): punctuation rides along."""
    return any(sign == UNFINISHED or unicodedata.category(sign)[0] in "LMN" for sign in token)


def closes(unit: str, following: str, characters: bool) -> bool:
    """Whether the token ``following`` shows that ``unit`` is complete; white space is no unit."""
    if not unit.strip() or (characters and unit.endswith(UNFINISHED)):
        return False
    if not characters:
        return following[:1].isspace()
    # What begins inside a character may go on with a run.
    return not (_in_run(unit[-1]) and (following[:1] == UNFINISHED or _in_run(following[:1])))


def closes_itself(unit: str, characters: bool) -> bool:
    """Whether a unit is complete whatever follows."""
    if not characters:
        return unit[-1:].isspace() and not unit.isspace()
    return closes(unit, "", characters) and not _in_run(unit[-1])


def _in_run(letter: str) -> bool:
    return letter.isalnum() and not any(low <= ord(letter) <= high for low, high in _UNSPACED)
