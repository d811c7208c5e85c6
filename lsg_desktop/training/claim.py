"""SimulSA's claim in small: which models are compared how, and what that came to.

The paper (arXiv 2509.15692) says that 1 % of self-made truncated examples wakes simultaneity in a
model that was trained on whole utterances. Here a base of the demo model's size is such a model,
and what it is fine-tuned on is of its own domain and voices. It runs nothing: it lists the commands
that do, and reads what they leave.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.front import Point, pareto
from lsg_desktop.events import Task

CHUNKS_MS = (320, 640)
HELD = (0, 3, 5)
"""Tokens at the end of a draft that are held back, as in the paper's table.

Ours writes whole words only: with 0 it still holds back what may be half a word.
"""

ALPHAS, LOWS = (0.5, 0.7, 0.9), (1,)
DELTA = 7.0
SEEDS = (1, 2, 3)
SHARES = (0.003, 0.01, 0.03, 0.1)
FIGURES = {Task.TRANSCRIBE: "WER", Task.TRANSLATE: "BLEU"}

_CLIPS_SEED = 7
_EXAMPLES = 3
"""A clip is learnt in each of its languages: English, German, Chinese."""

_MORE_PAIRS = 1.1
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Arm:
    """A model of the comparison: the base, or that fine-tuned with ``share`` pairs an example."""

    share: float | None
    seed: int = 1

    @property
    def kind(self) -> str:
        """Name what it is, whatever its seed."""
        if self.share is None:
            return "base"
        return f"{100 * self.share:g} % pairs" if self.share else "whole only"

    @property
    def name(self) -> str:
        """Name the folder of it."""
        if self.share is None:
            return "base"
        return f"pairs-{self.share:g}-seed-{self.seed}"


ARMS: tuple[Arm, ...] = (
    Arm(None),
    *(Arm(share, seed) for share in (0.0, 0.01) for seed in SEEDS),
    *(Arm(share) for share in SHARES if share != 0.01),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of each. The defaults are those of what stands in ``resources/benchmarks``.

    ``steps`` on ``spoken`` clips make the base; ``clips`` others are fine-tuned on, ``epochs``
    times, and ``tested`` held-out ones measured on. The batch is a quarter and the learning rate
    ten times the paper's: so small a model on so few clips would learn nothing by those.
    """

    spoken: int = 6_000
    steps: int = 6_000
    clips: int = 1_500
    tested: int = 100
    batch: int = 32
    rate: float = 1e-3
    epochs: float = 1.0
    arms: tuple[Arm, ...] = ARMS

    @property
    def pairs(self) -> int:
        """How many pairs the largest share takes, and some that belong to what is held out."""
        share = max(arm.share or 0.0 for arm in self.arms)
        return math.ceil(_MORE_PAIRS * share * _EXAMPLES * self.clips)

    @property
    def recipe(self) -> dict[str, Any]:
        """Give what is different of the demo model's recipe: nothing is cut, or said by others."""
        return {
            "clips": self.spoken,
            "steps": self.steps,
            "listening": self.steps // 3,
            "cut_share": 0.0,
            "cut_texts": 0.0,
            "disguised": 0.0,
        }

    def json(self) -> dict[str, Any]:
        """Give all that what is found depends on, by name."""
        return {
            **asdict(self),
            "recipe": self.recipe,
            "clips_seed": _CLIPS_SEED,
            "chunks_ms": CHUNKS_MS,
            "held": HELD,
            "delta": DELTA,
            "alphas": ALPHAS,
            "lows": LOWS,
        }


def base(work: Path) -> Path:
    """Give the folder of the model that all others are made of."""
    return work / "base"


def measured(work: Path, arm: Arm) -> Path:
    """Give the folder in which a model was measured."""
    return work / "measured" / arm.name


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of ``lsg-desktop``; one that cannot go on ``makes`` a file when it is done.

    The others are given again, and know themselves what is left to do.
    """

    words: tuple[str, ...]
    makes: Path | None = None


def commands(plan: Plan, work: Path, device: str) -> Iterator[Command]:
    """Give what reproduces the claim with a base that is there, in order."""
    spoken = {"train": plan.clips, "heldout": plan.tested}
    for split, count in spoken.items():
        yield _command(
            *("train", "demo-corpus", "--count", count, "--seed", _CLIPS_SEED, "--split", split),
            *("--out", work / split),
            makes=work / split / "manifest.tsv",
        )
    learnt, tested = (work / split / "manifest.tsv" for split in spoken)
    pairs = work / "pairs.jsonl"
    yield _command(
        *("train", "simulsa", learnt, "--task", "both", "--model", base(work), "--out", pairs),
        *("--count", plan.pairs, "--device", device),
    )
    for arm in plan.arms:
        adapter = work / "adapters" / arm.name
        if arm.share is not None:
            mixed = ("--pairs", pairs, "--share", arm.share) if arm.share else ()
            yield _command(
                *("train", "lora", learnt, "--model", base(work), "--out", adapter, *mixed),
                *("--batch", plan.batch, "--at-once", 8, "--rate", plan.rate),
                *("--epochs", plan.epochs, "--seed", arm.seed, "--device", device),
                *("--keep-every", _NEVER),  # the last step is kept, whatever is held out says
            )
        yield _command(
            *("sweep", tested, "--model", base(work), "--out", measured(work, arm)),
            *(() if arm.share is None else ("--adapter", adapter)),
            *("--target-lang", "de", "--device", device, "--policy", "lsg", "hold-n", "offline"),
            *("--held", *HELD, "--chunks-ms", *CHUNKS_MS),
            *("--deltas", DELTA, "--alphas", *ALPHAS, "--lows", *LOWS),
        )


def _command(*words: object, makes: Path | None = None) -> Command:
    return Command(tuple(map(str, words)), makes)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the table: a task, and how it was decided; ``chunk_ms`` is None for offline."""

    task: Task
    policy: str
    chunk_ms: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of a cell and its lag, a value a seed each."""

    figures: tuple[float, ...]
    lags_s: tuple[float, ...]

    @property
    def point(self) -> tuple[float, float]:
        """Give the mean lag in seconds, and the mean figure."""
        return fmean(self.lags_s), fmean(self.figures)

    def json(self) -> dict[str, Any]:
        """Give the values, and the mean and standard deviation of figure and lag."""
        lag_s, mean = self.point
        return {
            "figures": self.figures,
            "mean": mean,
            "sd": spread(self.figures),
            "lags_s": self.lags_s,
            "LAAL_s": lag_s,
            "LAAL_sd_s": spread(self.lags_s),
        }


def spread(values: Sequence[float]) -> float | None:
    """Give the standard deviation, None of a single value."""
    return stdev(values) if len(values) > 1 else None


WITHOUT, WITH = Arm(0.0).kind, Arm(0.01).kind
"""The two kinds of models that the claim is about."""


def gained(cell: Cell, found: Mapping[str, Found]) -> tuple[float, ...]:
    """Say by how much the paper's share of pairs is better than none, seed by seed."""
    better = -1 if cell.task is Task.TRANSCRIBE else 1
    pairs = zip(found[WITHOUT].figures, found[WITH].figures, strict=False)
    return tuple(better * (after - before) for before, after in pairs)


