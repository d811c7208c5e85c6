"""The icon among the system's own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from lsg_desktop.ui.actions import Actions
from lsg_desktop.ui.tray import Tray

Click = QSystemTrayIcon.ActivationReason

# Qt asks for it wherever there is no tray of X11.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def actions(qtbot):
    """Give the actions of a window."""
    window = QWidget()
    qtbot.addWidget(window)
    yield Actions(window, {})  # which go with the window


@pytest.fixture
def tray(actions):
    """Give an icon with its menu."""
    picture = QPixmap(16, 16)
    picture.fill()
    tray = Tray(QIcon(picture), actions)
    yield tray
    tray.hide()


def entries(tray):
    return [one for one in tray.icon.contextMenu().actions() if not one.isSeparator()]


def test_what_cannot_wait_for_the_window_is_in_the_menu(tray):
    """Seeing, starting and stopping, freeing the overlay, ending."""
    assert [one.text() for one in entries(tray)] == [
        "Show the window",
        "Start or stop",
        "Caption overlay",
        "Lock the overlay",
        "Bring the overlay back",
        "Quit",
    ]


def test_the_menu_does_what_the_window_does(tray, actions, qtbot):
    """What is checked in one is checked in the other."""
    lock = next(one for one in entries(tray) if one.text() == "Lock the overlay")
    with qtbot.waitSignal(actions["lock"].triggered):
        lock.trigger()
    assert actions["lock"].isChecked()


@pytest.mark.parametrize(
    ("click", "is_wanted"), [(Click.Trigger, True), (Click.Context, False), (Click.Unknown, False)]
)
def test_a_click_on_the_icon_brings_the_window_up(tray, click, is_wanted):
    """Not the one that opens the menu."""
    spy = QSignalSpy(tray.window_wanted)
    tray.icon.activated.emit(click)
    assert spy.count() == is_wanted


def test_the_menu_brings_the_window_up(tray, qtbot):
    with qtbot.waitSignal(tray.window_wanted):
        entries(tray)[0].trigger()


def test_the_icon_comes_and_goes(tray):
    assert not tray.icon.isVisible()
    tray.show()
    assert tray.icon.isVisible()
    tray.hide()
    assert not tray.icon.isVisible()
