"""Downloads go on, stop and fail on threads of their own, and the window hears of it on its own."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.progress import Progress
from lsg_desktop.ui.downloads import Downloads

HALF = Progress("model.safetensors", 5, 10, 1.0, 5.0)


class Hub:
    """A download that a test lets go on, fail or end."""

    def __init__(self):
        self.calls = []
        self.go = threading.Event()
        self.fault = None

    def __call__(self, name, on_progress, stop, *, verify):
        self.calls.append(threading.current_thread())
        on_progress(HALF)
        while not self.go.wait(0.005):
            if stop.is_set():
                return None
        if self.fault:
            raise self.fault
        return Path("there")


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def downloads(qapp, hub):
    """Give the downloads of a window, which end with the test."""
    downloads = Downloads(hub)
    yield downloads
    downloads.close()


def test_it_runs_on_a_thread_of_its_own_and_tells_on_the_windows(downloads, hub, qtbot):
    threads = []
    downloads.progress.connect(lambda name, progress: threads.append(threading.current_thread()))
    with qtbot.waitSignal(downloads.progress) as heard:
        downloads.start("big")
    assert heard.args == ["big", HALF]
    assert downloads.standing("big").progress == HALF
    assert downloads.standing("big").is_running
    assert downloads.is_running
    with qtbot.waitSignal(downloads.finished) as ended:
        hub.go.set()
    assert ended.args == ["big"]
    assert downloads.standing("big") is None
    assert not downloads.is_running
    assert threads == [threading.main_thread()]
    assert hub.calls[0] is not threading.main_thread()


def test_a_pause_is_no_fault(downloads, qtbot):
    with qtbot.waitSignal(downloads.progress):
        downloads.start("big")
    with qtbot.waitSignal(downloads.stopped):
        downloads.stop("big")
        assert downloads.standing("big").is_stopping
    assert downloads.standing("big") is None


def test_a_fault_stands_until_the_next_try(downloads, hub, qtbot):
    hub.fault = EnvironmentFault("the disk is full", "free some space")
    hub.go.set()
    with qtbot.waitSignal(downloads.failed) as failed:
        downloads.start("big")
    assert failed.args == ["big", "the disk is full", "free some space"]
    standing = downloads.standing("big")
    assert (standing.is_running, standing.problem) == (False, "the disk is full")
    hub.fault = None
    with qtbot.waitSignal(downloads.finished):
        downloads.start("big")
        assert downloads.standing("big").problem == ""


def test_a_bug_ends_it_with_a_message(downloads, hub, qtbot):
    hub.fault = KeyError("x")
    hub.go.set()
    with qtbot.waitSignal(downloads.failed) as failed:
        downloads.start("big")
    assert failed.args[1] == "a fault of ours (KeyError)"


def test_a_model_is_downloaded_once_at_a_time(downloads, hub, qtbot):
    with qtbot.waitSignal(downloads.progress):
        downloads.start("big")
    downloads.start("big")
    downloads.stop("other")
    with qtbot.waitSignal(downloads.finished):
        hub.go.set()
    assert len(hub.calls) == 1


def test_closing_stops_what_runs_waits_for_it_and_is_silent(downloads, hub, qtbot):
    """The part file is left whole: its thread has ended when the application does."""
    with qtbot.waitSignal(downloads.progress):
        downloads.start("big")
    spies = [QSignalSpy(one) for one in (downloads.stopped, downloads.finished, downloads.failed)]
    assert downloads.close()
    assert not hub.calls[0].is_alive()
    qtbot.wait(10)
    assert [spy.count() for spy in spies] == [0, 0, 0]
