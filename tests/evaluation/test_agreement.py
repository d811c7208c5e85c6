"""How far two texts are the same."""

from __future__ import annotations

import pytest

from lsg_desktop.evaluation.agreement import agreement_of


@pytest.mark.parametrize(
    ("whole", "early", "percent"),
    [
        ("Good morning, everybody.", "good morning everybody", 100),
        ("one two three four", "one two three", 75),
        ("one two three four", "one too three four", 75),
        ("one two three four", "one two two three four", 75),
        ("one", "and two and three", 0),
    ],
)
def test_words_are_compared(whole, early, percent):
    """Neither case nor punctuation counts, and less than nothing is not the same."""
    assert agreement_of([whole], [early], "en").figure() == percent


def test_characters_are_where_words_are_not_parted():
    assert agreement_of(["早上好，大家。"], ["早上好大佳"], "zh").figure() == 80


def test_a_long_text_counts_more_than_a_short_one():
    """It is a share of all units."""
    assert agreement_of(["a b c", "d"], ["a b c", "e"], "en").figure() == 75
