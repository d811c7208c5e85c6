"""What a rule asks of a model, what it is told, and what it says in the end; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lsg_desktop.events import Action, Reason


class Answer(Protocol):
    """The next token: its id, its probability, and its divergence from the baseline in nats."""

    @property
    def token(self) -> int: ...
    @property
    def confidence(self) -> float: ...
    @property
    def kl_current_baseline(self) -> float | None: ...
    @property
    def kl_baseline_current(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """What follows ``ids``? ``baseline`` is the chunk to compare with; None: no KL is needed.

    What follows may turn out to be another unit's: ``other`` is the baseline that it then has.
    """

    ids: tuple[int, ...]
    baseline: int | None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done about one unit and why.

    ``ids`` and ``text`` are the unit's, written or not; ``units`` is how far a WRITE advances i.
    The figures are those of the token that decided.
    """

    action: Action
    reason: Reason
    unit: int
    baseline: int | None = None
    kl: float | None = None
    confidence: float | None = None
    ids: tuple[int, ...] = ()
    text: str = ""
    units: int = 0
