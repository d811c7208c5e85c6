"""Where LSG stands against other curves of no less lag, and how sure that is.

Settings are chosen on every other clip and compared on the rest: the best of many on the clips that
it was chosen by would look better than it is. It knows no captioner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation.bootstrap import Interval, difference
from lsg_desktop.evaluation.front import Point, joined, pareto
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.sweep import Sweep, Trial
from lsg_desktop.evaluation.tally import Tally, lag_of, quality_of
from lsg_desktop.events import Task
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

LEAST_CLIPS = 20
"""On fewer clips nothing is compared: resamples of so few say too little of others."""

MOST_RIVALS = 5
"""As many points of one curve are compared, from its earliest to its latest."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How good and how late a trial is at one task."""

    quality: Tally
    lag: Tally

    def point(self, trial: Trial, clips: NDArray[np.intp] | None = None) -> Point[Trial]:
        """Give it as a point, of some clips or of all."""
        return Point(trial, self.lag.figure(clips), self.quality.quality(clips))


Table = Mapping[Trial, Tallies]
"""What was measured of one task."""


@dataclass(frozen=True, slots=True)
class Standing:
    """LSG, chosen for no more lag than another trial; ``lsg`` is None where it is never as early.

    ``gain`` is by how much its quality is higher, and ``later_s`` by how much its lag is, on the
    clips that it was not chosen by.
    """

    curve: str
    other: Point[Trial]
    lsg: Point[Trial] | None = None
    gain: Interval | None = None
    later_s: Interval | None = None


def measured(swept: Sweep, clips: Sequence[Clip], order: Order, task: Task) -> dict[Trial, Tallies]:
    """Measure every trial of a sweep at one task."""
    is_said = task is Task.TRANSCRIBE
    references = [clip.transcript if is_said else clip.reference for clip in clips]
    lang = order.language(task)
    found = {}
    for trial, written in swept.lines.items():
        lines = [line[task] for line in written]
        texts = [line.text for line in lines]
        found[trial] = Tallies(
            quality_of(task, references, texts, lang), lag_of(lines, references, lang)
        )
    return found


def curves(
    table: Table, usual: PolicySettings, clips: NDArray[np.intp] | None = None
) -> dict[str, list[Point[Trial]]]:
    """Give the points of a task by curve, of some clips or of all."""
    found: dict[str, list[Point[Trial]]] = {}
    for trial, one in table.items():
        found.setdefault(trial.curve(usual), []).append(one.point(trial, clips))
    return found


def overall(tables: Iterable[Table], usual: PolicySettings) -> list[Point[Trial]]:
    """Give LSG's points as usual over all tasks: mean lag, and mean share of each task's best."""
    own = Trial(usual).curve(usual)
    return joined([curves(table, usual).get(own, []) for table in tables])


def every_clip(table: Table) -> NDArray[np.intp]:
    """Number the clips that a table is of."""
    return np.arange(len(next(iter(table.values())).lag.counts))


def left_over(clips: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give those of some clips that nothing is chosen by, and all is compared on."""
    return clips[1::2]


def standings(table: Table, usual: PolicySettings) -> list[Standing]:
    """Compare LSG as usual with every other curve, but for lags that are held."""
    clips = every_clip(table)
    by_curve = curves(table, usual, clips[::2])
    by_curve.pop(Trial(usual).curve(usual), None)
    rivals = [
        rival.of
        for points in by_curve.values()
        for rival in _spread(pareto(points))
        if rival.of.target_s is None
    ]
    return compared(table, usual, rivals, clips)


def compared(
    table: Table, usual: PolicySettings, rivals: Iterable[Trial], clips: NDArray[np.intp]
) -> list[Standing]:
    """Compare LSG as usual with some trials, on some clips; with none where those are too few.

    What is as early as the other is chosen on every other of these clips.
    """
    chosen_by, compared_on = clips[::2], left_over(clips)
    own = pareto(curves(table, usual, chosen_by).get(Trial(usual).curve(usual), []))
    if not own or len(compared_on) < LEAST_CLIPS:
        return []
    found = []
    for rival in rivals:
        other = table[rival]
        latest_s = other.point(rival, chosen_by).lag_s
        told = rival.curve(usual), other.point(rival, compared_on)
        as_early = [point.of for point in own if point.lag_s <= latest_s]
        if not as_early:
            found.append(Standing(*told))
            continue
        best = as_early[-1]  # along a front quality rises
        one = table[best]
        gain = difference(one.quality.quality, other.quality.quality, compared_on)
        later_s = difference(one.lag.figure, other.lag.figure, compared_on)
        found.append(Standing(*told, one.point(best, compared_on), gain, later_s))
    return found


def _spread(front: Sequence[Point[Trial]]) -> list[Point[Trial]]:
    """Give some points of a front, its ends among them."""
    places = np.linspace(0, len(front) - 1, min(len(front), MOST_RIVALS)).round().astype(int)
    return [front[place] for place in dict.fromkeys(places)]
