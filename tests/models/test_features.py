"""The spectrogram of real frames is the padded one, cut."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import WhisperFeatureExtractor

from lsg_desktop.models.features import BEYOND, LogMel, WholeFrames

LENGTHS = (1, 100, 159, 160, 161, 10240, 16000, 50_003, 479_839, 479_999, 480_000)


@pytest.fixture(scope="module", params=[80, 128])
def extractor(request):
    """Give Whisper's feature extractor with either number of filters."""
    return WhisperFeatureExtractor(feature_size=request.param)


def padded(extractor, samples):
    """Run the extractor as the processor does: (mels, 3000) and the frames its mask keeps."""
    result = extractor(
        samples, sampling_rate=16_000, return_attention_mask=True, return_tensors="pt"
    )
    return result["input_features"][0], int(result["attention_mask"].sum())


@pytest.mark.parametrize("length", LENGTHS)
def test_equal_to_the_padded_spectrogram(extractor, sound, length):
    """At any length, whole frames or not, up to the 30 s that there are."""
    log_mel = LogMel(extractor, torch.device("cpu"))
    samples = sound(30)[-length:]
    expected, frames = padded(extractor, samples)
    features = log_mel(torch.from_numpy(samples))
    assert log_mel.frames(length) == frames
    assert features.shape[1] == min(frames + BEYOND, 3000)
    torch.testing.assert_close(features, expected[:, : features.shape[1]], atol=1e-5, rtol=0)


def test_the_clamp_sees_a_loud_last_sample(extractor):
    """What is loudest may lie at the very end, in a frame that is not kept."""
    samples = np.zeros(1600, np.float32)
    samples[-1] = 1.0
    expected, _ = padded(extractor, samples)
    features = LogMel(extractor, torch.device("cpu"))(torch.from_numpy(samples))
    torch.testing.assert_close(features, expected[:, : features.shape[1]], atol=1e-5, rtol=0)


def test_silence_and_nothing_are_heard_too(extractor):
    """No sound at all is no special case."""
    log_mel = LogMel(extractor, torch.device("cpu"))
    assert log_mel.frames(0) == 0
    silent = log_mel(torch.zeros(0))
    torch.testing.assert_close(silent, torch.full_like(silent, -1.5))


@pytest.mark.parametrize("length", LENGTHS)
def test_whole_frames_end_with_the_last_pair(extractor, sound, length):
    """What sound does not fill is not there, unless it makes a pair, nor is what follows."""
    samples = sound(30)[-length:]
    expected, _ = padded(extractor, samples)
    whole = WholeFrames(extractor, torch.device("cpu"))
    features = whole(torch.from_numpy(samples))
    assert whole.frames(length) == length // 160
    assert features.shape[1] == length // 320 * 2 + (2 if length % 320 >= 160 else 0)
    torch.testing.assert_close(features, expected[:, : features.shape[1]], atol=1e-5, rtol=0)
