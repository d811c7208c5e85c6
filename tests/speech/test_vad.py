"""What is speech and what is noise, on real speech, a synthetic voice and made noises."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.speech.vad import FRAME_SAMPLES, WebRtcVad
from tests.speech.sounds import CLIP_NAMES, clip, noise, pink_noise, silence, tone, voice

FRAME_S = FRAME_SAMPLES / 16_000


def decisions(sound, aggressiveness=2):
    """Give whether each frame of a sound is speech."""
    vad = WebRtcVad(aggressiveness)
    count = len(sound) // FRAME_SAMPLES
    return np.array(
        [vad.is_speech(frame) for frame in sound[: count * FRAME_SAMPLES].reshape(count, -1)]
    )


def loud_frames(sound, within_db=20):
    """Give whether each frame is nearly as loud as the sound becomes."""
    count = len(sound) // FRAME_SAMPLES
    level = sound[: count * FRAME_SAMPLES].reshape(count, -1).std(axis=1)
    return level > level.max() / 10 ** (within_db / 20)


STEADY = {
    "white": noise,
    "pink": pink_noise,
    "hum": lambda seconds, level: tone(seconds, 50, level),
    "whistle": lambda seconds, level: tone(seconds, 1000, level),
}


def test_digital_silence_is_not_speech():
    assert not decisions(silence(10)).any()


@pytest.mark.parametrize("offset", [0.3, -1.0])
def test_a_constant_offset_is_not_speech(offset):
    assert not decisions(silence(3) + np.float32(offset)).any()


@pytest.mark.parametrize("kind", STEADY)
@pytest.mark.parametrize("level_db", [-60, -45, -30, -20, -10])
def test_steady_noise_is_not_speech_for_ever(kind, level_db):
    found = decisions(STEADY[kind](20, 10 ** (level_db / 20)))
    assert not found[round(5.2 / FRAME_S) :].any()


def test_clipped_noise_is_not_speech_for_ever():
    found = decisions(np.clip(noise(20, level=3.0), -1, 1))
    assert not found[round(5.2 / FRAME_S) :].any()


@pytest.mark.parametrize("level_db", [-55, -45])
def test_a_quiet_room_is_not_speech_when_recording_starts(level_db):
    assert not decisions(noise(5, 10 ** (level_db / 20))).any()


def test_a_voice_is_speech():
    found = decisions(np.concatenate([silence(1), voice(5), silence(1)]))
    assert not found[:33].any()
    assert found[34:200].mean() > 0.7


@pytest.mark.parametrize("name", CLIP_NAMES)
def test_nearly_all_loud_frames_of_real_speech_are_speech(name):
    sound = clip(name)
    loud = loud_frames(sound)
    loud[:5] = False  # the detector warms up, and the pre-roll covers that
    assert decisions(sound)[loud].mean() > 0.9


@pytest.mark.parametrize("name", CLIP_NAMES)
@pytest.mark.parametrize("gain_db", [-20, 30])
def test_speech_too_quiet_or_clipped_is_still_speech(name, gain_db):
    sound = clip(name)
    loud = loud_frames(sound)
    loud[:5] = False
    changed = np.clip(sound * np.float32(10 ** (gain_db / 20)), -1, 1)
    assert decisions(changed)[loud].mean() > 0.7


@pytest.mark.parametrize("name", CLIP_NAMES)
def test_real_speech_stands_out_from_noise_10_db_below_it(name):
    sound = clip(name)
    speech = np.concatenate([silence(6), sound, silence(2)])
    found = decisions(speech + pink_noise(len(speech) / 16_000, sound.std() / 10**0.5))
    loud = loud_frames(speech, within_db=10)
    assert found[loud].mean() > 0.7
    assert not found[-round(1 / FRAME_S) :].any()
    assert not found[round(5.2 / FRAME_S) : round(6 / FRAME_S)].any()


def test_the_aggressiveness_is_that_of_the_detector():
    sound = np.concatenate([silence(0.5), voice(10, level=0.02)])
    counts = [int(decisions(sound, aggressiveness).sum()) for aggressiveness in range(4)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[3]
