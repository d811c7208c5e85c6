"""What a benchmark has found, as tables on a terminal; it measures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table

from lsg_desktop.cli.terminal import show

if TYPE_CHECKING:  # its room brings torch
    from lsg_desktop.evaluation.bench_figures import Figures, Result
    from lsg_desktop.evaluation.startup import Startup

_SHOWN = ("translate", "both", "window")


def tell(found: Sequence[Result]) -> None:
    """Print of each model who is how fast, where the time goes, and what is done, per chunk."""
    for _, same in groupby(found, lambda one: (one.model, one.device, one.precision)):
        _tell(list(same))


def tell_startups(startups: Sequence[Startup]) -> None:
    """Print where the time of a new process goes until its first caption."""
    if not startups:
        return
    print("Milliseconds from the start of a process to its first caption")
    table = _table("part", *(f"{one.model}, {one.precision}" for one in startups))
    for part in startups[0].startup_ms:
        table.add_row(part, *(_ms(one.startup_ms[part]) for one in startups))
    table.add_row("all", *(_ms(one.first_caption_ms) for one in startups))
    show(table)


def _tell(found: Sequence[Result]) -> None:
    one = found[0]
    print(
        f"{one.model}, {one.precision} on {one.device}, {one.machine['threads']} threads:"
        f" {one.floor['copy_gb_s']:.1f} GB/s, {one.floor['multiply_tflop_s']:.3g} TFLOP/s"
        "\n\nMilliseconds a chunk, one task"
    )
    show(_compared(found))
    print("\nBoth tasks, and the share of their baselines")
    show(_both(found))
    print("\nWhere the milliseconds go")
    show(_parts(found))
    print("\nWhat is done for a chunk")
    show(_work(found))
    print()


def _compared(found: Sequence[Result]) -> Table:
    table = _table("audio", "ours", "median", "p95", "last", "plain", "ratio", "of floor", "peak")
    for one in found:
        ours = one.ways["translate"]
        table.add_row(
            _length(one),
            *map(_ms, (one.ours_ms, ours.median_ms, ours.p95_ms, ours.last_ms, one.plain_ms)),
            f"{one.ratio:.1f} ×",
            f"{one.floor_ratio:.2f} ×",
            f"{one.peak_mb:.0f} MB",
        )
    return table


def _both(found: Sequence[Result]) -> Table:
    table = _table(
        "audio", "both", "last", "over one", "baselines", "lazy", "rows", "window", "RTF"
    )
    for one in found:
        table.add_row(
            _length(one),
            _ms(one.ways["both"].mean_ms),
            _ms(one.ways["both"].last_ms),
            f"{one.both_over_one:.2f} ×",
            f"{one.baseline_share:.1%}",
            f"{one.baseline['lazy_time']:.1%}",
            f"{one.baseline['rows']:.1%}",
            _ms(one.ways["window"].mean_ms),
            f"{one.real_time:.3f}",
        )
    return table


def _parts(found: Sequence[Result]) -> Table:
    table = _table("audio", "way", *found[0].plain.split_ms)
    for length, way, figures in _shown(found):
        table.add_row(length, way, *map(_ms, figures.split_ms.values()))
    return table


def _work(found: Sequence[Result]) -> Table:
    table = _table("audio", "way", "encodes", "prefills", "passes", "rows", "tokens")
    for length, way, one in _shown(found):
        done = (one.encodes, one.prefills, one.passes, one.rows, one.tokens)
        table.add_row(length, way, *(f"{number:.1f}" for number in done))
    return table


def _shown(found: Sequence[Result]) -> Iterable[tuple[str, str, Figures]]:
    return ((_length(one), way, one.ways[way]) for one in found for way in _SHOWN)


def _length(one: Result) -> str:
    return f"{one.audio_s:g} s"


def _ms(ms: float) -> str:
    return f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in titles:
        table.add_column(title, justify="left" if title in ("part", "way") else "right")
    return table
