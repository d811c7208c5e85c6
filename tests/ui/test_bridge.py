"""Events cross from any thread to the window's, in order and without waiting."""

from __future__ import annotations

import threading

from lsg_desktop.events import Notice
from lsg_desktop.ui.bridge import Bridge


def test_events_of_another_thread_arrive_in_order_on_this_one(qtbot):
    """However many there are."""
    bridge = Bridge()
    arrived: list[tuple[str, str]] = []
    bridge.happened.connect(
        lambda event: arrived.append((event.text, threading.current_thread().name))
    )

    def tell_all():
        for number in range(500):
            bridge.tell(Notice(text=str(number)))

    worker = threading.Thread(target=tell_all)
    worker.start()
    worker.join()
    assert not arrived
    qtbot.waitUntil(lambda: len(arrived) == 500)
    assert arrived == [(str(number), "MainThread") for number in range(500)]


def test_a_flood_does_not_keep_the_window_from_anything_else(qtbot):
    """What was asked for after the flood began comes before its end."""
    bridge = Bridge()
    order: list[str] = []

    def slow(event):
        until = threading.Event()
        until.wait(0.002)
        order.append("event")

    bridge.happened.connect(slow)
    other = Bridge()
    other.happened.connect(lambda _: order.append("other"))
    for _ in range(50):
        bridge.tell(Notice(text="x"))
    other.tell(Notice(text="y"))
    qtbot.waitUntil(lambda: len(order) == 51)
    assert order.index("other") < 50
