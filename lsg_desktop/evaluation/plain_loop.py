"""A simultaneous agent of LSG's first publication, as far as its cost goes; it decides nothing.

Written from a description of what it computes, to be compared with: after each chunk the sound
heard is padded to 30 s and encoded, a draft of ten tokens is generated, however few may be
written; then the baseline's shorter sound is padded, encoded and run with the draft in the same
way, and the two are compared. Nothing is kept for the next chunk. It does one task.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lsg_desktop.evaluation.timetable import Timetable
from lsg_desktop.events import Task
from lsg_desktop.models.prompts import speech_prompt
from lsg_desktop.models.scoring import divergence, log_probabilities
from lsg_desktop.settings import SAMPLE_RATE

DRAFT_TOKENS = 10


class PlainLoop:
    """One utterance: what was heard and written of it, and nothing else.

    ``parts`` are a ``Qwen2AudioForConditionalGeneration`` and its processor, ``languages`` those
    spoken and written; ``draft`` is the last one and ``divergences`` those of its tokens, in nats.
    """

    def __init__(
        self, parts: tuple[Any, Any], task: Task, languages: tuple[str, str], timetable: Timetable
    ) -> None:
        self._model, self._processor = parts
        self._task = task
        self._prompt = speech_prompt(task, *languages)
        self._timetable = timetable
        self._chunks: list[NDArray[np.float32]] = []
        self._writes = 0
        self._written: tuple[int, ...] = ()
        self.draft: tuple[int, ...] = ()
        self.divergences: list[float] = []

    @property
    def written(self) -> dict[Task, tuple[int, ...]]:
        """The ids written so far."""
        return {self._task: self._written}

    @torch.inference_mode()
    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take in a chunk, (n,) float32, compute what the loop would, and write what is due."""
        self._chunks.append(samples)
        log_p = self._generate(self._inputs(len(self._chunks), self._written))
        baseline = min(self._writes + 1, len(self._chunks))
        log_q = self._compare(self._inputs(baseline, self._written + self.draft))
        self.divergences = divergence(log_p, log_q).tolist()
        due = self._timetable.due(self._task, sum(map(len, self._chunks)))
        self._writes += due != self._written
        self._written = due

    def _inputs(self, chunks: int, ids: tuple[int, ...]) -> dict[str, Tensor]:
        """Give what the model takes: so many chunks, padded to 30 s, and the prompt with ids."""
        inputs = self._processor(
            text=self._prompt,
            audio=np.concatenate(self._chunks[:chunks]),
            sampling_rate=SAMPLE_RATE,
            return_tensors="pt",
        ).to(self._model.device)
        written = inputs["input_ids"].new_tensor([ids])  # (1, tokens)
        input_ids = torch.cat((inputs["input_ids"], written), dim=1)
        return {
            "input_ids": input_ids,
            "attention_mask": torch.ones_like(input_ids),
            "input_features": inputs["input_features"],
            "feature_attention_mask": inputs["feature_attention_mask"],
        }

    def _generate(self, inputs: dict[str, Tensor]) -> Tensor:
        """Draft, and give log p at each of its tokens: (draft, vocab)."""
        found = self._model.generate(
            **inputs,
            do_sample=False,
            max_new_tokens=DRAFT_TOKENS,
            min_new_tokens=DRAFT_TOKENS,
            output_logits=True,
            return_dict_in_generate=True,
            pad_token_id=0,
        )
        self.draft = tuple(found.sequences[0, inputs["input_ids"].shape[1] :].tolist())
        return log_probabilities(torch.cat(found.logits))

    def _compare(self, inputs: dict[str, Tensor]) -> Tensor:
        """Run the baseline with the draft, and give log q at each of its tokens."""
        logits: Tensor = self._model(**inputs, use_cache=False).logits  # (1, tokens, vocab)
        return log_probabilities(logits[0, -DRAFT_TOKENS - 1 : -1])
