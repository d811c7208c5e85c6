"""SimulSA's claim as charts: quality over lag, and quality over the share of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from lsg_desktop.evaluation import charts
from lsg_desktop.evaluation.charts import Axis, Series
from lsg_desktop.evaluation.curves import Chart, Dot
from lsg_desktop.events import Task
from lsg_desktop.training.claim import (
    CHUNKS_MS,
    FIGURES,
    SHARES,
    WITH,
    WITHOUT,
    Arm,
    Cell,
    Table,
    fronts,
    header,
    kinds,
    rows,
    spread,
)

SHOWN = (WITHOUT, WITH, Arm(max(SHARES)).kind)
"""The kinds of models whose curves stand beside each other."""

_TITLES = {Task.TRANSCRIBE: "Transcription, en", Task.TRANSLATE: "Translation, en-de"}
_SATURATION = ("after all of it", "0 held back", "LSG, α 0.7, L 1")
"""The ways to decide of which more pairs are shown."""


def chart(table: Table, task: Task, chunk_ms: int) -> Chart:
    """Draw LSG's front and each hold-back at one chunk, for three fine-tunings."""
    sense = "less is better" if task is Task.TRANSCRIBE else "more is better"
    curves: dict[str, list[Dot]] = {}
    for kind in SHOWN:
        best = {point.of for point in fronts(table, task, "lsg", chunk_ms, kind)}
        for policy, name in (("lsg", "LSG"), ("hold-n", "hold-back")):
            curves[f"{kind}, {name}"] = [
                _dot(table, cell, kind, cell in best or policy != "lsg")
                for cell in table
                if (cell.task, cell.policy, cell.chunk_ms) == (task, policy, chunk_ms)
            ]
    return Chart(f"{_TITLES[task]}, chunks of {chunk_ms} ms", f"{FIGURES[task]} ({sense})", curves)


def _dot(table: Table, cell: Cell, kind: str, on_front: bool) -> Dot:
    found = table[cell][kind]
    lag_s, figure = found.point
    return Dot(lag_s, figure, cell.label, on_front, sd=spread(found.figures) or 0.0)


def page(table: Table) -> str:
    """Give a page of tables, and of what more pairs do."""
    parts = []
    for task, title in _TITLES.items():
        parts += [
            f"<h2>{escape(title)}: {FIGURES[task]} at LAAL</h2>",
            charts.table(header(table), rows(table, task)),
        ]
    chunk_ms = CHUNKS_MS[-1]
    parts.append(
        charts.lines(
            f"BLEU, en-de, over the share of pairs; chunks of {chunk_ms} ms",
            Axis("pairs, % of the examples", 10.0),
            Axis("BLEU", 100.0),
            list(_saturation(table, chunk_ms)),
        )
    )
    return charts.page("SimulSA in small", parts)


def _saturation(table: Table, chunk_ms: int) -> Iterator[Series]:
    shares = sorted(float(kind.split()[0]) for kind in kinds(table) if kind.endswith("pairs"))
    for label in _SATURATION:
        cell = _find(table, label, (chunk_ms, None))
        points = [(0.0, table[cell][WITHOUT].point[1])]
        points += [(share, table[cell][f"{share:g} % pairs"].point[1]) for share in shares]
        yield Series(label, points)


def _find(table: Table, label: str, chunks_ms: Sequence[int | None]) -> Cell:
    return next(
        cell
        for cell in table
        if cell.task is Task.TRANSLATE and cell.label == label and cell.chunk_ms in chunks_ms
    )
