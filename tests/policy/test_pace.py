"""How fast units come: the usual pace of a language, and what a speaker has shown."""

from __future__ import annotations

import pytest

from lsg_desktop.policy.pace import (
    CHARACTERS_A_SECOND,
    WORDS_A_SECOND,
    Pace,
    usual,
)


@pytest.mark.parametrize(
    ("language", "a_second"),
    [("en", WORDS_A_SECOND), ("de", WORDS_A_SECOND), ("zh", CHARACTERS_A_SECOND)],
)
@pytest.mark.parametrize("chunk_ms", [160, 640, 1920])
def test_a_language_has_a_usual_pace_whatever_the_chunk(language, a_second, chunk_ms):
    """Counted in its units for each chunk of speech."""
    assert usual(language, chunk_ms) == pytest.approx(a_second * chunk_ms / 1000)
    assert Pace(language, chunk_ms).units_a_chunk == usual(language, chunk_ms)


def learnt(*utterances, language="en", chunk_ms=1000):
    """Give the pace in units a second after utterances of (units a second, seconds of speech)."""
    pace = Pace(language, chunk_ms)
    for a_second, seconds in utterances:
        pace.learn(round(a_second * seconds), round(seconds * 1000 / chunk_ms))
    return pace.units_a_chunk * 1000 / chunk_ms


def test_a_faster_speaker_is_followed_at_once():
    """Words that are held back for being early are seen to be late."""
    assert learnt((4.0, 20)) == 4.0


def test_a_slower_speaker_is_not_followed():
    """The pace says how early a word can come, not how early it usually comes."""
    assert learnt((1.0, 20), (1.5, 20)) == WORDS_A_SECOND


def test_a_fast_speaker_is_forgotten_half_and_half():
    """Another may have begun to speak."""
    assert learnt((4.0, 20), (2.0, 20)) == pytest.approx((4.0 + WORDS_A_SECOND) / 2)
    assert learnt((4.0, 20), *[(2.0, 20)] * 20) == pytest.approx(WORDS_A_SECOND)


def test_nobody_is_more_than_twice_as_fast_as_usual():
    """Then it was no speech, or the model ran away."""
    assert learnt((20.0, 20)) == 2 * WORDS_A_SECOND


@pytest.mark.parametrize("chunk_ms", [160, 320, 640])
def test_a_short_utterance_says_nothing(chunk_ms):
    """Two seconds of speech are needed, however long a chunk is."""
    assert learnt((5.0, 1.6), chunk_ms=chunk_ms) == pytest.approx(WORDS_A_SECOND)
    assert learnt((5.0, 4), chunk_ms=chunk_ms) == pytest.approx(5.0, rel=0.05)


def test_silence_says_nothing():
    """No speech, no units, no division."""
    assert learnt((0.0, 0.0)) == WORDS_A_SECOND
