"""What a benchmark's laps come to, as figures for a table and for programs; it measures nothing."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from statistics import fmean, median
from typing import Any

import torch

from lsg_desktop import __version__
from lsg_desktop.evaluation.contender import WAYS
from lsg_desktop.evaluation.floor import Floor
from lsg_desktop.evaluation.race import PLAIN, PLAIN_TASK, Course, Measured
from lsg_desktop.evaluation.startup import Startup
from lsg_desktop.models.probe import Stage
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.settings import SAMPLE_RATE

_ONE = str(PLAIN_TASK)
"""Our way of doing what the plain loop does: the same task, alone."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chunk took one contender: in ms, by stage, and in work, all per chunk."""

    mean_ms: float
    median_ms: float
    p95_ms: float
    last_ms: float
    split_ms: dict[str, float]
    encodes: float
    prefills: float
    passes: float
    rows: float
    tokens: float


@dataclass(frozen=True, slots=True)
class Result:
    """One model on one length of utterance; named as in the JSON line.

    ``ours_ms`` and ``plain_ms`` are of one task; ``baseline_share`` is of both tasks, every
    divergence computed; ``real_time`` is the share of the sound's time that both tasks take.
    """

    model: str
    device: str
    precision: str
    audio_s: float
    ours_ms: float
    plain_ms: float
    ratio: float
    baseline_share: float
    both_over_one: float
    floor_ratio: float
    peak_mb: float
    chunks: int
    real_time: float
    baseline: dict[str, float]
    floor: dict[str, float]
    ways: dict[str, Figures]
    plain: Figures
    machine: dict[str, Any]


def result(measured: Measured, info: ModelInfo, audio_s: float, floor: Floor) -> Result:
    """Sum up the first seconds of what was measured."""
    size = measured.chunk_samples
    count = math.floor(round(audio_s * SAMPLE_RATE) / size)
    ways = {name: figures(measured.courses[name], count) for name in WAYS}
    plain = figures(measured.courses[PLAIN], count)
    one, both = ways[_ONE], ways["both"]
    least = _least(floor, measured.courses[_ONE], count, size)
    return Result(
        model=info.name,
        device=info.device,
        precision=info.precision,
        audio_s=audio_s,
        ours_ms=one.mean_ms,
        plain_ms=plain.mean_ms,
        ratio=plain.mean_ms / one.mean_ms,
        baseline_share=1 - ways["bare"].mean_ms / ways["traced"].mean_ms,
        both_over_one=both.mean_ms / max(ways[task].mean_ms for task in ("transcribe", _ONE)),
        floor_ratio=one.mean_ms / least["chunk_ms"],
        peak_mb=measured.peaks_mb[count - 1],
        chunks=count,
        real_time=both.mean_ms / (size * 1000 / SAMPLE_RATE),
        baseline=_baseline(ways),
        floor=least,
        ways=ways,
        plain=plain,
        machine=machine(info.device),
    )


def figures(course: Course, count: int) -> Figures:
    """Sum up the first chunks of a course: of several rounds a chunk counts by its median."""
    laps = [lap for laps in course.laps for lap in laps[:count]]
    by_chunk = [median(laps[place].ms for laps in course.laps) for place in range(count)]

    def entered(stage: Stage) -> float:
        return fmean(lap.entered.get(stage, 0) for lap in laps)

    return Figures(
        mean_ms=fmean(by_chunk),
        median_ms=median(by_chunk),
        p95_ms=sorted(by_chunk)[math.ceil(0.95 * count) - 1],
        last_ms=by_chunk[-1],
        split_ms={part: fmean(lap.parts_ms[part] for lap in laps) for part in laps[0].parts_ms},
        encodes=entered(Stage.ENCODE),
        prefills=entered(Stage.PREFILL),
        passes=entered(Stage.DECODE),
        rows=fmean(course.rows[:count]),
        tokens=fmean(course.tokens[:count]),
    )


def _baseline(ways: Mapping[str, Figures]) -> dict[str, float]:
    """Give what baselines take, of all that is done with them, by time and by work.

    ``lazy`` is by time where divergences are computed that decide something, and no others.
    """
    bare, traced, lazy = ways["bare"], ways["traced"], ways["both"]
    return {
        "time": 1 - bare.mean_ms / traced.mean_ms,
        "rows": 1 - bare.rows / traced.rows,
        "tokens": 1 - bare.tokens / traced.tokens,
        "passes": 1 - bare.passes / traced.passes,
        "prefills": 1 - bare.prefills / traced.prefills,
        "lazy_time": 1 - bare.mean_ms / lazy.mean_ms,
        "lazy_passes": 1 - bare.passes / lazy.passes,
    }


def _least(floor: Floor, course: Course, count: int, size: int) -> dict[str, float]:
    """Give the floor of a chunk and of a pass, and how far we are from that of a pass."""
    one = figures(course, count)
    heard = [size * (place + 1) for place in range(count)]
    encode_ms = fmean(map(floor.encode_ms, heard))
    prefill_ms = fmean(map(floor.prefill_ms, heard))
    passes = one.passes - one.prefills  # the first of a chunk comes with its prefill
    decode_ms = floor.decode_ms(passes, one.tokens)
    return {
        "copy_gb_s": floor.rates.bytes_a_ms / 1e6,
        "multiply_tflop_s": floor.rates.flops_a_ms / 1e9,
        "chunk_ms": encode_ms + prefill_ms + decode_ms,
        "encode_ms": encode_ms,
        "prefill_ms": prefill_ms,
        "decode_ms": decode_ms,
        "pass_ms": one.split_ms[Stage.DECODE] / passes,
        "pass_ratio": one.split_ms[Stage.DECODE] / decode_ms,
    }


def machine(device: str) -> dict[str, Any]:
    """Say what was measured on, and with which versions."""
    on_gpu = device.startswith("cuda")
    return {
        "name": torch.cuda.get_device_name(device) if on_gpu else platform.machine(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "lsg-desktop": __version__,
        **{name: metadata.version(name) for name in ("torch", "transformers", "bitsandbytes")},
    }


def as_json(results: Sequence[Result], startups: Sequence[Startup] = ()) -> str:
    """Give results, and how long models took to start, as one line."""
    found = {"results": [*map(asdict, results)], "startup": [*map(asdict, startups)]}
    return json.dumps(found, allow_nan=False)
