"""Latency by hand: small cases worked out from the definitions."""

from __future__ import annotations

import pytest

from lsg_desktop.evaluation.latency import al, ap, atd, atd_of_text, dal, laal, yaal


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


def test_units_after_the_first_at_the_end_do_not_count() -> None:
    """The mean runs up to the first unit written with the whole source heard."""
    assert laal([2000, 4000, 4000, 4000], 4000, 4) == pytest.approx((2000 + 3000) / 2)


def test_al_goes_by_the_reference_alone() -> None:
    """Two units of a reference of four: a unit a second; of one of two: a unit in two."""
    assert al([1000, 2000], 4000, 4) == pytest.approx((1000 + 1000) / 2)
    assert al([1000, 2000, 3000, 4000], 4000, 2) == pytest.approx((1000 + 0 - 1000 - 2000) / 4)


def test_a_first_unit_after_the_source_lags_by_its_own_time() -> None:
    """By the clock, units come after the end."""
    assert al([4500, 4600], 4000, 2) == laal([4500, 4600], 4000, 2) == 4500


def test_ap_is_the_share_of_the_source_heard() -> None:
    """All at the end is 1, a long hypothesis more than 1."""
    assert ap([1000, 2000, 3000, 4000], 4000, 4) == pytest.approx(10 / 16)
    assert ap([4000, 4000], 4000, 2) == 1
    assert ap([4000, 4000, 4000], 4000, 2) == 1.5


def test_dal_keeps_lateness_once_gained() -> None:
    """Units of 1 s each: 2 s, then 3, 4 and 5, though they were written at once; all 2 s late."""
    assert dal([2000, 2000, 2000, 2000], 4000) == pytest.approx(2000)
    assert dal([1000, 2000, 3000, 4000], 4000) == pytest.approx(1000)
    assert dal([1000, 4000], 4000) == pytest.approx((1000 + (4000 - 2000)) / 2)


def test_yaal_passes_over_what_is_written_at_the_end() -> None:
    """Two of four units were early; without any there is no figure."""
    assert yaal([1000, 2000, 4000, 4000], 4000, 4) == pytest.approx(1000)
    assert yaal([2000, 2000, 4000, 4000], 4000, 4) == pytest.approx((2000 + 1000) / 2)
    assert yaal([4000, 4000], 4000, 4) is None
    assert yaal([], 4000, 4) is None


def test_atd_goes_by_the_source_word_that_a_unit_belongs_to() -> None:
    """Chunks of 640 ms are words that end at 300, 600, 640; units belong to them in order."""
    assert atd([640, 640]) == pytest.approx(((640 - 300) + (640 - 600)) / 2)
    # The second chunk's words end at 940, 1240, 1280: its first unit is the third of all.
    assert atd([640, 640, 1280]) == pytest.approx(((640 - 300) + (640 - 600) + (1280 - 640)) / 3)


def test_atd_knows_no_unit_from_a_word_not_yet_heard() -> None:
    """Five units of a chunk of one word belong to it, and the next begin after it."""
    assert atd([300] * 5) == 0
    # Four units ahead of the words: the sixth belongs to the second.
    assert atd([300] * 5 + [600]) == 0


def test_atd_by_the_clock_adds_how_late_each_unit_was() -> None:
    """The source words stay where they are."""
    assert atd([640, 640], [900, 900]) == pytest.approx(atd([640, 640]) + 260)


@pytest.mark.parametrize(
    ("delays", "words", "found"),
    [
        ((1, 2, 2, 4, 4), 5, (0.1, 0.6, 0.65, 1.0, 1.6)),
        ((3, 3, 3, 3, 5, 5), 5, (0.9, 5.2 / 3, 1.1, 3.0, 3.5)),
        ((4,), 4, (4.0, 4.0, 0.25, 4.0, 4.0)),
        ((1, 1, 1, 1, 1, 2, 3), 3, (-23 / 28, 1 / 7, 5 / 6, 1.0, 25 / 7)),
    ],
)
def test_of_text_all_are_simulevals_in_words(delays, words, found) -> None:
    """AL, LAAL, AP, DAL and ATD as SimulEval 1.1.4 gives them for a reference of four words."""
    ours = (
        al(delays, words, 4),
        laal(delays, words, 4),
        ap(delays, words, 4),
        dal(delays, words),
        atd_of_text(delays),
    )
    assert ours == pytest.approx(found)
