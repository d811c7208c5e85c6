"""The Pareto front and the presets, by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.evaluation.front import Point, pareto, presets


def points(*pairs):
    """Give points named by their place."""
    return [Point(place, lag_s, quality) for place, (lag_s, quality) in enumerate(pairs)]


def named(found):
    """Give the names of points."""
    return [point.of for point in found]


def test_the_front_rises_from_the_earliest_to_the_best():
    """What another is better than at no more lag is left out."""
    assert named(pareto(points((2, 80), (1, 60), (3, 80), (2.5, 70), (4, 90)))) == [1, 0, 4]


def test_of_equals_the_first_stands_on_the_front():
    """So that the same settings are chosen each time."""
    assert named(pareto(points((1, 60), (1, 60), (1, 50)))) == [0]


values = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1)


@given(values)
def test_nothing_is_better_and_earlier_than_the_front(pairs):
    """Each point is matched by one of the front at no more lag."""
    found = points(*pairs)
    front = pareto(found)
    for one in found:
        assert any(on.lag_s <= one.lag_s and on.quality >= one.quality for on in front)
    assert front == pareto(front)


def test_presets_are_good_enough_and_early():
    """90 % and 99.5 % of the best, and half of the way between them."""
    front = pareto(points((0.5, 20), (1, 91), (1.2, 93), (1.5, 96), (2, 99.6), (3, 100)))
    assert {name: point.of for name, point in presets(front).items()} == {
        "faster": 1,
        "balanced": 3,
        "accurate": 4,
    }


@given(values)
def test_presets_never_wait_longer_for_less(pairs):
    """They lie on the front in their order."""
    found = presets(pareto(points(*pairs)))
    lags = [found[name].lag_s for name in ("faster", "balanced", "accurate")]
    assert lags == sorted(lags)


def test_one_point_is_all_three_presets():
    """A single setting, and even one that gets nothing right."""
    assert named(presets(points((1, 0))).values()) == [0, 0, 0]
