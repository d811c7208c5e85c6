"""How good text is: WER, CER, BLEU, by the field's libraries; it knows no model.

The libraries come with the ``eval`` extra and are imported where they are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from lsg_desktop.errors import EnvironmentFault


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise EnvironmentFault(
            f"evaluation needs {name}", "pip install 'lsg-desktop[eval]'"
        ) from error


@cache
def _normaliser() -> Any:
    from transformers.models.whisper.english_normalizer import EnglishTextNormalizer

    # Whisper's table of British spellings is not shipped with it; our texts need none.
    return EnglishTextNormalizer({})


def wer(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Word error rate in percent over a corpus, after Whisper's English normaliser."""
    normal = _normaliser()
    said = [normal(text) for text in references]
    heard = [normal(text) for text in hypotheses]
    return 100.0 * float(_library("jiwer").wer(said, heard))


def cer(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Character error rate in percent over a corpus, punctuation and white space removed."""
    said = ["".join(filter(str.isalnum, text)) for text in references]
    heard = ["".join(filter(str.isalnum, text)) for text in hypotheses]
    return 100.0 * float(_library("jiwer").cer(said, heard))


def bleu(
    references: Sequence[str], hypotheses: Sequence[str], target_lang: str
) -> tuple[float, str]:
    """Corpus BLEU of sacreBLEU with its signature."""
    tokenizers = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
    metric = _library("sacrebleu.metrics").BLEU(tokenize=tokenizers.get(target_lang, "13a"))
    score = metric.corpus_score(list(hypotheses), [list(references)]).score
    return float(score), str(metric.get_signature())
