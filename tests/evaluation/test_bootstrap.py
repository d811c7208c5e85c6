"""How sure a figure is: known cases, and the same clips on both sides of a difference."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.evaluation.bootstrap import difference, interval

CLIPS = np.arange(200)
VALUES = np.random.default_rng(3).normal(10.0, 2.0, 200)


def mean(of):
    """Give the mean of values by clip."""
    return lambda clips: float(of[clips].mean())


def test_a_mean_lies_where_the_normal_law_says():
    """1.96 standard errors to either side, within what 1,000 resamples can tell."""
    found = interval(mean(VALUES), CLIPS)
    error = 1.96 * VALUES.std() / np.sqrt(len(VALUES))
    assert found.value == pytest.approx(VALUES.mean())
    assert found.low == pytest.approx(VALUES.mean() - error, abs=0.05)
    assert found.high == pytest.approx(VALUES.mean() + error, abs=0.05)


def test_the_same_seed_gives_the_same_interval():
    """A report can be made again."""
    assert interval(mean(VALUES), CLIPS, seed=4) == interval(mean(VALUES), CLIPS, seed=4)
    assert interval(mean(VALUES), CLIPS, seed=4) != interval(mean(VALUES), CLIPS, seed=5)


def test_a_difference_is_taken_of_the_same_clips():
    """What is a little better on every clip is so beyond doubt, however much clips differ."""
    found = difference(mean(VALUES + 0.1), mean(VALUES), CLIPS)
    assert found.low == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1)
    assert found.is_clear
    assert not difference(mean(VALUES), mean(VALUES), CLIPS).is_clear


def test_only_the_clips_that_were_given_are_drawn():
    """Half of the clips knows nothing of the other half."""
    half = np.where(CLIPS % 2, 1.0, 5.0)
    assert interval(mean(half), CLIPS[::2]).high == 5.0
