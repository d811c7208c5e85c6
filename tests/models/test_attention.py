"""Attention by spans gives what a mask alone does, and asks for less."""

from __future__ import annotations

import copy

import pytest
import torch
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from lsg_desktop.models import attention
from lsg_desktop.models.attention import BY_SPANS, PLAIN, attend, attend_by_spans, parted

SPANS = [(slice(0, 2), slice(0, 5)), (slice(2, 6), slice(5, 9))]
"""Two tokens that look at the first five slots, and four that look at the rest."""


def states(tokens, heads):
    """Give random (1, heads, tokens, 8)."""
    return torch.randn(1, heads, tokens, 8, generator=torch.Generator().manual_seed(tokens))


@pytest.mark.parametrize("kv_heads", [4, 2])
def test_spans_give_what_a_mask_does(kv_heads):
    """For as many heads of keys as of queries, and for fewer."""
    module = torch.nn.Module()
    setattr(module, "num_key_value_groups", 4 // kv_heads)  # noqa: B010 (typed as a tensor)
    query, key, value = states(6, 4), states(9, kv_heads), states(9, kv_heads)
    mask = torch.full((1, 1, 6, 9), torch.finfo(torch.float32).min)
    for new, slots in SPANS:
        mask[:, :, new, slots] = 0.0
    wanted, _ = sdpa_attention_forward(module, query, key, value, mask)
    found, _ = attend(module, query, key, value, mask, parts=parted(mask, SPANS))
    torch.testing.assert_close(found, wanted)
    torch.testing.assert_close(attend(module, query, key, value, mask)[0], wanted)


def test_masks_begin_where_a_gpu_can_read_them(monkeypatch):
    """At a multiple of 16 bytes, wherever a span begins: from elsewhere its kernels fail."""
    read = []

    def attended(module, query, key, value, mask, **given):
        read.append(mask.data_ptr())
        return sdpa_attention_forward(module, query, key, value, mask, **given)

    monkeypatch.setattr(attention, "sdpa_attention_forward", attended)
    module = torch.nn.Module()
    for begin in range(1, 9):
        spans = [(slice(0, begin), slice(0, begin + 3)), (slice(begin, 12), slice(begin + 3, 16))]
        mask = torch.zeros(1, 1, 12, 16, dtype=torch.bfloat16)
        query, key, value = (states(count, 2).bfloat16() for count in (12, 16, 16))
        attend(module, query, key, value, mask, parts=parted(mask, spans))
    assert len(read) == 16
    assert all(place % 16 == 0 for place in read)


def test_a_model_gives_the_same_without_spans(small):
    """As for whoever runs it in another way: logits are those of a copy never touched."""
    model = small[0].model.language_model
    own = copy.deepcopy(model)
    own.config._attn_implementation = PLAIN
    ids = torch.arange(5, 25)[None]
    with torch.inference_mode():
        wanted = own(input_ids=ids).last_hidden_state
        assert attend_by_spans(own.config)
        assert own.config._attn_implementation == BY_SPANS
        assert attend_by_spans(own.config)  # again, as two that run one model would
        torch.testing.assert_close(own(input_ids=ids).last_hidden_state, wanted)
