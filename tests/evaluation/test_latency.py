"""Latency by hand: small cases worked out from the definitions."""

from __future__ import annotations

import pytest

from lsg_desktop.evaluation.latency import laal


def test_an_even_pace_one_unit_behind_lags_by_one_unit() -> None:
    """Four words over 4 s, each written when it has been spoken: 1 s behind its beginning."""
    assert laal([1000, 2000, 3000, 4000], 4000, 4) == pytest.approx(1000)


def test_writing_all_at_the_end_lags_by_the_whole_source() -> None:
    """Only the first unit at the end counts."""
    assert laal([4000, 4000, 4000], 4000, 3) == pytest.approx(4000)


def test_a_long_hypothesis_sets_the_pace() -> None:
    """The pace is that of the longer of hypothesis and reference."""
    assert laal([1000, 2000, 3000, 4000], 4000, 2) == laal([1000, 2000, 3000, 4000], 4000, 4)
    assert laal([1000, 2000], 4000, 4) == pytest.approx((1000 + 1000) / 2)


def test_no_output_is_as_late_as_can_be() -> None:
    """Without any unit the lag is the source's length."""
    assert laal([], 4000, 4) == 4000


def test_units_after_the_first_at_the_end_do_not_count() -> None:
    """The mean runs up to the first unit written with the whole source heard."""
    assert laal([2000, 4000, 4000, 4000], 4000, 4) == pytest.approx((2000 + 3000) / 2)
