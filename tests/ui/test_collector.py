"""Garbage is collected on the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from lsg_desktop.ui.collector import Collector


class Ring:
    """Garbage once it is let go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot):
    collector = Collector()
    yield collector
    collector.close()


def test_nobody_else_collects_meanwhile(collector):
    """Until it is closed."""
    during = gc.isenabled()
    collector.close()
    assert (during, gc.isenabled()) == (False, True)


def test_another_thread_has_it_done_on_this_one(qtbot, collector):
    """And waits for it."""
    ring = weakref.ref(Ring())
    done: list[bool] = []

    def ask():
        collector.collect()
        done.append(ring() is None)

    asker = threading.Thread(target=ask)
    asker.start()
    qtbot.waitUntil(lambda: done != [])
    asker.join()
    assert done == [True]


def test_what_has_settled_is_collected_when_everything_is(qtbot, collector):
    """A model that is unloaded leaves nothing behind."""
    one = Ring()
    gone = weakref.ref(one)
    collector.settle()
    del one
    gc.collect()
    kept = gone() is not None
    asker = threading.Thread(target=collector.collect)
    asker.start()
    qtbot.waitUntil(lambda: not asker.is_alive())
    assert (kept, gone()) == (True, None)
