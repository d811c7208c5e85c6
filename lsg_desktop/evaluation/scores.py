"""The scores of a run from its instances, flat and by name; it knows no model and no file.

Latencies are in ms (AP is a ratio), means over the utterances that have them: as in SimulEval an
utterance with nothing written has none, and ``empty`` says how many those are. ``_CA`` is the
same by the clock. Of text they are in words, and there is no clock. None stands for what cannot be
given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Literal

from lsg_desktop.evaluation import latency, quality
from lsg_desktop.evaluation.degeneracy import degeneracy
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.policy.units import counts_characters

Value = float | int | str | bool | None
Unit = Literal["ms", "words"]
"""What latencies are counted in: words where the source is text."""
Lag = Callable[[Instance, Sequence[float], int], float | None]
"""Gives a latency from an instance, its units' times, and how many units its reference has."""

LAGS: dict[str, Lag] = {
    "AL": lambda one, times, units: latency.al(times, one.source_length, units),
    "LAAL": lambda one, times, units: latency.laal(times, one.source_length, units),
    "AP": lambda one, times, units: latency.ap(times, one.source_length, units),
    "DAL": lambda one, times, units: latency.dal(times, one.source_length),
    "YAAL": lambda one, times, units: latency.yaal(times, one.source_length, units),
    "ATD": lambda one, times, units: latency.atd(one.delays, times),
}

_LAGS_OF_TEXT: dict[str, Lag] = {
    **LAGS,
    "ATD": lambda one, _times, _units: latency.atd_of_text(one.delays),
}


def reference_units(text: str, characters: bool) -> int:
    """How many units SimulEval counts in a reference: of characters, the spaces between too."""
    return len(text.strip()) if characters else len(text.split(" "))


def lag(
    name: str, instance: Instance, language: str, unit: Unit = "ms", *, clock: bool = False
) -> float | None:
    """Give one latency of one instance that has a unit, of the source heard or by the clock."""
    units = reference_units(instance.reference, counts_characters(language))
    times = instance.elapsed if clock else instance.delays
    lags = LAGS if unit == "ms" else _LAGS_OF_TEXT
    return lags[name](instance, times, units)


def scores(instances: Sequence[Instance], language: str, unit: Unit = "ms") -> dict[str, Value]:
    """Score a run of at least one instance, written in a language."""
    return {
        "latency_unit": unit,
        "instances": len(instances),
        "empty": sum(not one.delays for one in instances),
        **_quality(instances, language),
        **_latency(instances, language, unit),
        **_trust(instances, language),
    }


def _quality(instances: Sequence[Instance], language: str) -> dict[str, Value]:
    said = [one.reference for one in instances]
    written = [one.prediction for one in instances]
    bleu, bleu_signature = quality.bleu(said, written, language)
    chrf, chrf_signature = quality.chrf(said, written)
    has_words = not counts_characters(language)
    return {
        "BLEU": bleu,
        "CHRF": chrf,
        "WER": quality.wer(said, written, language) if has_words else None,
        "CER": quality.cer(said, written),
        "BLEU_signature": bleu_signature,
        "CHRF_signature": chrf_signature,
    }


def _latency(instances: Sequence[Instance], language: str, unit: Unit) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for suffix, clock in (("", False), ("_CA", True)):
        timed = [one for one in instances if one.delays and not (clock and unit == "words")]
        for name in LAGS:
            lags = (lag(name, one, language, unit, clock=clock) for one in timed)
            known = [value for value in lags if value is not None]
            found[name + suffix] = fmean(known) if known else None
    return found


def _trust(instances: Sequence[Instance], language: str) -> dict[str, Value]:
    """Say whether the latencies can be believed, and how much of the text was taken back."""
    written = [one for one in instances if one.delays]
    test = degeneracy(
        (one.delays, one.source_length, lag("YAAL", one, language)) for one in written
    )
    units = sum(len(one.delays) for one in written)
    return {
        "SWF": test.simultaneous,
        "EFSW": test.expected,
        "DSPTV": test.gap,
        "degenerate": test.is_degenerate,
        "flicker": sum(one.erased for one in instances) / units if units else 0.0,
    }
