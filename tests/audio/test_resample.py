"""Any rate and any number of channels become mono at 16 kHz, block by block."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.audio.resample import Resampler, converted, mono
from lsg_desktop.errors import InputFault

RATES = (8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000)


def in_blocks(sound, length):
    return [sound[at : at + length] for at in range(0, len(sound), length)]


def tone(rate, seconds, frequency=440.0):
    time_s = np.arange(round(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * frequency * time_s)).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seconds", [0.001, 0.0301, 1.2345, 7.0])
def test_the_length_is_exact_at_every_rate(rate, seconds):
    sound = tone(rate, seconds)
    out = list(converted(in_blocks(sound, rate * 30 // 1000), rate=rate))
    assert abs(sum(map(len, out)) - len(sound) * 16_000 / rate) <= 1


@pytest.mark.parametrize("rate", RATES)
def test_a_tone_stays_the_tone_it_was(rate):
    out = np.concatenate(list(converted(in_blocks(tone(rate, 2), rate * 30 // 1000), rate=rate)))
    assert out.dtype == np.float32
    expected = tone(16_000, 2)
    assert np.abs(out - expected)[800:-800].max() < 0.01


@pytest.mark.parametrize("rate", [22_050, 48_000])
@pytest.mark.parametrize("length", [1, 77, 100_000])
def test_the_length_of_blocks_makes_no_difference(rate, length):
    sound = tone(rate, 0.5)
    whole = np.concatenate(list(converted([sound], rate=rate)))
    out = np.concatenate(list(converted(in_blocks(sound, length), rate=rate)))
    assert np.allclose(out, whole, atol=1e-4)


@pytest.mark.parametrize("rate", RATES)
def test_no_more_than_an_eighth_of_a_second_is_kept_back(rate):
    resampler = Resampler(rate)
    pushed = given = 0.0
    for block in in_blocks(tone(rate, 3), rate * 30 // 1000):
        pushed += len(block) / rate
        given += len(resampler.push(block)) / 16_000
        assert pushed - given < 0.125


def test_16_khz_passes_untouched():
    sound = tone(16_000, 0.1)
    assert np.array_equal(np.concatenate(list(converted([sound], rate=16_000))), sound)


def test_clipped_sound_does_not_ring_past_full_scale():
    square = np.sign(tone(44_100, 0.5)).astype(np.float32)
    out = np.concatenate(list(converted([square], rate=44_100)))
    assert np.abs(out).max() == 1.0


@pytest.mark.parametrize("rate", [-1, 0, 10, 10_000_000])
def test_an_impossible_rate_is_refused(rate):
    with pytest.raises(InputFault, match="8000 to 192000"):
        Resampler(rate)


def test_a_mono_sound_on_two_channels_is_unchanged():
    sound = tone(16_000, 0.1)
    assert np.array_equal(mono(np.stack([sound, sound], axis=1)), sound)


def test_channels_are_averaged():
    assert np.allclose(mono(np.array([[0.5, -0.25], [1.0, 0.0]])), [0.125, 0.5])


def test_what_is_no_number_becomes_silence_and_what_is_too_loud_full_scale():
    sound = np.array([[np.nan], [np.inf], [-np.inf], [7.0], [-7.0], [0.5]], np.float32)
    assert mono(sound).tolist() == [0.0, 0.0, 0.0, 1.0, -1.0, 0.5]


def test_empty_blocks_stay_empty_blocks():
    nothing = np.zeros(0, np.float32)
    out = list(converted([nothing, tone(48_000, 1), nothing], rate=48_000))
    assert [len(block) for block in out[:1]] == [0]
    assert sum(map(len, out)) == 16_000
    assert list(converted([], rate=48_000)) == []
