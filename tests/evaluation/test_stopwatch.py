"""What a lap takes is split among stages, and nothing of it is lost or counted twice."""

from __future__ import annotations

import pytest

from lsg_desktop.evaluation.stopwatch import POLICY, Stopwatch
from lsg_desktop.models.probe import UNMEASURED, Stage


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock():
    return HandClock()


def test_a_stage_within_another_is_not_part_of_it(clock):
    """A pass that encodes and prefills before it decodes."""
    watch = Stopwatch("cpu", clock)

    def work():
        clock.now_s += 1
        with watch.stage(Stage.DECODE):
            clock.now_s += 2
            with watch.stage(Stage.PREFILL):
                clock.now_s += 4
            with watch.stage(Stage.ENCODE):
                clock.now_s += 8
            clock.now_s += 16
        clock.now_s += 32

    lap = watch.lap(work)
    assert lap.ms == pytest.approx(63_000)
    assert lap.parts_ms == pytest.approx(
        {
            Stage.FEATURES: 0,
            Stage.ENCODE: 8_000,
            Stage.PREFILL: 4_000,
            Stage.DECODE: 18_000,
            POLICY: 33_000,
        }
    )
    assert lap.entered == {Stage.DECODE: 1, Stage.PREFILL: 1, Stage.ENCODE: 1}


def test_each_lap_begins_anew(clock):
    """What one lap took is not in the next."""
    watch = Stopwatch("cpu", clock)

    def work():
        with watch.stage(Stage.DECODE):
            clock.now_s += 1

    watch.lap(work)
    lap = watch.lap(work)
    assert lap.ms == pytest.approx(1000)
    assert lap.entered == {Stage.DECODE: 1}


def test_outside_a_lap_nothing_is_noted(clock):
    """A model may be run while nobody measures."""
    watch = Stopwatch("cpu", clock)
    with watch.stage(Stage.ENCODE):
        clock.now_s += 5
    assert watch.lap(lambda: None).parts_ms == dict.fromkeys((*Stage, POLICY), 0.0)


def test_a_fault_within_a_stage_comes_out_and_the_next_lap_is_right(clock):
    """Memory that ran out leaves the watch usable."""
    watch = Stopwatch("cpu", clock)

    def work(fault):
        with watch.stage(Stage.DECODE):
            clock.now_s += 1
            if fault:
                raise MemoryError

    with pytest.raises(MemoryError):
        watch.lap(lambda: work(True))
    lap = watch.lap(lambda: work(False))
    assert lap.parts_ms[Stage.DECODE] == lap.ms == pytest.approx(1000)


def test_an_unmeasured_model_makes_nothing_for_a_stage():
    """The same object each time: it costs nothing."""
    stages = {id(UNMEASURED.stage(stage)) for stage in Stage}
    assert len(stages) == 1
