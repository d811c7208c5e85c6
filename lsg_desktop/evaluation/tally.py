"""Corpus figures as sums over clips, so that other clips cost an addition and no new score.

Each is the figure that ``quality`` and ``latency`` give of the same clips; it knows no model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation import quality
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.latency import laal
from lsg_desktop.events import Task
from lsg_desktop.policy import units

_CLIPS_REMEMBERED = 100_000
"""Most trials write most clips alike."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What each clip adds to a figure: ``counts`` is (clips, counts), ``of`` takes their sum to it.

    ``is_error`` says that less is better.
    """

    name: str
    counts: NDArray[np.float64]
    of: Callable[[NDArray[np.float64]], float]
    is_error: bool = False

    def figure(self, clips: NDArray[np.intp] | None = None) -> float:
        """Give the figure of some clips by number, or of all."""
        counts = self.counts if clips is None else self.counts[clips]
        return self.of(counts.sum(axis=0))

    def quality(self, clips: NDArray[np.intp] | None = None) -> float:
        """Give the figure so that more is better: of an error in percent what is not wrong."""
        return self.turned(self.figure(clips))

    def turned(self, figure: float) -> float:
        """Take a figure to its quality, or a quality to its figure."""
        return 100.0 - figure if self.is_error else figure


def quality_of(task: Task, references: Sequence[str], texts: Sequence[str], lang: str) -> Tally:
    """Tally what the task is judged by: BLEU of a translation, errors of a transcript."""
    pairs = list(zip(references, texts, strict=True))
    if task is Task.TRANSLATE:
        matches = np.array([_matches(*pair, lang) for pair in pairs], np.float64)
        return Tally("BLEU", matches, _bleu)
    name = "CER" if units.counts_characters(lang) else "WER"
    return Tally(name, np.array([_errors(*pair, lang) for pair in pairs]), _rate, is_error=True)


def lag_of(lines: Sequence[Line], references: Sequence[str], lang: str) -> Tally:
    """Tally LAAL in s, whose corpus figure is the mean of the clips'.

    As in SimulEval, and in ``scores``, a clip of which nothing was written has none: it costs
    quality. Where that is every clip, all was as late as the clips are long.
    """
    characters = units.counts_characters(lang)
    lags = []
    for line, reference in zip(lines, references, strict=True):
        length = units.count(reference, characters)
        lag_s = laal(line.delays, line.source_ms, length) / 1000 if line.delays else 0.0
        lags.append((lag_s, bool(line.delays), line.source_ms / 1000, 1))
    return Tally("LAAL", np.array(lags, np.float64), _mean_lag, is_error=True)


def _mean_lag(sums: NDArray[np.float64]) -> float:
    lags_s, written, sources_s, clips = sums
    return float(lags_s / written if written else sources_s / clips)


@lru_cache(_CLIPS_REMEMBERED)
def _matches(reference: str, text: str, lang: str) -> tuple[float, ...]:
    """Count what BLEU is made of: both lengths, and matching and all n-grams of each order."""
    score = quality.bleu_metric(lang).corpus_score([text], [[reference]])
    return (score.sys_len, score.ref_len, *score.counts, *score.totals)


def _bleu(sums: NDArray[np.float64]) -> float:
    text, reference, *ngrams = (int(value) for value in sums)
    orders = len(ngrams) // 2
    # How texts are cut into words has been settled: the metric of any language will do.
    found = quality.bleu_metric("en").compute_bleu(
        ngrams[:orders], ngrams[orders:], text, reference, smooth_method="exp"
    )
    return float(found.score)


@lru_cache(_CLIPS_REMEMBERED)
def _errors(reference: str, text: str, lang: str) -> tuple[int, int]:
    """Count edits, and the units of the reference."""
    jiwer = quality.library("jiwer")
    if units.counts_characters(lang):
        found = jiwer.process_characters(quality.letters(reference), quality.letters(text))
    else:
        normal = quality.normaliser(lang)
        found = jiwer.process_words(normal(reference), normal(text))
    kept = found.hits + found.substitutions + found.deletions
    return found.substitutions + found.deletions + found.insertions, kept


def _rate(sums: NDArray[np.float64]) -> float:
    return float(100 * sums[0] / max(sums[1], 1.0))  # a reference may be punctuation only
