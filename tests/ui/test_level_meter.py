"""How loud the input is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from lsg_desktop.ui.level_meter import LevelMeter
from tests.ui import hands

PATIENCE_MS = 60_000


class Clock:
    """A clock that goes only when told."""

    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def meter(qtbot, clock):
    """Give a meter that is shown, and painted for the first time."""
    meter = LevelMeter(clock=clock)
    qtbot.addWidget(meter)
    meter.resize(240, 24)
    paints = hands.Paints(meter)
    with qtbot.waitExposed(meter, timeout=PATIENCE_MS):
        meter.show()
    qtbot.waitUntil(lambda: paints.of[meter] > 0, timeout=PATIENCE_MS)
    QApplication.processEvents()
    return meter


@pytest.fixture
def until(qtbot):
    """Give a function that waits for a condition, on a slow machine too."""
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def says(meter, words):
    """Give a condition to wait for."""
    return lambda: meter.accessibleDescription() == words


def test_a_level_is_said_in_decibels(meter, until):
    """An amplitude of a tenth is 20 dB below the loudest."""
    meter.set_level(0.1, 0.2)
    until(says(meter, "−20 dB"))
    assert meter.accessibleName() == "Input level"


def test_silence_runs_no_timer(meter):
    assert meter.is_resting
    meter.set_level(0.0, 0.0)
    meter.set_level(0.0005, 0.0009)
    assert meter.is_resting
    assert meter.accessibleDescription() == "Silent"


def test_too_loud_is_a_word_too_and_stays_long_enough_to_be_read(meter, until, clock):
    meter.set_level(0.5, 1.0)
    until(says(meter, "Too loud"))
    clock.now_s += 1.5
    meter.set_level(0.1, 0.2)
    paints = hands.Paints(meter)
    until(lambda: paints.of[meter] > 0)
    assert meter.accessibleDescription() == "Too loud"
    clock.now_s += 1.0
    meter.set_level(0.1, 0.2)
    until(says(meter, "−20 dB"))


def bright(meter):
    """Give the columns of pixels above the bar that are painted: where the peak mark is."""
    image = meter.grab().toImage()
    row = image.height() // 2 - 6
    ground = image.pixelColor(0, row)
    bar = int(image.width() * 0.7)
    return [x for x in range(bar) if image.pixelColor(x, row) != ground]


def test_a_peak_stays_and_then_falls(meter, until, clock):
    """The mark of a clap is still there when the room is quiet again."""
    meter.set_level(0.1, 0.5)
    until(lambda: bool(bright(meter)))
    at = max(bright(meter))
    clock.now_s += 1.0
    meter.set_level(0.01, 0.02)
    until(says(meter, "−40 dB"))
    assert max(bright(meter)) == at
    clock.now_s += 1.0
    meter.set_level(0.01, 0.02)
    until(lambda: max(bright(meter)) < at)


def test_a_peak_falls_with_time_and_not_with_repaints(meter, until, clock):
    """By 15 dB in half a second, however seldom a busy machine repaints it."""
    meter.set_level(0.1, 0.5)
    until(lambda: bool(bright(meter)))
    at = max(bright(meter))
    clock.now_s += 2.0
    meter.set_level(0.001, 0.0012)
    until(lambda: max(bright(meter)) < at)
    assert max(bright(meter)) / at == pytest.approx((60 - 21) / (60 - 6), abs=0.02)


def test_a_source_that_ends_leaves_silence_and_rest(meter, until, clock):
    """Nobody says that the level is zero: it is the lack of news that says it."""
    meter.set_level(0.1, 0.11)
    until(says(meter, "−20 dB"))
    clock.now_s += 10.0
    until(lambda: meter.is_resting)
    assert meter.accessibleDescription() == "Silent"


def test_levels_that_come_fast_are_painted_slowly(meter, until):
    """A thousand levels at once are one repaint, and a level that stays the same is none."""
    paints = hands.Paints(meter)
    for number in range(1000):
        meter.set_level(0.1 + number / 10_000, 0.3)
    until(lambda: paints.of[meter] > 0)
    meter.set_level(0.2, 0.3)
    QApplication.processEvents()
    assert paints.of[meter] == 1


def test_nobody_looking_nothing_runs(meter):
    meter.hide()
    meter.set_level(0.5, 0.6)
    assert meter.is_resting
