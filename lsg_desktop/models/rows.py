"""One pass of a language model over rows of unequal length: rows in, hidden states out.

The only place that calls the language model. It knows neither audio nor tokens; a row is what is
already there (key-value states) and what is new (embeddings), and may fork.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers.cache_utils import Cache, DynamicLayer


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What to feed, and after what.

    ``past`` holds key-value states in order, each (layers, 2, kv_heads, tokens, head_width);
    ``embeddings`` is (tokens, width), at least one of a row with its forks. Each of ``forks``
    goes on where the row ends, as if it were alone there; they have no forks of their own.
    """

    past: tuple[Tensor, ...]
    embeddings: Tensor
    forks: tuple[Row, ...] = ()

    @property
    def past_tokens(self) -> int:
        """How many tokens are there already, forks left out."""
        return sum(states.shape[3] for states in self.past)


@dataclass(frozen=True, slots=True, eq=False)
class Fed:
    """What a row gave: ``hidden`` (tokens, width) and ``states``, of its new tokens only.

    ``states`` is (layers, 2, kv_heads, tokens, head_width). ``forks`` are those of the row.
    """

    hidden: Tensor
    states: Tensor
    forks: tuple[Fed, ...] = ()


class RowModel:
    """A language model that takes rows; wraps a decoder such as transformers' ``Qwen2Model``.

    Rows are laid side by side in slots: the longest past's worth of slots first, then the
    new tokens, each time a row's own before those of its forks. A row shorter than that leaves
    slots empty, and a mask keeps them out of sight, so that a row gives the same alone and in
    company. Forks share the slots of their row: what they have in common is there once.
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
        laid = [_Laid.of(row) for row in rows]
        embeddings = pad_sequence([torch.cat(one.embeddings) for one in laid], batch_first=True)
        start, new = max(one.past_tokens for one in laid), embeddings.shape[1]
        slots = self._slots(laid, start, embeddings)
        seats = torch.from_numpy(np.stack([one.seats(start, new) for one in laid], axis=1))
        forks, places = seats.to(embeddings.device)  # each (rows, start + new)
        hidden = self._model(
            inputs_embeds=embeddings,  # (rows, new, width)
            attention_mask={"full_attention": _mask(forks, places, start, embeddings.dtype)},
            position_ids=places[:, start:],
            past_key_values=Cache(layers=[_Slots(layer, start) for layer in slots]),
            use_cache=True,
        ).last_hidden_state  # (rows, new, width)
        return [
            one.fed(hidden[i], [layer[:, i, :, start:] for layer in slots])
            for i, one in enumerate(laid)
        ]

    def _slots(self, laid: Sequence[_Laid], start: int, embeddings: Tensor) -> list[Tensor]:
        """Lay out the rows' pasts, each layer's (2, rows, kv_heads, start + new, head_width)."""
        # What is large the system gives a CPU page by page, and that takes longer than to copy.
        # A GPU keeps what it was given, and takes fewer copies with more in each.
        at_once = 1 if embeddings.device.type == "cpu" else self._layers
        tokens = start + embeddings.shape[1]
        slots: list[Tensor] = []
        while len(slots) < self._layers:
            block = embeddings.new_empty(
                (at_once, 2, len(laid), self._kv_heads, tokens, self._head_width)
            )
            for i, one in enumerate(laid):
                end = 0
                for states in one.past:
                    begin, end = end, end + states.shape[3]
                    block[:, :, i, :, begin:end] = states[len(slots) : len(slots) + at_once]
                block[:, :, i, :, end:start] = 0.0
            slots += block.unbind()
        return slots


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A row and its forks one behind the other."""

    parts: tuple[Row, ...]

    @classmethod
    def of(cls, row: Row) -> _Laid:
        return cls((row, *row.forks))

    @property
    def past(self) -> Iterator[Tensor]:
        return (states for part in self.parts for states in part.past)

    @property
    def embeddings(self) -> list[Tensor]:
        return [part.embeddings for part in self.parts]

    @property
    def past_tokens(self) -> int:
        return sum(part.past_tokens for part in self.parts)

    def seats(self, start: int, new: int) -> NDArray[np.int64]:
        """Say whose each slot is and which place it has in a text: (2, start + new).

        A row itself is 0, its forks count from 1; an empty slot is _EMPTY.
        """
        seats = np.zeros((2, start + new), np.int64)
        seats[0] = _EMPTY
        past, fresh = 0, start
        ahead = 0  # tokens that a fork goes on after
        for fork, part in enumerate(self.parts):
            held, fed = part.past_tokens, len(part.embeddings)
            seats[0, past : past + held] = seats[0, fresh : fresh + fed] = fork
            seats[1, past : past + held] = np.arange(ahead, ahead + held)
            seats[1, fresh : fresh + fed] = np.arange(ahead + held, ahead + held + fed)
            past, fresh = past + held, fresh + fed
            if fork == 0:
                ahead = held + fed
        return seats

    def fed(self, hidden: Tensor, states: Sequence[Tensor]) -> Fed:
        """Give each part its own of what the new tokens gave, in order.

        ``hidden`` is (new, width), each layer's ``states`` (2, kv_heads, new, head_width).
        """
        given, end = [], 0
        for part in self.parts:
            begin, end = end, end + len(part.embeddings)
            own = torch.stack([layer[:, :, begin:end] for layer in states])
            given.append(Fed(hidden[begin:end], own))
        return replace(given[0], forks=tuple(given[1:]))


_EMPTY = -1


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


def _mask(forks: Tensor, places: Tensor, start: int, dtype: torch.dtype) -> Tensor:
    """Say what each new token may look at: (rows, 1, new, start + new), 0 or very negative.

    It sees what comes no later than itself of its row and of its own fork. Added to scores
    rather than boolean, which every attention of transformers that takes a mask understands.
    """
    mine = forks[:, start:, None]  # (rows, new, 1)
    whose = forks[:, None, :]  # (rows, 1, slots)
    visible = ((whose == 0) | (whose == mine)) & (places[:, None, :] <= places[:, start:, None])
    mask = torch.zeros(visible.shape, dtype=dtype, device=visible.device)
    return mask.masked_fill_(~visible, torch.finfo(dtype).min)[:, None]
