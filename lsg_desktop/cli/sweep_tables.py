"""What a sweep has found, as tables on a terminal; it measures nothing."""

from __future__ import annotations

from rich.table import Table

from lsg_desktop.cli.terminal import show
from lsg_desktop.evaluation.results import Results
from lsg_desktop.evaluation.standing import Standing
from lsg_desktop.events import Task


def tell(found: Results) -> None:
    """Print the fronts of each task, where LSG stands, and the presets."""
    print(found.passes)
    for task in found.tables:
        print(f"\n{found.title(task)}")
        show(_fronts(found, task))
        if found.standings[task]:
            print("\nWhat LSG gains at no more lag, and where 95 % of resamples lie:")
            show(_standings(found.standings[task]))
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
    table = _table("against", "setting", "LAAL", "LSG", "LAAL", "gain")
    for one in standings:
        other = (one.curve, one.other.of.label, _seconds(one.other.lag_s))
        if one.lsg is None or one.gain is None:
            table.add_row(*other, "never as early", "", "")
        else:
            gain = f"{one.gain.value:+.2f} ({one.gain.low:+.2f} … {one.gain.high:+.2f})"
            table.add_row(*other, one.lsg.of.label, _seconds(one.lsg.lag_s), gain)
    return table


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
