"""What came of pairs: how much of clips is heard, and how much of references kept; it makes none.

What is kept of a reference is counted in characters. Pairs of each two languages stand for
themselves; a transcription has its one language as its name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

import numpy as np

from lsg_desktop.evaluation import charts
from lsg_desktop.evaluation.charts import Axis, Point, Series
from lsg_desktop.training.pairs import Pair

HEADER = ("measure", "mean", "10 %", "median", "90 %")

_CURVES = 3
"""How many groups of pairs a chart can tell apart."""

_AXIS_S = 5.0
"""What an axis of seconds is a multiple of, so that the usual least of 0.5 s begins a bar."""

_BINS = 10
_DOUBTFUL = 0.9
_ENOUGH = 20


def rows(pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """Give the figures of pairs, a row each, under the header's names."""
    found: list[tuple[str, ...]] = []
    for name, group in _groups(pairs).items():
        clips = len({pair.audio for pair in group})
        found += [
            (f"{name}: {len(group)} pairs of {clips} clips",),
            _spread("heard, s", [pair.truncated_s for pair in group]),
            _spread("heard, % of the clip", list(map(_heard, group))),
            _spread("kept, % of the reference", list(map(_kept, group))),
            ("nothing kept, % of the pairs", f"{100 * _empty(group):.1f}"),
            ("all kept, % of the pairs", f"{100 * fmean(map(_is_whole, group)):.1f}"),
        ]
    return [(*row, *[""] * (len(HEADER) - len(row))) for row in found]


def doubt(pairs: Sequence[Pair]) -> str | None:
    """Say what is suspicious of pairs, None where nothing is."""
    for name, group in _groups(pairs).items():
        if len(group) >= _ENOUGH and _empty(group) > _DOUBTFUL:
            return (
                f"nothing was kept of {100 * _empty(group):.0f} % of the references ({name}):"
                " check that they belong to the clips, and that the model understands these"
            )
    return None


def page(title: str, pairs: Sequence[Pair]) -> str:
    """Give a page of figures and charts that needs nothing beside itself."""
    groups = _groups(pairs)
    if len(groups) > _CURVES:
        groups = {"all languages": list(pairs)}
    longest_s = max(pair.truncated_s for pair in pairs)
    whole_s = _AXIS_S * math.ceil(longest_s / _AXIS_S)
    return charts.page(
        title,
        [
            charts.table(HEADER, rows(pairs)),
            charts.histogram(
                "How long the sound is that is heard",
                Axis("heard, s", whole_s),
                "pairs",
                [(name, [pair.truncated_s for pair in group]) for name, group in groups.items()],
            ),
            charts.histogram(
                "How much is kept of a reference",
                Axis("kept, % of the reference", 100.0),
                "pairs",
                [(name, list(map(_kept, group))) for name, group in groups.items()],
            ),
            charts.lines(
                "How much is kept of a reference on average when how much has been heard",
                Axis("heard, % of the clip", 100.0),
                Axis("kept, %", 100.0),
                [Series(name, _growth(group)) for name, group in groups.items()],
            ),
        ],
    )


def _groups(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        languages = dict.fromkeys((pair.source_lang, pair.target_lang))
        found.setdefault("-".join(languages), []).append(pair)
    return found


def _spread(name: str, values: Sequence[float]) -> tuple[str, ...]:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return (name, *(f"{value:.2f}" for value in (fmean(values), low, middle, high)))


def _heard(pair: Pair) -> float:
    return 100 * pair.truncated_s / pair.full_s


def _kept(pair: Pair) -> float:
    return 100 * min(1.0, len(pair.target) / len(pair.reference))


def _empty(pairs: Sequence[Pair]) -> float:
    return fmean(not pair.target for pair in pairs)


def _is_whole(pair: Pair) -> bool:
    return len(pair.target) >= len(pair.reference)


def _growth(pairs: Sequence[Pair]) -> list[Point]:
    """Give the mean of what is kept in each tenth of what is heard, at the mean of that."""
    tenths: dict[int, list[Pair]] = {}
    for pair in pairs:
        tenths.setdefault(min(_BINS - 1, int(_heard(pair) * _BINS / 100)), []).append(pair)
    return [
        (fmean(map(_heard, some)), fmean(map(_kept, some))) for _, some in sorted(tenths.items())
    ]
