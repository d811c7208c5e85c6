"""Clean speech made to sound as if a room and a microphone had been in the way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
PEAK = 0.9
_GAIN_DB = (-18.0, 0.0)
_SNR_DB = (12.0, 40.0)
_NO_NOISE, _REVERB = 0.3, 0.3
_COLOURS = (0.0, 1.0, 1.7)  # the noise's power falls as 1 / f ** colour: white, pink, near brown
_DECAY_S = (0.05, 0.25)
_WET = (0.05, 0.3)
_TILT_DB = (-6.0, 6.0)  # at 8 kHz relative to 0 Hz
_COLOUR_TILT_DB = (-20.0, 20.0)
_COLOUR_BAND_DB = 4.0  # the standard deviation of each band's own gain
_COLOUR_HZ = (0, 250, 500, 1000, 1600, 2400, 3600, 5200, 8000)
_LOWEST_HZ = 40.0  # below it a microphone hears nothing, and 1 / f would take all the power


def augment(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Reverb, tilt, level and noise, all drawn from ``rng``; the length and timings stay.

    ``samples`` is ``(n,)`` float32, 16 kHz mono; so is the result, within [-1, 1].
    """
    if not len(samples):
        return samples.copy()
    sound = samples.astype(np.float64)
    if rng.random() < _REVERB:
        sound = _reverberant(sound, rng)
    sound = _filtered(sound, (0.0, float(rng.uniform(*_TILT_DB))), (0, SAMPLE_RATE / 2))
    peak = float(np.max(np.abs(sound), initial=0.0))
    if peak > 0:
        sound *= PEAK * 10 ** (rng.uniform(*_GAIN_DB) / 20) / peak
    if rng.random() >= _NO_NOISE:
        sound = sound + _noise(sound, rng)
    return np.clip(sound, -1.0, 1.0).astype(np.float32)


def coloured(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """The same words from another mouth: treble and bands made stronger and weaker by ``rng``.

    Synthesisers have few voices, each with a spectrum that a recogniser else learns as part of
    the words. ``samples`` is ``(n,)`` float32, 16 kHz mono; the result has its length and peak.
    """
    if not len(samples):
        return samples.copy()
    tilt = float(rng.uniform(*_COLOUR_TILT_DB)) * np.array(_COLOUR_HZ) / _COLOUR_HZ[-1]
    bands = tilt + rng.normal(0.0, _COLOUR_BAND_DB, len(_COLOUR_HZ))
    sound = _filtered(samples.astype(np.float64), bands, _COLOUR_HZ)
    peak = float(np.max(np.abs(sound), initial=0.0))
    sound *= float(np.max(np.abs(samples))) / max(peak, 1e-12)
    return sound.astype(np.float32)


def _fast_length(count: int) -> int:
    """A length of at least ``count`` that numpy transforms quickly."""
    power: int = 1 << max(count - 1, 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= count else power


def _reverberant(sound: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Mix in the sound through a room of noise that dies away by 60 dB in the decay time."""
    count = round(float(rng.uniform(*_DECAY_S)) * SAMPLE_RATE)
    room = rng.standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    room /= np.sqrt(np.sum(room**2))
    size = _fast_length(len(sound) + count)
    spectrum = np.fft.rfft(sound, size) * np.fft.rfft(room, size)
    wet: NDArray[np.float64] = np.fft.irfft(spectrum, size)[: len(sound)]
    return sound + float(rng.uniform(*_WET)) * wet


def _filtered(
    sound: NDArray[np.float64], decibels: Sequence[float] | NDArray[np.float64], hz: Sequence[float]
) -> NDArray[np.float64]:
    """Give each frequency a gain, straight between those at ``hz``, without any delay."""
    size = _fast_length(len(sound) + SAMPLE_RATE // 100)
    gains = np.interp(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), hz, decibels)
    spectrum = np.fft.rfft(sound, size) * 10 ** (gains / 20)
    filtered: NDArray[np.float64] = np.fft.irfft(spectrum, size)[: len(sound)]
    return filtered


def _noise(sound: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Coloured noise as long as the sound, below its level by a ratio drawn from ``rng``."""
    size = _fast_length(len(sound))
    frequency = np.maximum(np.fft.rfftfreq(size, 1 / SAMPLE_RATE), _LOWEST_HZ)
    shape = frequency ** (-float(rng.choice(_COLOURS)) / 2)
    phases = rng.standard_normal(len(shape)) + 1j * rng.standard_normal(len(shape))
    noise: NDArray[np.float64] = np.fft.irfft(shape * phases, size)[: len(sound)]
    level = np.sqrt(np.mean(sound**2)) * 10 ** (-rng.uniform(*_SNR_DB) / 20)
    noise *= level / max(float(np.sqrt(np.mean(noise**2))), 1e-12)
    return noise
