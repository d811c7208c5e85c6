"""Sounds to cut up: a scripted detector's, a synthetic voice, noises, and real clips."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lsg_desktop.audio.file import FileSource
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.speech.segmenter import Closed, Heard, Opened, Segmenter

CLIPS = Path(__file__).parents[3] / "shared" / "audio"
CLIP_NAMES = (
    "LJ001-0002.wav",
    "LJ001-0004.wav",
    "LJ001-0006.wav",
    "common_voice_fr_17301936.mp3",
    "common_voice_fr_17767732.mp3",
    "jfk.flac",
    "librispeech-1272-128104-0000.flac",
)


class LoudnessVad:
    """Says exactly that loud frames are speech."""

    def is_speech(self, frame):
        return bool(np.abs(frame).mean() > 0.01)


def samples_in(seconds):
    return round(seconds * SAMPLE_RATE)


def silence(seconds):
    return np.zeros(samples_in(seconds), np.float32)


def noise(seconds, level=0.1, seed=0):
    """White noise; no two places are alike, so a sample doubled or lost shows."""
    made = np.random.default_rng(seed).standard_normal(samples_in(seconds))
    return (level * made).astype(np.float32)


def pink_noise(seconds, level=0.1, seed=0):
    count = samples_in(seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    slope = np.maximum(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), 20) ** -0.5
    made = np.fft.irfft(spectrum * slope, count)
    return (level * made / made.std()).astype(np.float32)


def tone(seconds, frequency, level=0.1):
    time_s = np.arange(samples_in(seconds)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * frequency * time_s)).astype(np.float32)


def voice(seconds, level=0.2):
    """Four syllables a second of harmonics through three formants; WebRTC takes it for speech."""
    time_s = np.arange(samples_in(seconds)) / SAMPLE_RATE
    phase = 2 * np.pi * np.cumsum(120 + 15 * np.sin(2 * np.pi * 0.7 * time_s)) / SAMPLE_RATE
    made = np.zeros_like(time_s)
    for harmonic in range(1, 30):
        formants = ((600, 90), (1200, 120), (2600, 200))
        gain = sum(1 / (1 + ((120 * harmonic - at) / width) ** 2) for at, width in formants)
        made += gain * np.sin(harmonic * phase)
    made *= 0.15 + np.abs(np.sin(2 * np.pi * 2 * time_s))
    return (level * made / np.abs(made).max()).astype(np.float32)


def clip(name):
    """Give a real clip at 16 kHz mono; skips where there is none."""
    path = CLIPS / name
    if not path.is_file():
        pytest.skip(f"no real speech in {CLIPS}")
    with FileSource(path) as source:
        return np.concatenate(list(source.blocks()))


def events_of(settings, vad, sound, block=480):
    """Give all events of a sound that is pushed in blocks of one length, or of these lengths."""
    segmenter = Segmenter(settings, vad)
    lengths = [block] * (len(sound) // block + 1) if isinstance(block, int) else block
    events, at = [], 0
    for length in lengths:
        events += segmenter.push(sound[at : at + length])
        at += length
    return events + segmenter.push(sound[at:]) + segmenter.finish()


def utterances(events, sound):
    """Give (start, end, cause) of each utterance, in samples.

    Asserts that events come in order and that what is heard is the sound itself, to the sample.
    """
    found = []
    start, last_end = None, 0
    heard: list[np.ndarray] = []
    for event in events:
        match event:
            case Opened(start_sample):
                assert start is None
                assert start_sample >= last_end
                start, heard = start_sample, []
            case Heard(samples):
                assert start is not None
                assert len(samples)
                heard.append(samples)
            case Closed(end_sample, cause):
                assert start is not None
                assert np.array_equal(np.concatenate(heard), sound[start:end_sample])
                found.append((start, end_sample, cause.value))
                start, last_end = None, end_sample
    assert start is None
    return found


def in_seconds(found):
    return [
        (round(start / SAMPLE_RATE, 2), round(end / SAMPLE_RATE, 2), cause)
        for start, end, cause in found
    ]
