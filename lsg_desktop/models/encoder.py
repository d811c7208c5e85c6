"""Qwen2-Audio's encoder on the frames that hold sound; it knows no audio and no language model.

Transformers runs it on 30 s of frames and masks the padding out of attention
(``models/qwen2_audio/modeling_qwen2_audio.py``, from which the steps are taken). Run on the real
frames alone it gives the same, for a tenth of the work on short audio, as long as the last
convolution sees the padding that it would have seen.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


def positions(frames: int) -> int:
    """Count the positions that attention keeps of so many frames: every second one."""
    return (frames + 1) // 2


def audio_tokens(frames: int) -> int:
    """Count the encoder's outputs for so many frames: every second position, 25 a second."""
    return positions(frames) // 2


def encode(tower: Any, features: Tensor, frames: int) -> Tensor:
    """Encode the real frames of a clip.

    ``tower`` is a ``Qwen2AudioEncoder``; ``features`` (mels, frames or more) is the clip's
    spectrogram with the frames that follow the real ones, all there are up to two. Position t
    stands on frames 2t - 2 to 2t + 2, so the last one may need frames that hold only padding.
    Returns (audio_tokens(frames), width).
    """
    places: Tensor = tower.embed_positions.weight  # (positions, width)
    kept = positions(frames)
    if audio_tokens(frames) == 0:
        return places.new_zeros((0, places.shape[1]))
    seen = features[None, :, : 2 * kept + 1].to(tower.conv1.weight.dtype)  # (1, mels, frames)
    hidden = functional.gelu(tower.conv1(seen))
    hidden = functional.gelu(tower.conv2(hidden))[..., :kept]  # (1, width, kept)
    # Layers keep the order in memory that they are given, and are slow in that of a convolution.
    hidden = hidden.transpose(1, 2).contiguous() + places[:kept]  # (1, kept, width)
    for layer in tower.layers:
        hidden = layer(hidden, None)
    pooled = tower.avg_pooler(hidden.transpose(1, 2)).transpose(1, 2)  # (1, tokens, width)
    encoded: Tensor = tower.layer_norm(pooled)
    return torch.squeeze(encoded, 0)
