"""The encoder on real frames gives what it gives on 30 s with the padding masked."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from transformers.masking_utils import create_bidirectional_mask

from lsg_desktop.models.encoder import audio_tokens, encode, positions
from lsg_desktop.models.tiny import SMALL, random_model

SHAPES = {
    "80 mels": SMALL,
    "128 mels": replace(SMALL, mel_bins=128, encoder_width=24, encoder_heads=3, encoder_layers=1),
}


@pytest.fixture(scope="module", params=SHAPES)
def tower(request):
    """Give a random encoder."""
    return random_model(SHAPES[request.param])[0].model.audio_tower


def padded(tower, features, frames):
    """Run the encoder as transformers' model does: (tokens, width)."""
    kept, outputs = tower._get_feat_extract_output_lengths(torch.tensor([frames]))
    mask = create_bidirectional_mask(
        config=tower.config,
        inputs_embeds=torch.zeros(1, 1500, 1),
        attention_mask=(torch.arange(1500) < kept).long()[None],
    )
    assert (positions(frames), audio_tokens(frames)) == (int(kept), int(outputs))
    return tower(features[None], attention_mask=mask).last_hidden_state[0, : int(outputs)]


@pytest.mark.parametrize("frames", [*range(1, 41), 64, 127, 128, 1023, 1024, 2998, 2999, 3000])
@torch.inference_mode()
def test_trimmed_equals_padded(tower, frames):
    """At any number of frames; the two after the real ones are not silent here, and are seen."""
    features = torch.randn(
        (tower.num_mel_bins, 3000), generator=torch.Generator().manual_seed(frames)
    )
    features[:, frames + 2 :] = -0.7
    trimmed = encode(tower, features[:, : frames + 2], frames)
    expected = padded(tower, features, frames)
    assert trimmed.shape == expected.shape
    torch.testing.assert_close(trimmed, expected, atol=2e-5, rtol=1e-5)


def test_640_ms_are_sixteen_tokens():
    """Chunks fall on whole tokens."""
    assert [audio_tokens(64 * chunks) for chunks in range(4)] == [0, 16, 32, 48]
