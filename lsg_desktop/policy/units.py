"""What counts as one unit of output: a word, or in some languages a character.

Scripts with spaces: a whitespace word with its attached punctuation ("3.5", "don't", "10:30").
Others: a token sequence that ends on a character boundary; a run of Latin letters or digits is
indivisible and counts its length. It knows no probability.
"""

from __future__ import annotations

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


def size(text: str, characters: bool) -> int:
    """How far writing a unit of this text advances the count of units."""
    return len(text.strip()) if characters else 1


def is_tested(token: str) -> bool:
    """Whether a token carries a letter or digit (or part of one): punctuation rides along."""
    return any(letter.isalnum() or letter == UNFINISHED for letter in token)


def closes(unit: str, following: str, characters: bool) -> bool:
    """Whether the token ``following`` shows that ``unit`` is complete."""
    if not characters:
        return following[:1].isspace()
    return not (_in_run(unit[-1:]) and _in_run(following[:1]))


def closes_itself(unit: str, characters: bool) -> bool:
    """Whether a unit is complete whatever follows."""
    return characters and not unit.endswith(UNFINISHED) and not _in_run(unit[-1:])


def _in_run(letter: str) -> bool:
    return letter.isalnum() and not any(low <= ord(letter) <= high for low, high in _UNSPACED)
