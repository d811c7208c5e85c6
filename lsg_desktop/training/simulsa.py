"""SimulSA's law: how much of a clip is heard, and how much of its reference a model then believes.

As in arXiv 2509.15692: a clip is truncated, mostly early, by a beta law, and then
*speech-to-text speculation* asks the model itself how much of the reference so much speech allows
to say. No aligner and no person is asked. It knows no file, no sound and no tensor.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from lsg_desktop.errors import InputFault

Likelihoods = Callable[[Sequence[int]], Sequence[float]]
"""Says how probable each id of a text is after those before it, in nats."""


class Tokens(Protocol):
    """The tokens that a reference is walked in."""

    def ids(self, text: str) -> tuple[int, ...]:
        """Give the ids of a text."""
        ...

    def text(self, ids: Sequence[int]) -> str:
        """Give the text of ids; an unfinished character shows as U+FFFD."""
        ...


@dataclass(frozen=True, slots=True)
class Truncation:
    """How much of a clip is heard: ``beta`` (a, b) laid from the shortest to the longest there is.

    The paper's: most of what is heard is short, a quarter of the stretch on average.
    """

    beta: tuple[float, float] = (1.0, 3.0)
    shortest_s: float = 0.5
    longest_s: float = 5.0

    def check(self, limit_s: float) -> None:
        """Raise InputFault for a law that draws nothing, or more than a model takes."""
        if not all(0 < shape < math.inf for shape in self.beta):
            raise InputFault(
                "--beta cannot be {:g} {:g}".format(*self.beta), "give two numbers above 0"
            )
        if not 0 < self.shortest_s <= self.longest_s:
            raise InputFault(
                f"sound cannot last from {self.shortest_s:g} to {self.longest_s:g} s",
                "give --shortest-s above 0, and --longest-s no less than that",
            )
        if self.longest_s > limit_s:
            raise InputFault(
                f"the model takes {limit_s:g} s at most", f"give --longest-s {limit_s:g} or less"
            )

    def draw(self, full_s: float, chance: random.Random) -> float:
        """Say how many seconds of a clip are heard; it lasts ``shortest_s`` at least."""
        longest_s = min(self.longest_s, full_s)
        return self.shortest_s + chance.betavariate(*self.beta) * (longest_s - self.shortest_s)


def usual_tau(vocabulary: int) -> float:
    """Give the threshold for so many tokens: a hundred times what a blind guess would have."""
    return min(1.0, 100 / vocabulary)


def check_tau(tau: float) -> None:
    """Raise InputFault for what is no probability, or one that no token falls under."""
    if not 0 < tau <= 1:
        raise InputFault(f"--tau cannot be {tau:g}", "give a probability above 0, up to 1")


def speculated(reference: str, tokens: Tokens, likelihoods: Likelihoods, tau: float) -> str:
    """Walk a reference token by token, up to the first that is less probable than ``tau``.

    What lies before it is given, in whole characters.
    """
    ids = tokens.ids(reference)
    believed = _believed(likelihoods(ids), tau)
    whole = tokens.text(ids)
    return next(
        text
        for count in range(believed, -1, -1)
        if whole.startswith(text := tokens.text(ids[:count]))
    )


def _believed(log_p: Sequence[float], tau: float) -> int:
    """Count the tokens before the first that falls under the threshold."""
    least = math.log(tau)
    return next((place for place, one in enumerate(log_p) if one < least), len(log_p))
