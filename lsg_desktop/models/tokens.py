"""What stands beside the weights of a Qwen2-Audio checkpoint: tokenizer, processor, config.

All three are of the classes that the published 7B checkpoint loads with, so that a toy one takes
every path that the real one takes. It knows no weights and no training.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import (
    PreTrainedTokenizerBase,
    Qwen2AudioConfig,
    Qwen2AudioProcessor,
    Qwen2Tokenizer,
    WhisperFeatureExtractor,
)

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models import prompts

WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""Qwen2's pre-tokeniser: digits stand alone and no token spans two words."""


def qwen_tokenizer(corpus: Iterable[str], vocab_size: int) -> Qwen2Tokenizer:
    """Train a byte-level BPE tokenizer of Qwen2's kind on a corpus.

    ``vocab_size`` counts everything: 256 bytes, merges, and the family's special tokens, which
    come last, ``<|endoftext|>`` first among them as in the published checkpoints. A small corpus
    gives fewer merges; ``len(tokenizer)`` is the size reached. Lines of the corpus are learnt as
    they stand: give lines with a leading space where words inside a sentence should share pieces
    with its first.
    """
    learner = Tokenizer(models.BPE())
    learner.normalizer = normalizers.NFC()
    learner.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size - len(prompts.SPECIAL_TOKENS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    learner.train_from_iterator(corpus, trainer)
    learnt = json.loads(learner.to_str())["model"]
    merges: Any = [tuple(pair) for pair in learnt["merges"]]
    tokenizer = Qwen2Tokenizer(vocab=learnt["vocab"], merges=merges)
    tokenizer.add_tokens([AddedToken(token, special=True) for token in prompts.SPECIAL_TOKENS])
    return tokenizer


def qwen_processor(
    tokenizer: PreTrainedTokenizerBase, num_mel_bins: int = 128
) -> Qwen2AudioProcessor:
    """Join a tokenizer and Whisper's feature extractor (16 kHz, 30 s) into a processor."""
    features = WhisperFeatureExtractor(feature_size=num_mel_bins, return_attention_mask=True)
    return Qwen2AudioProcessor(feature_extractor=features, tokenizer=tokenizer)


def token_id(tokenizer: PreTrainedTokenizerBase, token: str) -> int:
    """Look a special token up by its name. Raises EnvironmentFault where the name is not one."""
    return token_ids(tokenizer, [token])[0]


def token_ids(tokenizer: PreTrainedTokenizerBase, tokens: Iterable[str]) -> list[int]:
    """Look special tokens up, all at once where there are thousands. Raises as above."""
    known: dict[str, int] = tokenizer.get_added_vocab()
    found = []
    for token in tokens:
        if token not in known:
            raise EnvironmentFault(
                f"the tokenizer beside the weights has no token {token}",
                "use a checkpoint of the Qwen2-Audio family",
            )
        found.append(known[token])
    return found


class QwenVocabulary:
    """The tokens of a Qwen tokenizer."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._end_ids = frozenset(token_id(tokenizer, token) for token in prompts.END_TOKENS)

    @property
    def end_ids(self) -> frozenset[int]:
        """The ids that end an output: those of ``<|endoftext|>`` and ``<|im_end|>``."""
        return self._end_ids

    @property
    def size(self) -> int:
        """How many tokens there are, special ones too."""
        return len(self._tokenizer)

    def ids(self, text: str) -> tuple[int, ...]:
        """Give the ids of a text; what looks like a special token in it is none."""
        return tuple(self._tokenizer(text, split_special_tokens=True)["input_ids"])

    def text(self, ids: Sequence[int]) -> str:
        """Give the text of ids as it stands, special tokens left out."""
        text: str = self._tokenizer.decode(
            list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How big a Qwen2-Audio model is; the defaults are the feasibility run's toy (design 4)."""

    mel_bins: int = 80
    encoder_width: int = 192
    encoder_layers: int = 3
    encoder_heads: int = 4
    encoder_feedforward: int = 768
    width: int = 192
    layers: int = 3
    heads: int = 4
    kv_heads: int = 4
    feedforward: int = 512


def toy_config(shape: Shape, tokenizer: PreTrainedTokenizerBase) -> Qwen2AudioConfig:
    """Give the config of a Qwen2-Audio model of this shape over this tokenizer's vocabulary."""
    ends = [token_id(tokenizer, token) for token in prompts.END_TOKENS]
    return Qwen2AudioConfig(
        audio_config={
            "model_type": "qwen2_audio_encoder",
            "num_mel_bins": shape.mel_bins,
            "d_model": shape.encoder_width,
            "encoder_layers": shape.encoder_layers,
            "encoder_attention_heads": shape.encoder_heads,
            "encoder_ffn_dim": shape.encoder_feedforward,
        },
        text_config={
            "model_type": "qwen2",
            "vocab_size": len(tokenizer),
            "hidden_size": shape.width,
            "intermediate_size": shape.feedforward,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "num_key_value_heads": shape.kv_heads,
            "bos_token_id": ends[0],
            "eos_token_id": ends,
        },
        audio_token_index=token_id(tokenizer, prompts.AUDIO),
    )
