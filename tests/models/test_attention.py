"""Attention by spans gives what a mask alone does, and asks for less."""

from __future__ import annotations

import copy

import pytest
import torch
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from lsg_desktop.models.attention import BY_SPANS, PLAIN, Part, attend, attend_by_spans

SPANS = [(slice(0, 2), slice(0, 5)), (slice(2, 6), slice(5, 9))]
"""Two tokens that look at the first five slots, and four that look at the rest, up to their own."""


def states(tokens, heads):
    """Give random (1, heads, tokens, 8)."""
    return torch.randn(1, heads, tokens, 8, generator=torch.Generator().manual_seed(tokens))


@pytest.mark.parametrize("kv_heads", [4, 2])
def test_parts_give_what_a_mask_does(kv_heads):
    """For as many heads of keys as of queries, and for fewer; in order without a mask too."""
    module = torch.nn.Module()
    setattr(module, "num_key_value_groups", 4 // kv_heads)  # noqa: B010 (typed as a tensor)
    query, key, value = states(6, 4), states(9, kv_heads), states(9, kv_heads)
    hidden = torch.finfo(torch.float32).min
    mask = torch.full((1, 1, 6, 9), hidden)
    mask[:, :, 0:2, 0:5] = 0.0
    mask[:, :, 2:6, 5:9] = torch.full((4, 4), hidden).triu(1)
    wanted, _ = sdpa_attention_forward(module, query, key, value, mask)
    masked = [Part(new, slots, mask[:, :, new, slots]) for new, slots in SPANS]
    for parts in (masked, [masked[0], Part(*SPANS[1])]):
        found, _ = attend(module, query, key, value, None, parts=parts)
        torch.testing.assert_close(found, wanted)
    torch.testing.assert_close(attend(module, query, key, value, mask)[0], wanted)


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
