"""How fast units come: the language's usual pace, and what this speaker has shown.

The pace bounds how early a unit can be expected, so it errs to the fast side: it never falls under
the language's usual pace, follows a faster speaker at once and forgets him slowly.
"""

from __future__ import annotations

from lsg_desktop.policy.units import counts_characters

WORDS_A_SECOND = 2.6
CHARACTERS_A_SECOND = 5.2
"""Mandarin, a character a syllable: Pellegrino et al. 2011, A cross-language perspective."""

FORGETTING = 0.5
FEWEST_SECONDS = 2.0
"""An utterance with less speech than this says nothing about pace."""


def usual(language: str, chunk_ms: int) -> float:
    """The usual pace of a language in units per chunk of speech."""
    a_second = CHARACTERS_A_SECOND if counts_characters(language) else WORDS_A_SECOND
    return a_second * chunk_ms / 1000


class Pace:
    """What earlier utterances of a speaker tell of one task's pace."""

    def __init__(self, language: str, chunk_ms: int) -> None:
        self._language = language
        self._usual = usual(language, chunk_ms)
        self._known = self._usual
        self._fewest_chunks = 1000 * FEWEST_SECONDS / chunk_ms

    @property
    def units_a_chunk(self) -> float:
        """The pace for the next utterance."""
        return self._known

    def at(self, chunk_ms: int) -> Pace:
        """Give the same pace for chunks of another length."""
        other = Pace(self._language, chunk_ms)
        other._known = self._known * other._usual / self._usual
        return other

    def learn(self, units: int, speech_chunks: int) -> None:
        """Take in one finished utterance."""
        if speech_chunks < self._fewest_chunks:
            return
        shown = units / speech_chunks
        kept = self._known + FORGETTING * (self._usual - self._known)
        self._known = max(self._usual, kept, min(shown, 2 * self._usual))
