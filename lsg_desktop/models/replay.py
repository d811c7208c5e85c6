"""Passes in memory that stays where it is, so that a GPU can be asked for each as a whole.

Kernel by kernel, Python asks for a token several times slower than a GPU computes it. So passes
come in a few shapes, smaller ones filled up, and each shape is recorded once and replayed,
held to what was computed before it is relied on. It knows neither rows nor which slot belongs to
whom.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.models import memory

_log = logging.getLogger(__name__)

_SMALL = (8, 16)
_NEW_STEP, _PAST_STEP = 64, 256
"""New tokens are filled up to one of the small numbers or a multiple of 64, pasts to one of 256."""

_MOST_OFF = 0.02
"""How far a replayed pass may be from the pass as it was computed, as a share of its norm."""

Forward = Callable[[Tensor, Tensor, Sequence[Tensor]], Tensor]
"""Gives hidden states (new, width) of embeddings (new, width), seats (3, slots) and what each
layer holds in its slots, (2, 1, kv_heads, slots, head_width), where it leaves those of the new."""

Work = Callable[[], object]
Record = Callable[[Work], Work]
"""Takes work on tensors that stay where they are, done once, and gives what does it again."""


def recorder(model: Any) -> Record | None:
    """Give how a model's passes are recorded; None where it is not on a GPU, or of eight bits.

    Layers of eight bits look at numbers on the way, which no recording can.
    """
    weights = list(model.parameters())
    if all(one.device.type == "cuda" and one.dtype != torch.int8 for one in weights):
        return partial(_graph, weights[0].device, torch.cuda.graph_pool_handle())
    return None


def _graph(device: torch.device, pool: Any, work: Work) -> Work:
    """Record work as a CUDA graph; ``pool`` is shared by all, which run one after the other."""
    with torch.cuda.device(device):
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=pool, capture_error_mode="thread_local"):
            work()
    return graph.replay


@dataclass(frozen=True, slots=True)
class Shape:
    """How many tokens a pass has, and slots for what was there before."""

    new: int
    past: int

    @classmethod
    def around(cls, new: int, past: int) -> Shape:
        """Give the shape that so many fit into."""
        filled = next((size for size in _SMALL if new <= size), _whole(new, _NEW_STEP))
        return cls(filled, _whole(past, _PAST_STEP))


def _whole(count: int, step: int) -> int:
    return -(-count // step) * step


@dataclass(slots=True)
class _Place:
    """What passes of one shape read and write, how one is computed, and then is replayed."""

    embeddings: Tensor
    seats: Tensor
    layers: Sequence[Tensor]
    hidden: Tensor
    compute: Work
    replay: Work | None = None


class Replay:
    """The passes of one model, one at a time.

    ``slots`` gives the shape of what all layers hold: (layers, 2, 1, kv_heads, slots, head_width).
    """

    def __init__(self, forward: Forward, record: Record, slots: tuple[int, ...]) -> None:
        self._forward = forward
        self._record: Record | None = record
        self._shape = slots
        self._held: Tensor | None = None
        self._places: dict[Shape, _Place] = {}

    def run(
        self, shape: Shape, embeddings: Tensor, seats: Tensor, past: Sequence[Tensor]
    ) -> tuple[Tensor, Sequence[Tensor]]:
        """Run a pass; its hidden states and what layers hold stay only until the next.

        ``embeddings`` are (tokens, width), as many as there are; ``seats`` (3, slots) are those
        of the shape; ``past`` holds key-value states in order.
        """
        if self._held is None:
            self._held = embeddings.new_zeros(self._shape)
        place = self._places.get(shape)
        if place is None:
            place = self._places[shape] = self._place(shape, embeddings, self._held)
        # What is empty is out of sight; zeros, since even there no number may be none.
        place.embeddings[: len(embeddings)] = embeddings
        place.embeddings[len(embeddings) :] = 0.0
        place.seats.copy_(seats)
        end = 0
        for states in past:
            begin, end = end, end + states.shape[3]
            self._held[:, :, 0, :, begin:end] = states
        self._held[..., end : shape.past, :] = 0.0
        if place.replay:
            place.replay()
        else:
            place.compute()  # what libraries do on their first run cannot be recorded
            place.replay = self._recorded(place)
        return place.hidden, place.layers

    def _place(self, shape: Shape, embeddings: Tensor, held: Tensor) -> _Place:
        slots = shape.new + shape.past
        given = embeddings.new_zeros((shape.new, embeddings.shape[1]))
        seats = torch.zeros((3, slots), dtype=torch.long, device=embeddings.device)
        layers = held[..., :slots, :].unbind()
        hidden = torch.zeros_like(given)

        def compute() -> None:
            hidden.copy_(self._forward(given, seats, layers))

        return _Place(given, seats, layers, hidden, compute)

    def _recorded(self, place: _Place) -> Work | None:
        """Record a pass that was just computed; None on a device that cannot, or not rightly."""
        if self._record is None:
            return None
        wanted = place.hidden.clone()
        try:
            replay = self._record(place.compute)
            replay()
        except RuntimeError as error:
            if memory.ran_out(error):
                raise
            why = str(error)
        else:
            if _alike(place.hidden, wanted):
                return replay
            why = "they give something else"
        _log.warning("passes are not replayed on this device (%s)", why)
        self._record = None
        place.compute()
        return None


def _alike(found: Tensor, wanted: Tensor) -> bool:
    """Say whether two runs of a pass gave the same, but for what 16 bits round off."""
    off = (found.float() - wanted.float()).norm()
    return bool(off <= _MOST_OFF * wanted.float().norm())
