"""Passes in memory that stays where it is, so that a GPU can be asked for each as a whole.

Kernel by kernel, Python asks for a token several times slower than a GPU computes it. So passes
of few new tokens come in a few shapes, filled up, and each shape is recorded once and replayed,
held to what was computed before it is relied on. It knows neither rows nor which slot belongs to
whom.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor

_log = logging.getLogger(__name__)

_NEW, _PAST_STEP = (4, 16, 64, 128), 256
"""New tokens are filled up to one of these, pasts to a multiple of 256: few shapes, and for each
token more that is computed the same weights are read. Up to 4 tokens bitsandbytes multiplies four
bits as they lie; for 16 it unpacks many layers first. A pass with more new tokens keeps a GPU busy
however it is asked, and is not replayed."""

_MOST_OFF = 0.02
"""How far a replayed pass may be from the pass as it was computed, as a share of its norm."""

Forward = Callable[[Tensor, Tensor, Tensor], Tensor]
"""Gives hidden states (new, width) of embeddings (new, width), seats (3, slots) and what all layers
hold in their slots (layers, 2, 1, kv_heads, slots, head_width), where it leaves those of the new.
"""

Work = Callable[[], object]
Record = Callable[[Work], Work]
"""Takes work on tensors that stay where they are, done once, and gives what does it again."""


def recorder(model: Any) -> Record | None:
    """Give how a model's passes are recorded; None where it is not on a GPU, or of eight bits.

    Layers of eight bits look at numbers on the way, which no recording can.
    """
    weights = list(model.parameters())
    if all(one.device.type == "cuda" and one.dtype != torch.int8 for one in weights):
        device = weights[0].device
        return partial(_graph, device, torch.cuda.Stream(device), torch.cuda.graph_pool_handle())
    return None


def _graph(device: torch.device, stream: Any, pool: Any, work: Work) -> Work:
    """Record work as a CUDA graph; ``pool`` is shared by all, which run one after the other.

    On a ``stream`` of the device: torch's own belongs to the device that recorded first. One that
    fails does not leave it, so the stream from before is come back to here.
    """
    with torch.cuda.device(device), torch.cuda.stream(torch.cuda.current_stream(device)):
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool, stream, capture_error_mode="thread_local"):
            work()
    return graph.replay


@dataclass(frozen=True, slots=True)
class Shape:
    """How many tokens a pass has, and slots for what was there before."""

    new: int
    past: int

    @classmethod
    def around(cls, new: int, past: int) -> Shape:
        """Give the shape that so many fit into, or that of just so many where none is replayed."""
        filled = next((size for size in _NEW if new <= size), None)
        return cls(filled, -(-past // _PAST_STEP) * _PAST_STEP) if filled else cls(new, past)

    @property
    def is_replayed(self) -> bool:
        """Whether a pass of this shape is worth recording."""
        return self.new <= _NEW[-1]


@dataclass(frozen=True, slots=True)
class _Held:
    """What all passes read and write beside slots: one after the other, in the same memory."""

    embeddings: Tensor  # (new, width)
    seats: Tensor  # (3, slots)
    hidden: Tensor  # (new, width)


class Replay:
    """The passes of one model, one at a time, with up to ``tokens`` slots."""

    def __init__(self, forward: Forward, record: Record, tokens: int) -> None:
        self._forward = forward
        self._record: Record | None = record
        self._tokens = tokens
        self._held: _Held | None = None
        self._recorded: dict[Shape, Work] = {}

    def run(self, shape: Shape, embeddings: Tensor, seats: Tensor, layers: Tensor) -> Tensor:
        """Run a pass that is replayed; its hidden states stay until the next.

        ``embeddings`` are (tokens, width), as many as there are; ``seats`` (3, slots) are those
        of the shape; ``layers`` lie in the same place each time.
        """
        held = self._held = self._held or self._hold(embeddings)
        held.embeddings[: len(embeddings)] = embeddings
        held.embeddings[len(embeddings) :] = 0.0
        held.seats[:, : seats.shape[1]] = seats
        if replay := self._recorded.get(shape):
            replay()
        else:
            self._first(shape, layers, held)
        return held.hidden[: shape.new]

    def _hold(self, embeddings: Tensor) -> _Held:
        given = embeddings.new_zeros((_NEW[-1], embeddings.shape[1]))
        seats = torch.zeros((3, self._tokens), dtype=torch.long, device=embeddings.device)
        return _Held(given, seats, torch.zeros_like(given))

    def _first(self, shape: Shape, layers: Tensor, held: _Held) -> None:
        """Compute a pass of a new shape, and record it for the next of that shape."""
        forward = self._forward
        given, hidden = held.embeddings[: shape.new], held.hidden[: shape.new]
        seats = held.seats[:, : shape.new + shape.past]

        def compute() -> None:
            hidden.copy_(forward(given, seats, layers))

        compute()  # what libraries do on their first run cannot be recorded
        if self._record is None or not hidden.isfinite().all():
            return
        wanted = hidden.clone()
        try:
            replay = self._record(compute)
            # Whatever a replay does not write is no number then, and nor is what comes of it.
            hidden.fill_(math.nan)
            layers[..., shape.past :, :] = math.nan
            replay()
            is_right = _alike(hidden, wanted)
        except RuntimeError as error:
            self._give_up(error)
        else:
            if is_right:
                self._recorded[shape] = replay
                return
            self._give_up("they give something else")
            self._recorded.clear()
        compute()

    def _give_up(self, why: object) -> None:
        _log.warning("no more passes are recorded on this device (%s)", why)
        self._record = None


def _alike(found: Tensor, wanted: Tensor) -> bool:
    """Say whether two runs of a pass gave the same, but for what 16 bits round off."""
    off = (found.float() - wanted.float()).norm()
    return bool(off <= _MOST_OFF * wanted.float().norm())
