"""What is worth having of many settings: the Pareto front, and three presets from it.

It knows neither what a quality is nor what makes one setting later than another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Generic, TypeVar

Of = TypeVar("Of")

FASTER, ACCURATE = 0.9, 0.995
"""How much of the best quality the outer presets keep at the least."""


@dataclass(frozen=True, slots=True)
class Point(Generic[Of]):
    """How late and how good something is; more quality is better."""

    of: Of
    lag_s: float
    quality: float


def pareto(points: Iterable[Point[Of]]) -> list[Point[Of]]:
    """Give the points that none is better than at no more lag, from the earliest on.

    Of equals it is the one that stands first.
    """
    front: list[Point[Of]] = []
    for point in sorted(points, key=lambda point: (point.lag_s, -point.quality)):
        if not front or point.quality > front[-1].quality:
            front.append(point)
    return front


def joined(tasks: Sequence[Sequence[Point[Of]]]) -> list[Point[Of]]:
    """Give the points of several tasks as one of all: mean lag, and mean share of the best quality.

    Points of the same thing stand in the same place in each.
    """
    best = [max((point.quality for point in points), default=0.0) for points in tasks]
    return [
        Point(
            together[0].of,
            fmean(point.lag_s for point in together),
            fmean(
                max(0.0, point.quality / most) if most > 0 else 0.0
                for point, most in zip(together, best, strict=True)
            ),
        )
        for together in zip(*tasks, strict=True)
    ]


def presets(front: Sequence[Point[Of]]) -> dict[str, Point[Of]]:
    """Give three points of a front, each the earliest that is good enough.

    Faster and more accurate keep a share of the best quality, and balanced gains at least half of
    what the one has more than the other.
    """
    faster, accurate = (_earliest(front, share * front[-1].quality) for share in (FASTER, ACCURATE))
    balanced = _earliest(front, (faster.quality + accurate.quality) / 2)
    return {"faster": faster, "balanced": balanced, "accurate": accurate}


def _earliest(front: Sequence[Point[Of]], quality: float) -> Point[Of]:
    return next((point for point in front if point.quality >= quality), front[-1])
