"""The application as a whole: what closes it and what does not, and what it does at its start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lsg_desktop.session.openings import Choice
from lsg_desktop.ui.demo import Demo
from lsg_desktop.ui.situation import Kind
from tests.ui.world import PATIENCE_MS, open_in

# Qt asks for it wherever there is no tray of X11.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")

STAYED = 3
MOMENT_MS = 300


def goes_on_after(act, wait_ms=PATIENCE_MS):
    """Run the application, do something, and give whether it still goes on after a while."""
    app = QApplication.instance()
    assert app is not None
    with_patience = QTimer(interval=wait_ms, singleShot=True)
    with_patience.timeout.connect(lambda: app.exit(STAYED))
    with_patience.start()
    QTimer.singleShot(0, act)
    goes_on = app.exec() == STAYED
    with_patience.stop()
    # Who is asked to quit twice would take the second for the next test's.
    app.processEvents()
    QTimer.singleShot(0, lambda: app.exit())
    app.exec()
    return goes_on


@pytest.mark.parametrize(
    ("close_to_tray", "has_tray", "stays"),
    [(False, True, False), (True, True, True), (True, False, False)],
)
def test_closing_the_window_ends_the_application_unless_it_stays_in_the_tray(
    opened, close_to_tray, has_tray, stays
):
    """Without a tray nobody could get it back."""
    opened.keeper.change_look(close_to_tray=close_to_tray)
    opened.tray.icon.setVisible(has_tray)
    assert goes_on_after(opened.window.close, MOMENT_MS if stays else PATIENCE_MS) is stays
    assert not opened.window.isVisible()


def test_quit_ends_the_application_even_where_closing_does_not(opened):
    """Otherwise nothing would."""
    opened.keeper.change_look(close_to_tray=True)
    opened.tray.show()
    assert not goes_on_after(opened.window.actions_by_name["quit"].trigger)


def test_what_ends_the_process_ends_the_application(opened):
    """Ctrl+C in the terminal that it was started from."""
    opened.keeper.change_look(close_to_tray=True)
    opened.tray.show()
    assert not goes_on_after(opened.quit)


def test_the_tray_brings_a_window_back(opened):
    """As it was."""
    opened.window.hide()
    opened.tray.window_wanted.emit()
    assert opened.window.isVisible()


def test_the_tray_frees_an_overlay_that_lets_clicks_through(opened):
    """From there, whatever covers the screen."""
    opened.stage.lock_overlay(True)
    menu = opened.tray.icon.contextMenu().actions()
    lock = next(one for one in menu if one.text() == "Lock the overlay")
    assert lock.isChecked()
    lock.trigger()
    assert not opened.stage.overlay.is_locked


def test_a_demo_plays_at_once(qtbot, world):
    """Its talk is the source, and nothing of it is remembered."""
    talk = Path("talk.flac")
    application = open_in(world, Demo(talk, "demo", "zh", {"delta": 2.0}))
    controller = application.window.controller
    qtbot.waitUntil(lambda: controller.state().kind is Kind.LISTENING, timeout=PATIENCE_MS)
    assert world.chosen[-1] == Choice(kind="file", file=talk)
    assert controller.policy.delta == 2.0
    application.close()
    stored = world.folder / "settings.toml"
    assert not stored.exists() or "zh" not in stored.read_text("utf-8")
