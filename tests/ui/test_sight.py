"""What is read holds still, whatever is learnt about the rest of the list."""

from __future__ import annotations

import random

import pytest

from lsg_desktop.ui.heights import Heights
from lsg_desktop.ui.sight import Sight

GUESS = 50


class Rows:
    """Rows of known heights, whose measuring is counted."""

    def __init__(self, heights):
        self.heights = list(heights)
        self.measured = 0

    def measure(self, row):
        self.measured += 1
        return self.heights[row]

    def add(self, sight, height):
        self.heights.append(height)
        sight.heights.insert(len(sight.heights), GUESS)
        sight.settle()


def sight_of(heights, height=300):
    rows = Rows(heights)
    sight = Sight(rows.measure)
    sight.height = height
    sight.guess_all([GUESS] * len(rows.heights))
    sight.settle()
    return rows, sight


def uneven(count, seed=0):
    rng = random.Random(seed)
    return [rng.randint(20, 190) for _ in range(count)]


def top_of(sight, row):
    return dict(sight.rows())[row]


def test_tops_are_the_sums_of_the_heights_before():
    """Also after rows have been measured, added and removed in any order."""
    heights = Heights()
    heights.guess_all([10, 20, 30])
    assert [heights.top(row) for row in range(4)] == [0, 10, 30, 60]
    heights.measure(1, 5)
    heights.insert(3, 7)
    heights.remove(0)
    assert [heights.top(row) for row in range(4)] == [0, 5, 35, 42]
    assert [heights.row_at(place) for place in (-3, 0, 4, 5, 41, 42, 99)] == [0, 0, 0, 1, 2, 2, 2]


def test_an_empty_list_shows_nothing():
    """There is no row to be at."""
    _, sight = sight_of([])
    assert list(sight.rows()) == []
    assert (sight.place, sight.farthest) == (0, 0)


def test_few_rows_begin_at_the_top():
    """They are not pushed to the lower edge."""
    _, sight = sight_of([40, 60])
    assert list(sight.rows()) == [(0, 0), (1, 40)]


def test_the_newest_row_is_followed():
    """Its lower edge stands at that of the sight, however the rows grow."""
    rows, sight = sight_of(uneven(40))
    for height in uneven(20, seed=1):
        rows.add(sight, height)
        row, top = list(sight.rows())[-1]
        assert row == len(rows.heights) - 1
        assert top + height == 300
        assert sight.place == sight.farthest


@pytest.mark.parametrize("count", [50, 5_000])
def test_new_text_costs_the_same_however_long_the_list_is(count):
    """A new row is measured, and no other."""
    rows, sight = sight_of(uneven(count))
    rows.measured = 0
    for height in uneven(10, seed=1):
        rows.add(sight, height)
    assert rows.measured == 10


def test_what_is_read_stays_put_while_text_comes():
    """Whoever has scrolled away is left in peace."""
    rows, sight = sight_of(uneven(100))
    sight.go(sight.place - 900)
    assert not sight.is_following
    before = list(sight.rows())
    for height in uneven(30, seed=2):
        rows.add(sight, height)
    assert list(sight.rows()) == before


def test_scrolling_by_a_little_moves_the_text_by_just_as_much():
    """Although the rows above had only been guessed."""
    _, sight = sight_of(uneven(200))
    for _ in range(100):
        row, top = next(iter(sight.rows()))
        sight.go(sight.place - 37)
        assert top_of(sight, row) == top + 37


def test_scrolling_down_to_the_end_follows_again():
    """There is no other way that a person would expect."""
    _, sight = sight_of(uneven(100))
    sight.go(sight.place - 500)
    while not sight.is_following:
        before = sight.place
        sight.go(sight.place + 90)
        assert sight.place > before
    assert sight.place == sight.farthest


def test_one_can_go_anywhere():
    """To the top at once, and to the middle by the guesses."""
    _, sight = sight_of(uneven(1_000))
    sight.go(0)
    assert next(iter(sight.rows())) == (0, 0)
    sight.go(sight.farthest // 2)
    assert 300 < sight.first_row < 700


def test_other_heights_keep_the_same_row_in_sight():
    """As when the window is made narrower, and every row taller."""
    rows, sight = sight_of(uneven(100))
    sight.go(sight.place - 2_000)
    row, top = next(iter(sight.rows()))
    share = -top / rows.heights[row]
    rows.heights = [2 * height for height in rows.heights]
    sight.guess_all([GUESS] * 100)
    sight.settle()
    again, top = next(iter(sight.rows()))
    assert again == row
    assert -top / rows.heights[row] == pytest.approx(share, abs=0.05)


def test_a_row_that_is_looked_for_comes_into_sight_whole():
    """From above, from below, and in the middle where asked."""
    rows, sight = sight_of(uneven(100))
    sight.show(10)
    assert top_of(sight, 10) == 0
    sight.show(40)
    assert top_of(sight, 40) + rows.heights[40] == 300
    before = list(sight.rows())
    sight.show(40)
    assert list(sight.rows()) == before
    sight.show(70, centred=True)
    assert abs(2 * top_of(sight, 70) + rows.heights[70] - 300) <= 1
    assert not sight.is_following


def test_a_row_taller_than_the_sight_is_shown_from_its_beginning():
    """One reads from there."""
    _, sight = sight_of([*uneven(10), 900, *uneven(10)])
    sight.show(10)
    assert top_of(sight, 10) == 0


def test_a_row_that_goes_leaves_the_rest_in_place():
    """An utterance without a word is taken out again."""
    rows, sight = sight_of(uneven(100))
    sight.go(sight.place - 2_000)
    before = list(sight.rows())
    del rows.heights[3]
    sight.remove(3)
    sight.settle()
    assert list(sight.rows()) == [(row - 1, top) for row, top in before]
