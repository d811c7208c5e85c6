"""Values pass no faster than is of use, the last one always."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy

from lsg_desktop.ui.throttle import Throttle


def test_the_first_passes_at_once_and_the_last_soon(qtbot):
    """What comes between the two is left out."""
    owner = QObject()
    throttle = Throttle(5, owner)
    spy = QSignalSpy(throttle.passed)
    for value in range(10):
        throttle.send(value)
    assert [spy.at(number)[0] for number in range(spy.count())] == [0]
    qtbot.waitUntil(lambda: spy.count() == 2)
    assert spy.at(1)[0] == 9


def test_what_waits_can_be_had_at_once():
    owner = QObject()
    throttle = Throttle(60_000, owner)
    spy = QSignalSpy(throttle.passed)
    throttle.send("one")
    throttle.send("two")
    throttle.flush()
    throttle.flush()
    assert [spy.at(number)[0] for number in range(spy.count())] == ["one", "two"]
