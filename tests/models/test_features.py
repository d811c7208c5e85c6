"""The spectrogram of real frames is the padded one, cut."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import WhisperFeatureExtractor

from lsg_desktop.models.features import BEYOND, Frames, LogMel, WholeFrames

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


@pytest.mark.parametrize("kind", [LogMel, WholeFrames])
@pytest.mark.parametrize("chunk", [37, 160, 10_240, 70_001])
def test_what_is_known_of_an_utterance_is_not_changed_by_more_of_it(extractor, sound, kind, chunk):
    """Chunk by chunk, and of a shorter prefix again, as all at once, up to the limit."""
    log_mel = kind(extractor, torch.device("cpu"))
    samples = torch.from_numpy(sound(30))
    known = Frames()
    lengths = list(range(chunk, len(samples), chunk))[:40]
    for length in (*lengths, len(samples) - 1, len(samples), chunk):
        before = known.count
        grown = log_mel(samples[:length], known)
        torch.testing.assert_close(grown, log_mel(samples[:length]), atol=1e-6, rtol=0)
        assert known.count >= before
    assert known.count == (len(samples) - 201) // 160 + 1
