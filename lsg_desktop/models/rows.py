"""One pass of a language model over rows of unequal length: rows in, hidden states out.

The only place that calls the language model. It knows neither audio nor tokens; a row is what is
already there (key-value states) and what is new (embeddings), and may fork.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

from lsg_desktop.models.attention import Part, attend_by_spans
from lsg_desktop.models.precision import PASS_TOKENS
from lsg_desktop.models.replay import Record, Replay, Shape
from lsg_desktop.models.sending import send
from lsg_desktop.models.slots import Layout, Slots


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
    to ``pass_tokens``, those that are there already included, and those that fill a pass up; such
    a pass is laid out in memory that stays, a longer row in its own. With ``record`` passes of few
    new tokens are recorded and replayed. ``masked`` decoders, which may not tell their layers which
    parts to attend within, are given the whole mask in any case.
    """

    def __init__(
        self,
        model: Any,
        record: Record | None = None,
        pass_tokens: int = PASS_TOKENS,
        *,
        masked: bool = False,
    ) -> None:
        self._forward = partial(_forward, model, masked=masked)
        self._pass_tokens = pass_tokens
        config = model.config
        self._by_spans = attend_by_spans(config)
        heads = config.num_attention_heads
        head_width = getattr(config, "head_dim", None)
        self._layout = Layout(
            layers=int(config.num_hidden_layers),
            kv_heads=int(getattr(config, "num_key_value_heads", None) or heads),
            head_width=int(head_width or config.hidden_size // heads),
        )
        self._slots: Slots | None = None
        self._replay = Replay(self._forward, record, pass_tokens) if record else None
        self._alone = Lock()  # passes are laid out in one place

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
        """Give the shape of a pass of these rows, filled up where it is replayed or faster so."""
        new, past = _counts(rows)
        if self._replay:
            return Shape.around(new, past)
        is_awkward = rows[0].embeddings.device.type == "cpu" and _AWKWARD <= new < _EASY
        return Shape(_EASY if is_awkward else new, past)

    def _pass(self, rows: Sequence[Row]) -> list[Fed]:
        """Run rows in one forward pass."""
        embeddings = torch.cat([part.embeddings for row in rows for part in row.parts])
        past = [states for member in _rows_first(rows) for states in member.part.past]
        shape = self._shape(rows)
        with self._alone:
            layers = self._slots_for(shape, embeddings).lay(past, shape.past, shape.new)
            seats = _seats(rows, shape, embeddings.device)
            if self._replay and shape.is_replayed and self._has_room(shape):
                hidden = self._replay.run(shape, embeddings, seats, layers).clone()
            else:
                filled = pad(embeddings, (0, 0, 0, shape.new - len(embeddings)))
                spans = _spans(rows, shape) if self._by_spans else ()
                hidden = self._forward(filled, seats, layers, spans)
            return _split(rows, hidden, layers, shape.past)

    def _slots_for(self, shape: Shape, embeddings: Tensor) -> Slots:
        """Give the memory of a pass: that of all that have room there, or its own."""
        if not self._has_room(shape):
            return Slots(self._layout, shape.past + shape.new, embeddings)
        self._slots = self._slots or Slots(self._layout, self._pass_tokens, embeddings)
        return self._slots


@dataclass(frozen=True, slots=True)
class _Span:
    """New tokens and slots that they may look at; ``in_order`` where each sees all before it."""

    new: slice
    slots: slice
    in_order: bool = False


def _forward(
    model: Any,
    embeddings: Tensor,
    seats: Tensor,
    layers: Tensor,
    spans: Sequence[_Span] = (),
    *,
    masked: bool = False,
) -> Tensor:
    """Run a decoder; hidden states (new, width), see :data:`~lsg_desktop.models.replay.Forward`."""
    start = seats.shape[1] - len(embeddings)
    fresh = seats[:, start:]

    def mask(span: _Span) -> Tensor:
        return _mask(fresh[:, span.new], seats[:, span.slots], embeddings.dtype)

    parts = [Part(one.new, one.slots, None if one.in_order else mask(one)) for one in spans]
    whole = None if parts and not masked else mask(_Span(slice(None), slice(None)))
    hidden: Tensor = model(
        inputs_embeds=embeddings[None],
        attention_mask={"full_attention": whole},
        position_ids=fresh[None, _PLACE],
        past_key_values=Cache(layers=[_Layer(layer, start) for layer in layers]),
        use_cache=True,
        **({"parts": parts} if parts else {}),
    ).last_hidden_state
    return hidden[0]


def _spans(rows: Sequence[Row], shape: Shape) -> list[_Span]:
    """Part a pass, its last rows that have no past from each other and from all before them.

    What fills it up goes to the last. The rows before them, which feed few tokens, share one span:
    each is compared with all that the others hold, but nothing is copied.
    """
    counts = [_counts([row]) for row in rows]
    alone = 0
    while alone < len(rows) and not counts[-1 - alone][1]:
        alone += 1
    together = len(rows) - alone
    bounds = [0, *accumulate(fed for fed, _ in counts)]
    bounds[-1] = shape.new
    past = shape.past
    spans = [_Span(slice(0, bounds[together]), slice(0, past + bounds[together]))]
    for row, (begin, end) in zip(rows[together:], pairwise(bounds[together:]), strict=True):
        forks = begin + len(row.embeddings) if row.forks else end
        spans.append(_Span(slice(begin, forks), slice(past + begin, past + forks), in_order=True))
        spans.append(_Span(slice(forks, end), slice(past + begin, past + end)))
    return [span for span in spans if span.new.start < span.new.stop]


def _counts(rows: Sequence[Row]) -> tuple[int, int]:
    """Count the new tokens of rows and their forks, and those that are there already."""
    parts = [part for row in rows for part in row.parts]
    return sum(len(part.embeddings) for part in parts), sum(part.past_tokens for part in parts)


@dataclass(frozen=True, slots=True)
class _Member:
    """A row or a fork of a pass: a row itself is fork 0, its forks count from 1.

    ``place`` is the place that its first token has in its text.
    """

    row: int
    fork: int
    place: int
    part: Row


def _in_order(rows: Sequence[Row]) -> Iterator[_Member]:
    """Give all rows of a pass, each followed by its forks: the order of new tokens."""
    for number, row in enumerate(rows):
        ahead = row.past_tokens + len(row.embeddings)
        for fork, part in enumerate(row.parts):
            yield _Member(number, fork, ahead if fork else 0, part)


def _rows_first(rows: Sequence[Row]) -> list[_Member]:
    """Give all rows of a pass and then all forks: the order of pasts.

    Those of rows are long, and the same from pass to pass.
    """
    return sorted(_in_order(rows), key=lambda member: member.fork > 0)


_EMPTY = -1
_ROW, _FORK, _PLACE = range(3)

_AWKWARD, _EASY = 12, 16
"""From so many tokens on, up to so many, a CPU multiplies matrices slower than with the latter."""


def _seats(rows: Sequence[Row], shape: Shape, device: torch.device) -> Tensor:
    """Say whose each slot is, by row and fork, and which place it has in its text: (3, slots).

    An empty slot is _EMPTY.
    """
    seats = np.full((3, shape.past + shape.new), _EMPTY, np.int64)
    seats[_PLACE] = 0

    def take(member: _Member, first: int, count: int, place: int) -> int:
        own = seats[:, first : first + count]
        own[_ROW], own[_FORK] = member.row, member.fork
        own[_PLACE] = np.arange(place, place + count)
        return first + count

    end = 0
    for member in _rows_first(rows):
        end = take(member, end, member.part.past_tokens, member.place)
    end = shape.past
    for member in _in_order(rows):
        place = member.place + member.part.past_tokens
        end = take(member, end, len(member.part.embeddings), place)
    return send(torch.from_numpy(seats), device)


def _mask(new: Tensor, slots: Tensor, dtype: torch.dtype) -> Tensor:
    """Say what new tokens may look at, by the seats of both: (1, 1, new, slots).

    Each sees what comes no later than itself of its row and of its own fork: 0, or else very
    negative. Added to scores rather than boolean, which every attention of transformers that takes
    a mask understands.
    """
    row, fork, place = slots[:, None, :]  # each (1, slots)
    own_row, own_fork, own_place = new[:, :, None]  # each (new, 1)
    visible = (row == own_row) & ((fork == 0) | (fork == own_fork)) & (place <= own_place)
    mask = torch.zeros(visible.shape, dtype=dtype, device=visible.device)
    return mask.masked_fill_(~visible, torch.finfo(dtype).min)[None, None]


def _split(rows: Sequence[Row], hidden: Tensor, layers: Tensor, start: int) -> list[Fed]:
    """Give each row and fork its own of what the new tokens gave.

    ``hidden`` is (new, width); ``layers`` is (layers, 2, 1, kv_heads, start + new, head_width).
    """
    given, end = [], 0
    for row in rows:
        own = []
        for part in row.parts:
            begin, end = end, end + len(part.embeddings)
            states = layers[:, :, 0, :, start + begin : start + end].clone()
            own.append(Fed(hidden[begin:end], states))
        given.append(replace(own[0], forks=tuple(own[1:])))
    return given


class _Layer(DynamicLayer):
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
