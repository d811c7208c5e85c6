"""What is kept of the audio prefixes of one utterance, within bounds; it computes nothing.

LSG compares what a model says now with what it said of a shorter audio prefix, which was the
current one a few chunks ago. So the last prefixes are kept: what the encoder gave, which is
small, and the language model's key-value states, which are not (Qwen2-Audio-7B: 0.5 MiB a token).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from torch import Tensor

from lsg_desktop.events import Task


@dataclass(slots=True, eq=False)
class Branch:
    """One task's continuation of a prefix: tokens after the shared prompt, and what they gave.

    ``states`` is (layers, 2, kv_heads, tokens, head_width), ``hidden`` (tokens, width): what
    follows each is read off it.
    """

    tokens: tuple[int, ...]
    states: Tensor
    hidden: Tensor

    def cropped(self, count: int) -> Branch:
        """Give the first tokens of it."""
        return Branch(self.tokens[:count], self.states[:, :, :, :count], self.hidden[:count])


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
            yield branch.hidden


class Ring:
    """The prefixes of an utterance, by their length in samples.

    Those that no baseline comes to any more lose their key-value states at once, and above
    ``max_prefixes`` go altogether. Above ``max_bytes`` those needed last lose their states, and
    where even that takes too much, they go too. What is lost is computed again when it is needed.
    """

    def __init__(self, max_bytes: int, max_prefixes: int) -> None:
        self._max_bytes = max_bytes
        self._max_prefixes = max_prefixes
        self._prefixes: dict[int, Prefix] = {}

    def __len__(self) -> int:
        return len(self._prefixes)

    @property
    def bytes(self) -> int:
        """The memory that all prefixes take."""
        return sum(prefix.bytes for prefix in self._prefixes.values())

    def get(self, heard: int) -> Prefix | None:
        """Look a prefix up."""
        return self._prefixes.get(heard)

    def put(self, heard: int, prefix: Prefix) -> None:
        """Keep a new prefix."""
        self._prefixes[heard] = prefix

    def trim(self, needed: Collection[int] = (), baselines: Collection[int] = (0,)) -> None:
        """Return within bounds, as far as that goes without touching those needed now.

        ``baselines`` is where that of each task has come to, from where it moves forward only.
        """
        idle = sorted(self._prefixes.keys() - set(needed))
        idle.sort(key=lambda heard: _distance(heard, baselines), reverse=True)
        for heard in idle:
            if math.isinf(_distance(heard, baselines)):
                self._prefixes[heard].drop_states()
                if len(self) > self._max_prefixes:
                    del self._prefixes[heard]
        idle = [heard for heard in idle if heard in self._prefixes]
        excess = self.bytes - self._max_bytes
        for prefix in (self._prefixes[heard] for heard in idle):
            if excess <= 0:
                return
            excess -= prefix.bytes
            prefix.drop_states()
            excess += prefix.bytes
        for heard in idle:
            if excess <= 0 or len(self) <= self._max_prefixes:
                return
            excess -= self._prefixes.pop(heard).bytes


def _distance(heard: int, baselines: Collection[int]) -> float:
    """Give how far the nearest baseline still has to come to a prefix; inf where all passed it."""
    return min((heard - base for base in baselines if base <= heard), default=math.inf)
