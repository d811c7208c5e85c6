"""What a chunk would cost if the machine did nothing but what must be done; it runs no model.

The weights that a step needs are read once for each pass, at the rate at which this machine was
seen to copy, and what is multiplied is so at the rate at which it was seen to multiply. Both times
are added. One encode and one prefill a chunk are needed, and as many passes as were made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import nn

from lsg_desktop.evaluation.stopwatch import Clock
from lsg_desktop.models.encoder import audio_tokens, positions

_HOP = 160
"""Samples of a frame."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Rates:
    """What a device does in a millisecond: bytes read or written, and floating-point operations."""

    bytes_a_ms: float
    flops_a_ms: float


def rates(device: str, dtype: torch.dtype, clock: Clock = time.perf_counter) -> Rates:
    """Measure a device: the best of some tries at copying and at multiplying matrices."""
    on_gpu = device.startswith("cuda")
    source = torch.ones(1 << 30 if on_gpu else 1 << 27, dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    side = 8192 if on_gpu else 1024
    left = torch.full((side, side), 0.5, dtype=dtype, device=device)
    wait = partial(torch.cuda.synchronize, device) if on_gpu else _nothing
    copy_ms = _best_ms(lambda: target.copy_(source), wait, clock)
    multiply_ms = _best_ms(lambda: left @ left, wait, clock)
    return Rates(2 * source.nbytes / copy_ms, 2 * side**3 / multiply_ms)


def _nothing() -> None:
    """Wait for what is done when its call returns."""


def _best_ms(work: Callable[[], object], wait: Callable[[], object], clock: Clock) -> float:
    took_ms = []
    for _ in range(_TRIES):
        wait()
        began_s = clock()
        work()
        wait()
        took_ms.append((clock() - began_s) * 1000)
    return min(took_ms)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a model: what its weights take, and what they multiply for each position.

    ``attention_flops`` is for each pair of positions that see each other.
    """

    bytes: int
    flops: int
    attention_flops: int = 0

    @classmethod
    def of(cls, module: nn.Module, attention_flops: int = 0) -> Part:
        """Weigh a module by its linear layers and convolutions, quantised or not."""
        taken = sum(weights.nbytes for weights in module.parameters())
        return cls(taken, 2 * sum(map(_multiplied, module.modules())), attention_flops)

    def ms(self, at: Rates, length: int, *, pairs: int = 0, passes: float = 1.0) -> float:
        """Give the least time of so many positions, the weights being read for each pass."""
        flops = self.flops * length + self.attention_flops * pairs
        return self.bytes * passes / at.bytes_a_ms + flops / at.flops_a_ms


@dataclass(frozen=True, slots=True)
class Floor:
    """The least time of a chunk of one model on one machine."""

    encoder: Part
    layers: Part
    head: Part
    rates: Rates

    @classmethod
    def of(cls, model: Any, at: Rates) -> Floor:
        """Weigh a ``Qwen2AudioForConditionalGeneration``."""
        audio, text = model.config.audio_config, model.config.text_config
        return cls(
            encoder=Part.of(model.model.audio_tower, 4 * audio.d_model * audio.encoder_layers),
            layers=Part.of(
                model.model.language_model.layers, 4 * text.hidden_size * text.num_hidden_layers
            ),
            head=Part.of(model.lm_head),
            rates=at,
        )

    def encode_ms(self, heard: int) -> float:
        """The least time to encode so many samples."""
        length = positions(-(-heard // _HOP))
        return self.encoder.ms(self.rates, length, pairs=length**2)

    def prefill_ms(self, heard: int) -> float:
        """The least time to run what the encoder gave of so many samples."""
        length = audio_tokens(-(-heard // _HOP))
        return self.layers.ms(self.rates, length, pairs=length**2 // 2)

    def decode_ms(self, passes: float, tokens: float) -> float:
        """The least time of so many passes over so many tokens together."""
        return sum(
            part.ms(self.rates, round(tokens), passes=passes) for part in (self.layers, self.head)
        )

    def chunk_ms(self, heard: int, passes: float, tokens: float) -> float:
        """The least time of a chunk."""
        return self.encode_ms(heard) + self.prefill_ms(heard) + self.decode_ms(passes, tokens)


def _multiplied(module: nn.Module) -> int:
    """Count the weights that each position is multiplied with."""
    if isinstance(module, nn.Linear):
        return module.in_features * module.out_features
    if isinstance(module, nn.Conv1d):
        # The first convolution gives two frames for each position that the second one gives.
        width = module.in_channels * module.out_channels * module.kernel_size[0]
        return width * (2 if module.stride[0] == 1 else 1)
    return 0
