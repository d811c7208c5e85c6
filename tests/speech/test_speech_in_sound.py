"""Utterances of real and synthetic speech, with the detector that the application has."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
import soundfile

from lsg_desktop.audio.file import FileSource
from lsg_desktop.settings import SAMPLE_RATE, SpeechSettings
from lsg_desktop.speech.segmenter import Segmenter
from lsg_desktop.speech.vad import WebRtcVad
from tests.speech.sounds import (
    CLIP_NAMES,
    clip,
    events_of,
    in_seconds,
    noise,
    pink_noise,
    samples_in,
    silence,
    tone,
    utterances,
    voice,
)


def cut(sound):
    """Give (start, end, cause) of each utterance in samples, checked to the sample."""
    return utterances(events_of(SpeechSettings(), WebRtcVad(), sound), sound)


def edges(sound):
    """Give where the first and the last loud 20 ms of a sound begin and end."""
    frames = sound[: len(sound) // 320 * 320].reshape(-1, 320)
    level = frames.std(axis=1)
    loud = np.flatnonzero(level > level.max() / 10 ** (26 / 20))
    return int(loud[0]) * 320, int(loud[-1] + 1) * 320


def without_pauses(sound):
    """Give the frames of a sound that are within 30 dB of its loudest, as one who never rests."""
    frames = sound[: len(sound) // 480 * 480].reshape(-1, 480)
    level = frames.std(axis=1)
    return frames[level > level.max() / 10**1.5].reshape(-1)


@pytest.mark.parametrize("name", CLIP_NAMES)
@pytest.mark.parametrize("before_s", [0.0, 2.0])
def test_all_of_a_real_utterance_is_heard(name, before_s):
    sound = np.concatenate([silence(before_s), clip(name), silence(before_s)])
    found = cut(sound)
    first, last = edges(sound)
    assert found[0][0] <= first
    assert found[-1][1] >= last
    # The President rests for 0.8 s and more, and nobody else does.
    assert len(found) == 1 or name == "jfk.flac"


@pytest.mark.parametrize("pair", list(itertools.pairwise(CLIP_NAMES[:5])))
def test_two_clips_with_a_second_and_a_half_between_them_are_two_utterances(pair):
    sound = np.concatenate([clip(pair[0]), silence(1.5), clip(pair[1])])
    assert len(cut(sound)) == 2


def test_two_voices_with_a_second_and_a_half_between_them_are_two_utterances():
    sound = np.concatenate([silence(1), voice(4), silence(1.5), voice(3), silence(1)])
    assert len(cut(sound)) == 2


def test_a_voice_without_a_pause_is_cut_before_28_seconds_and_loses_nothing():
    found = cut(np.concatenate([silence(1), voice(70), silence(2)]))
    assert all(end - start < 28 * SAMPLE_RATE for start, end, _ in found)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))


def test_speakers_who_never_rest_are_cut_before_28_seconds_and_lose_nothing():
    loud = [without_pauses(clip(name)) for name in CLIP_NAMES]
    sound = np.concatenate([part * np.float32(0.1 / part.std()) for part in loud] * 4)
    found = cut(sound)
    assert len(sound) > 90 * SAMPLE_RATE
    assert found[0][0] == 0
    assert found[-1][1] == len(sound)
    assert all(end - start < 28 * SAMPLE_RATE for start, end, _ in found)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))


def test_an_hour_with_three_voices_is_searched_in_seconds():
    spoken = voice(4)
    segmenter = Segmenter(SpeechSettings(), WebRtcVad())
    second, speech_at = silence(1), {600: spoken, 1800: spoken, 3000: spoken}
    started = time.process_time()
    events = []
    for at in range(58 * 60):
        events += segmenter.push(speech_at.get(at, second))
    events += segmenter.finish()
    assert time.process_time() - started < 10
    heard = sum(len(event.samples) for event in events if hasattr(event, "samples"))
    assert 3 * 4 * SAMPLE_RATE < heard < 3 * 6 * SAMPLE_RATE


NOISES = {
    "white noise": lambda: noise(40),
    "pink noise": lambda: pink_noise(40),
    "hum": lambda: tone(40, 50),
    "clipped noise": lambda: np.clip(noise(40, level=5.0), -1, 1),
}


@pytest.mark.parametrize("kind", NOISES)
def test_noise_is_taken_for_speech_at_its_beginning_at_most(kind):
    found = in_seconds(cut(NOISES[kind]()))
    assert all(end < 6.2 for _, end, _ in found)


FORMATS = {
    "8-bit at 8 kHz": (8_000, 1, "PCM_U8"),
    "stereo at 44.1 kHz": (44_100, 2, "PCM_16"),
    "8 channels at 192 kHz": (192_000, 8, "FLOAT"),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_voice_is_found_in_files_of_any_kind(kind, tmp_path):
    rate, channels, subtype = FORMATS[kind]
    at_16k = np.concatenate([silence(1), voice(3), silence(1.5)])
    times = np.arange(round(len(at_16k) * rate / SAMPLE_RATE)) * SAMPLE_RATE / rate
    sound = np.interp(times, np.arange(len(at_16k)), at_16k)
    path = tmp_path / "voice.wav"
    soundfile.write(path, np.stack([sound] * channels, axis=1), rate, subtype=subtype)
    with FileSource(path) as source:
        found = cut(np.concatenate(list(source.blocks())))
    assert len(found) == 1
    start, end, cause = found[0]
    assert start <= samples_in(1.0)
    assert samples_in(4.0) <= end <= samples_in(5.0)
    assert cause == "pause"
