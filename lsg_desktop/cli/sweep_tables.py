"""What a sweep has found, as tables on a terminal; it measures nothing."""

from __future__ import annotations

from rich.table import Table

from lsg_desktop.cli.terminal import show
from lsg_desktop.evaluation.bootstrap import Interval
from lsg_desktop.evaluation.reached import Fixed, Reached
from lsg_desktop.evaluation.results import Results
from lsg_desktop.evaluation.standing import LEAST_CLIPS, Standing
from lsg_desktop.events import Task

_ABOUT_STANDINGS = """\
Measured on the {} clips that LSG was not chosen by. In brackets: between what 95 % of resamples
lie, not corrected for many comparisons."""

_ABOUT_HELD = """\
got: as the controller measures it, of all clips and of those after the first third (settled).
What is neither got nor its limit needs more clips. The fixed setting was chosen for no more lag on
every other clip, and by how much the lag held is better was measured on the rest, where those are
{} or more: of all clips, {}. In brackets: between what 95 % of resamples lie, not corrected for
many comparisons."""


def tell(found: Results) -> None:
    """Print the fronts of each task, where LSG stands, and the presets."""
    print(found.passes)
    for task in found.tables:
        print(f"\n{found.title(task)}")
        show(_fronts(found, task))
        if found.standings[task]:
            print("\nWhat LSG gains, chosen for no more lag on the other half of the clips:")
            show(_standings(found.standings[task]))
            print(_ABOUT_STANDINGS.format(found.compared))
    if found.reached:
        print(f"\nLags held, {found.title(found.held_task)}:")
        show(_reached(found))
        print(_ABOUT_HELD.format(LEAST_CLIPS, found.compared))
    if found.compared < LEAST_CLIPS:
        print(f"\nNothing is compared: half of the clips is {found.compared}, not {LEAST_CLIPS}.")
    if found.presets:
        print("\nPresets, over all tasks:")
        show(_presets(found))


def _fronts(found: Results, task: Task) -> Table:
    table = _table("curve", "setting", "LAAL", found.figure_name(task))
    for name, point, figure, on_front in sorted(found.points(task), key=lambda one: one[1].lag_s):
        if on_front:
            table.add_row(name, point.of.label, _seconds(point.lag_s), f"{figure:.2f}")
    return table


def _standings(standings: list[Standing]) -> Table:
    table = _table("against", "setting", "LAAL", "LSG", "LAAL", "later by", "gain")
    for one in standings:
        other = (one.curve, one.other.of.label, _seconds(one.other.lag_s))
        if one.lsg is None or one.gain is None or one.later_s is None:
            table.add_row(*other, "never as early", "", "", "")
        else:
            lag, later = _seconds(one.lsg.lag_s), _interval(one.later_s, " s")
            table.add_row(*other, one.lsg.of.label, lag, later, _gain(one.gain))
    return table


def _reached(found: Results) -> Table:
    name = found.figure_name(found.held_task)
    table = _table("asked", "clips", "got", "LAAL", name, "best fixed", "LAAL", "better by")
    for one in found.reached:
        table.add_row(
            _seconds(one.asked_s),
            "settled" if one.settled else "all",
            _got(one),
            _seconds(one.point.lag_s),
            f"{found.figure(found.held_task, one.point):.2f}",
            *_fixed(one.fixed),
        )
    return table


def _got(one: Reached) -> str:
    got = "nothing" if one.got_s is None else _seconds(one.got_s)
    return f"{got}, its limit" if one.held.at_limit else got


def _fixed(fixed: Fixed | None) -> tuple[str, str, str]:
    if fixed is None:
        return "", "", ""
    if fixed.point is None or fixed.difference is None:
        return "none as early", "", ""
    return fixed.point.of.label, _seconds(fixed.point.lag_s), _gain(fixed.difference)


def _gain(one: Interval) -> str:
    return _interval(one) + ("" if one.is_clear else ", not clear")


def _interval(one: Interval, unit: str = "") -> str:
    return f"{one.value:+.2f}{unit} ({one.low:+.2f} … {one.high:+.2f})"


def _presets(found: Results) -> Table:
    table = _table("preset", "setting", "LAAL", "of the best quality")
    for name, point in found.presets.items():
        table.add_row(name, point.of.label, _seconds(point.lag_s), f"{point.quality:.1%}")
    return table


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def _seconds(lag_s: float) -> str:
    return f"{lag_s:.2f} s"
