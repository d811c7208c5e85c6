"""Whisper's log-mel spectrogram of the frames that hold sound; it knows no model.

Transformers pads each clip to 30 s before it transforms and hands a mask along. Here only the
real frames, and the two after them that an encoder may look at, are transformed: the padded
result, cut (``transformers/models/whisper/feature_extraction_whisper.py``, whose filters these
are).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

QUIETEST = 1e-10
DYNAMIC_RANGE = 8.0
"""The spectrogram is clamped to this many powers of ten under its loudest value."""

BEYOND = 2
"""Frames after the last real one that the encoder's two convolutions can see."""


@dataclass(slots=True)
class Frames:
    """What is known of an utterance's spectrogram: the frames that more sound does not change.

    ``power`` is (mels, frames), in powers of ten, not yet clamped.
    """

    power: Tensor | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return 0 if self.power is None else self.power.shape[1]


class LogMel:
    """The spectrogram of a checkpoint's own feature extractor, on one device, in float32."""

    def __init__(self, extractor: Any, device: torch.device) -> None:
        self._fft = int(extractor.n_fft)
        self._hop = int(extractor.hop_length)
        self.limit = int(extractor.n_samples)
        """The most samples a clip can have: 30 s."""
        self._window = torch.hann_window(self._fft, device=device)  # (fft,)
        filters = torch.from_numpy(extractor.mel_filters).to(torch.float32)
        self._filters = filters.T.contiguous().to(device)  # (mels, fft // 2 + 1)

    def frames(self, samples: int) -> int:
        """Count the real frames of so many samples: those the extractor's mask keeps."""
        return -(-samples // self._hop)

    def __call__(self, samples: Tensor, known: Frames | None = None) -> Tensor:
        """Give the log-mel spectrogram of samples: (n,) float32 mono at 16 kHz, any device.

        n must be within ``limit``. Returns (mels, frames(n) + BEYOND), or as many frames as the
        limit has where that is fewer. What is ``known`` of the utterance that they begin is not
        transformed again, and more becomes known.
        """
        known = Frames() if known is None else known
        kept = self.frames(len(samples)) + BEYOND
        # Two frames of silence more, so that the transform's mirrored end lies past what is kept.
        length = min((kept + 2) * self._hop, self.limit)
        sound = torch.zeros(length, device=self._window.device)
        sound[: len(samples)] = samples
        settled = self._settled(len(samples))
        first = min(known.count, settled)
        power = self._power(sound, first)  # (mels, frames - first)
        if known.power is not None:
            power = torch.cat((known.power[:, :first], power), dim=1)
        if settled > known.count:
            known.power = power[:, :settled]
        log_mel = torch.maximum(power, power.max() - DYNAMIC_RANGE)
        return (log_mel[:, :kept] + 4.0) / 4.0

    def _settled(self, samples: int) -> int:
        """Count the frames whose windows lie within so many samples, whatever comes after."""
        return max(0, (samples - self._fft // 2 - 1) // self._hop + 1)

    def _power(self, sound: Tensor, first: int) -> Tensor:
        """Transform the frames from ``first`` on: (mels, frames - first), in powers of ten."""
        mirrored = functional.pad(sound[None], (self._fft // 2, self._fft // 2), "reflect")[0]
        spectrum = torch.stft(
            mirrored[first * self._hop :],
            self._fft,
            self._hop,
            window=self._window,
            center=False,
            return_complex=True,
        )  # (fft // 2 + 1, frames - first + 1)
        power = spectrum[:, :-1].abs().square()
        return (self._filters @ power).clamp(min=QUIETEST).log10()


class WholeFrames(LogMel):
    """The same for an encoder that drops a last frame which sound does not fill.

    It knows nothing of what follows either: its convolutions see zeros behind the last pair of
    frames, where others see the spectrogram of silence.
    """

    def frames(self, samples: int) -> int:
        """Count the frames that so many samples fill."""
        return samples // self._hop

    def __call__(self, samples: Tensor, known: Frames | None = None) -> Tensor:
        """Give the log-mel spectrogram of samples: (mels, frames(n)), or one more to make pairs."""
        frames = self.frames(len(samples))
        return super().__call__(samples, known)[:, : frames + frames % 2]
