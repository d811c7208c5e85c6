"""Where LSG stands against other curves at no more lag, and how sure that is.

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
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.evaluation.sweep import Sweep, Trial
from lsg_desktop.evaluation.tally import Tally, lag_of, quality_of
from lsg_desktop.events import Task
from lsg_desktop.settings import PolicySettings

MOST_RIVALS = 5
"""As many points of one curve are compared, from its earliest to its latest."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How good and how late a trial is at one task."""

    quality: Tally
    lag: Tally

    def point(self, trial: Trial, clips: NDArray[np.intp] | None = None) -> Point[Trial]:
        """Give it as a point, of some clips or of all."""
        return Point(trial, self.lag.figure(clips), self.quality.quality(clips))


Table = Mapping[Trial, Measured]
"""What was measured of one task."""


@dataclass(frozen=True, slots=True)
class Standing:
    """LSG at no more lag than another trial; ``lsg`` is None where it is never as early.

    ``gain`` is by how much its quality is higher, on the clips that it was not chosen by.
    """

    curve: str
    other: Point[Trial]
    lsg: Point[Trial] | None = None
    gain: Interval | None = None


def measured(swept: Sweep, rows: Sequence[Row], task: Task) -> dict[Trial, Measured]:
    """Measure every trial of a sweep at one task."""
    is_said = task is Task.TRANSCRIBE
    references = [row.transcript if is_said else row.translation for row in rows]
    lang = rows[0].source_lang if is_said else rows[0].target_lang
    found = {}
    for trial, written in swept.lines.items():
        lines = [line[task] for line in written]
        texts = [line.text for line in lines]
        found[trial] = Measured(
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


def standings(table: Table, usual: PolicySettings) -> list[Standing]:
    """Compare LSG as usual with every other curve."""
    clips = np.arange(len(next(iter(table.values())).lag.counts))
    chosen_by, compared_on = clips[::2], clips[1::2]
    by_curve = curves(table, usual, chosen_by)
    own = pareto(by_curve.pop(Trial(usual).curve(usual), []))
    if not own or not len(compared_on):
        return []
    return [
        _standing(table, curve, rival, own, compared_on)
        for curve, points in by_curve.items()
        for rival in _spread(pareto(points))
    ]


def _standing(
    table: Table,
    curve: str,
    rival: Point[Trial],
    own: Sequence[Point[Trial]],
    clips: NDArray[np.intp],
) -> Standing:
    other = table[rival.of]
    told = other.point(rival.of, clips)
    as_early = [point for point in own if point.lag_s <= rival.lag_s]
    if not as_early:
        return Standing(curve, told)
    best = as_early[-1].of  # along a front quality rises
    one = table[best]
    gain = difference(one.quality.quality, other.quality.quality, clips)
    return Standing(curve, told, one.point(best, clips), gain)


def _spread(front: Sequence[Point[Trial]]) -> list[Point[Trial]]:
    """Give some points of a front, its ends among them."""
    places = np.linspace(0, len(front) - 1, min(len(front), MOST_RIVALS)).round().astype(int)
    return [front[place] for place in dict.fromkeys(places)]
