"""Rate and time to come of a download follow the last seconds."""

from __future__ import annotations

import itertools

import pytest

from lsg_desktop.models.progress import Meter


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_what_was_on_the_disk_counts_as_done_and_not_towards_the_rate():
    clock = Clock()
    meter = Meter(1000, clock=clock)
    meter.found(600)
    clock.now += 2.0
    meter.arrived(100)
    progress = meter.progress("f")
    assert (progress.done_bytes, progress.total_bytes) == (700, 1000)
    assert progress.rate == pytest.approx(50.0)
    assert progress.eta_s == pytest.approx(6.0)


def test_the_rate_forgets_what_is_longer_ago_than_the_window():
    clock = Clock()
    meter = Meter(10_000, clock=clock, window_s=5.0)
    for bytes_a_second in itertools.chain([1000] * 3, [10] * 8):
        clock.now += 1.0
        meter.arrived(bytes_a_second)
        progress = meter.progress("f")
    assert progress.rate == pytest.approx(10.0)


def test_before_anything_arrives_no_time_is_promised():
    meter = Meter(2_000_000, clock=Clock())
    assert meter.progress("f").eta_s is None
    assert str(meter.progress("f")) == "0 bytes of 2 MB"


def test_it_reads_as_bytes_rate_and_time_left():
    clock = Clock()
    meter = Meter(16_800_000_000, clock=clock)
    clock.now += 1.0
    meter.arrived(45_000_000)
    assert str(meter.progress("f")) == "45 MB of 16.8 GB, 45 MB/s, 6 min left"


def test_bytes_that_have_to_come_again_are_taken_back():
    clock = Clock()
    meter = Meter(100, clock=clock)
    meter.found(40)
    meter.arrived(-40)
    clock.now += 1.0
    assert meter.progress("f").done_bytes == 0
    assert meter.progress("f").rate == 0.0
