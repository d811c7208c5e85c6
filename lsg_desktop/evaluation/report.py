"""A run as one page of HTML that needs nothing else: figures, charts, what went wrong.

It knows no file; what was said stands on it, as in the log it is made from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lsg_desktop.evaluation import charts, quality
from lsg_desktop.evaluation.charts import Axis, Series
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import LAGS, Unit, Value, lag

WORST = 50
"""How many utterances are shown, those furthest from their references first."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """How to speak of a source: by what it is late, in which unit, ``a_unit`` of it on an axis."""

    unit: Unit
    known: tuple[str, ...]
    axis: str
    a_unit: float
    source: str


_SOUND = _Terms("ms", ("by sound heard", "by the clock"), "s", 1000.0, "sound heard")
_TEXT = _Terms("words", ("by words read",), "words", 1.0, "text read")

_QUALITY = {
    "WER": "word errors, %",
    "CER": "character errors, %",
    "BLEU": "BLEU",
    "CHRF": "chrF",
}
_TRUST = {
    "SWF": "units written before the end, %",
    "EFSW": "to be expected by YAAL, %",
    "DSPTV": "difference, percentage points",
    "degenerate": "degenerate policy",
    "flicker": "units changed per unit written",
    "sufficiency": "units whose source had been heard, %",
    "hallucination": "units without a source heard, %",
    "empty": "utterances with nothing written",
}


def page(
    settings: Mapping[str, Any],
    scores: Mapping[str, Value],
    instances: Sequence[Instance],
    language: str,
) -> str:
    """Make the page of a run of at least one instance, written in a language."""
    terms = _TEXT if scores["latency_unit"] == "words" else _SOUND
    title = f"{settings['model']}: {settings['task']}, {len(instances)} utterances in {language}"
    return charts.page(
        title,
        [
            "<h2>Quality</h2>",
            charts.table(("measure", "value"), _named(_QUALITY, scores)),
            f"<p>{escape(str(scores['BLEU_signature']))}<br>"
            f"{escape(str(scores['CHRF_signature']))}</p>",
            "<h2>Latency</h2>",
            charts.table(("measure", *terms.known), _lags(scores, terms)),
            f"<p>In {terms.unit}; AP is a ratio.</p>",
            *_charts(instances, language, terms),
            "<h2>Can the latency be believed?</h2>",
            charts.table(("measure", "value"), _named(_TRUST, scores)),
            "<h2>Where it went wrong</h2>",
            _worst(instances, language, terms),
            "<h2>Settings</h2>",
            charts.table(("setting", "value"), [(k, _shown(v)) for k, v in settings.items()]),
        ],
    )


def _named(names: Mapping[str, str], scores: Mapping[str, Value]) -> list[tuple[str, str]]:
    return [(label, _shown(scores[name])) for name, label in names.items() if name in scores]


def _lags(scores: Mapping[str, Value], terms: _Terms) -> list[tuple[str, ...]]:
    suffixes = ("", "_CA")[: len(terms.known)]
    return [(name, *(_shown(scores[name + suffix]) for suffix in suffixes)) for name in LAGS]


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}" if abs(value) < 100 else f"{value:.0f}"
    return str(value)


def _charts(instances: Sequence[Instance], language: str, terms: _Terms) -> list[str]:
    written = [one for one in instances if one.delays]
    if not written:
        return []
    lags = [
        (name, [_laal(one, language, terms, clock) / terms.a_unit for one in written])
        for name, clock in zip(terms.known, (False, True), strict=False)
    ]
    furthest = max(0.001, *(value for _, values in lags for value in values))
    return [
        charts.histogram(
            "How late utterances are on average",
            Axis(f"LAAL of an utterance, {terms.axis} (those below 0 at 0)", furthest),
            "utterances",
            lags,
        ),
        charts.lines(
            "How much is written when how much has been heard",
            Axis(f"{terms.source}, % of an utterance", 100.0),
            Axis("units written, %", 100.0),
            [
                Series("written", _progress(written)),
                Series("at an even pace", [(0.0, 0.0), (100.0, 100.0)]),
            ],
        ),
    ]


def _laal(one: Instance, language: str, terms: _Terms, clock: bool) -> float:
    return lag("LAAL", one, language, terms.unit, clock=clock) or 0.0


def _progress(instances: Sequence[Instance]) -> list[tuple[float, float]]:
    """The share of all units that stood when each percent of its utterance had been heard."""
    shares = sorted(100.0 * delay / one.source_length for one in instances for delay in one.delays)
    points, done = [], 0
    for percent in range(101):
        while done < len(shares) and shares[done] <= percent + 1e-9:
            done += 1
        points.append((float(percent), 100.0 * done / len(shares)))
    return points


def _worst(instances: Sequence[Instance], language: str, terms: _Terms) -> str:
    rated = [(quality.cer([one.reference], [one.prediction]), one) for one in instances]
    rated.sort(key=lambda pair: -pair[0])
    rows = [
        (
            one.source,
            _shown(error),
            _shown(_laal(one, language, terms, False) if one.delays else None),
            one.reference,
            one.prediction,
        )
        for error, one in rated[:WORST]
        if error
    ]
    if not rows:
        return "<p>Nowhere: each utterance is its reference, letter by letter.</p>"
    return charts.table(
        ("utterance", "CER, %", f"LAAL, {terms.unit}", "reference", "written"), rows
    )
