"""How late output is, in the field's definitions; it knows no model.

``delays`` holds for each unit of a hypothesis the source heard when it was written, in ms;
``source`` is the source's length in ms. Definitions as in SimulEval and its papers.
"""

from __future__ import annotations

from collections.abc import Sequence


def laal(delays: Sequence[float], source: float, reference_units: int) -> float:
    """Length-adaptive average lagging in ms (Papi et al. 2022, arXiv 2206.05807).

    The mean, up to the first unit written with the whole source heard, of how far each unit lies
    behind an even pace of max(hypothesis, reference) units over the source. Without any unit it
    is the source's length: everything was late.
    """
    if not delays or delays[0] > source:
        return delays[0] if delays else source
    pace = max(len(delays), reference_units) / source  # units per ms
    until = next((i for i, delay in enumerate(delays, 1) if delay >= source), len(delays))
    return sum(delay - i / pace for i, delay in enumerate(delays[:until])) / until
