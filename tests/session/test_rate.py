"""Ten minutes of talk at every pace: no unit is forced before it is spoken, and none falls behind.

The figures are measured with the default settings (640 ms, δ 7, α 0.6, L 1, U 6, rate).
"""

from __future__ import annotations

import pytest

from lsg_desktop.events import Reason
from tests.session.talks import lags, talk

EACH_AND_CHANGING = [
    ("en", (1,)),
    ("en", (2,)),
    ("en", (3,)),
    ("en", (1, 2, 3)),
    ("zh", (2,)),
    ("zh", (4,)),
    ("zh", (6,)),
    ("zh", (2, 4, 6)),
]


def forced(found):
    return [lag for lag in found if lag.reason is Reason.RANGE_TOP]


@pytest.mark.parametrize("pauses", [False, True])
@pytest.mark.parametrize(("language", "rates"), EACH_AND_CHANGING)
def test_units_that_become_sure_once_spoken_are_written_at_the_next_chunk(language, rates, pauses):
    """However wrongly they are guessed before; measured: 0.64 s, and 1.24 s at a word a second."""
    found = list(lags(talk(rates, pauses), language, guessing=True))
    assert len(found) > 500
    assert min(lag.seconds for lag in found) > -0.001
    assert max(lag.seconds for lag in found) < 1.3
    assert forced(found) == []


@pytest.mark.parametrize("pauses", [False, True])
def test_a_word_waits_for_the_next_where_nothing_is_foreseen(pauses):
    """A model that drafts only what it heard shows a word complete with the next; under 3 s."""
    found = list(lags(talk((1, 2, 3), pauses), foresees=False))
    assert min(lag.seconds for lag in found) > -0.001
    assert max(lag.seconds for lag in found) < 2.6
    assert forced(found) == []


@pytest.mark.parametrize(("language", "rate"), [("en", 3.8), ("zh", 7.5)])
def test_a_speaker_faster_than_the_range_expects_is_late_in_his_first_utterance_only(
    language, rate
):
    """By under 3 s; his pace is learnt from it."""
    utterances = talk((rate,), False, 60)
    found = list(lags(utterances, language, guessing=True))
    first = len(utterances[0].words_s)
    assert 1.0 < max(lag.seconds for lag in found[:first]) < 3.0
    assert max(lag.seconds for lag in found[first:]) < 0.7


@pytest.mark.parametrize("pauses", [False, True])
@pytest.mark.parametrize(
    ("language", "rates"), [("en", (1,)), ("en", (3,)), ("en", (1, 2, 3)), ("zh", (2, 4, 6))]
)
def test_the_range_releases_words_that_never_become_sure(language, rates, pauses):
    """One in ten; it comes U chunks of speech after the last write and so after it was spoken."""
    found = list(lags(talk(rates, pauses, 120), language, guessing=True, mumbled=0.1))
    assert len(forced(found)) > 3
    assert min(lag.seconds for lag in found) > -0.001
