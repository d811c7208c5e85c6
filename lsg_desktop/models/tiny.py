"""Qwen2-Audio checkpoints of any shape with random weights, for tests and benchmarks.

They are complete and ordinary: config, weights, tokenizer and processor load as those of the
published checkpoints do. They understand nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import Qwen2AudioForConditionalGeneration

from lsg_desktop.models.prompts import LANGUAGES, text_prompt
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.tokens import Shape, qwen_processor, qwen_tokenizer, toy_config

SENTENCES = (
    "Detect the language and recognize the speech: ",
    "Detect the language and translate the speech into German: ",
    "Good morning everyone, today we talk about language models.",
    "The first talk begins at 10:30 and costs 3.5 minutes, don't be late.",
    "Guten Morgen zusammen, heute sprechen wir über Sprachmodelle.",
    "Bonjour à tous, aujourd'hui nous parlons de modèles.",
    "大家早上好，今天我们谈语言模型。",
    text_prompt("Good morning.", "de"),
)
"""What the tokenizer of a random checkpoint has seen."""

SMALL = Shape(
    encoder_width=32,
    encoder_layers=2,
    encoder_heads=2,
    encoder_feedforward=64,
    width=32,
    layers=2,
    heads=4,
    kv_heads=2,
    feedforward=64,
)
"""A shape that a test can run a hundred times a second."""


def random_model(
    shape: Shape = SMALL,
    *,
    seed: int = 0,
    vocab_size: int = 400,
    sentences: Sequence[str] = SENTENCES,
) -> tuple[Any, Any]:
    """Give a ``Qwen2AudioForConditionalGeneration`` of random weights and its processor.

    The weights are float32 and spread widely enough that each token and each frame changes what
    comes out. The caller's random numbers are left as they were.
    """
    processor = qwen_processor(qwen_tokenizer(sentences, vocab_size), shape.mel_bins)
    config = toy_config(shape, processor.tokenizer)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Qwen2AudioForConditionalGeneration(config)
        for name, weights in model.named_parameters():
            if not name.endswith("norm.weight"):
                torch.nn.init.normal_(weights, std=_spread(name, weights))
    return model.eval(), processor


def random_checkpoint(folder: Path, shape: Shape = SMALL, **rest: Any) -> None:
    """Save a random model (see :func:`random_model`) as an ordinary checkpoint folder."""
    model, processor = random_model(shape, **rest)
    model.save_pretrained(folder)
    processor.save_pretrained(folder)


def random_info(name: str = "random") -> ModelInfo:
    """Say what a random model is; it takes every pair of languages and knows none."""
    pairs = {code: tuple(other for other in LANGUAGES if other != code) for code in LANGUAGES}
    return ModelInfo(name, "qwen2-audio", "float32", "cpu", pairs, {})


def _spread(name: str, weights: torch.Tensor) -> float:
    """Give the deviation of a layer's weights: enough to grow what passes through, not to blur."""
    if weights.dim() == 1 or "embed" in name:
        return 1.0
    return 2.0 * float(weights[0].numel() ** -0.5)
