"""The degeneracy test on policies whose nature is plain."""

from __future__ import annotations

import pytest

from lsg_desktop.evaluation.degeneracy import degeneracy


def test_an_even_policy_is_not_degenerate() -> None:
    """A second behind in ten: nine of ten units were to be expected early, and were."""
    delays = [1000.0 * second for second in range(1, 11)]
    test = degeneracy([(delays, 10_000, 1000.0)])
    assert test.simultaneous == pytest.approx(90)
    assert test.expected == pytest.approx(90)
    assert test.gap == pytest.approx(0)
    assert not test.is_degenerate


def test_one_early_word_and_the_rest_at_the_end_is_degenerate() -> None:
    """The mean lag of the early one says nothing of the nine others."""
    test = degeneracy([([1000.0] + [10_000.0] * 9, 10_000, 1000.0)])
    assert test.simultaneous == pytest.approx(10)
    assert test.gap == pytest.approx(80)
    assert test.is_degenerate


def test_where_nothing_is_early_nothing_is_to_be_expected() -> None:
    """An offline system claims no lag that could be disbelieved."""
    test = degeneracy([([10_000.0] * 3, 10_000, None)])
    assert (test.simultaneous, test.expected, test.gap) == (0, None, None)
    assert not test.is_degenerate
    assert degeneracy([]).simultaneous == 0
