"""What came of a sweep: tables, presets, charts, figures; it hears no clip and writes no file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lsg_desktop.evaluation import front
from lsg_desktop.evaluation.curves import Chart, Dot
from lsg_desktop.evaluation.front import Point, pareto
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.evaluation.standing import (
    Standing,
    Table,
    curves,
    measured,
    overall,
    standings,
)
from lsg_desktop.evaluation.sweep import Sweep, Trial
from lsg_desktop.events import Task
from lsg_desktop.session.captioner import Order


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by task; ``presets`` hold for all tasks at once, and need LSG as usual."""

    order: Order
    swept: Sweep
    tables: dict[Task, Table]
    standings: dict[Task, list[Standing]]
    presets: dict[str, Point[Trial]]

    @property
    def passes(self) -> str:
        """Say how many passes the model was spared."""
        passes = self.swept.passes
        fewer = f", {passes.asked / passes.made:.0f} times fewer" if passes.made else ""
        trials = len(self.swept.lines)
        return f"{trials} trials: {passes.made} passes of the model for {passes.asked} asked{fewer}"

    def title(self, task: Task) -> str:
        """Name a task and its languages."""
        if task is Task.TRANSCRIBE:
            return f"Transcription, {self.order.source_lang}"
        return f"Translation, {self.order.source_lang}-{self.order.target_lang}"

    def figure_name(self, task: Task) -> str:
        """Name what a task is judged by."""
        return next(iter(self.tables[task].values())).quality.name

    def points(self, task: Task) -> Iterator[tuple[str, Point[Trial], float, bool]]:
        """Give each trial's curve, point and figure, and whether it is on its curve's front."""
        table = self.tables[task]
        for name, points in curves(table, self.order.settings).items():
            best = pareto(points)
            for point in points:
                tally = table[point.of].quality
                yield name, point, tally.turned(point.quality), point in best


def results(swept: Sweep, rows: Sequence[Row], order: Order) -> Results:
    """Measure what was written of clips, at each task."""
    tables: dict[Task, Table] = {task: measured(swept, rows, task) for task in order.tasks}
    points = overall(tables.values(), order.settings)
    return Results(
        order,
        swept,
        tables,
        {task: standings(table, order.settings) for task, table in tables.items()},
        front.presets(pareto(points)) if points else {},
    )


def chart(found: Results, task: Task) -> Chart:
    """Give the curves of a task, ready to be drawn."""
    tally = next(iter(found.tables[task].values())).quality
    sense = "less is better" if tally.is_error else "more is better"
    dots: dict[str, list[Dot]] = {}
    for name, point, figure, on_front in found.points(task):
        dots.setdefault(name, []).append(Dot(point.lag_s, figure, point.of.label, on_front))
    return Chart(found.title(task), f"{tally.name} ({sense})", dots)


def as_json(found: Results) -> str:
    """Give all figures, where times are in ms and an infinite setting is null."""
    told = {
        "passes": asdict(found.swept.passes),
        "presets": {name: _point(point) for name, point in found.presets.items()},
        "tasks": {
            task.value: {
                "points": [
                    {
                        "curve": name,
                        **_point(point),
                        found.figure_name(task): figure,
                        "front": on_front,
                    }
                    for name, point, figure, on_front in found.points(task)
                ],
                "standings": [_standing(one) for one in found.standings[task]],
            }
            for task in found.tables
        },
    }
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _point(point: Point[Trial]) -> dict[str, Any]:
    settings = {
        name: None if isinstance(value, float) and math.isinf(value) else value
        for name, value in asdict(point.of.settings).items()
    }
    policy = point.of.policy
    return {
        "policy": policy.name,
        **({"held": policy.held} if policy.name == "hold-n" else {}),
        **settings,
        "LAAL": 1000 * point.lag_s,
        "quality": point.quality,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "curve": one.curve,
        "other": _point(one.other),
        "lsg": _point(one.lsg) if one.lsg else None,
        "gain": asdict(one.gain) if one.gain else None,
    }
