"""Whether latency figures can be believed: a policy that writes little early is found out.

After the short-form test of OmniSTEval (Polák et al. 2025, arXiv 2509.17349). It knows no model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LIMIT = 20.0
"""Percentage points beyond which a policy is degenerate."""


@dataclass(frozen=True, slots=True)
class Degeneracy:
    """What share of units was written while the source went on, and what share should have been.

    Both in percent; ``expected`` is the share of the source that lies before the mean lag, None
    where no utterance has one.
    """

    simultaneous: float
    expected: float | None

    @property
    def gap(self) -> float | None:
        """How many percentage points more were to be expected."""
        return None if self.expected is None else self.expected - self.simultaneous

    @property
    def is_degenerate(self) -> bool:
        """Whether a mean lag says little of this policy."""
        return self.gap is not None and abs(self.gap) > LIMIT


def degeneracy(utterances: Iterable[tuple[Sequence[float], float, float | None]]) -> Degeneracy:
    """Test a policy by the delays, the source's length and the YAAL of each utterance, all in ms.

    An utterance that has no YAAL counts among the units only.
    """
    early = units = 0
    before = heard = 0.0
    for delays, source, yaal in utterances:
        early += sum(delay < source for delay in delays)
        units += len(delays)
        if yaal is not None:
            before += max(0.0, source - yaal)
            heard += source
    return Degeneracy(
        simultaneous=100.0 * early / units if units else 0.0,
        expected=100.0 * before / heard if heard else None,
    )
