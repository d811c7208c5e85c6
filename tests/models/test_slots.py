"""What passes go on after lies in order, and is laid out once."""

from __future__ import annotations

import gc
import weakref

import pytest
import torch

from lsg_desktop.models.slots import Layout, Slots

LAYOUT = Layout(layers=3, kv_heads=2, head_width=4)


def states(tokens, value):
    """Give (layers, 2, kv_heads, tokens, head_width), all of one value."""
    return torch.full((3, 2, 2, tokens, 4), float(value))


def values(laid):
    """Give what stands in each slot: the same for all layers, keys, values and heads."""
    first = laid[0, 0, 0, 0, :, 0]
    assert torch.equal(laid, first[:, None].expand(laid.shape))
    return first.tolist()


@pytest.fixture
def slots():
    return Slots(LAYOUT, 12, torch.zeros(1))


def test_states_lie_in_order_before_empty_slots_and_those_of_new_tokens(slots):
    """What is empty holds zeros, whatever was there before."""
    laid = slots.lay([states(2, 1), states(3, 2), states(1, 3)], 6, 2)
    laid[..., 6:, :] = 9.0
    assert laid.shape == (3, 2, 1, 2, 8, 4)
    assert values(laid) == [1, 1, 2, 2, 2, 3, 9, 9]
    assert values(slots.lay([states(1, 5)], 8, 0)) == [5, 0, 0, 0, 0, 0, 0, 0]


def test_what_lies_there_is_not_laid_out_again(slots):
    """Up to the first states that are others; a mark in the memory shows what was written."""
    kept, before = states(2, 1), states(2, 2)
    slots.lay([kept, before], 4, 1)[..., :4, :] = 7.0
    assert values(slots.lay([kept, states(3, 3)], 5, 0)) == [7, 7, 3, 3, 3]
    assert values(slots.lay([states(1, 4), kept], 3, 0)) == [4, 1, 1]
    assert values(slots.lay([kept], 2, 0)) == [1, 1]


def test_equal_states_in_another_place_are_others(slots):
    """Nobody compares numbers."""
    one = states(2, 1)
    slots.lay([one], 2, 0)[:] = 7.0
    assert values(slots.lay([one.clone()], 2, 0)) == [1, 1]


def test_fewer_states_than_before_leave_those_behind_them(slots):
    one, other = states(2, 1), states(2, 2)
    slots.lay([one, other], 4, 0)
    slots.lay([one], 2, 2)[..., 2:, :] = 9.0  # what new tokens gave
    assert values(slots.lay([one, other], 4, 0)) == [1, 1, 2, 2]


def test_states_that_nobody_else_keeps_are_not_kept(slots):
    """Nor taken for others that come to lie where they were."""
    gone = states(2, 1)
    seen = weakref.ref(gone)
    gc.disable()
    try:
        slots.lay([gone], 2, 0)
        del gone
        assert seen() is None
    finally:
        gc.enable()
    assert values(slots.lay([states(2, 2)], 2, 0)) == [2, 2]


def test_slots_are_of_the_precision_of_what_is_fed():
    laid = Slots(LAYOUT, 4, torch.zeros(1, dtype=torch.bfloat16)).lay([states(2, 1)], 2, 1)
    assert laid.dtype == torch.bfloat16
