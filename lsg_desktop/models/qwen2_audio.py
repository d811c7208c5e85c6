"""Qwen2-Audio as a :class:`~lsg_desktop.models.protocol.SpeechModel`; it knows no policy.

All that sets the family apart from others is here or in what this names: prompts, features,
encoder geometry, end tokens. Special tokens are found by name, never by number. Qwen-Audio, once
converted to the same layout, differs in its prompts and in the frames that it hears.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.events import Task
from lsg_desktop.models import prompts
from lsg_desktop.models.cache import Ring
from lsg_desktop.models.encoder import encode
from lsg_desktop.models.features import Frames, LogMel, WholeFrames
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.listening import CachedListening
from lsg_desktop.models.precision import PASS_TOKENS, Bounds
from lsg_desktop.models.probe import UNMEASURED, Probe, Stage
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.reading import PromptIds
from lsg_desktop.models.replay import recorder
from lsg_desktop.models.rows import Fed, Row, RowModel
from lsg_desktop.models.scoring import log_probabilities
from lsg_desktop.models.sending import send
from lsg_desktop.models.tokens import QwenVocabulary, token_id, token_ids

FEATURES = {prompts.QWEN2_AUDIO.name: LogMel, prompts.QWEN_AUDIO.name: WholeFrames}
"""What the encoder is given, by family."""


class Qwen2AudioModel:
    """A loaded Qwen2-Audio of any size, on any device and in any precision.

    ``model`` is a ``Qwen2AudioForConditionalGeneration``, ``processor`` its
    ``Qwen2AudioProcessor``; ``probe`` hears what it does.
    """

    def __init__(
        self,
        model: Any,
        processor: Any,
        info: ModelInfo,
        *,
        bounds: Bounds | None = None,
        probe: Probe = UNMEASURED,
    ) -> None:
        self.parts = (model, processor)
        """What it was made of, for those who run it in another way."""
        self._info = info
        self._probe = probe
        self._vocabulary = QwenVocabulary(processor.tokenizer)
        self._prompts = SpeechPrompts(processor.tokenizer, info.family)
        self._bounds = bounds or Bounds()
        features = FEATURES[info.family]
        self._network = Qwen2AudioNetwork(
            model, processor.feature_extractor, probe, features, self._bounds.pass_tokens
        )

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._info

    @property
    def vocabulary(self) -> QwenVocabulary:
        """Its tokens."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> CachedListening:
        """Start an utterance.

        Raises InputFault for a language the model does not know, and EnvironmentFault where the
        tokenizer lacks a token of the prompts, which would be spelt out in pieces otherwise.
        """
        check_languages(self._info, tasks, source_lang, target_lang)
        ids = {task: self._prompts.ids(task, source_lang, target_lang) for task in tasks}
        prompt_ids = PromptIds.split(ids, self._prompts.audio)
        ring = Ring(self._bounds.ring_bytes, self._bounds.ring_prefixes)
        return CachedListening(self._network, prompt_ids, ring, self._info.smaller, self._probe)


class SpeechPrompts:
    """Gives the ids of a family's prompts; ``audio`` is the one that stands for sound."""

    def __init__(self, tokenizer: Any, family: str) -> None:
        self._tokenizer = tokenizer
        self._format = prompts.SPEECH_FORMATS[family]
        self._known: dict[tuple[Task, str, str], tuple[int, ...]] = {}
        self.audio = token_id(tokenizer, self._format.audio)

    def ids(self, task: Task, source_lang: str, target_lang: str) -> tuple[int, ...]:
        """Give a task's prompt, in which ``audio`` stands once.

        Raises InputFault for a language that is not known, and EnvironmentFault where the
        tokenizer lacks a token of the prompt.
        """
        asked = (task, source_lang, target_lang)
        if asked not in self._known:
            text = self._format.prompt(*asked)
            token_ids(self._tokenizer, prompts.MARK.findall(text))
            self._known[asked] = tuple(self._tokenizer(text)["input_ids"])
        return self._known[asked]


class Qwen2AudioNetwork:
    """The weights, as the four steps that :class:`~lsg_desktop.models.reading.Network` names."""

    def __init__(
        self,
        model: Any,
        feature_extractor: Any,
        probe: Probe = UNMEASURED,
        features: type[LogMel] = LogMel,
        pass_tokens: int = PASS_TOKENS,
    ) -> None:
        model.eval()
        self._probe = probe
        self._tower = model.model.audio_tower
        self._projector = model.model.multi_modal_projector
        self._embeddings = model.get_input_embeddings()
        language_model = model.model.language_model
        self._rows = RowModel(language_model, recorder(language_model), pass_tokens)
        self._head = model.lm_head
        self._log_mel = features(feature_extractor, self._embeddings.weight.device)

    @property
    def limit(self) -> int:
        """The most samples it can hear: 30 s."""
        return self._log_mel.limit

    def hear(self, samples: Tensor, known: Frames | None = None) -> Tensor:
        """Encode audio (n,) to what stands in a prompt for it: (audio tokens, width).

        ``known`` is what is known of its utterance, and grows.
        """
        with self._probe.stage(Stage.FEATURES):
            heard = send(samples, self._embeddings.weight.device)
            features = self._log_mel(heard, known)  # (mels, frames)
        with self._probe.stage(Stage.ENCODE):
            encoded = encode(self._tower, features, self._log_mel.frames(len(samples)))
            audio: Tensor = self._projector(encoded)
        return audio.to(self._embeddings.weight.dtype)

    def embed(self, ids: Sequence[int]) -> Tensor:
        """Look token ids up: (tokens, width)."""
        device = self._embeddings.weight.device
        embedded: Tensor = self._embeddings(send(torch.tensor(ids, dtype=torch.long), device))
        return embedded

    def feed(self, rows: Sequence[Row]) -> list[Fed]:
        """Run the language model on rows."""
        return self._rows.feed(rows)

    def predict(self, hidden: Tensor) -> Tensor:
        """Give log-probabilities of what follows: (positions, width) to (positions, vocab)."""
        return log_probabilities(self._head(hidden))
