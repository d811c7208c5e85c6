"""Where the key-value states of a pass lie, of all layers; it knows no row and no model.

Passes of one chunk go on after much the same prefixes: what lies there from the pass before is not
laid out again, up to the first states that are others, such as those of a draft that grew. That
the memory stays where it is a GPU's recordings count on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import ref

from torch import Tensor


@dataclass(frozen=True, slots=True)
class Layout:
    """How many layers keep states, and what each keeps of a token."""

    layers: int
    kv_heads: int
    head_width: int


class Slots:
    """Memory for what all layers hold in a pass of so many tokens, one pass at a time.

    It is on the device, and in the precision, of ``like``.
    """

    def __init__(self, layout: Layout, tokens: int, like: Tensor) -> None:
        shape = (layout.layers, 2, 1, layout.kv_heads, tokens, layout.head_width)
        self._held = like.new_empty(shape)
        self._there: list[ref[Tensor]] = []
        """What lies there, in order; states that nobody else keeps are not kept for this."""

    def lay(self, past: Sequence[Tensor], start: int, new: int) -> Tensor:
        """Lay out states, each (layers, 2, kv_heads, tokens, head_width), in ``start`` slots.

        Gives what all layers hold in these and the slots of ``new`` tokens: (layers, 2, 1,
        kv_heads, start + new, head_width). It stays until the next are laid out.
        """
        kept = 0
        for there, states in zip(self._there, past, strict=False):
            if there() is not states:
                break
            kept += 1
        del self._there[kept:]
        end = sum(states.shape[3] for states in past[:kept])
        for states in past[kept:]:
            begin, end = end, end + states.shape[3]
            self._held[:, :, 0, :, begin:end] = states
            self._there.append(ref(states))
        # What is empty is out of sight; zeros, since even there no number may be none.
        self._held[..., end:start, :] = 0.0
        return self._held[..., : start + new, :]
