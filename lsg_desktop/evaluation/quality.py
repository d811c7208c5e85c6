"""How good text is: WER, CER, BLEU, chrF, by the field's libraries; it knows no model.

The libraries come with the ``eval`` extra and are imported where they are needed.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from lsg_desktop.errors import EnvironmentFault

_TOKENIZERS = {"zh": "zh", "yue": "zh", "ja": "ja-mecab", "ko": "ko-mecab", "th": "char"}


def check_libraries(language: str) -> None:
    """Raise EnvironmentFault where something lacks that texts of a language are measured with."""
    library("jiwer")
    normaliser(language)
    bleu_metric(language)


def library(name: str) -> Any:
    """Import a library of the extra. Raises EnvironmentFault where it is not there."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise EnvironmentFault(
            f"evaluation needs {name.partition('.')[0]}", "pip install 'lsg-desktop[eval]'"
        ) from error


@cache
def normaliser(language: str) -> Any:
    """Give what makes texts of a language comparable by words: Whisper's."""
    from transformers.models.whisper import english_normalizer

    if language != "en":
        return english_normalizer.BasicTextNormalizer()
    return english_normalizer.EnglishTextNormalizer(_spellings())


def _spellings() -> dict[str, str]:
    """Give Whisper's table of British spellings, which transformers comes without."""
    library("whisper_normalizer")
    table = files("whisper_normalizer") / "normalizers" / "english.json"
    found: dict[str, str] = json.loads(table.read_text("utf-8"))
    return found


def wer(references: Sequence[str], hypotheses: Sequence[str], language: str = "en") -> float:
    """Word error rate in percent over a corpus, after Whisper's normaliser for the language."""
    normal = normaliser(language)
    said = [normal(text) for text in references]
    heard = [normal(text) for text in hypotheses]
    return 100.0 * float(library("jiwer").wer(said, heard))


def cer(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Character error rate in percent over a corpus, punctuation and white space removed."""
    said = [letters(text) for text in references]
    heard = [letters(text) for text in hypotheses]
    return 100.0 * float(library("jiwer").cer(said, heard))


def letters(text: str) -> str:
    """Leave letters, digits and the marks that belong to them, such as Thai vowels."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LMN")


def bleu(
    references: Sequence[str], hypotheses: Sequence[str], target_lang: str
) -> tuple[float, str]:
    """Corpus BLEU of sacreBLEU with its signature."""
    return _corpus(bleu_metric(target_lang), references, hypotheses)


def chrf(references: Sequence[str], hypotheses: Sequence[str]) -> tuple[float, str]:
    """Corpus chrF of sacreBLEU with its signature."""
    return _corpus(library("sacrebleu.metrics").CHRF(), references, hypotheses)


@cache
def bleu_metric(language: str) -> Any:
    """Give sacreBLEU's BLEU, which splits texts of a language. Raises EnvironmentFault."""
    metrics = library("sacrebleu.metrics")
    try:
        return metrics.BLEU(tokenize=_TOKENIZERS.get(language, "13a"))
    except RuntimeError as error:  # what splits Japanese or Korean is not installed
        raise EnvironmentFault(
            f"evaluation needs a program that splits {language!r} into words",
            f"pip install 'sacrebleu[{language}]'",
        ) from error


def _corpus(metric: Any, references: Sequence[str], hypotheses: Sequence[str]) -> tuple[float, str]:
    score = metric.corpus_score(list(hypotheses), [list(references)]).score
    return float(score), str(metric.get_signature())
