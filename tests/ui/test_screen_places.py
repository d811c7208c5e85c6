"""Places of a window that are found again, on whatever screens are there."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QRect, QSize

from lsg_desktop.ui.screen_places import Screen, ScreenPlaces, nearest, screens, shown

SIZE = QSize(800, 200)


def screen(name, x=0, y=0, width=1920, height=1080, panel=40):
    whole = QRect(x, y, width, height)
    return Screen(name, whole, whole.adjusted(0, 0, 0, -panel))


LAPTOP = screen("eDP-1")
WALL = screen("HDMI-1", x=1920, width=3840, height=2160)
BOTTOM = QRect(560, 776, 800, 200)
"""In the middle of the laptop's screen, a little above its panel."""


def test_at_first_a_window_stands_at_the_bottom_of_the_primary_screen():
    """Above the panel."""
    assert ScreenPlaces().recall(SIZE, [LAPTOP, WALL]) == BOTTOM


def test_a_window_larger_than_the_screen_is_made_to_fit():
    """As far as there is room."""
    small = screen("small", width=640, height=150)
    assert ScreenPlaces().recall(SIZE, [small]) == QRect(0, 0, 640, 110)


def test_a_place_is_found_again_after_storing():
    """As plain values that JSON and TOML can hold."""
    stored: dict[str, object] = {}
    place = QRect(2000, 300, 700, 180)
    ScreenPlaces(stored).remember(place, [LAPTOP, WALL])
    again = json.loads(json.dumps(stored))
    assert ScreenPlaces(again).recall(SIZE, [LAPTOP, WALL]) == place


def test_the_newest_place_counts_and_each_screen_has_its_own():
    """Without the one screen a window goes back to where it was on the other, and returns."""
    places = ScreenPlaces()
    here, there = QRect(100, 100, 800, 200), QRect(3000, 1500, 800, 200)
    places.remember(here, [LAPTOP, WALL])
    places.remember(there, [LAPTOP, WALL])
    assert places.recall(SIZE, [LAPTOP, WALL]) == there
    assert places.recall(SIZE, [LAPTOP]) == here
    assert places.recall(SIZE, [LAPTOP, WALL]) == there
    places.remember(here, [LAPTOP, WALL])
    assert places.recall(SIZE, [LAPTOP, WALL]) == here


def test_when_its_only_screen_is_gone_a_window_stands_at_the_bottom():
    """It is never out of sight."""
    places = ScreenPlaces()
    places.remember(QRect(3000, 1500, 800, 200), [LAPTOP, WALL])
    assert places.recall(SIZE, [LAPTOP]) == BOTTOM


def test_at_another_resolution_a_place_keeps_its_shares():
    """Until it has a place of its own there."""
    places = ScreenPlaces()
    places.remember(QRect(480, 810, 960, 216), [LAPTOP])
    smaller = screen("eDP-1", width=1280, height=720)
    assert places.recall(SIZE, [smaller]) == QRect(320, 540, 640, 144)
    places.remember(QRect(10, 10, 640, 144), [smaller])
    assert places.recall(SIZE, [LAPTOP]) == QRect(480, 810, 960, 216)
    assert places.recall(SIZE, [smaller]) == QRect(10, 10, 640, 144)


def test_two_screens_of_one_name_are_told_apart():
    """By where they lie."""
    left, right = screen("Dell"), screen("Dell", x=1920)
    places = ScreenPlaces()
    places.remember(QRect(2000, 100, 800, 200), [left, right])
    assert places.recall(SIZE, [left, right]) == QRect(2000, 100, 800, 200)


def test_a_window_across_two_screens_is_seen():
    """It may stay there, and goes elsewhere without one of them."""
    places = ScreenPlaces()
    across = QRect(1600, 500, 800, 200)
    places.remember(across, [LAPTOP, WALL])
    assert places.recall(SIZE, [LAPTOP, WALL]) == across
    assert places.recall(SIZE, [LAPTOP]) == BOTTOM


