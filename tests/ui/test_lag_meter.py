"""How far the words lie behind the speaker and why."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from lsg_desktop.ui.lag_meter import LagMeter
from tests.ui import hands


@pytest.fixture
def meter(qtbot):
    """Give a meter that is shown."""
    meter = LagMeter()
    qtbot.addWidget(meter)
    meter.resize(300, 120)
    meter.show()
    return meter


def test_both_parts_of_the_lag_are_numbers_with_words(meter):
    meter.set_lag(1.34, 0.42)
    assert meter.total.text() == "Lag 1.7 s"
    assert meter.policy.text() == "1.3 s waiting on purpose"
    assert meter.compute.text() == "0.4 s computing"


def test_before_anything_is_known_nothing_is_claimed(meter):
    assert meter.total.text() == "Lag –"
    assert not meter.speed.isVisible()
    assert not meter.memory.isVisible()


@pytest.mark.parametrize("shown", [(1.34, 0.42), (1.26, 0.44)])
def test_what_does_not_show_does_not_repaint(meter, qtbot, shown):
    """Less than a tenth of a second is nobody's concern."""
    meter.set_lag(1.3, 0.4)
    meter.set_speed(0.501)
    meter.set_memory(6_200_000_000, 8_000_000_000, "GPU memory")
    qtbot.waitExposed(meter)
    QApplication.processEvents()
    parts = [meter.bar, meter.total, meter.policy, meter.compute, meter.speed, meter.memory]
    paints = hands.Paints(*parts)
    meter.set_lag(*shown)
    meter.set_speed(0.499)
    meter.set_memory(6_201_000_000, 8_000_000_000, "GPU memory")
    QApplication.processEvents()
    assert not paints.of
    meter.set_lag(1.5, 0.4)
    QApplication.processEvents()
    assert paints.of[meter.bar] == 1
    assert not paints.of[meter.compute]


def test_the_bar_shows_each_part(meter):
    """Of a scale of 4 s, 2 s are half the bar; 6 s need a scale of 8 s."""
    assert ends(meter, 1.0, 1.0) == pytest.approx([0.25, 0.5], abs=0.02)
    assert ends(meter, 3.0, 3.0) == pytest.approx([0.375, 0.75], abs=0.02)


def ends(meter, policy_s, compute_s):
    """Give where both parts of the bar end, as shares of its width, read from its pixels."""
    meter.set_lag(policy_s, compute_s)
    image = meter.bar.grab().toImage()
    middle = image.height() // 2
    colours = [image.pixelColor(x, middle).name() for x in range(image.width())]
    first = len(colours) - colours[::-1].index(colours[3])
    empty = colours[-3]
    last = max(x for x, colour in enumerate(colours[:-2]) if colour != empty)
    return [first / len(colours), last / len(colours)]


def test_a_lag_is_never_below_zero(meter):
    meter.set_lag(-0.3, 0.2)
    assert meter.policy.text() == "0.0 s waiting on purpose"
    assert meter.total.text() == "Lag 0.2 s"


def test_a_machine_that_is_too_slow_is_told_so_in_words(meter):
    meter.set_speed(0.46)
    assert meter.speed.text() == "Real-time factor 0.46, must be below 1"
    usual = meter.speed.palette().windowText().color()
    meter.set_speed(1.3)
    assert meter.speed.text() == "Too slow: real-time factor 1.30 must be below 1"
    assert meter.speed.palette().windowText().color() != usual
    meter.set_speed(0.9)
    assert meter.speed.palette().windowText().color() == usual


def test_memory_says_which_and_of_how_much(meter):
    meter.set_memory(6_200_000_000, 8_000_000_000, "GPU memory")
    assert meter.memory.text() == "GPU memory: 6.2 GB of 8.0 GB"
    meter.set_memory(1_500_000_000, None, "Memory")
    assert meter.memory.text() == "Memory: 1.5 GB"
