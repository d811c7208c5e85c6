"""Sound between a thread that records and one that reads."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from lsg_desktop.audio.backlog import Backlog

RATE = 1_000


def counted(first, count):
    """Give a block of samples that are their own numbers: (count, 1)."""
    return np.arange(first, first + count, dtype=np.float32)[:, None]


def taken(backlog):
    """Give all that waits as numbers, at once."""
    samples = backlog.take(0)
    assert samples is not None
    return [int(sample) for sample in samples]


def test_what_is_put_is_taken_in_one_piece():
    backlog = Backlog(RATE, seconds=1)
    backlog.put(counted(0, 30))
    backlog.put(counted(30, 30))
    assert backlog.seconds == pytest.approx(0.06)
    assert taken(backlog) == list(range(60))
    assert backlog.seconds == 0


def test_with_nothing_there_it_gives_nothing_after_the_time_out():
    backlog = Backlog(RATE, seconds=1)
    assert taken(backlog) == []
    backlog.put(counted(0, 5))
    assert taken(backlog) == [0, 1, 2, 3, 4]
    assert taken(backlog) == []


def test_one_read_gives_no_more_than_its_share():
    backlog = Backlog(RATE, seconds=1, read_s=0.05)
    backlog.put(counted(0, 120))
    assert [len(taken(backlog)) for _ in range(4)] == [50, 50, 20, 0]


def test_sound_goes_round_the_ring_unharmed():
    backlog = Backlog(RATE, seconds=0.1)
    heard = []
    for first in range(0, 1_000, 40):
        backlog.put(counted(first, 40))
        heard += taken(backlog)
    assert heard == list(range(1_000))


def test_channels_are_averaged():
    backlog = Backlog(RATE, seconds=1)
    backlog.put(np.array([[1.0, 3.0], [2.0, 6.0]], np.float32))
    assert taken(backlog) == [2, 4]


def test_what_is_put_is_copied():
    backlog = Backlog(RATE, seconds=1)
    block = counted(0, 3)
    backlog.put(block)
    block[:] = 9
    assert taken(backlog) == [0, 1, 2]


def test_what_is_taken_is_a_copy():
    backlog = Backlog(RATE, seconds=0.003)
    backlog.put(counted(0, 3))
    first = backlog.take(0)
    backlog.put(counted(7, 3))
    assert first is not None
    assert first.tolist() == [0, 1, 2]


def test_what_there_is_no_room_for_is_lost_counted_and_told_once():
    backlog = Backlog(RATE, seconds=0.1)
    assert backlog.take_notice() is None
    backlog.put(counted(0, 80))
    backlog.put(counted(80, 80))
    backlog.put(counted(160, 40))
    assert backlog.lost_samples == 100
    notice = backlog.take_notice()
    assert notice is not None
    assert "0.1 s of sound were lost" in notice.text
    assert notice.remedy
    assert backlog.take_notice() is None
    assert taken(backlog) == list(range(100))
    backlog.put(counted(200, 3))
    assert taken(backlog) == [200, 201, 202]


def test_a_block_longer_than_the_ring_fills_it():
    backlog = Backlog(RATE, seconds=0.01)
    backlog.put(counted(0, 25))
    assert taken(backlog) == list(range(10))
    assert backlog.lost_samples == 15


def test_after_closing_comes_what_waits_and_then_the_end():
    backlog = Backlog(RATE, seconds=1, read_s=0.05)
    backlog.put(counted(0, 70))
    backlog.close()
    assert taken(backlog) == list(range(50))
    assert taken(backlog) == list(range(50, 70))
    assert backlog.take(60) is None
    assert backlog.take(60) is None


def test_a_waiting_reader_is_woken_by_sound_and_by_closing():
    backlog = Backlog(RATE, seconds=1)
    reads = []

    def read():
        while (samples := backlog.take(60)) is not None:
            reads.append(len(samples))

    reader = threading.Thread(target=read)
    reader.start()
    backlog.put(counted(0, 10))
    backlog.close()
    reader.join(timeout=20)
    assert not reader.is_alive()
    assert sum(reads) == 10
    assert 0 not in reads


def test_nothing_is_lost_or_doubled_between_two_threads():
    backlog = Backlog(RATE, seconds=2_000)

    def record():
        for first in range(0, 100_000, 100):
            backlog.put(counted(first, 100))
        backlog.close()

    recorder = threading.Thread(target=record)
    recorder.start()
    heard = []
    while (samples := backlog.take(60)) is not None:
        heard.append(samples)
    recorder.join(timeout=20)
    assert np.array_equal(np.concatenate(heard), np.arange(100_000))
