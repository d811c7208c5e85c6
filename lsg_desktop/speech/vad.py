"""Whether a frame of sound is speech; it does not know where utterances begin or end."""

from __future__ import annotations

import math
from collections import deque
from typing import Protocol

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from lsg_desktop.settings import SAMPLE_RATE

FRAME_SAMPLES = 480
"""30 ms, the longest frame that WebRTC's detector takes."""

# Measured on seven clips of real speech and on noise at every 10 dB (tests/speech/test_vad.py).
_SILENCE_DB = -60.0  # below this nothing is speech
_MARGIN_DB = 6.0  # speech is louder than the background by this; pink noise alone never is
_MEMORY_FRAMES = 167  # 5 s, in which any speaker takes a breath or closes the lips
_WARM_UP_FRAMES = 5  # WebRTC's detector calls its first frames speech whatever they are


class Vad(Protocol):
    """A detector of speech, asked about each frame of a source once and in order."""

    def is_speech(self, frame: NDArray[np.float32]) -> bool:
        """Whether a frame, (480,) at 16 kHz in [-1, 1], is speech."""
        ...


class WebRtcVad:
    """WebRTC's detector behind a gate, since it takes steady noise and tones for speech too.

    The gate passes what is louder than the quietest frame of the last 5 s by 6 dB, so noise that
    sets in counts as speech for at most that long.
    """

    def __init__(self, aggressiveness: int = 2) -> None:
        """Take how readily sound is called noise, 0 to 3."""
        self._detector = webrtcvad.Vad(aggressiveness)
        self._levels_db = deque([_SILENCE_DB - _MARGIN_DB], maxlen=_MEMORY_FRAMES)
        self._warm_up = _WARM_UP_FRAMES

    def is_speech(self, frame: NDArray[np.float32]) -> bool:
        """Whether a frame, (480,) at 16 kHz in [-1, 1], is speech."""
        level_db = _level_db(frame)
        self._levels_db.append(max(level_db, _SILENCE_DB - _MARGIN_DB))
        if math.isinf(level_db):
            return False  # cheaply: an hour of digital silence is nothing to hear
        # The detector hears quiet frames too: it learns the background from them.
        pcm = (np.clip(frame, -1.0, 1.0) * 32767).astype(np.int16).tobytes()
        is_voice = self._detector.is_speech(pcm, SAMPLE_RATE)
        if self._warm_up:
            self._warm_up -= 1
            return False
        return bool(is_voice) and level_db > min(self._levels_db) + _MARGIN_DB


def _level_db(frame: NDArray[np.float32]) -> float:
    """Give the level of a frame in dBFS without its constant part; silence is -inf."""
    power = float(np.dot(frame, frame)) / len(frame)
    if power > 0:
        power -= (float(frame.sum()) / len(frame)) ** 2
    return 10 * math.log10(power) if power > 0 else -math.inf
