"""A Qwen-Audio checkpoint (v1) of random weights, written as the published one is laid out.

Beside it, what that model computes, in plain steps: one utterance, nothing kept, float64. Both are
written from the layout alone and share nothing with the conversion that they test.
"""

from __future__ import annotations

import base64
import json
import random
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional
from transformers import WhisperFeatureExtractor

WIDTH, HEADS, LAYERS, GATED = 32, 4, 2, 48
ENCODER_WIDTH, ENCODER_HEADS, ENCODER_LAYERS = 24, 3, 2
EPSILON, ROTARY_BASE = 1e-3, 3_000
"""Neither the published values nor those that transformers takes where none are given."""

SHARDS = 3

SPECIAL = 3522
"""How many special tokens there are; ``<audio>`` and ``</audio>`` are the last."""

UNUSED = 5
"""Rows of the embedding that belong to no token; the published one has 782."""

TEXT = (
    "Bonjour à tous, aujourd'hui nous parlons de 3.5 modèles. 大家早上好，今天我们谈语言模型。"
    " Guten Morgen zusammen, heute sprechen wir über Sprachmodelle.\n\n  Why not tomorrow?"
)


def ranks(seed: int = 0, count: int = 320) -> dict[bytes, int]:
    """Make a vocabulary of byte pairs: all bytes, then pairs that meet in a word, at random."""
    chance = random.Random(seed)
    words = TEXT.replace(" ", "\0 ").encode().split(b"\0")
    made = {bytes([byte]): byte for byte in range(256)}
    while len(made) < count:
        parts = split(chance.choice(words), made)
        if len(parts) > 1:
            place = chance.randrange(len(parts) - 1)
            made[parts[place] + parts[place + 1]] = len(made)
    return made


def split(piece: bytes, known: dict[bytes, int]) -> list[bytes]:
    """Encode a piece as tiktoken does: join the pair of lowest rank until there is none."""
    parts = [piece[place : place + 1] for place in range(len(piece))]
    while True:
        ranked = [
            (known[parts[place] + parts[place + 1]], place)
            for place in range(len(parts) - 1)
            if parts[place] + parts[place + 1] in known
        ]
        if not ranked:
            return parts
        _, place = min(ranked)
        parts = [*parts[:place], parts[place] + parts[place + 1], *parts[place + 2 :]]


