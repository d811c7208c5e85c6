"""Qwen2-Audio the slow and obvious way, to hold the fast way to; it knows no cache.

Each position of each row is one whole run of transformers' own model on its own processor's
output: audio padded to 30 s, one row at a time, nothing kept. Only ids are never made from text
twice: what was written or drafted is appended as ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lsg_desktop.events import Task
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.prompts import SPEECH_FORMATS
from lsg_desktop.models.protocol import ModelInfo, Query, TokenScore
from lsg_desktop.models.tokens import QwenVocabulary
from lsg_desktop.settings import SAMPLE_RATE


class PlainModel:
    """A loaded ``Qwen2AudioForConditionalGeneration`` with its processor."""

    def __init__(self, model: Any, processor: Any, info: ModelInfo) -> None:
        self._model = model.eval()
        self._processor = processor
        self._info = info
        self._vocabulary = QwenVocabulary(processor.tokenizer)

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._info

    @property
    def vocabulary(self) -> QwenVocabulary:
        """Its tokens."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> PlainListening:
        """Start an utterance. Raises InputFault for a language the model does not know."""
        check_languages(self._info, tasks, source_lang, target_lang)
        ask = SPEECH_FORMATS[self._info.family].prompt
        texts = {task: ask(task, source_lang, target_lang) for task in tasks}
        return PlainListening(self._model, self._processor, texts)


class PlainListening:
    """One utterance: its audio and its prompts, and nothing else."""

    def __init__(self, model: Any, processor: Any, texts: dict[Task, str]) -> None:
        self._model = model
        self._processor = processor
        self._texts = texts
        self._samples = np.zeros(0, np.float32)

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return len(self._samples)

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Append audio: (n,) float32 mono at 16 kHz."""
        self._samples = np.concatenate((self._samples, samples))

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer one query after the other, one position after the other."""
        return [self._answer(query) for query in queries]

    def _answer(self, query: Query) -> tuple[TokenScore, ...]:
        scores = []
        for position, baseline in enumerate(query.baselines):
            ids = query.ids + query.draft[:position]
            log_p = self.log_probabilities(query.task, query.heard, ids)
            if baseline is None:
                kl_current_baseline = kl_baseline_current = None
            else:
                log_q = self.log_probabilities(query.task, baseline, ids)
                kl_current_baseline = _kl(log_p, log_q)
                kl_baseline_current = _kl(log_q, log_p)
            confidence, token = log_p.exp().max(-1)
            scores.append(
                TokenScore(int(token), float(confidence), kl_current_baseline, kl_baseline_current)
            )
        return tuple(scores)

    @torch.inference_mode()
    def log_probabilities(self, task: Task, heard: int, ids: tuple[int, ...]) -> Tensor:
        """Give log p of what follows ``ids`` after so many samples: (vocab,) float64."""
        inputs = self._processor(
            text=self._texts[task],
            audio=self._samples[:heard],
            sampling_rate=SAMPLE_RATE,
            return_tensors="pt",
        ).to(self._model.device)
        written = inputs["input_ids"].new_tensor([ids])  # (1, tokens)
        input_ids = torch.cat((inputs["input_ids"], written), dim=1)
        logits: Tensor = self._model(
            input_ids=input_ids,
            attention_mask=torch.ones_like(input_ids),
            input_features=inputs["input_features"],
            feature_attention_mask=inputs["feature_attention_mask"],
            use_cache=False,
        ).logits  # (1, tokens, vocab)
        return torch.log_softmax(logits[0, -1].double(), dim=-1)


def _kl(log_p: Tensor, log_q: Tensor) -> float:
    return max(0.0, float((log_p.exp() * (log_p - log_q)).sum()))
