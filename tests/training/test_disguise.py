"""Disguised voices: formants moved, bands and moments hidden, and nothing else changed."""

from __future__ import annotations

import random

import torch

from lsg_desktop.training.disguise import HIDDEN_BANDS, HIDDEN_GAPS, Disguise, drawn, warped
from lsg_desktop.training.disguise import partly_hidden as hide


def test_a_warped_spectrum_is_lower_by_its_factor() -> None:
    """A peak at bin 120 is at bin 100 when heard 1.2 times as low; 1 changes nothing."""
    power = torch.zeros(2, 201, 3)
    power[:, 120] = 1.0
    lower, same = warped(power, torch.tensor([1.2, 1.0]))
    assert lower.argmax(0).tolist() == [100] * 3
    assert torch.equal(same, power[1])


def test_what_is_hidden_is_the_mean_of_its_clip() -> None:
    """A band over all time and a moment over all bands, the rest as it was; others untouched.

    What the clip was padded with is no part of it.
    """
    mel = torch.randn(2, 10, 30)
    mel[0, :, 20:] = -9.0
    nothing = torch.zeros(1, 2)
    bands = torch.stack([torch.tensor([[0.2, 0.4]]), nothing])
    gaps = torch.stack([torch.tensor([[5.0, 8.0]]), nothing])
    frames = torch.tensor([20, 30])
    heard, same = hide(mel, frames, Disguise(torch.ones(2), bands, gaps))
    hidden = torch.zeros(10, 30, dtype=torch.bool)
    hidden[2:4, :20], hidden[:, 5:8] = True, True
    assert torch.allclose(heard[hidden], mel[0, :, :20].mean().expand(int(hidden.sum())))
    assert torch.equal(heard[~hidden], mel[0][~hidden])
    assert torch.equal(same, mel[1])


def test_only_what_is_to_be_disguised_is() -> None:
    """A clip that is neither keeps its voice; each other has a warp of its own."""
    hidden, warps = [True, True, False], [True, False, False]
    one = drawn([100, 200, 300], hidden, warps, random.Random("a"))
    assert one.warp[0] != 1
    assert one.warp[1:].tolist() == [1.0, 1.0]
    assert one.bands.shape == (3, HIDDEN_BANDS, 2)
    assert one.gaps.shape == (3, HIDDEN_GAPS, 2)
    lengths = (one.gaps[..., 1] - one.gaps[..., 0]).sum(1), (one.bands[..., 1] - one.bands[..., 0])
    assert (lengths[0][:2] > 0).all() and lengths[0][2] == 0
    assert (lengths[1][:2] > 0).all() and (lengths[1][2] == 0).all()
    many = drawn([100] * 50, [True] * 50, [True] * 50, random.Random("b"))
    assert len(set(many.warp.tolist())) == 50
    assert many.gaps.max() <= 100


def test_a_clip_shorter_than_a_gap_is_hidden_within_itself() -> None:
    """Spans end where the clip does."""
    one = drawn([4], [True], [False], random.Random("c"))
    assert (one.gaps >= 0).all()
    assert (one.gaps <= 4).all()
