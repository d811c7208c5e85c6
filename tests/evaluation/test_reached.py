"""What came of lags that were asked for: of all clips, and once they had settled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lsg_desktop.evaluation.memo import Passes
from lsg_desktop.evaluation.reached import Fixed, reached, sentence
from lsg_desktop.evaluation.standing import Tallies, standings
from lsg_desktop.evaluation.sweep import Held, Sweep, Trial
from lsg_desktop.policy.baselines import Policy
from tests.evaluation.test_standing import CLIPS, OWN, lsg, mean, measured

ASKED = Trial(OWN, target_s=1.5)
ENDED = replace(OWN, low=2)


def swept(lags_s, *, at_limit=False):
    """Give a sweep in which a lag was held: the lags of each clip."""
    return Sweep({}, {ASKED: Held([tuple(one) for one in lags_s], ENDED, at_limit)}, Passes())


def settling():
    """Give the figures of a trial that is late at first."""
    lag_s, quality = np.full(CLIPS, 1.5), np.full(CLIPS, 80.0)
    lag_s[: CLIPS // 3], quality[: CLIPS // 3] = 3.0, 95.0
    return Tallies(mean(quality), mean(lag_s))


def test_what_was_got_is_told_of_all_clips_and_of_those_after_the_first_third():
    """The lag is as the controller measures it: a pause does not count."""
    lags_s = [[3.0]] * (CLIPS // 3) + [[1.5, 1.5, 1.5, 9.0]] * (CLIPS - CLIPS // 3)
    table = {ASKED: settling(), lsg(0.1): measured(1.0, 70), lsg(0.9): measured(1.4, 75)}
    first, settled = reached(swept(lags_s), table, OWN)
    assert (first.settled, settled.settled) == (False, True)
    assert (settled.asked_s, settled.got_s) == (1.5, 1.5)
    assert settled.point.lag_s == 1.5
    assert first.point.lag_s > 1.9
    assert settled.held.ended == ENDED


def test_it_is_compared_with_the_best_fixed_setting_at_no_more_lag():
    """Better is more, whichever stands first."""
    table = {
        ASKED: measured(1.5, 80),
        lsg(0.1): measured(1.0, 70),
        lsg(0.5): measured(1.4, 77),
        lsg(0.9): measured(1.6, 90),
    }
    (one, _) = reached(swept([[1.5]] * CLIPS), table, OWN)
    assert one.fixed is not None
    assert one.fixed.point is not None
    assert one.fixed.point.of == lsg(0.5)
    assert one.fixed.difference is not None
    assert one.fixed.difference.value == pytest.approx(3)
    assert one.fixed.difference.low <= 3 <= one.fixed.difference.high
    assert one.fixed.later_s is not None
    assert one.fixed.later_s.value == pytest.approx(0.1)
    said = sentence(one, "BLEU", 80.0)
    assert said.startswith("Asked 1.5 s, over all clips: got 1.50 s, LAAL 1.50 s, BLEU 80.00;")
    assert "Beside δ 7 α 0.5 L 1 U 6, 1.40 s, it is better by +3.00" in said
    assert "in BLEU, and later by +0.10 s" in said


def test_where_no_fixed_setting_is_as_early_there_is_no_difference():
    """And where there is none at all, nothing to compare with."""
    early = {ASKED: measured(0.5, 80), lsg(0.1): measured(1.0, 70)}
    found = [
        reached(swept([[0.5]] * CLIPS), table, OWN)[0] for table in (early, {ASKED: early[ASKED]})
    ]
    assert [one.fixed for one in found] == [Fixed(None, None), None]
    assert "No fixed setting is as early." in sentence(found[0], "BLEU", 80.0)


def test_a_lag_that_could_not_be_reached_is_said_to_be():
    """With what there was instead."""
    table = {ASKED: measured(2.0, 80)}
    (one, _) = reached(swept([[2.0]] * CLIPS, at_limit=True), table, OWN)
    assert "got 2.00 s and could do no more" in sentence(one, "BLEU", 80.0)


def test_where_nothing_was_written_no_lag_was_got():
    """The controller has heard nothing."""
    (one, _) = reached(swept([[]] * CLIPS), {ASKED: measured(2.0, 0)}, OWN)
    assert one.got_s is None
    assert "nothing was written" in sentence(one, "BLEU", 0.0)


def test_a_lag_that_is_held_is_no_rival_among_the_others():
    """It has a table of its own."""
    table = {
        ASKED: measured(1.5, 80),
        lsg(0.1): measured(1.0, 70),
        Trial(OWN, Policy("offline")): measured(3.0, 90),
    }
    assert [one.curve for one in standings(table, OWN)] == ["offline"]