@pytest.mark.parametrize(
    ("x", "stays"), [(-100, True), (-160, True), (-170, False), (1200, True), (1300, False)]
)
def test_a_place_of_which_less_than_four_fifths_is_seen_is_given_up(x, stays):
    """Else it is kept to the pixel."""
    places = ScreenPlaces()
    place = QRect(x, 500, 800, 200)
    places.remember(place, [LAPTOP])
    assert places.recall(SIZE, [LAPTOP]) == (place if stays else BOTTOM)


@pytest.mark.parametrize(
    ("place", "moved"),
    [
        (QRect(100, 100, 800, 200), QRect(100, 100, 800, 200)),
        (QRect(-100, 100, 800, 200), QRect(-100, 100, 800, 200)),
        (QRect(-500, 100, 800, 200), QRect(0, 100, 800, 200)),
        (QRect(1800, 1000, 800, 200), QRect(1120, 880, 800, 200)),
        (QRect(9000, -9000, 800, 200), QRect(1120, 0, 800, 200)),
        (QRect(-50, -50, 4000, 3000), QRect(0, 0, 1920, 1080)),
    ],
)
def test_what_is_put_out_of_sight_is_moved_back_in(place, moved):
    """Onto the nearest screen, and no further than it must."""
    assert shown(place, [LAPTOP]) == moved


def test_the_nearest_screen_shows_most():
    """Or has the least way to it."""
    assert nearest(QRect(1800, 0, 800, 200), [LAPTOP, WALL]) is WALL
    assert nearest(QRect(-900, 0, 800, 200), [LAPTOP, WALL]) is LAPTOP


def test_mirrored_screens_show_a_window_once():
    """Half of it on each of two is not the whole."""
    twins = [LAPTOP, screen("mirror")]
    places = ScreenPlaces()
    places.remember(QRect(1500, 500, 800, 200), twins)
    assert places.recall(SIZE, twins) == BOTTOM


def test_reset_forgets_every_place():
    """In the owner's dict."""
    stored: dict[str, object] = {}
    places = ScreenPlaces(stored)
    places.remember(QRect(100, 100, 800, 200), [LAPTOP])
    assert stored
    places.reset()
    assert stored == {}
    assert places.recall(SIZE, [LAPTOP]) == BOTTOM


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "here",
        {},
        {"x": 0.1, "y": 0.1, "width": 0.5},
        {"x": "0.1", "y": 0.1, "width": 0.5, "height": 0.2},
        {"x": float("nan"), "y": 0.1, "width": 0.5, "height": 0.2},
        {"x": 1e300, "y": 0.1, "width": 0.5, "height": 0.2},
        {"x": 0.1, "y": 0.1, "width": 0, "height": 0.2},
    ],
)
def test_what_is_wrong_in_the_stored_dict_is_passed_over(wrong):
    """A file may have been edited by hand."""
    stored = {LAPTOP.key: wrong, "no such screen": wrong, "": wrong}
    assert ScreenPlaces(stored).recall(SIZE, [LAPTOP]) == BOTTOM


def test_screens_of_long_ago_are_forgotten():
    """A dict does not grow with every hotel's projector."""
    stored: dict[str, object] = {}
    places = ScreenPlaces(stored)
    for number in range(20):
        places.remember(QRect(0, 0, 800, 200), [screen(f"HDMI-{number}")])
    assert len(stored) == 8
    assert screen("HDMI-19").key in stored


def test_no_screen_at_all_is_no_reason_to_fail():
    """All may be switched off."""
    places = ScreenPlaces()
    places.remember(QRect(5, 5, 800, 200), [])
    assert places.recall(SIZE, []) == QRect(0, 0, 800, 200)
    assert shown(QRect(5, 5, 800, 200), []) == QRect(5, 5, 800, 200)


def test_the_screens_that_are_there(qapp):
    """The primary one first."""
    first = screens()[0]
    assert first.whole == qapp.primaryScreen().geometry()
    assert first.name == qapp.primaryScreen().name()