Table = dict[Cell, dict[str, Found]]
"""For each cell what each kind of model came to."""


def read(plan: Plan, work: Path) -> Table:
    """Read what the commands have measured. Raises InputFault for what is not there."""
    found: dict[Cell, dict[str, list[tuple[float, float]]]] = {}
    for arm in plan.arms:
        for cell, figure, lag_s in _cells(measured(work, arm) / "sweep.json"):
            found.setdefault(cell, {}).setdefault(arm.kind, []).append((figure, lag_s))
    return {
        cell: {kind: Found(*map(tuple, zip(*values, strict=True))) for kind, values in by.items()}
        for cell, by in found.items()
    }


def _cells(path: Path) -> Iterator[tuple[Cell, float, float]]:
    try:
        told = json.loads(path.read_text("utf-8"))
        for task, figure in FIGURES.items():
            for point in told["tasks"][task.value]["points"]:
                yield _cell(task, point), float(point[figure]), float(point["LAAL"]) / 1000
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputFault(f"{path} holds no sweep ({error})", "delete it, and start again") from None


def _cell(task: Task, point: Mapping[str, Any]) -> Cell:
    policy = str(point["policy"])
    if policy == "offline":
        return Cell(task, policy, None, "after all of it")
    label = f"{point['held']} held back" if policy == "hold-n" else _lsg(point)
    return Cell(task, policy, int(point["chunk_ms"]), label)


def _lsg(point: Mapping[str, Any]) -> str:
    return f"LSG, α {point['alpha']:g}, L {point['low']}"


def kinds(table: Table) -> tuple[str, ...]:
    """Name the kinds of models."""
    return tuple(next(iter(table.values())))


def rows(table: Table, task: Task) -> Iterator[tuple[str, ...]]:
    """Give a task's figures and lags as ``header`` names them, a row for each way to decide."""
    for cell, found in table.items():
        if cell.task is task:
            chunk = "" if cell.chunk_ms is None else f"{cell.chunk_ms} ms"
            told = (_told(found[kind]) for kind in kinds(table))
            yield (chunk, cell.label, *told, _spread(gained(cell, found), "+"))


def header(table: Table) -> tuple[str, ...]:
    """Name the columns of rows."""
    return ("chunk", "decided by", *kinds(table), f"{WITH}: better by")


def _told(found: Found) -> str:
    return f"{_spread(found.figures)} at {found.point[0]:.2f} s"


def _spread(values: Sequence[float], sign: str = "") -> str:
    sd = spread(values)
    return f"{fmean(values):{sign}.1f}" + ("" if sd is None else f" ± {sd:.1f}")


def fronts(table: Table, task: Task, policy: str, chunk_ms: int, kind: str) -> list[Point[Cell]]:
    """Give the settings of a policy that none is better than at no more lag, for a kind of model.

    The quality of transcripts is what is not wrong of them.
    """
    points = []
    for cell, found in table.items():
        if (cell.task, cell.policy, cell.chunk_ms) == (task, policy, chunk_ms):
            lag_s, figure = found[kind].point
            points.append(Point(cell, lag_s, figure if task is Task.TRANSLATE else 100 - figure))
    return pareto(points)


def as_json(table: Table, plan: Plan) -> str:
    """Give all figures, and what they depend on."""
    cells = [
        {
            "task": cell.task.value,
            "policy": cell.policy,
            "chunk_ms": cell.chunk_ms,
            "label": cell.label,
            "figure": FIGURES[cell.task],
            "models": {kind: one.json() for kind, one in found.items()},
            "gained": gained(cell, found),
        }
        for cell, found in table.items()
    ]
    told = {"plan": plan.json(), "cells": cells}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
