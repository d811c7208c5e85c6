"""One pass of a language model over rows of unequal length: rows in, hidden states out.

The only place that calls the language model. It knows neither audio nor tokens; a row is what is
already there (key-value states) and what is new (embeddings).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers.cache_utils import Cache, DynamicLayer


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What to feed, and after what.

    ``past`` holds key-value states in order, each (layers, 2, kv_heads, tokens, head_width);
    ``embeddings`` is (tokens, width), at least one.
    """

    past: tuple[Tensor, ...]
    embeddings: Tensor

    @property
    def past_tokens(self) -> int:
        """How many tokens are there already."""
        return sum(states.shape[3] for states in self.past)


@dataclass(frozen=True, slots=True, eq=False)
class Fed:
    """What a row gave: ``hidden`` (tokens, width) and ``states``, of its new tokens only.

    ``states`` (layers, 2, kv_heads, tokens, head_width) is a view of the whole pass: copy what
    is to be kept.
    """

    hidden: Tensor
    states: Tensor


class RowModel:
    """A language model that takes rows; wraps a decoder such as transformers' ``Qwen2Model``.

    Rows are laid side by side in slots: the longest past's worth of slots first, then the
    new tokens. A row shorter than that leaves slots empty, and a mask keeps them out of sight,
    so that a row gives the same alone and in company.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        config = model.config
        self._layers = int(config.num_hidden_layers)
        self._kv_heads = int(config.num_key_value_heads)
        head_width = getattr(config, "head_dim", None)
        self._head_width = int(head_width or config.hidden_size // config.num_attention_heads)

    def feed(self, rows: Sequence[Row]) -> list[Fed]:
        """Run all rows in one forward pass."""
        embeddings = pad_sequence([row.embeddings for row in rows], batch_first=True)
        pasts = torch.tensor([row.past_tokens for row in rows], device=embeddings.device)
        start = max(row.past_tokens for row in rows)
        slots = self._slots(rows, start, embeddings)
        new = torch.arange(embeddings.shape[1], device=embeddings.device)
        hidden = self._model(
            inputs_embeds=embeddings,  # (rows, new, width)
            attention_mask={"full_attention": _mask(pasts, start, new, embeddings.dtype)},
            position_ids=pasts[:, None] + new,  # (rows, new)
            past_key_values=Cache(layers=[_Slots(layer, start) for layer in slots]),
            use_cache=True,
        ).last_hidden_state  # (rows, new, width)
        lengths = [len(row.embeddings) for row in rows]
        return [
            Fed(hidden[i, :length], slots[:, :, i, :, start : start + length])
            for i, length in enumerate(lengths)
        ]

    def _slots(self, rows: Sequence[Row], start: int, embeddings: Tensor) -> Tensor:
        """Lay out the rows' pasts: (layers, 2, rows, kv_heads, start + new, head_width)."""
        tokens = start + embeddings.shape[1]
        slots = embeddings.new_zeros(
            (self._layers, 2, len(rows), self._kv_heads, tokens, self._head_width)
        )
        for i, row in enumerate(rows):
            end = 0
            for states in row.past:
                begin, end = end, end + states.shape[3]
                slots[:, :, i, :, begin:end] = states
        return slots


class _Slots(DynamicLayer):
    """One layer's slots, past filled in; the model writes its new keys and values behind it."""

    def __init__(self, slots: Tensor, start: int) -> None:  # (2, rows, kv_heads, tokens, width)
        super().__init__()  # type: ignore[no-untyped-call]
        self.keys, self.values = slots[0], slots[1]
        self.is_initialized = True
        self._start = start

    def update(
        self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any
    ) -> tuple[Tensor, Tensor]:
        """Take one pass's keys and values: each (rows, kv_heads, new, head_width)."""
        assert self.keys is not None and self.values is not None
        self.keys[:, :, self._start :] = key_states
        self.values[:, :, self._start :] = value_states
        return self.keys, self.values


def _mask(pasts: Tensor, start: int, new: Tensor, dtype: torch.dtype) -> Tensor:
    """Say what each new token may look at: (rows, 1, new, start + new), 0 or very negative.

    It sees its row's past and, of the new tokens, itself and those before it. Added to scores
    rather than boolean, which every attention of transformers that takes a mask understands.
    """
    slot = torch.arange(start + len(new), device=new.device)
    in_past = slot < pasts[:, None]  # (rows, slots)
    in_new = (slot >= start) & (slot <= start + new[:, None])  # (new, slots)
    visible = in_past[:, None, None, :] | in_new[None, None]
    mask = torch.zeros(visible.shape, dtype=dtype, device=new.device)
    return mask.masked_fill(~visible, torch.finfo(dtype).min)
