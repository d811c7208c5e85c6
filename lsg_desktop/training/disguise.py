"""Voices that no synthesiser has: spectra warped, bands and moments hidden.

Synthesisers have few voices, and a recogniser learns them as part of the words. It knows no clip:
only how many there are and which are to be disguised.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

WIDEST_WARP = 0.22
"""The logarithm of the factor by which a vocal tract is at most made longer or shorter."""

HIDDEN_BANDS, WIDEST_BAND = 2, 0.15
"""How many bands are hidden, and what share of the mel axis each has at most."""

HIDDEN_GAPS, LONGEST_GAP = 3, 10
"""How many stretches of time are hidden, and how many mel frames each lasts at most."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """What is done to the features of B clips."""

    warp: Tensor  # (B,) factors by which frequencies are heard lower
    bands: Tensor  # (B, HIDDEN_BANDS, 2) shares of the mel axis between which nothing is heard
    gaps: Tensor  # (B, HIDDEN_GAPS, 2) mel frames between which nothing is heard

    def to(self, device: torch.device) -> Disguise:
        """Give the same on a device."""
        return Disguise(self.warp.to(device), self.bands.to(device), self.gaps.to(device))


def drawn(
    frames: Sequence[int], hidden: Sequence[bool], warps: Sequence[bool], rng: random.Random
) -> Disguise:
    """Draw one for clips of so many mel frames.

    ``hidden`` says from which bands and moments are hidden (SpecAugment, arXiv 1904.08779),
    ``warps`` whose vocal tract is made another's (vocal tract length perturbation, Jaitly and
    Hinton 2013).
    """
    factors = [math.exp(rng.uniform(-WIDEST_WARP, WIDEST_WARP) * warp) for warp in warps]
    bands = [_spans(HIDDEN_BANDS, WIDEST_BAND * is_hidden, 1.0, rng) for is_hidden in hidden]
    gaps = [
        _spans(HIDDEN_GAPS, LONGEST_GAP * is_hidden, count, rng)
        for count, is_hidden in zip(frames, hidden, strict=True)
    ]
    return Disguise(torch.tensor(factors), torch.tensor(bands), torch.tensor(gaps))


def _spans(count: int, longest: float, end: float, rng: random.Random) -> list[list[float]]:
    """Draw so many stretches between 0 and ``end``."""
    spans = []
    for _ in range(count):
        length = min(rng.uniform(0, longest), end)
        start = rng.uniform(0, end - length)
        spans.append([start, start + length])
    return spans


def warped(power: Tensor, factors: Tensor) -> Tensor:
    """Lower the frequencies of each spectrum by a factor. (B, bins, T), (B,) -> the same."""
    bins = power.shape[1]
    place = torch.arange(bins, device=power.device) * factors[:, None]  # (B, bins)
    below = place.floor().clamp(max=bins - 1)
    share = (place - below).clamp(max=1.0)[..., None]
    index = below.long()[..., None].expand(-1, -1, power.shape[2])
    lower, upper = power.gather(1, index), power.gather(1, (index + 1).clamp(max=bins - 1))
    return lower + share * (upper - lower)


def partly_hidden(mel: Tensor, frames: Tensor, disguise: Disguise) -> Tensor:
    """Put each clip's mean where something is hidden. (B, mels, T), (B,) frames -> (B, mels, T).

    The mean is that of the clip's own frames, whatever it was padded with.
    """
    bins = (torch.arange(mel.shape[1], device=mel.device) + 0.5) / mel.shape[1]
    times = torch.arange(mel.shape[2], device=mel.device)
    hidden = _within(bins, disguise.bands)[:, :, None] | _within(times, disguise.gaps)[:, None]
    own = (times < frames[:, None])[:, None]  # (B, 1, T)
    mean = (mel * own).mean(1).sum(1) / frames  # (B,)
    return torch.where(hidden & own, mean[:, None, None], mel)


def _within(places: Tensor, spans: Tensor) -> Tensor:
    """Tell which places lie in one of a row's spans. (n,), (B, spans, 2) -> (B, n) bool."""
    return ((places >= spans[..., :1]) & (places < spans[..., 1:])).any(1)
