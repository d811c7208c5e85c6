"""What each precision of a model needs of a machine, and whether it has that; it knows no words.

Everything is asked of :mod:`lsg_desktop.models.precision`, which decides when a model is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.device import Place
from lsg_desktop.models.precision import CHOICES, Parts, choose

_SHORTEST_S = 5.0
"""An utterance that must fit beside the weights, or the precision is refused."""

_PLENTY_BYTES = 1 << 60


@dataclass(frozen=True, slots=True)
class Need:
    """What a precision takes: memory, and how long an utterance may be in what is free.

    ``bytes`` is None where the machine cannot compute in it at all.
    """

    bytes: int | None
    fits: bool = False
    limit_s: float = 0.0
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of every precision by name; ``best`` is the one to recommend, None for none."""

    of: dict[str, Need]
    best: str | None

    def fits(self, precision: str) -> bool:
        """Whether a model can be loaded so, as far as is known."""
        return self.best is not None if precision == "auto" else self.of[precision].fits


def needs(parts: Parts, place: Place, limit_s: float) -> Needs:
    """Hold every precision to a machine; ``limit_s`` is the longest utterance the model takes."""
    of = {name: _need(name, parts, place, limit_s) for name in CHOICES if name != "auto"}
    try:
        best = choose("auto", parts, place, limit_s).precision
    except EnvironmentFault:
        best = None
    return Needs(of, best)


def weights_bytes(precision: str, parts: Parts, place: Place) -> int:
    """Count what the weights of a loaded model take."""
    return choose(precision, parts, replace(place, free_bytes=_PLENTY_BYTES)).weights_bytes


def _need(name: str, parts: Parts, place: Place, limit_s: float) -> Need:
    roomy = replace(place, free_bytes=_PLENTY_BYTES)
    try:
        taken = choose(name, parts, roomy, _SHORTEST_S).needed_bytes
    except EnvironmentFault:
        return Need(None)
    try:
        plan = choose(name, parts, place, limit_s)
    except EnvironmentFault:
        return Need(taken)
    return Need(taken, True, plan.limit_s, plan.limit_s < limit_s)
