"""How late output is, in the field's definitions; it knows no model and no text.

``delays`` holds for each unit of a hypothesis the source heard when it was written, in ms; clock
times in their place give the computation-aware twin. ``source`` is the source's length in ms. Of
text both are in words, and so are the latencies. Of an empty hypothesis nothing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

PSEUDO_WORD_MS = 300
"""How long ATD takes a word of speech to be, where nobody knows the words."""


def al(delays: Sequence[float], source: float, reference_units: int) -> float:
    """Average lagging in ms (Ma et al. 2019, arXiv 1810.08398).

    The mean, up to the first unit written with the whole source heard, of how far each unit lies
    behind an even pace of the reference's units over the source.
    """
    return _lagging(delays, source, reference_units / source)


def laal(delays: Sequence[float], source: float, reference_units: int) -> float:
    """Length-adaptive average lagging in ms (Papi et al. 2022, arXiv 2206.05807).

    As :func:`al`, behind an even pace of max(hypothesis, reference) units over the source.
    """
    return _lagging(delays, source, max(len(delays), reference_units) / source)


def ap(delays: Sequence[float], source: float, reference_units: int) -> float:
    """Average proportion of the source heard (Cho and Esipova 2016, arXiv 1606.02012).

    Over the reference's units, as SimulEval counts: a long hypothesis can bring it above 1.
    """
    return sum(delays) / (source * reference_units)


def dal(delays: Sequence[float], source: float) -> float:
    """Differentiable average lagging in ms (Arivazhagan et al. 2019, arXiv 1906.05218).

    Each unit takes at least its share of the source to write, so that lateness once gained is
    kept, and all units count.
    """
    share = source / len(delays)
    total = 0.0
    ready = delays[0]
    for number, delay in enumerate(delays):
        ready = max(delay, ready + share) if number else delay
        total += ready - number * share
    return total / len(delays)


def yaal(delays: Sequence[float], source: float, reference_units: int) -> float | None:
    """Yet another average lagging in ms, of short recordings (Polák et al. 2025, arXiv 2509.17349).

    As :func:`laal`, but units written with the whole source heard do not count: they tell of the
    end of the recording rather than of the policy. None where all of them were.
    """
    early = list(takewhile(lambda delay: delay < source, delays))
    if not early:
        return None
    pace = max(len(delays), reference_units) / source
    return sum(delay - number / pace for number, delay in enumerate(early)) / len(early)


def atd(delays: Sequence[float], written: Sequence[float] | None = None) -> float:
    """Average token delay in ms, of text from speech (Kano et al. 2023, arXiv 2211.13173).

    The mean time from the end of a source word to the unit that belongs to it; units belong to the
    words in order, but never to one that came after the chunk in which they were written. Source
    words are taken to be 300 ms long within a chunk, and units to take no time. ``written`` is
    when the units were there by the clock, where that is not when they were due.
    """
    return _token_delay(delays, delays if written is None else written, PSEUDO_WORD_MS)


def atd_of_text(delays: Sequence[float]) -> float:
    """Average token delay in words, of text from text.

    As :func:`atd`; a source word takes a time of 1 to come, and a unit as long to be written.
    """
    written, ready = [], 0.0
    for delay in delays:
        ready = max(delay, ready) + 1
        written.append(ready)
    return _token_delay(delays, written, 1)


def _token_delay(delays: Sequence[float], written: Sequence[float], word: float) -> float:
    ends, lags, heard = [0.0], [], 0.0
    times = iter(written)
    count = 0  # units before this chunk
    for delay, units in groupby(delays):
        before = len(ends) - 1
        ends += _pseudo_words(ends[-1], delay - heard, word)
        ahead = max(0, count - before)
        heard = delay
        for _ in units:
            count += 1
            lags.append(next(times) - ends[min(count - ahead, len(ends) - 1)])
    return sum(lags) / len(lags)


def _lagging(delays: Sequence[float], source: float, pace: float) -> float:
    if delays[0] > source:
        return delays[0]
    until = next((i for i, delay in enumerate(delays, 1) if delay >= source), len(delays))
    return sum(delay - i / pace for i, delay in enumerate(delays[:until])) / until


def _pseudo_words(start: float, length: float, word: float) -> list[float]:
    """Give the ends of the words of a chunk; the last takes what is left."""
    whole, rest = divmod(length, word)
    ends = [start]
    for one in [word] * int(whole) + [rest] * (rest != 0):
        ends.append(ends[-1] + one)
    return ends[1:]
