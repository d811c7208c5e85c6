"""Attention within parts of a sequence, each of which sees nothing of the others; it knows no row.

With a mask alone all is compared with all, and most of that is out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """New tokens, the slots that they may look at, and their own mask, (1, 1, new, slots).

    Without a mask the slots are theirs, and each looks at those up to its own: that is not even
    compared with what comes later. A mask is in memory of its own: kernels of a GPU read one from
    an aligned address, and one that begins within another fails there.
    """

    new: slice
    slots: slice
    mask: Tensor | None = None


PLAIN, BY_SPANS = "sdpa", "lsg_spans"
"""What attention is called in a configuration: transformers' own, and the same by spans."""


def attend_by_spans(config: Any) -> bool:
    """Have the decoder of a configuration take ``parts`` from now on, and say whether it does.

    One that attends otherwise than most is left as it is.
    """
    if config._attn_implementation == PLAIN:
        config._attn_implementation = BY_SPANS
    return bool(config._attn_implementation == BY_SPANS)


def attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    parts: Sequence[Part] = (),
    **given: Any,
) -> tuple[Tensor, None]:
    """Attend as transformers' own does, which this calls once for each part.

    ``query`` is (1, heads, new, head_width), ``key`` and ``value`` are (1, kv_heads, slots,
    head_width), ``attention_mask`` is (1, 1, new, slots); gives (1, new, heads, head_width). The
    parts hold all new tokens, in order; without any, each token may look at all slots.
    """
    if not parts:
        return sdpa_attention_forward(module, query, key, value, attention_mask, **given)
    attended = [
        sdpa_attention_forward(
            module,
            query[:, :, part.new],
            key[:, :, part.slots],
            value[:, :, part.slots],
            part.mask,
            is_causal=part.mask is None,
            **given,
        )[0]
        for part in parts
    ]
    return torch.cat(attended, dim=1), None


AttentionInterface.register(BY_SPANS, attend)
AttentionMaskInterface.register(BY_SPANS, sdpa_mask)
