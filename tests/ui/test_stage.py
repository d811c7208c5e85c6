"""Captions outside the window, and what is remembered of them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.ui.stage import Stage


@pytest.fixture
def staged(qapp):
    """Give a function from what was stored to a stage; all are closed in the end."""
    stages = []

    def give(stored=None):
        stages.append(Stage(stored or {}))
        return stages[-1]

    yield give
    for stage in stages:
        stage.close()


def test_what_is_stored_is_there_at_the_next_start(staged):
    """The lock, for one."""
    stage = staged()
    spy = QSignalSpy(stage.changed)
    stage.lock_overlay(True)
    stored = spy.at(spy.count() - 1)[0]
    again = staged(stored)
    assert again.overlay.is_locked
    assert again.overlay.overlay_style == stage.overlay.overlay_style
    assert again.lecture.lecture_style == stage.lecture.lecture_style


@pytest.mark.parametrize(
    "stored",
    [
        {"overlay_style": "large", "lecture_style": 3, "overlay_places": [1], "overlay_locked": 1},
        {"overlay_style": {"no such thing": 1}, "lecture_style": {"no such thing": 1}},
    ],
)
def test_what_is_wrong_in_it_is_passed_over(staged, stored):
    """The file is the user's too."""
    stage, usual = staged(stored), staged()
    assert stage.overlay.overlay_style == usual.overlay.overlay_style
    assert stage.lecture.lecture_style == usual.lecture.lecture_style
    assert not stage.overlay.is_locked


def test_an_overlay_that_is_lost_comes_back(staged):
    """In sight and free, wherever it was and however it was left."""
    stage = staged()
    stage.lock_overlay(True)
    stage.show_overlay(False)
    stage.reset_overlay()
    assert stage.overlay.isVisible()
    assert not stage.overlay.is_locked


def test_showing_and_locking_are_told(staged):
    """For the marks in the menus."""
    stage = staged()
    shown, locked = QSignalSpy(stage.overlay_shown), QSignalSpy(stage.overlay_locked)
    stage.show_overlay(True)
    stage.show_overlay(False)
    stage.lock_overlay(True)
    assert [shown.at(number)[0] for number in range(shown.count())] == [True, False]
    assert [locked.at(number)[0] for number in range(locked.count())] == [True]
