"""A causal language model the slow and obvious way, to hold the fast way to; it knows no cache.

Each position of each row is one whole run of transformers' own model on the whole prompt, one row
at a time, nothing kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.events import Task
from lsg_desktop.models.prompts import TextFormat
from lsg_desktop.models.protocol import ModelInfo, Query, TokenScore
from lsg_desktop.models.text import TextPrompts, TextVocabulary, check_text
from lsg_desktop.models.text_listening import Prompt


class PlainTextModel:
    """A loaded ``…ForCausalLM`` with its tokenizer."""

    def __init__(self, model: Any, tokenizer: Any, info: ModelInfo, form: TextFormat) -> None:
        self._model = model.eval()
        self._prompts = TextPrompts(tokenizer, form)
        self._vocabulary = TextVocabulary(tokenizer, form)
        self._info = info

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._info

    @property
    def vocabulary(self) -> TextVocabulary:
        """Its tokens."""
        return self._vocabulary

    def begin(
        self, tasks: Sequence[Task], source_lang: str, target_lang: str
    ) -> PlainTextListening:
        """Start a sentence. Raises InputFault for a language the model does not know."""
        check_text(self._info, tasks, source_lang, target_lang)
        return PlainTextListening(self._model, partial(self._prompts.ids, target_lang=target_lang))


class PlainTextListening:
    """One sentence: its words and its prompt, and nothing else."""

    def __init__(self, model: Any, prompt: Prompt) -> None:
        self._model = model
        self._prompt = prompt
        self._words: list[str] = []

    @property
    def heard(self) -> int:
        """Words read so far."""
        return len(self._words)

    def hear(self, words: Any, /) -> None:
        """Append words, a sequence of text."""
        self._words += words

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer one query after the other, one position after the other."""
        return [
            tuple(
                self._answer(query.heard, query.ids + query.draft[:position], baseline)
                for position, baseline in enumerate(query.baselines)
            )
            for query in queries
        ]

    def _answer(self, heard: int, ids: tuple[int, ...], baseline: int | None) -> TokenScore:
        log_p = self._log_probabilities(heard, ids)
        confidence, token = log_p.exp().max(-1)
        if baseline is None:
            return TokenScore(int(token), float(confidence))
        log_q = self._log_probabilities(baseline, ids)
        return TokenScore(int(token), float(confidence), _kl(log_p, log_q), _kl(log_q, log_p))

    @torch.inference_mode()
    def _log_probabilities(self, heard: int, ids: tuple[int, ...]) -> Tensor:
        """Give log p of what follows ``ids`` after so many words: (vocab,) float64."""
        whole = torch.tensor([[*self._prompt(self._words[:heard]), *ids]])  # (1, tokens)
        logits: Tensor = self._model(whole.to(self._model.device), use_cache=False).logits
        return torch.log_softmax(logits[0, -1].double(), dim=-1)


def _kl(log_p: Tensor, log_q: Tensor) -> float:
    return max(0.0, float((log_p.exp() * (log_p - log_q)).sum()))
