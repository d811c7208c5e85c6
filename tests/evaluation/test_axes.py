"""Axes: values stand where they should, and ticks are round and few."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lsg_desktop.evaluation.axes import Scale


def test_values_stand_between_the_ends() -> None:
    """On an axis that goes up, too, where places count down."""
    across = Scale(1.0, 3.0, 50, 150)
    assert [across.place(value) for value in (1.0, 2.0, 3.0)] == [50, 100, 150]
    up = Scale(0.0, 10.0, 200, 100)
    assert [up.place(value) for value in (0.0, 2.5, 10.0)] == [200, 175, 100]


@pytest.mark.parametrize(
    ("low", "high"),
    [(0.0, high) for high in (0.001, 0.7, 1.0, 3.7, 9.99, 10.0, 95.0, 1234.0)]
    + [(-3.2, 96.4), (90.1, 90.9), (-0.1, 0.1)],
)
def test_there_are_a_few_round_ticks(low: float, high: float) -> None:
    """Within the ends, at even steps."""
    ticks = Scale(low, high, 0, 1).ticks()
    assert 3 <= len(ticks) <= 8
    assert low <= ticks[0] < ticks[-1] <= high * (1 + 1e-9)
    first, *others = (after - before for before, after in pairwise(ticks))
    assert others == pytest.approx([first] * len(others))
    assert f"{first:.1e}"[:3] in ("1.0", "2.0", "5.0")


def test_what_is_counted_has_whole_ticks() -> None:
    """There is no half an utterance."""
    assert Scale(0, 2, 0, 1, step=1).ticks() == [0, 1, 2]
    assert Scale(0, 40, 0, 1, step=1).ticks() == [0, 10, 20, 30, 40]
