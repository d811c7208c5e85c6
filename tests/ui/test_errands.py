"""Work on threads of its own, and what the window hears of it."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.ui.errands import Errands

PATIENCE_MS = 60_000


class Desk:
    """Runs errands and notes what came of them, and on which thread."""

    def __init__(self):
        self.errands = Errands()
        self.heard = []
        self.threads = set()

    def run(self, work):
        self.errands.run(
            work,
            done=lambda value: self._note("done", value),
            failed=lambda fault: self._note("failed", fault),
            heard=lambda news: self._note("heard", news),
        )

    def _note(self, kind, value):
        self.heard.append((kind, value))
        self.threads.add(threading.current_thread())


@pytest.fixture
def desk(qapp):
    return Desk()


def until(qtbot, desk, count):
    qtbot.waitUntil(lambda: len(desk.heard) == count, timeout=PATIENCE_MS)


def test_what_comes_of_it_is_told_on_the_windows_thread(desk, qtbot):
    """The work itself is done on another."""
    desk.run(lambda tell: threading.current_thread())
    until(qtbot, desk, 1)
    ((kind, thread),) = desk.heard
    assert kind == "done"
    assert thread is not threading.current_thread()
    assert desk.threads == {threading.current_thread()}


def test_news_come_before_the_end_and_in_order(desk, qtbot):
    def work(tell):
        tell(1)
        tell(2)
        return 3

    desk.run(work)
    until(qtbot, desk, 3)
    assert desk.heard == [("heard", 1), ("heard", 2), ("done", 3)]


def test_a_fault_is_told_as_it_is(desk, qtbot):
    fault = InputFault("it is gone", "look for it")

    def work(tell):
        raise fault

    desk.run(work)
    until(qtbot, desk, 1)
    assert desk.heard == [("failed", fault)]


def test_a_fault_of_ours_is_told_and_logged(desk, qtbot, caplog):
    """The window goes on."""

    def work(tell):
        raise KeyError("oops")

    with caplog.at_level(logging.INFO):
        desk.run(work)
        until(qtbot, desk, 1)
    ((kind, fault),) = desk.heard
    assert kind == "failed" and isinstance(fault, Bug)
    assert str(fault) == "a fault of ours (KeyError)"
    assert "oops" in caplog.text


def test_after_closing_nothing_is_heard(desk, qtbot):
    """Whatever was on its way; the thread ends all the same."""
    go = threading.Event()
    spy = QSignalSpy(desk.errands._arrived)

    def work(tell):
        go.wait()
        tell("late")

    desk.run(work)
    assert not desk.errands.close()
    go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("errand"):
            thread.join()
    assert (desk.heard, spy.count()) == ([], 0)
