"""What a Qwen-Audio checkpoint (v1) is made of, and what Qwen2-Audio calls the same; it loads none.

Told from its published config, ``modeling_qwen.py`` and ``audio.py``. Both models are Whisper's
encoder, pooled by two before its last norm, a projection, and a language model with RMSNorm, rotary
positions on the halves of a head, biases on queries, keys and values only, and a SiLU gate. Three
things lie elsewhere. v1 fuses queries, keys and values, in this order. Of the two inputs to its
gate ``w2`` passes SiLU. And what stands around the sound are two learnt vectors beside the encoder,
where Qwen2-Audio has two rows of the embedding.

Beyond ``context`` (2,048 tokens) v1 stretches its rotary base (``use_dynamic_ntk``) and scales its
queries (``use_logn_attn``). Up to there both do nothing, and 30 s of speech are 750 tokens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.models import checkpoint

REMEDY = "give a folder with all files of Qwen/Qwen-Audio as they were published"

EMBEDDING = "transformer.wte.weight"
AROUND = "transformer.audio.audio_bos_eos_token.weight"
"""The vectors that stand before and after the sound, in this order."""

_FIXED = {"no_bias": True, "rotary_pct": 1.0, "tie_word_embeddings": False}
_FIXED_AUDIO = {"avg_pool": True, "add_audio_bos_eos_token": True}
"""What a config could say, and none of this model does."""


@dataclass(frozen=True, slots=True)
class Part:
    """A tensor of v1: its shape, and the names that its equal shares have in Qwen2-Audio."""

    shape: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How big a Qwen-Audio is; ``audio_start`` is the id of ``<audio>``, ``</audio>`` the next."""

    vocabulary: int
    width: int
    feedforward: int
    layers: int
    heads: int
    context: int
    norm_epsilon: float
    rotary_base: float
    mels: int
    positions: int
    encoder_width: int
    encoder_layers: int
    encoder_heads: int
    audio_start: int

    @classmethod
    def read(cls, folder: Path) -> Layout:
        """Read ``config.json``. Raises InputFault where it is not that of a Qwen-Audio."""
        if not folder.is_dir():
            raise InputFault(f"there is no folder {folder}", REMEDY)
        config = checkpoint.read_json(folder / "config.json", REMEDY)
        audio = config.get("audio")
        if config.get("model_type") != "qwen" or not isinstance(audio, dict):
            raise InputFault(f"{folder} holds no Qwen-Audio of the first version", REMEDY)
        for section, fixed in ((config, _FIXED), (audio, _FIXED_AUDIO)):
            for key, value in fixed.items():
                if section.get(key, value) != value:
                    raise _unusable(folder, key, section[key])
        layout = cls(
            vocabulary=_count(folder, config, "vocab_size"),
            width=_count(folder, config, "hidden_size"),
            feedforward=_count(folder, config, "intermediate_size") // 2,
            layers=_count(folder, config, "num_hidden_layers"),
            heads=_count(folder, config, "num_attention_heads"),
            context=_count(folder, config, "seq_length"),
            norm_epsilon=_positive(folder, config, "layer_norm_epsilon"),
            rotary_base=_positive(folder, config, "rotary_emb_base"),
            mels=_count(folder, audio, "n_mels"),
            positions=_count(folder, audio, "n_ctx"),
            encoder_width=_count(folder, audio, "n_state"),
            encoder_layers=_count(folder, audio, "n_layer"),
            encoder_heads=_count(folder, audio, "n_head"),
            audio_start=_count(folder, audio, "audio_start_id"),
        )
        if _count(folder, config, "kv_channels") * layout.heads != layout.width:
            raise _unusable(folder, "kv_channels", config["kv_channels"])
        if _count(folder, audio, "output_dim") != layout.width:
            raise _unusable(folder, "output_dim", audio["output_dim"])
        return layout

    def encoder_config(self) -> dict[str, Any]:
        """Say in Qwen2-Audio's words how big the encoder is."""
        return {
            "model_type": "qwen2_audio_encoder",
            "num_mel_bins": self.mels,
            "max_source_positions": self.positions,
            "d_model": self.encoder_width,
            "encoder_layers": self.encoder_layers,
            "encoder_attention_heads": self.encoder_heads,
            "encoder_ffn_dim": 4 * self.encoder_width,
        }

    def text_config(self) -> dict[str, Any]:
        """Say in Qwen2's words how big the language model is."""
        return {
            "model_type": "qwen2",
            "vocab_size": self.vocabulary,
            "hidden_size": self.width,
            "intermediate_size": self.feedforward,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.heads,
            "max_position_embeddings": self.context,
            "rms_norm_eps": self.norm_epsilon,
            "rope_parameters": {"rope_type": "default", "rope_theta": self.rotary_base},
        }

    def parts(self) -> dict[str, Part]:
        """Give every tensor by its name in v1."""
        parts = self._outer()
        for number in range(self.layers):
            old, new = f"transformer.h.{number}", f"language_model.model.layers.{number}"
            parts |= _within(old, new, self._layer())
        for number in range(self.encoder_layers):
            old, new = f"transformer.audio.blocks.{number}", f"audio_tower.layers.{number}"
            parts |= _within(old, new, self._encoder_layer())
        return parts

    def _outer(self) -> dict[str, Part]:
        width, wide = self.encoder_width, self.width
        text, tower, bridge = "language_model", "audio_tower", "multi_modal_projector.linear"
        return {
            EMBEDDING: Part((self.vocabulary, wide), (f"{text}.model.embed_tokens.weight",)),
            "transformer.ln_f.weight": Part((wide,), (f"{text}.model.norm.weight",)),
            "lm_head.weight": Part((self.vocabulary, wide), (f"{text}.lm_head.weight",)),
            AROUND: Part((2, wide), ()),
            **_within(
                "transformer.audio",
                tower,
                {
                    "conv1.weight": Part((width, self.mels, 3), ("conv1.weight",)),
                    "conv1.bias": Part((width,), ("conv1.bias",)),
                    "conv2.weight": Part((width, width, 3), ("conv2.weight",)),
                    "conv2.bias": Part((width,), ("conv2.bias",)),
                    "positional_embedding": Part(
                        (self.positions, width), ("embed_positions.weight",)
                    ),
                    "ln_post.weight": Part((width,), ("layer_norm.weight",)),
                    "ln_post.bias": Part((width,), ("layer_norm.bias",)),
                },
            ),
            "transformer.audio.proj.weight": Part((wide, width), (f"{bridge}.weight",)),
            "transformer.audio.proj.bias": Part((wide,), (f"{bridge}.bias",)),
        }

    def _layer(self) -> dict[str, Part]:
        width, wide = self.width, self.feedforward
        fused = [f"self_attn.{letter}_proj" for letter in "qkv"]
        return {
            "ln_1.weight": Part((width,), ("input_layernorm.weight",)),
            "attn.c_attn.weight": Part((3 * width, width), tuple(f"{one}.weight" for one in fused)),
            "attn.c_attn.bias": Part((3 * width,), tuple(f"{one}.bias" for one in fused)),
            "attn.c_proj.weight": Part((width, width), ("self_attn.o_proj.weight",)),
            "ln_2.weight": Part((width,), ("post_attention_layernorm.weight",)),
            "mlp.w1.weight": Part((wide, width), ("mlp.up_proj.weight",)),
            "mlp.w2.weight": Part((wide, width), ("mlp.gate_proj.weight",)),
            "mlp.c_proj.weight": Part((width, wide), ("mlp.down_proj.weight",)),
        }

    def _encoder_layer(self) -> dict[str, Part]:
        width = self.encoder_width
        parts = {
            "mlp.0.weight": Part((4 * width, width), ("fc1.weight",)),
            "mlp.0.bias": Part((4 * width,), ("fc1.bias",)),
            "mlp.2.weight": Part((width, 4 * width), ("fc2.weight",)),
            "mlp.2.bias": Part((width,), ("fc2.bias",)),
        }
        for old, new in (("query", "q"), ("key", "k"), ("value", "v"), ("out", "out")):
            name = f"self_attn.{new}_proj"
            parts[f"attn.{old}.weight"] = Part((width, width), (f"{name}.weight",))
            if old != "key":
                parts[f"attn.{old}.bias"] = Part((width,), (f"{name}.bias",))
        for old, new in (("attn_ln", "self_attn_layer_norm"), ("mlp_ln", "final_layer_norm")):
            for kind in ("weight", "bias"):
                parts[f"{old}.{kind}"] = Part((width,), (f"{new}.{kind}",))
        return parts


def _within(old: str, new: str, parts: dict[str, Part]) -> dict[str, Part]:
    """Put a module's parts into the places that it has in v1 and in Qwen2-Audio."""
    return {
        f"{old}.{name}": Part(part.shape, tuple(f"{new}.{one}" for one in part.names))
        for name, part in parts.items()
    }


def _count(folder: Path, section: dict[str, Any], key: str) -> int:
    value = section.get(key)
    if type(value) is not int or value < 1:
        raise _unusable(folder, key, value)
    return value


def _positive(folder: Path, section: dict[str, Any], key: str) -> float:
    value: Any = section.get(key)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value < math.inf:
        raise _unusable(folder, key, value)
    return float(value)


def _unusable(folder: Path, key: str, value: Any) -> InputFault:
    said = "lacks" if value is None else "says"
    what = f"{key}" if value is None else f"{key} = {value!r}, which no Qwen-Audio has"
    return InputFault(f"config.json in {folder} {said} {what}", REMEDY)
