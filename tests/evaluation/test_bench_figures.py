"""Figures are those of the chunks that a length has, and ratios are of what they name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lsg_desktop.evaluation.bench_figures import as_json, figures, result
from lsg_desktop.evaluation.contender import WAYS
from lsg_desktop.evaluation.floor import Floor, Part, Rates
from lsg_desktop.evaluation.race import PLAIN, Course, Measured
from lsg_desktop.evaluation.startup import Startup
from lsg_desktop.evaluation.stopwatch import Lap
from lsg_desktop.models.probe import Stage
from lsg_desktop.models.tiny import random_info

ENTERED = {Stage.ENCODE: 1, Stage.PREFILL: 1, Stage.DECODE: 2}
TOOK = {
    "transcribe": 10.0,
    "translate": 12.0,
    "both": 15.0,
    "bare": 18.0,
    "traced": 20.0,
    "window": 30.0,
    PLAIN: 120.0,
}


def course(*rounds, rows=1):
    """A course of laps that took so long, a third of it in decoding."""
    laps = [
        [Lap(ms, {Stage.DECODE: ms / 3, "policy": ms * 2 / 3}, ENTERED) for ms in times]
        for times in rounds
    ]
    count = len(rounds[0])
    return Course(laps, [rows] * count, [2 * rows] * count)


@pytest.fixture
def measured():
    """Six chunks, each costing the same."""
    courses = {name: course([ms] * 6, rows=2 if name == "bare" else 4) for name, ms in TOOK.items()}
    return Measured(10_240, courses, [100.0, 110.0, 120.0, 130.0, 140.0, 150.0])


@pytest.fixture
def floor():
    part = Part(bytes=1_000_000, flops=0)
    return Floor(part, part, part, Rates(bytes_a_ms=1e6, flops_a_ms=1e6))


def test_a_chunk_counts_by_its_median_over_rounds():
    """Mean, median, p95 and last are over chunks, of the first ones only."""
    found = figures(course([1, 2, 9, 4, 100], [3, 2, 9, 4, 100], [2, 2, 9, 40, 100]), 4)
    assert found.mean_ms == pytest.approx((2 + 2 + 9 + 4) / 4)
    assert (found.median_ms, found.p95_ms, found.last_ms) == (3, 9, 4)
    assert found.split_ms["policy"] == pytest.approx(2 * found.split_ms[Stage.DECODE])
    assert (found.encodes, found.passes, found.rows, found.tokens) == (1, 2, 1, 2)


def test_ratios_are_of_what_they_name(measured, floor):
    """As the JSON keys are defined."""
    found = result(measured, random_info(), 3.0, floor)
    assert found.chunks == 4
    assert (found.ours_ms, found.plain_ms, found.ratio) == (12, 120, 10)
    assert found.baseline_share == pytest.approx(1 - 18 / 20)
    assert found.both_over_one == pytest.approx(15 / 12)
    assert found.real_time == pytest.approx(15 / 640)
    assert found.peak_mb == 130
    # An encode, a prefill, the first pass with it, and a pass over layers and head: 1 ms each.
    assert found.floor["chunk_ms"] == pytest.approx(4)
    assert found.floor_ratio == pytest.approx(3)
    assert found.floor["pass_ms"] == pytest.approx(4)
    assert found.floor["pass_ratio"] == pytest.approx(2)
    assert found.baseline["rows"] == found.baseline["tokens"] == pytest.approx(0.5)
    assert found.baseline["passes"] == 0
    assert found.baseline["lazy_time"] == pytest.approx(1 - 18 / 15)


def test_the_json_line_has_the_keys_that_others_rely_on(measured, floor):
    """One line, one entry for each result, no number that JSON has no word for."""
    one = result(measured, random_info(), 1.3, floor)
    line = as_json([one, replace(one, audio_s=3.0)])
    assert "\n" not in line
    whole = json.loads(line)
    assert (list(whole), whole["startup"]) == (["results", "startup"], [])
    first, second = whole["results"]
    assert {
        "model",
        "device",
        "precision",
        "audio_s",
        "ours_ms",
        "plain_ms",
        "ratio",
        "baseline_share",
        "both_over_one",
        "floor_ratio",
        "peak_mb",
    } <= set(first)
    assert (first["audio_s"], second["audio_s"]) == (1.3, 3.0)
    assert set(first["ways"]) == set(WAYS)
    assert first["ways"]["both"]["split_ms"].keys() == {"decode", "policy"}
    assert first["machine"]["threads"] >= 1


def test_the_json_line_tells_of_starts_beside_results():
    """By part."""
    one = Startup("demo", "cpu", "fp32", 0.66, 30.0, {"python": 10.0, "libraries": 20.0})
    (told,) = json.loads(as_json([], [one]))["startup"]
    assert (told["model"], told["first_caption_ms"]) == ("demo", 30.0)
    assert told["startup_ms"] == {"python": 10.0, "libraries": 20.0}
