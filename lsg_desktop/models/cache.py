"""What is kept of the audio prefixes of one utterance, within bounds; it computes nothing.

LSG compares what a model says now with what it said of a shorter audio prefix, which was the
current one a few chunks ago. So the last prefixes are kept: what the encoder gave, which is
small, and the language model's key-value states, which are not (Qwen2-Audio-7B: 0.5 MiB a token).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from torch import Tensor

from lsg_desktop.events import Task


@dataclass(slots=True, eq=False)
class Branch:
    """One task's continuation of a prefix: tokens after the shared prompt, and their states.

    ``states`` is (layers, 2, kv_heads, tokens, head_width).
    """

    tokens: tuple[int, ...]
    states: Tensor


@dataclass(slots=True, eq=False)
class Prefix:
    """What is known of one audio prefix.

    ``audio`` (audio tokens, width) is what the encoder gave, projected; ``states`` (layers, 2,
    kv_heads, tokens, head_width) are those of the prompt that all tasks share, None when dropped.
    """

    audio: Tensor
    states: Tensor | None = None
    branches: dict[Task, Branch] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return sum(tensor.nbytes for tensor in self._tensors())

    def drop_states(self) -> None:
        """Forget all but what the encoder gave."""
        self.states = None
        self.branches.clear()

    def _tensors(self) -> Iterator[Tensor]:
        yield self.audio
        if self.states is not None:
            yield self.states
        for branch in self.branches.values():
            yield branch.states


class Ring:
    """The prefixes asked for last, by their length in samples.

    Above ``max_bytes`` the least recently needed lose their key-value states; above
    ``max_prefixes`` they go altogether. What is lost is computed again when it is needed.
    """

    def __init__(self, max_bytes: int, max_prefixes: int) -> None:
        self._max_bytes = max_bytes
        self._max_prefixes = max_prefixes
        self._prefixes: OrderedDict[int, Prefix] = OrderedDict()

    def __len__(self) -> int:
        return len(self._prefixes)

    @property
    def bytes(self) -> int:
        """The memory that all prefixes take."""
        return sum(prefix.bytes for prefix in self._prefixes.values())

    def get(self, heard: int) -> Prefix | None:
        """Look a prefix up, which makes it the one needed last."""
        prefix = self._prefixes.get(heard)
        if prefix is not None:
            self._prefixes.move_to_end(heard)
        return prefix

    def put(self, heard: int, prefix: Prefix) -> None:
        """Keep a new prefix, as the one needed last."""
        self._prefixes[heard] = prefix

    def trim(self, needed: Collection[int] = ()) -> None:
        """Return within bounds, as far as that goes without touching those needed now."""
        idle = [heard for heard in self._prefixes if heard not in needed]
        for heard in idle[: max(0, len(self) - self._max_prefixes)]:
            del self._prefixes[heard]
        excess = self.bytes - self._max_bytes
        for prefix in [self._prefixes[heard] for heard in idle if heard in self._prefixes]:
            if excess <= 0:
                return
            excess -= prefix.bytes
            prefix.drop_states()
            excess += prefix.bytes
