"""The time that events take to be made."""

from __future__ import annotations

from lsg_desktop.events import Notice
from lsg_desktop.session.effort import Effort


def test_making_counts_and_consuming_does_not():
    now_s = 0.0

    def making():
        nonlocal now_s
        for text in ("one", "two"):
            now_s += 2.0
            yield Notice(text=text)
        now_s += 0.5

    effort = Effort(lambda: now_s)
    for _ in effort.over(making()):
        now_s += 100.0
    assert effort.seconds == 4.5