@dataclass(frozen=True)
class Published:
    """The model: its tokens by rank, and its tensors by their published names."""

    ranks: dict[bytes, int] = field(default_factory=ranks)
    tensors: dict[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        generator = torch.Generator().manual_seed(1)
        for name, shape in self.shapes().items():
            spread = prod(shape[1:]) ** -0.5 if len(shape) > 1 else 0.3
            if name.endswith(("wte.weight", "bos_eos_token.weight", "positional_embedding")):
                spread = 1.0
            noise = spread * torch.randn(shape, generator=generator)
            norm = name.endswith(".weight") and len(shape) == 1
            self.tensors[name] = noise + 1 if norm else 2 * noise

    @property
    def rows(self) -> int:
        """How many rows the embedding has."""
        return len(self.ranks) + SPECIAL + UNUSED

    @property
    def audio_start(self) -> int:
        """The id of ``<audio>``."""
        return len(self.ranks) + SPECIAL - 2

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Give the shape of every tensor."""
        audio, width = "transformer.audio", ENCODER_WIDTH
        shapes: dict[str, tuple[int, ...]] = {
            "transformer.wte.weight": (self.rows, WIDTH),
            "transformer.ln_f.weight": (WIDTH,),
            "lm_head.weight": (self.rows, WIDTH),
            f"{audio}.positional_embedding": (1500, width),
            f"{audio}.conv1.weight": (width, 80, 3),
            f"{audio}.conv1.bias": (width,),
            f"{audio}.conv2.weight": (width, width, 3),
            f"{audio}.conv2.bias": (width,),
            f"{audio}.ln_post.weight": (width,),
            f"{audio}.ln_post.bias": (width,),
            f"{audio}.proj.weight": (WIDTH, width),
            f"{audio}.proj.bias": (WIDTH,),
            f"{audio}.audio_bos_eos_token.weight": (2, WIDTH),
        }
        for number in range(ENCODER_LAYERS):
            block = f"{audio}.blocks.{number}"
            shapes |= {f"{block}.attn.key.weight": (width, width)}
            for name in ("query", "value", "out"):
                shapes |= {f"{block}.attn.{name}.weight": (width, width)}
                shapes |= {f"{block}.attn.{name}.bias": (width,)}
            for name in ("attn_ln", "mlp_ln"):
                shapes |= {f"{block}.{name}.weight": (width,), f"{block}.{name}.bias": (width,)}
            shapes |= {f"{block}.mlp.0.weight": (4 * width, width)}
            shapes |= {f"{block}.mlp.0.bias": (4 * width,)}
            shapes |= {f"{block}.mlp.2.weight": (width, 4 * width)}
            shapes |= {f"{block}.mlp.2.bias": (width,)}
        for number in range(LAYERS):
            block = f"transformer.h.{number}"
            shapes |= {
                f"{block}.ln_1.weight": (WIDTH,),
                f"{block}.attn.c_attn.weight": (3 * WIDTH, WIDTH),
                f"{block}.attn.c_attn.bias": (3 * WIDTH,),
                f"{block}.attn.c_proj.weight": (WIDTH, WIDTH),
                f"{block}.ln_2.weight": (WIDTH,),
                f"{block}.mlp.w1.weight": (GATED, WIDTH),
                f"{block}.mlp.w2.weight": (GATED, WIDTH),
                f"{block}.mlp.c_proj.weight": (WIDTH, GATED),
            }
        return shapes

    def config(self) -> dict[str, Any]:
        """Give what ``config.json`` says, in the published keys."""
        return {
            "architectures": ["QWenLMHeadModel"],
            "audio": {
                "add_audio_bos_eos_token": True,
                "audio_start_id": self.audio_start,
                "avg_pool": True,
                "n_ctx": 1500,
                "n_head": ENCODER_HEADS,
                "n_layer": ENCODER_LAYERS,
                "n_mels": 80,
                "n_state": ENCODER_WIDTH,
                "output_dim": WIDTH,
            },
            "auto_map": {"AutoModelForCausalLM": "modeling_qwen.QWenLMHeadModel"},
            "hidden_size": WIDTH,
            "intermediate_size": 2 * GATED,
            "kv_channels": WIDTH // HEADS,
            "layer_norm_epsilon": EPSILON,
            "max_position_embeddings": 8192,
            "model_type": "qwen",
            "no_bias": True,
            "num_attention_heads": HEADS,
            "num_hidden_layers": LAYERS,
            "rotary_emb_base": ROTARY_BASE,
            "rotary_pct": 1.0,
            "seq_length": 2048,
            "tie_word_embeddings": False,
            "torch_dtype": "float32",
            "use_dynamic_ntk": True,
            "use_logn_attn": True,
            "vocab_size": self.rows,
        }

    def save(self, folder: Path) -> None:
        """Write the checkpoint as it is published: several shards, an index, tokens, a config."""
        folder.mkdir(parents=True)
        (folder / "config.json").write_text(json.dumps(self.config()))
        (folder / "qwen.tiktoken").write_bytes(
            b"".join(
                base64.b64encode(token) + b" %d\n" % rank for token, rank in self.ranks.items()
            )
        )
        (folder / "modeling_qwen.py").write_text("raise AssertionError('this is never run')\n")
        names = sorted(self.tensors)
        weight_map: dict[str, str] = {}
        for number in range(SHARDS):
            file = f"model-{number + 1:05}-of-{SHARDS:05}.safetensors"
            save_file({one: self.tensors[one] for one in names[number::SHARDS]}, folder / file)
            weight_map |= dict.fromkeys(names[number::SHARDS], file)
        index = {"metadata": {}, "weight_map": weight_map}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))

    def logits(self, samples: np.ndarray, before: list[int], after: list[int]) -> Tensor:
        """Compute the logits at every position of a prompt with sound in it: (tokens, rows).

        ``before`` ends with ``<audio>``, and ``after`` begins with ``</audio>``.
        """
        table = self._get("transformer.wte")
        first, last = self._get("transformer.audio.audio_bos_eos_token")
        heard = [table[before[:-1]], first[None], self.encoded(samples)]
        hidden = torch.cat([*heard, last[None], table[after[1:]]])
        for number in range(LAYERS):
            block = f"transformer.h.{number}"
            hidden = hidden + self._attention(block, self._scaled(hidden, f"{block}.ln_1"))
            hidden = hidden + self._gated(block, self._scaled(hidden, f"{block}.ln_2"))
        return self._scaled(hidden, "transformer.ln_f") @ self._get("lm_head").T

    def encoded(self, samples: np.ndarray) -> Tensor:
        """Encode sound: (tokens, width). Frames that are not full are not heard."""
        extractor = WhisperFeatureExtractor(feature_size=80)
        spectrum = extractor(samples, sampling_rate=16_000, return_tensors="pt")["input_features"]
        places = -(-(len(samples) // 160) // 2)
        if not places:
            return torch.zeros(0, WIDTH, dtype=torch.float64)
        hidden = spectrum[0, :, : 2 * places].double()  # (80, frames)
        for name, stride in (("conv1", 1), ("conv2", 2)):
            weights = self._get(f"transformer.audio.{name}")
            bias = self._get(f"transformer.audio.{name}", "bias")
            hidden = functional.gelu(functional.conv1d(hidden, weights, bias, stride, padding=1))
        hidden = hidden.T + self._get("transformer.audio", "positional_embedding")[:places]
        for number in range(ENCODER_LAYERS):
            block = f"transformer.audio.blocks.{number}"
            hidden = hidden + self._looking(f"{block}.attn", self._norm(hidden, f"{block}.attn_ln"))
            inner = self._linear(self._norm(hidden, f"{block}.mlp_ln"), f"{block}.mlp.0")
            hidden = hidden + self._linear(functional.gelu(inner), f"{block}.mlp.2")
        pairs = hidden[: places // 2 * 2].unflatten(0, (places // 2, 2)).mean(1)
        return self._linear(
            self._norm(pairs, "transformer.audio.ln_post"), "transformer.audio.proj"
        )

    def _get(self, module: str, kind: str = "weight") -> Tensor:
        return self.tensors[f"{module}.{kind}"].double()

    def _linear(self, hidden: Tensor, module: str) -> Tensor:
        return hidden @ self._get(module).T + self._get(module, "bias")

    def _norm(self, hidden: Tensor, module: str) -> Tensor:
        weights = self._get(module), self._get(module, "bias")
        return functional.layer_norm(hidden, (ENCODER_WIDTH,), *weights)

    def _scaled(self, hidden: Tensor, module: str) -> Tensor:
        size = (hidden.square().mean(-1, keepdim=True) + EPSILON).sqrt()
        return hidden / size * self._get(module)

    def _looking(self, module: str, hidden: Tensor) -> Tensor:
        """Let every place of the sound attend to every other."""
        queries = self._linear(hidden, f"{module}.query")
        keys = hidden @ self._get(f"{module}.key").T
        values = self._linear(hidden, f"{module}.value")
        parts = (part.unflatten(1, (ENCODER_HEADS, -1)) for part in (queries, keys, values))
        query, key, value = (part.transpose(0, 1) for part in parts)  # (heads, places, width)
        weights = (query @ key.mT / query.shape[-1] ** 0.5).softmax(-1)
        return self._linear((weights @ value).transpose(0, 1).flatten(1), f"{module}.out")

    def _attention(self, block: str, hidden: Tensor) -> Tensor:
        """Let every token attend to itself and to those before it."""
        fused = self._linear(hidden, f"{block}.attn.c_attn").unflatten(1, (3, HEADS, -1))
        query, key, value = fused.permute(1, 2, 0, 3)  # (heads, tokens, width)
        query, key = _turned(query), _turned(key)
        weights = query @ key.mT / query.shape[-1] ** 0.5
        later = torch.ones(weights.shape[1:], dtype=torch.bool).triu(1)
        weights = weights.masked_fill(later, -torch.inf).softmax(-1)
        joined: Tensor = (weights @ value).transpose(0, 1).flatten(1)
        return joined @ self._get(f"{block}.attn.c_proj").T

    def _gated(self, block: str, hidden: Tensor) -> Tensor:
        up, gate = (hidden @ self._get(f"{block}.mlp.{one}").T for one in ("w1", "w2"))
        opened: Tensor = up * gate * gate.sigmoid()
        return opened @ self._get(f"{block}.mlp.c_proj").T


def _turned(states: Tensor) -> Tensor:
    """Turn each pair of numbers, one of either half of a head, the more the later its place."""
    tokens, half = states.shape[1], states.shape[2] // 2
    speed = ROTARY_BASE ** -(torch.arange(half, dtype=torch.float64) / half)
    angle = torch.arange(tokens, dtype=torch.float64)[:, None] * speed
    pairs = torch.complex(states[..., :half], states[..., half:])
    turned = pairs * torch.polar(torch.ones_like(angle), angle)
    return torch.cat((turned.real, turned.imag), dim=-1)
