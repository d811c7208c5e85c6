"""What the core says, in the language of the window and for its user; it knows no widget.

The core speaks English, to a terminal. Its sentences are recognised here by their templates, in the
tables of ``core_words_*.py``, and said again in words of the window. Values stay what they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from lsg_desktop.models.prompts import LANGUAGES
from lsg_desktop.ui import (
    core_words_adapters,
    core_words_hub,
    core_words_kept,
    core_words_models,
    core_words_sound,
)
from lsg_desktop.ui.transcript_words import language_name

TABLE = {
    **core_words_sound.SENTENCES,
    **core_words_models.SENTENCES,
    **core_words_adapters.SENTENCES,
    **core_words_hub.SENTENCES,
    **core_words_kept.SENTENCES,
}
"""The window's words for every template of the core; ``{name}`` stands where the core has a value.

Whole sentences, except for those that are only part of another.
"""

PHRASE_FIELDS = frozenset({"number", "place", "plan", "room", "tensors", "why"})
"""Fields whose value the core has words of its own for, within a sentence."""

SENTENCE_FIELDS = frozenset({"problem", "remedy"})
"""Fields whose value is a sentence of the core."""

_FIELD = re.compile(r"\{(\w+)\}")
_ENDS = (".", "!", "?", "…", "。", "！", "？")


def told(problem: str, remedy: str = "") -> str:
    """Say what went wrong, and what mends it, in whole sentences of the window."""
    parts = [_sentence(part) for part in (problem, remedy) if part]
    if len(parts) < 2:
        return "".join(parts)
    # In Chinese no space divides them.
    words = QCoreApplication.translate("CoreWords", "{problem} {remedy}")
    return words.format(problem=parts[0], remedy=parts[1])


def said(text: str) -> str:
    """Say a text of the core in words of the window; one that is not known stays as it is."""
    found = recognised(text)
    if found is None:
        return text
    words, values = found
    shown = {name: _shown(name, value) for name, value in values.items()}
    return QCoreApplication.translate("CoreWords", words).format(**shown)


@lru_cache(maxsize=64)  # the state line asks many times a second for the same
def recognised(text: str) -> tuple[str, dict[str, str]] | None:
    """Give the window's words in English, and the values by field; None where it is not known."""
    for pattern, words in _patterns():
        if found := pattern.fullmatch(text):
            return words, found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give what recognises each template, those with the most words first: they say the most."""
    ordered = sorted(TABLE, key=lambda template: len(_FIELD.sub("", template)), reverse=True)
    return tuple((_pattern(template), TABLE[template]) for template in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _FIELD.split(template)  # words, field, words, field, …, words
    pattern = "".join(
        f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)


def _shown(field: str, value: str) -> str:
    if field in SENTENCE_FIELDS:
        return _sentence(value)
    if field in PHRASE_FIELDS:
        return said(value)
    if field == "language":
        return language_name(value.strip("'"))
    if field == "choices":
        return ", ".join(
            language_name(one) if one in LANGUAGES else one for one in value.split(", ")
        )
    return value


def _sentence(text: str) -> str:
    if recognised(text):
        return said(text)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(_ENDS) else '.'}"
