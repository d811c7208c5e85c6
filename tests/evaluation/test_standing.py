"""Where LSG stands: chosen on one half of the clips, compared on the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lsg_desktop.evaluation.standing import (
    LEAST_CLIPS,
    MOST_RIVALS,
    Tallies,
    curves,
    overall,
    standings,
)
from lsg_desktop.evaluation.sweep import Trial
from lsg_desktop.evaluation.tally import Tally
from lsg_desktop.policy.baselines import Policy
from lsg_desktop.settings import PolicySettings

OWN = PolicySettings()
CLIPS = 40


def mean(values):
    """Give a tally whose figure is the mean of its clips."""
    counts = np.column_stack((values, np.ones(len(values))))
    return Tally("BLEU", counts, lambda sums: float(sums[0] / sums[1]))


def measured(lag_s, quality, odd=None, odd_s=None, clips=CLIPS):
    """Give a trial's figures, alike on all clips, or otherwise on every other."""
    values, lags_s = np.full(clips, float(quality)), np.full(clips, float(lag_s))
    values[1::2] = quality if odd is None else odd
    lags_s[1::2] = lag_s if odd_s is None else odd_s
    return Tallies(mean(values), mean(lags_s))


def lsg(alpha):
    """Give an LSG trial."""
    return Trial(replace(OWN, alpha=alpha))


def waits(low):
    """Give a wait-k trial."""
    return Trial(replace(OWN, low=low), Policy("wait-k"))


def test_lsg_at_no_more_lag_is_compared():
    """The best of those that are as early; the gain is that of the clips left over."""
    table = {
        lsg(0.1): measured(1.0, 70),
        lsg(0.2): measured(1.5, 80, odd=78),
        lsg(0.3): measured(2.5, 90),
        waits(2): measured(2.0, 75, odd=77),
    }
    (found,) = standings(table, OWN)
    assert found.curve == "wait-k"
    assert found.lsg is not None
    assert found.lsg.of == lsg(0.2)
    assert (found.other.quality, found.lsg.quality) == (77, 78)
    assert found.gain is not None
    assert found.gain.value == pytest.approx(1)
    assert found.gain.is_clear


def test_how_much_later_it_is_on_the_clips_left_over_is_told():
    """It was chosen for no more lag, which need not hold on other clips."""
    table = {lsg(0.1): measured(2.0, 80, odd_s=2.5), waits(2): measured(2.1, 75)}
    (found,) = standings(table, OWN)
    assert found.later_s is not None
    assert found.later_s.value == pytest.approx(0.4)
    assert found.later_s.is_clear


@pytest.mark.parametrize(("clips", "count"), [(2 * LEAST_CLIPS - 1, 0), (2 * LEAST_CLIPS, 1)])
def test_on_too_few_clips_nothing_is_compared(clips, count):
    """Resamples of so few tell too little of others."""
    table = {lsg(0.1): measured(1, 80, clips=clips), waits(2): measured(2, 75, clips=clips)}
    assert len(standings(table, OWN)) == count


def test_lsg_that_is_never_as_early_is_not_compared():
    """There is nothing to say of its quality."""
    table = {lsg(0.1): measured(1.0, 70), waits(1): measured(0.5, 60)}
    (found,) = standings(table, OWN)
    assert (found.lsg, found.gain) == (None, None)


def test_a_long_curve_is_compared_at_a_few_points():
    """From its earliest to its latest."""
    table = {lsg(0.1): measured(0.5, 50)}
    table |= {waits(low): measured(low, 50 + low) for low in range(1, 21)}
    lows = [one.other.of.settings.low for one in standings(table, OWN)]
    assert (len(lows), lows[0], lows[-1]) == (MOST_RIVALS, 1, 20)


@pytest.mark.parametrize("table", [{lsg(0.1): measured(1, 70)}, {waits(1): measured(1, 70)}])
def test_with_one_curve_there_is_nothing_to_compare(table):
    """LSG alone, or none of it."""
    assert standings(table, OWN) == []


def test_curves_hold_all_points():
    """By name, in the order of the trials."""
    table = {lsg(0.1): measured(1, 70), waits(1): measured(1, 71), lsg(0.2): measured(2, 72)}
    found = curves(table, OWN)
    assert {name: [point.quality for point in points] for name, points in found.items()} == {
        "LSG": [70, 72],
        "wait-k": [71],
    }


def test_over_all_tasks_each_counts_by_its_own_best():
    """A task that is hard weighs as much as one that is easy; other curves are left out."""
    one = {lsg(0.1): measured(1, 50), lsg(0.2): measured(2, 100), waits(1): measured(1, 200)}
    other = {lsg(0.1): measured(2, 20), lsg(0.2): measured(3, 20)}
    found = overall([one, other], OWN)
    assert [(point.lag_s, point.quality) for point in found] == [(1.5, 0.75), (2.5, 1.0)]


def test_a_task_without_any_right_word_has_no_share():
    """An error rate above 100 % is no negative quality."""
    assert [point.quality for point in overall([{lsg(0.1): measured(1, -20)}], OWN)] == [0.0]
