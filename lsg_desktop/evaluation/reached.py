"""What came of the lags that were asked for; it hears no clip.

A controller needs time to find its settings. So all is told of every clip, and of those after the
first third alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation.bootstrap import Interval
from lsg_desktop.evaluation.front import Point
from lsg_desktop.evaluation.standing import Table, compared, every_clip
from lsg_desktop.evaluation.sweep import Held, Sweep, Trial
from lsg_desktop.policy.steering import middle
from lsg_desktop.settings import PolicySettings


@dataclass(frozen=True, slots=True)
class Fixed:
    """The best setting of LSG chosen for no more lag, where there is one.

    ``difference`` is by how much better the lag that was held is, and ``later_s`` by how much it is
    later, on clips that the setting was not chosen by.
    """

    point: Point[Trial] | None = None
    difference: Interval | None = None
    later_s: Interval | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of one lag that was asked for, in all clips or once it had ``settled``.

    ``got_s`` is the lag as its controller measures it; None where nothing was written. ``fixed`` is
    None where there is no setting to compare with, or too few clips to compare on.
    """

    asked_s: float
    settled: bool
    got_s: float | None
    point: Point[Trial]
    held: Held
    fixed: Fixed | None


def reached(swept: Sweep, table: Table, usual: PolicySettings) -> list[Reached]:
    """Tell of each lag that was held; ``table`` is that of the task it was held of."""
    clips = every_clip(table)
    phases = {False: clips, True: clips[len(clips) // 3 :]}
    return [
        Reached(
            trial.target_s or 0.0,
            settled,
            _got_s(held.lags_s, some),
            table[trial].point(trial, some),
            held,
            _fixed(table, usual, trial, some),
        )
        for trial, held in swept.held.items()
        for settled, some in phases.items()
    ]


def sentence(one: Reached, figure: str, value: float) -> str:
    """Tell it in a sentence; ``figure`` is what its quality is, by name."""
    got = "nothing was written" if one.got_s is None else f"got {one.got_s:.2f} s"
    limit = " and could do no more" if one.held.at_limit else ""
    when = "after the first third" if one.settled else "over all clips"
    ended = Trial(one.held.ended).label
    return (
        f"Asked {one.asked_s:g} s, {when}: {got}{limit}, LAAL {one.point.lag_s:.2f} s,"
        f" {figure} {value:.2f}; it ended with {ended}. {_beside(one.fixed, figure)}"
    ).rstrip()


def _beside(fixed: Fixed | None, figure: str) -> str:
    if fixed is None:
        return ""
    if fixed.point is None or fixed.difference is None or fixed.later_s is None:
        return "No fixed setting is as early."
    gain, later_s = fixed.difference, fixed.later_s
    return (
        f"Beside {fixed.point.of.label}, {fixed.point.lag_s:.2f} s, it is better by"
        f" {gain.value:+.2f} ({gain.low:+.2f} … {gain.high:+.2f}) in {figure}, and later by"
        f" {later_s.value:+.2f} s ({later_s.low:+.2f} … {later_s.high:+.2f})."
    )


def _got_s(lags_s: Sequence[tuple[float, ...]], clips: NDArray[np.intp]) -> float | None:
    heard = [lag_s for clip in clips for lag_s in lags_s[clip]]
    return middle(heard)[0] if heard else None


def _fixed(
    table: Table, usual: PolicySettings, trial: Trial, clips: NDArray[np.intp]
) -> Fixed | None:
    for one in compared(table, usual, [trial], clips):
        return Fixed(
            one.lsg,
            -one.gain if one.gain else None,
            -one.later_s if one.later_s else None,
        )
    return None
