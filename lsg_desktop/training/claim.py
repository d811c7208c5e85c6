"""SimulSA's claim in small: which models are compared how, and what that came to.

The paper (arXiv 2509.15692) says that 1 % of self-made truncated examples wakes simultaneity in a
model that was trained on whole utterances. Here a base of the demo model's size is such a model. It
runs nothing: it lists the commands that do, and reads what they leave.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.curves import Chart, Dot
from lsg_desktop.events import Task

CHUNKS_MS = (320, 640)
HELD = (0, 3, 5)
"""Tokens of a draft that are held back, as in the paper's table."""

FIGURES = {Task.TRANSCRIBE: "WER", Task.TRANSLATE: "BLEU"}
_MORE_PAIRS = 1.1
_SPREAD_OF = 2
"""Fewer runs than this have no spread."""


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
        return f"with {self.share:.1%} pairs".replace(".0%", "%") if self.share else "offline data"

    @property
    def name(self) -> str:
        """Name the folder of it."""
        if self.share is None:
            return "base"
        return f"pairs-{self.share:g}-seed-{self.seed}" if self.share else f"whole-seed-{self.seed}"


SEEDS = (1, 2, 3)
ARMS: tuple[Arm, ...] = (
    Arm(None),
    *(Arm(0.0, seed) for seed in SEEDS),
    *(Arm(0.01, seed) for seed in SEEDS),
    *(Arm(share) for share in (0.003, 0.03, 0.1)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of each. The defaults are those of what stands in ``resources/benchmarks``.

    ``steps`` on ``spoken`` clips make the base; ``clips`` others are fine-tuned on, ``epochs``
    times, and ``tested`` held-out ones measured on.
    """

    work: Path
    device: str = "auto"
    spoken: int = 14_000
    steps: int = 9_000
    clips: int = 2_000
    tested: int = 100
    batch: int = 32
    rate: float = 1e-3
    epochs: float = 2.0
    arms: tuple[Arm, ...] = ARMS

    @property
    def pairs(self) -> int:
        """How many pairs the largest share takes, and some that belong to what is held out.

        Three examples are made of a clip.
        """
        share = max(arm.share or 0.0 for arm in self.arms)
        return math.ceil(_MORE_PAIRS * share * 3 * self.clips)

    def sweep(self, arm: Arm) -> Path:
        """Give the folder in which a model was measured."""
        return self.work / "measured" / arm.name


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of ``lsg-desktop``, and the file that is there once it is done."""

    words: tuple[str, ...]
    makes: Path


def commands(plan: Plan) -> Iterator[Command]:
    """Give what reproduces the claim, in order; each goes on from where it was interrupted."""
    work, base = plan.work, plan.work / "base"
    device = ("--device", plan.device)
    yield _command(
        *("train", "demo", "--whole", "--work", work / "learning", "--out", base),
        *("--clips", plan.spoken, "--steps", plan.steps, "--count", plan.tested, *device),
        makes=base / "README.md",
    )
    spoken = {"train": plan.clips, "heldout": plan.tested}
    for split, count in spoken.items():
        yield _command(
            *("train", "demo-corpus", "--count", count, "--seed", 7, "--split", split),
            *("--out", work / split),
            makes=work / split / "manifest.tsv",
        )
    learnt, tested = (work / split / "manifest.tsv" for split in spoken)
    pairs = work / "pairs.jsonl"
    yield _command(
        *("train", "simulsa", learnt, "--task", "both", "--model", base, "--out", pairs),
        *("--count", plan.pairs, *device),
        makes=pairs.with_suffix(".html"),
    )
    for arm in plan.arms:
        if arm.share is not None:
            yield _fine_tuning(plan, arm, learnt, pairs)
        yield _measuring(plan, arm, tested)


def _fine_tuning(plan: Plan, arm: Arm, learnt: Path, pairs: Path) -> Command:
    out = plan.work / "adapters" / arm.name
    mixed = ("--pairs", pairs, "--share", arm.share) if arm.share else ()
    return _command(
        *("train", "lora", learnt, "--model", plan.work / "base", "--out", out, *mixed),
        *("--batch", plan.batch, "--at-once", 8, "--rate", plan.rate, "--epochs", plan.epochs),
        *("--seed", arm.seed, "--patience", 1_000),  # all learn for equally long
        *(("--device", "cpu") if plan.device == "cpu" else ()),
        makes=out / "adapter_model.safetensors",
    )


def _measuring(plan: Plan, arm: Arm, tested: Path) -> Command:
    adapter = () if arm.share is None else ("--adapter", plan.work / "adapters" / arm.name)
    out = plan.sweep(arm)
    return _command(
        *("sweep", tested, "--model", plan.work / "base", *adapter, "--out", out),
        *("--target-lang", "de", "--policy", "lsg", "hold-n", "--held", *HELD),
        *("--chunks-ms", *CHUNKS_MS, "--deltas", 7, "--alphas", 0.7, "--lows", 1),
        *("--device", plan.device),
        makes=out / "sweep.json",
    )


def _command(*words: object, makes: Path) -> Command:
    return Command(tuple(map(str, words)), makes)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A place of the table: how it is decided, at which chunks, at which task."""

    task: Task
    chunk_ms: int
    policy: str


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of a cell and its lag, a value a seed each."""

    figures: tuple[float, ...]
    lags_s: tuple[float, ...]

    def json(self) -> dict[str, Any]:
        """Give the values, their means and the standard deviation of the figure."""
        return {
            "figures": self.figures,
            "mean": fmean(self.figures),
            "sd": spread(self.figures),
            "LAAL_s": fmean(self.lags_s),
        }


def spread(values: Sequence[float]) -> float | None:
    """Give the standard deviation, None of a single value."""
    return stdev(values) if len(values) >= _SPREAD_OF else None


Table = dict[Cell, dict[str, Found]]
"""For each cell what each kind of model came to."""


def read(plan: Plan) -> Table:
    """Read what the commands have measured. Raises InputFault for what is not there."""
    found: dict[Cell, dict[str, list[tuple[float, float]]]] = {}
    for arm in plan.arms:
        for cell, figure, lag_s in _cells(plan.sweep(arm) / "sweep.json"):
            found.setdefault(cell, {}).setdefault(arm.kind, []).append((figure, lag_s))
    return {
        cell: {kind: Found(*map(tuple, zip(*values, strict=True))) for kind, values in by.items()}
        for cell, by in sorted(found.items())
    }


def _cells(path: Path) -> Iterator[tuple[Cell, float, float]]:
    try:
        told = json.loads(path.read_text("utf-8"))
        for task, figure in FIGURES.items():
            for point in told["tasks"][task.value]["points"]:
                cell = Cell(task, int(point["chunk_ms"]), _policy(point))
                yield cell, float(point[figure]), float(point["LAAL"]) / 1000
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputFault(f"{path} holds no sweep ({error})", "delete it, and start again") from None


def _policy(point: Mapping[str, Any]) -> str:
    return "LSG" if point["policy"] == "lsg" else f"hold back {point['held']}"


def header(table: Table) -> tuple[str, ...]:
    """Name the columns of :func:`rows`."""
    return ("chunk", "decided by", *_kinds(table))


def rows(table: Table, task: Task) -> Iterator[tuple[str, ...]]:
    """Give a task's figures and lags, a row for each way to decide."""
    for cell, found in table.items():
        if cell.task is task:
            told = (_told(found[kind]) for kind in _kinds(table))
            yield (f"{cell.chunk_ms} ms", cell.policy, *told)


def _kinds(table: Table) -> tuple[str, ...]:
    return tuple(next(iter(table.values())))


def _told(found: Found) -> str:
    sd = spread(found.figures)
    around = "" if sd is None else f" ± {sd:.1f}"
    return f"{fmean(found.figures):.1f}{around} at {fmean(found.lags_s):.2f} s"


def chart(table: Table, task: Task) -> Chart:
    """Give the figures of a task over their lags, a curve for each kind of model."""
    sense = "less is better" if task is Task.TRANSCRIBE else "more is better"
    curves = {
        kind: [
            Dot(fmean(found[kind].lags_s), fmean(found[kind].figures), _label(cell), False)
            for cell, found in table.items()
            if cell.task is task
        ]
        for kind in _kinds(table)
    }
    title = {Task.TRANSCRIBE: "Transcription, en", Task.TRANSLATE: "Translation, en-de"}[task]
    return Chart(title, f"{FIGURES[task]} ({sense})", curves)


def _label(cell: Cell) -> str:
    return f"{cell.policy}, {cell.chunk_ms} ms"


def as_json(table: Table) -> str:
    """Give all figures."""
    told = [
        {
            "task": cell.task.value,
            "chunk_ms": cell.chunk_ms,
            "policy": cell.policy,
            "figure": FIGURES[cell.task],
            "models": {kind: one.json() for kind, one in found.items()},
        }
        for cell, found in table.items()
    ]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
