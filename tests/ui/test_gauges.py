"""What the window reads again and again, and shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from lsg_desktop.events import SessionEnded
from lsg_desktop.ui.control_row import ControlRow
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.devices import DeviceList
from lsg_desktop.ui.gauges import Gauges
from lsg_desktop.ui.lag_meter import LagMeter
from lsg_desktop.ui.services import Memory
from lsg_desktop.ui.source_picker import SourcePicker
from lsg_desktop.ui.state_line import StateLine
from tests.ui.test_controller import Desk

PATIENCE_MS = 60_000


class Cockpit:
    """A controller at its desk, and the gauges of it."""

    def __init__(self, qtbot) -> None:
        self.desk = Desk(qtbot)
        devices = DeviceList(list_devices=list, find_news=lambda _: None)
        self.controls = ControlRow(SourcePicker(devices))
        self.line = StateLine()
        self.lag = LagMeter()
        for widget in (self.controls, self.line, self.lag):
            qtbot.addWidget(widget)
        self.gauges = Gauges(
            self.desk.controller,
            self.controls,
            self.line,
            self.lag,
            lambda: Memory(2_000_000_000, None, "RAM"),
        )


@pytest.fixture
def cockpit(qtbot):
    cockpit = Cockpit(qtbot)
    yield cockpit
    cockpit.gauges.end()
    cockpit.desk.controller.close()


def test_what_is_going_on_is_said_at_once_and_as_it_changes(qtbot, cockpit):
    """Nobody has to tell that it has."""
    assert "No model" in cockpit.line.words.text()
    cockpit.desk.controller.load("scripted", "auto", "auto")
    qtbot.waitUntil(lambda: "Ready" in cockpit.line.words.text(), timeout=PATIENCE_MS)


def test_a_session_shows_its_lag_and_its_speed(qtbot, cockpit):
    """The button says that it can be stopped."""
    desk = cockpit.desk
    assert cockpit.lag.total.text() == "Lag –"
    desk.controller.load("scripted", "auto", "auto")
    desk.start()
    qtbot.waitUntil(lambda: cockpit.controls.start.text() == "Stop", timeout=PATIENCE_MS)
    desk.say()
    qtbot.waitUntil(lambda: cockpit.lag.total.text() != "Lag –", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: cockpit.lag.speed.text() != "", timeout=PATIENCE_MS)
    desk.tap.close()
    desk.until(SessionEnded)
    assert desk.controller.phase is Phase.IDLE


def test_memory_is_read_once_that_is_asked_for(qtbot, cockpit):
    assert cockpit.lag.memory.text() == ""
    cockpit.gauges.watch_memory()
    qtbot.waitUntil(lambda: cockpit.lag.memory.text() != "", timeout=PATIENCE_MS)
    assert cockpit.lag.memory.text().startswith("RAM: 2")


def test_in_the_end_nothing_is_read_any_more(cockpit):
    """The worker is gone by then."""
    cockpit.gauges.watch_memory()
    cockpit.gauges.end()
    assert not any(timer.isActive() for timer in cockpit.gauges.findChildren(QTimer))
