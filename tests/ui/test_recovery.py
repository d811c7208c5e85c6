"""After a crash the session is offered, and dealt with as the user wants."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMessageBox, QWidget

from lsg_desktop.session.history import History
from lsg_desktop.session.record import State
from lsg_desktop.ui.recovery import Recovery
from tests.session.kept import cut_off, keep, session
from tests.ui import leftovers

PATIENCE_MS = 30_000


@pytest.fixture(autouse=True)
def _no_leftovers(qapp):
    yield
    leftovers.clear()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path):
    return History(path)


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.fixture
def recovery(history):
    return Recovery(history)


def finished(qtbot, recovery, press):
    with qtbot.waitSignal(recovery.done, timeout=PATIENCE_MS):
        press()


def test_nothing_is_offered_where_everything_ended_well(path, recovery, parent):
    keep(path, session())
    assert recovery.offer(parent) is None


def test_a_session_is_opened(path, history, recovery, parent, qtbot):
    """It counts as dealt with, so that it is not offered again."""
    cut_off(path)
    bar = recovery.offer(parent)
    bar.show()
    assert "ended unexpectedly" in bar.words.text()
    wanted = QSignalSpy(recovery.open_wanted)
    finished(qtbot, recovery, bar.open.click)
    assert wanted.at(0)[0] == 1
    assert not bar.isVisible()
    assert history.sessions()[0].state is State.RECOVERED
    assert Recovery(history).offer(parent) is None


def test_a_session_is_kept(path, history, recovery, parent, qtbot):
    cut_off(path)
    wanted = QSignalSpy(recovery.open_wanted)
    finished(qtbot, recovery, recovery.offer(parent).keep.click)
    assert history.sessions()[0].state is State.RECOVERED
    assert wanted.count() == 0


def test_a_session_is_deleted_after_a_question(path, history, recovery, parent, qtbot):
    cut_off(path)
    recovery.offer(parent).delete.click()
    (box,) = parent.findChildren(QMessageBox)
    assert "for good" in box.text()
    delete = next(button for button in box.buttons() if button.text() == "Delete")
    finished(qtbot, recovery, delete.click)
    assert history.sessions() == []


def test_the_newest_is_offered_first_and_then_the_others(path, history, recovery, parent, qtbot):
    """The bar says how many there are."""
    for _ in range(3):
        cut_off(path)
    bar = recovery.offer(parent)
    told = []
    for waiting in (2, 1):
        told.append(bar.words.text())
        bar.keep.click()
        qtbot.waitUntil(
            lambda waiting=waiting: len(history.unfinished()) == waiting, timeout=PATIENCE_MS
        )
        qtbot.waitUntil(bar.keep.isEnabled, timeout=PATIENCE_MS)
    assert "2 others" in told[0]
    assert "Another one" in told[1]
    assert [one.id for one in history.unfinished()] == [1]
    finished(qtbot, recovery, bar.keep.click)


def test_what_goes_wrong_is_told_and_can_be_tried_again(path, history, recovery, parent, qtbot):
    """Another process has deleted it by now."""
    cut_off(path)
    bar = recovery.offer(parent)
    history.delete(1)
    bar.keep.click()
    qtbot.waitUntil(lambda: "no session 1" in bar.words.text(), timeout=PATIENCE_MS)
    assert bar.keep.isEnabled()


def test_a_damaged_file_is_told_once(path, history, recovery, parent, qtbot):
    """There is nothing to choose, only to know."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 1000)
    bar = recovery.offer(parent)
    bar.show()
    assert "damaged" in bar.words.text()
    assert not bar.open.isVisible()
    finished(qtbot, recovery, bar.close_button.click)
    assert Recovery(history).offer(parent) is None
