"""One pass of a language model over rows of unequal length: rows in, hidden states out.

The only place that calls the language model. It knows neither audio nor tokens; a row is what is
already there (key-value states) and what is new (embeddings), and may fork.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from threading import Lock
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers.cache_utils import Cache, DynamicLayer

from lsg_desktop.models.attention import Span, attend_by_spans, parted
from lsg_desktop.models.precision import PASS_TOKENS
from lsg_desktop.models.replay import Layers, Record, Replay, Shape
from lsg_desktop.models.sending import send


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

    @property
    def parts(self) -> tuple[Row, ...]:
        """The row and its forks."""
        return (self, *self.forks)


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

    The rows and forks of a pass are laid behind one another into one sequence of slots, their
    pasts first and then their new tokens, with a mask that keeps each from seeing the others: a
    row gives the same alone and in company, and none is filled up to the length of another. Rows
    without a past are best given last: they take others along at little cost. Rows share passes up
    to ``pass_tokens``, those that are there already included, and those that fill a pass up to be
    replayed; a longer row has one of its own. With ``record`` passes of few new tokens are recorded
    and replayed, and all up to that are laid out in memory that stays.
    """

    def __init__(
        self, model: Any, record: Record | None = None, pass_tokens: int = PASS_TOKENS
    ) -> None:
        self._model = model
        self._pass_tokens = pass_tokens
        config = model.config
        self._by_spans = attend_by_spans(config)
        self._layers = int(config.num_hidden_layers)
        heads = config.num_attention_heads
        self._kv_heads = int(getattr(config, "num_key_value_heads", None) or heads)
        head_width = getattr(config, "head_dim", None)
        self._head_width = int(head_width or config.hidden_size // heads)
        held = (self._layers, 2, 1, self._kv_heads, pass_tokens, self._head_width)
        self._replay = Replay(partial(_forward, model), record, held) if record else None
        self._alone = Lock()  # a replay reads and writes in one place

    def feed(self, rows: Sequence[Row]) -> list[Fed]:
        """Run all rows, in as few passes as is fast."""
        return [fed for together in self._together(rows) for fed in self._pass(together)]

    def _together(self, rows: Sequence[Row]) -> list[list[Row]]:
        """Share rows out to passes, each to that of the one before where there is room."""
        passes: list[list[Row]] = []
        for row in rows:
            if passes and self._has_room(self._shape([*passes[-1], row])):
                passes[-1].append(row)
            else:
                passes.append([row])
        return passes

    def _has_room(self, shape: Shape) -> bool:
        return shape.new + shape.past <= self._pass_tokens

    def _shape(self, rows: Sequence[Row]) -> Shape:
        """Give the shape of a pass of these rows, filled up where it is replayed."""
        return Shape.around(*_counts(rows)) if self._replay else Shape(*_counts(rows))

    def _pass(self, rows: Sequence[Row]) -> list[Fed]:
        """Run rows in one forward pass."""
        parts = [part for row in rows for part in row.parts]
        embeddings = torch.cat([part.embeddings for part in parts])  # (new, width)
        past = [states for part in parts for states in part.past]
        shape = self._shape(rows)
        if self._replay and self._has_room(shape):
            with self._alone:
                layers = self._replay.laid(shape, embeddings, past)
                seats = _seats(rows, shape.past, shape.new, embeddings.device)
                if shape.is_replayed:
                    hidden = self._replay.run(shape, embeddings, seats, layers).clone()
                else:
                    hidden = self._compute(rows, embeddings, seats, layers)
                return _split(rows, hidden, layers, shape.past)
        _, held = _counts(rows)
        filled = _filled_up(embeddings)
        laid = self._laid(past, held, filled)
        seats = _seats(rows, held, len(filled), embeddings.device)
        return _split(rows, self._compute(rows, filled, seats, laid), laid, held)

    def _compute(
        self, rows: Sequence[Row], embeddings: Tensor, seats: Tensor, layers: Layers
    ) -> Tensor:
        """Give hidden states (new, width) of a pass that is computed."""
        spans = _spans(rows, len(embeddings)) if self._by_spans else ()
        return _forward(self._model, embeddings, seats, layers, spans)

    def _laid(self, past: Sequence[Tensor], start: int, embeddings: Tensor) -> Layers:
        """Lay out what is there already: each layer's (2, 1, kv_heads, start + new, head_width)."""
        shape = (2, self._kv_heads, start + len(embeddings), self._head_width)

        def block(layers: slice, count: int) -> Tensor:
            laid = embeddings.new_empty((count, *shape))
            if past:
                torch.cat([one[layers] for one in past], dim=3, out=laid[:, :, :, :start])
            return laid.unsqueeze(2)

        # What is large the system gives a CPU page by page, and that takes longer than to copy.
        # A GPU keeps what it was given, and takes fewer copies with more in each.
        if embeddings.device.type != "cpu":
            return block(slice(None), self._layers)
        return [block(slice(layer, layer + 1), 1)[0] for layer in range(self._layers)]


def _forward(
    model: Any,
    embeddings: Tensor,
    seats: Tensor,
    layers: Layers,
    spans: Sequence[Span] = (),
) -> Tensor:
    """Run a decoder; hidden states (new, width), see :data:`~lsg_desktop.models.replay.Forward`."""
    start = seats.shape[1] - len(embeddings)
    mask = _mask(seats, start, embeddings.dtype)
    hidden: Tensor = model(
        inputs_embeds=embeddings[None],
        attention_mask={"full_attention": mask},
        position_ids=seats[None, _PLACE, start:],
        past_key_values=Cache(layers=[_Slots(layer, start) for layer in layers]),
        use_cache=True,
        **({"parts": parted(mask, spans)} if spans else {}),
    ).last_hidden_state
    return hidden[0]


def _spans(rows: Sequence[Row], new: int) -> list[Span]:
    """Part a pass, its last rows that have no past from each other and from all before them.

    What fills up ``new`` tokens goes to the last. The rows before them, which feed few tokens,
    share one span: each is compared with all that the others hold, but nothing is copied.
    """
    counts = [_counts([row]) for row in rows]
    past = sum(held for _, held in counts)
    alone = 0
    while alone < len(rows) and not counts[-1 - alone][1]:
        alone += 1
    together = sum(fed for fed, _ in counts[: len(rows) - alone])
    ends = [*accumulate((fed for fed, _ in counts[len(rows) - alone :]), initial=together)]
    ends[-1] = new
    spans = [(slice(0, ends[0]), slice(0, past + ends[0]))] if past else []
    for begin, end in pairwise(ends):
        spans.append((slice(begin, end), slice(past + begin, past + end)))
    return spans


def _counts(rows: Sequence[Row]) -> tuple[int, int]:
    """Count the new tokens of rows and their forks, and those that are there already."""
    parts = [part for row in rows for part in row.parts]
    return sum(len(part.embeddings) for part in parts), sum(part.past_tokens for part in parts)


_EMPTY = -1
_ROW, _FORK, _PLACE = range(3)

_AWKWARD, _EASY = 8, 16
"""From so many tokens on, up to so many, a CPU multiplies matrices slower than with the latter."""


def _filled_up(embeddings: Tensor) -> Tensor:
    """Add empty tokens to new ones, (tokens, width), where more are faster."""
    count = len(embeddings)
    if embeddings.device.type != "cpu" or not _AWKWARD <= count < _EASY:
        return embeddings
    return pad(embeddings, (0, 0, 0, _EASY - count))


def _seats(rows: Sequence[Row], start: int, new: int, device: torch.device) -> Tensor:
    """Say whose each slot is, by row and fork, and which place it has in its text: (3, slots).

    A row itself is fork 0, its forks count from 1; an empty slot is _EMPTY.
    """
    seats = np.full((3, start + new), _EMPTY, np.int64)
    past, fresh = 0, start
    for number, row in enumerate(rows):
        ahead = 0  # tokens that a fork goes on after
        for fork, part in enumerate(row.parts):
            held, fed = part.past_tokens, len(part.embeddings)
            for first, count, place in ((past, held, ahead), (fresh, fed, ahead + held)):
                own = seats[:, first : first + count]
                own[_ROW], own[_FORK] = number, fork
                own[_PLACE] = np.arange(place, place + count)
            past, fresh = past + held, fresh + fed
            if fork == 0:
                ahead = held + fed
    seats[_PLACE] = seats[_PLACE].clip(min=0)
    return send(torch.from_numpy(seats), device)


def _mask(seats: Tensor, start: int, dtype: torch.dtype) -> Tensor:
    """Say what each new token may look at: (1, 1, new, slots), 0 or very negative.

    It sees what comes no later than itself of its row and of its own fork. Added to scores
    rather than boolean, which every attention of transformers that takes a mask understands.
    """
    row, fork, place = seats[:, None, :]  # each (1, slots)
    own_row, own_fork, own_place = seats[:, start:, None]  # each (new, 1)
    visible = (row == own_row) & ((fork == 0) | (fork == own_fork)) & (place <= own_place)
    mask = torch.zeros(visible.shape, dtype=dtype, device=visible.device)
    return mask.masked_fill_(~visible, torch.finfo(dtype).min)[None, None]


def _split(rows: Sequence[Row], hidden: Tensor, layers: Layers, start: int) -> list[Fed]:
    """Give each row and fork its own of what the new tokens gave.

    ``hidden`` is (new, width); ``layers`` hold (2, 1, kv_heads, start + new, head_width) each.
    """
    given, end = [], 0
    for row in rows:
        own = []
        for part in row.parts:
            begin, end = end, end + len(part.embeddings)
            states = _taken(layers, slice(start + begin, start + end))
            own.append(Fed(hidden[begin:end], states))
        given.append(replace(own[0], forks=tuple(own[1:])))
    return given


def _taken(layers: Layers, slots: slice) -> Tensor:
    """Copy what all layers hold in some slots: (layers, 2, kv_heads, tokens, head_width)."""
    if isinstance(layers, Tensor):
        return layers[:, :, 0, :, slots].clone()
    return torch.stack([layer[:, 0, :, slots] for layer in layers])


class _Slots(DynamicLayer):
    """One layer's slots, past filled in; the model writes its new keys and values behind it."""

    def __init__(self, slots: Tensor, start: int) -> None:  # (2, 1, kv_heads, tokens, width)
        super().__init__()  # type: ignore[no-untyped-call]
        self.keys, self.values = slots[0], slots[1]
        self.is_initialized = True
        self._start = start

    def update(
        self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any
    ) -> tuple[Tensor, Tensor]:
        """Take one pass's keys and values: each (1, kv_heads, new, head_width)."""
        assert self.keys is not None and self.values is not None
        self.keys[:, :, self._start :] = key_states
        self.values[:, :, self._start :] = value_states
        return self.keys, self.values
