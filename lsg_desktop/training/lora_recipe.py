"""How an adapter is trained: the papers' numbers, and the learning rate over steps.

It knows neither data nor network, and imports no torch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lsg_desktop.errors import InputFault

WARMUP_SHARE = 0.05
"""The share of the steps in which the learning rate rises, as in ms-swift."""

_ABOVE_0 = (
    *("rank", "alpha", "rate", "batch", "at_once", "epochs", "patience"),
    *("samples", "keep_every"),
)
_FROM_0 = {"dropout": 1, "held_out": 1, "weight_decay": math.inf, "seed": 1_000_000_000}
"""What each is less than. Steps are counted onto the seed, which libraries take in 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is learnt and how fast. The numbers of the two papers are in SPEECH and TEXT.

    ``batch`` examples make a step, ``at_once`` of which go through the model together; ``samples``
    are learnt from at most; the share ``held_out`` of the texts judges every ``keep_every`` steps,
    None is a tenth of all and 100 at most, and ``patience`` judgements that are no better than the
    best end it.
    """

    rank: int = 8
    alpha: int = 32
    dropout: float = 0.05
    rate: float = 1e-4
    weight_decay: float = 0.1
    batch: int = 128
    at_once: int = 4
    epochs: float = 2.0
    samples: int | None = None
    held_out: float = 0.02
    keep_every: int | None = None
    patience: int = 3
    recompute: bool = False
    seed: int = 1

    def __post_init__(self) -> None:
        """Raise InputFault for what no training can be done by."""
        for name in _ABOVE_0:
            value = getattr(self, name)
            if value is not None and not 0 < value < math.inf:
                raise InputFault(f"{name} cannot be {value}", "give a number above 0")
        for name, beyond in _FROM_0.items():
            if not 0 <= getattr(self, name) < beyond:
                raise InputFault(
                    f"{name} cannot be {getattr(self, name)}", f"give 0 or more, below {beyond:g}"
                )

    def steps(self, examples: int) -> int:
        """Count the steps that so many examples take."""
        return max(1, math.ceil(self.epochs * examples / self.batch))

    def keeps(self, steps: int) -> int:
        """Say after how many steps it is judged and kept."""
        return self.keep_every or max(1, min(100, steps // 10))

    def rate_at(self, step: int, steps: int) -> float:
        """Give the learning rate of a step counted from 0: a rise, then half a cosine to 0."""
        warmup = max(1, round(WARMUP_SHARE * steps))
        if step < warmup:
            return self.rate * (step + 1) / warmup
        return self.rate * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))

    def accumulated(self, processes: int) -> int:
        """Say how many batches each process learns from in a step. Raises InputFault."""
        count, rest = divmod(self.batch, self.at_once * processes)
        if rest:
            among = f" in each of {processes} processes" if processes > 1 else ""
            raise InputFault(
                f"{self.batch} examples cannot be learnt from {self.at_once} at once{among}",
                "give a --batch that --at-once divides",
            )
        return count


SPEECH = Recipe()
"""SimulSA (arXiv 2509.15692); what it does not say is as in ms-swift, which it was made with."""

TEXT = Recipe(alpha=16, weight_decay=0.0, epochs=10.0, samples=100_000)
"""SiLLM's recipe, by which the models of text in LSG's paper were trained (arXiv 2501.00868)."""

SHARE = 0.01
"""Pairs of SimulSA for each whole example."""
