"""What came of a sweep: tables, presets, charts, figures; it hears no clip and writes no file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lsg_desktop.evaluation import front
from lsg_desktop.evaluation.bootstrap import Interval
from lsg_desktop.evaluation.curves import Chart, Dot
from lsg_desktop.evaluation.front import Point, pareto
from lsg_desktop.evaluation.holding import held_task
from lsg_desktop.evaluation.reached import Reached, reached, sentence
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.standing import (
    Standing,
    Table,
    curves,
    every_clip,
    left_over,
    measured,
    overall,
    standings,
)
from lsg_desktop.evaluation.sweep import Sweep, Trial
from lsg_desktop.events import Task
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by task; ``presets`` hold for all tasks at once, and need LSG as usual.

    ``reached`` tells of the lags that were held.
    """

    order: Order
    swept: Sweep
    tables: dict[Task, Table]
    standings: dict[Task, list[Standing]]
    presets: dict[str, Point[Trial]]
    reached: list[Reached]

    @property
    def held_task(self) -> Task:
        """The task that lags were held of."""
        return held_task(self.order.tasks)

    @property
    def compared(self) -> int:
        """How many clips trials are compared on: those that nothing was chosen by."""
        return len(left_over(every_clip(self.tables[self.held_task])))

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

    def notes(self) -> list[str]:
        """Say what else there is to know, a paragraph each."""
        task = self.held_task
        about, name = self.title(task), self.figure_name(task)
        told = [sentence(one, name, self.figure(task, one.point)) for one in self.reached]
        return [self.passes, *(f"{about}. {one}" for one in told)]

    def figure(self, task: Task, point: Point[Trial]) -> float:
        """Give a task's figure of what has a quality."""
        return self.tables[task][point.of].quality.turned(point.quality)

    def figure_name(self, task: Task) -> str:
        """Name what a task is judged by."""
        return next(iter(self.tables[task].values())).quality.name

    def points(self, task: Task) -> Iterator[tuple[str, Point[Trial], float, bool]]:
        """Give each trial's curve, point and figure, and whether it is on its curve's front."""
        for name, points in curves(self.tables[task], self.order.settings).items():
            best = pareto(points)
            for point in points:
                yield name, point, self.figure(task, point), point in best


def results(swept: Sweep, clips: Sequence[Clip], order: Order) -> Results:
    """Measure what was written of clips, at each task."""
    tables: dict[Task, Table] = {task: measured(swept, clips, order, task) for task in order.tasks}
    points = overall(tables.values(), order.settings)
    return Results(
        order,
        swept,
        tables,
        {task: standings(table, order.settings) for task, table in tables.items()},
        front.presets(pareto(points)) if points else {},
        reached(swept, tables[held_task(order.tasks)], order.settings),
    )


def chart(found: Results, task: Task) -> Chart:
    """Give the curves of a task, ready to be drawn."""
    tally = next(iter(found.tables[task].values())).quality
    sense = "less is better" if tally.is_error else "more is better"
    dots: dict[str, list[Dot]] = {}
    for name, point, figure, on_front in found.points(task):
        one = point.of
        tag = one.label if one.target_s is not None else ""
        dots.setdefault(name, []).append(Dot(point.lag_s, figure, one.label, on_front, tag))
    return Chart(found.title(task), f"{tally.name} ({sense})", dots)


def as_json(found: Results) -> str:
    """Give all figures, where times are in ms and an infinite setting is null."""
    told = {
        "passes": asdict(found.swept.passes),
        "compared_clips": found.compared,
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
        "target_lags": {
            "task": found.held_task.value,
            "points": [_reached(found, one) for one in found.reached],
        },
    }
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _settings(settings: PolicySettings) -> dict[str, Any]:
    return {
        name: None if isinstance(value, float) and math.isinf(value) else value
        for name, value in asdict(settings).items()
    }


def _point(point: Point[Trial]) -> dict[str, Any]:
    one = point.of
    return {
        "policy": one.policy.name,
        **({"held": one.policy.held} if one.policy.name == "hold-n" else {}),
        **({"asked": 1000 * one.target_s} if one.target_s is not None else {}),
        **_settings(one.settings),
        "LAAL": 1000 * point.lag_s,
        "quality": point.quality,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "curve": one.curve,
        "other": _point(one.other),
        "lsg": _point(one.lsg) if one.lsg else None,
        "gain": asdict(one.gain) if one.gain else None,
        "later": _in_ms(one.later_s),
    }


def _reached(found: Results, one: Reached) -> dict[str, Any]:
    fixed = one.fixed
    return {
        "asked": 1000 * one.asked_s,
        "clips": "settled" if one.settled else "all",
        "got": None if one.got_s is None else 1000 * one.got_s,
        "at_limit": one.held.at_limit,
        "LAAL": 1000 * one.point.lag_s,
        found.figure_name(found.held_task): found.figure(found.held_task, one.point),
        "ended": _settings(one.held.ended),
        "fixed": _point(fixed.point) if fixed and fixed.point else None,
        "difference": asdict(fixed.difference) if fixed and fixed.difference else None,
        "later": _in_ms(fixed.later_s) if fixed else None,
    }


def _in_ms(seconds: Interval | None) -> dict[str, float] | None:
    return {name: 1000 * value for name, value in asdict(seconds).items()} if seconds else None
