"""Passes in memory that stays where it is, so that a GPU can be asked for each as a whole.

Kernel by kernel, Python asks for a token several times slower than a GPU computes it. So passes
come in a few shapes, smaller ones filled up, and each shape is recorded once and replayed. It
knows neither rows nor which slot belongs to whom.
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
from lsg_desktop.models.precision import NEW_STEP, PAST_STEP

_log = logging.getLogger(__name__)

_SMALL = (8, 16)
"""So many new tokens are a shape of their own, rather than filled up to the first multiple."""

Forward = Callable[[Tensor, Tensor, Sequence[Tensor]], Tensor]
"""Gives hidden states (new, width) of embeddings (new, width), seats (3, slots) and what each
layer holds in its slots, (2, 1, kv_heads, slots, head_width), where it leaves those of the new."""

Work = Callable[[], object]
Record = Callable[[Work], Work]
"""Takes work on tensors that stay where they are, done once, and gives what does it again."""


def recorder(model: Any) -> Record | None:
    """Give how a model's passes are recorded; None where it is not on a GPU or is quantised.

    Layers of eight bits look at numbers on the way, which no recording can; of four bits it has
    not been tried.
    """
    weights = list(model.parameters())
    if all(one.device.type == "cuda" and one.is_floating_point() for one in weights):
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
        filled = next((size for size in _SMALL if new <= size), _whole(new, NEW_STEP))
        return cls(filled, _whole(past, PAST_STEP))


def _whole(count: int, step: int) -> int:
    return -(-count // step) * step


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A pass of one shape: what it reads and writes, and what runs it."""

    embeddings: Tensor
    seats: Tensor
    layers: Sequence[Tensor]
    hidden: Tensor
    run: Work


class Replay:
    """The passes of one model, one at a time.

    ``slots`` gives the shape of what all layers hold: (layers, 2, 1, kv_heads, slots, head_width).
    """

    def __init__(self, forward: Forward, record: Record, slots: tuple[int, ...]) -> None:
        self._forward = forward
        self._record: Record | None = record
        self._shape = slots
        self._held: Tensor | None = None
        self._recorded: dict[Shape, _Recorded] = {}

    def run(
        self, shape: Shape, embeddings: Tensor, seats: Tensor, past: Sequence[Tensor]
    ) -> tuple[Tensor, Sequence[Tensor]]:
        """Run a pass; its hidden states and what layers hold stay only until the next.

        ``embeddings`` are (tokens, width), as many as there are; ``seats`` (3, slots) are those
        of the shape; ``past`` holds key-value states in order.
        """
        if self._held is None:
            self._held = embeddings.new_zeros(self._shape)
        recorded = self._recorded.get(shape)
        if recorded is None:
            recorded = self._recorded[shape] = self._make(shape, embeddings, self._held)
        # What is empty is out of sight; zeros, since even there no number may be none.
        recorded.embeddings[: len(embeddings)] = embeddings
        recorded.embeddings[len(embeddings) :] = 0.0
        recorded.seats.copy_(seats)
        end = 0
        for states in past:
            begin, end = end, end + states.shape[3]
            self._held[:, :, 0, :, begin:end] = states
        self._held[..., end : shape.past, :] = 0.0
        recorded.run()
        return recorded.hidden, recorded.layers

    def _make(self, shape: Shape, embeddings: Tensor, held: Tensor) -> _Recorded:
        slots = shape.new + shape.past
        given = embeddings.new_zeros((shape.new, embeddings.shape[1]))
        seats = torch.zeros((3, slots), dtype=torch.long, device=embeddings.device)
        layers = held[..., :slots, :].unbind()
        hidden = torch.zeros_like(given)

        def work() -> None:
            hidden.copy_(self._forward(given, seats, layers))

        return _Recorded(given, seats, layers, hidden, self._recording(work))

    def _recording(self, work: Work) -> Work:
        """Record work, or have it done anew each time on a device that cannot."""
        if self._record is None:
            return work
        work()  # what libraries do on their first run cannot be recorded
        try:
            return self._record(work)
        except RuntimeError as error:
            if memory.ran_out(error):
                raise
            _log.warning("passes are not replayed on this device (%s)", error)
            self._record = None
            return work
