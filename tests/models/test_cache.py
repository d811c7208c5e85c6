"""What the ring keeps and what it lets go."""

from __future__ import annotations

import torch

from lsg_desktop.events import Task
from lsg_desktop.models.cache import Branch, Prefix, Ring


def prefix(audio: int = 100, states: int = 1000, branch: int = 100) -> Prefix:
    """Make a prefix that takes these many bytes in its three parts."""
    sizes = (torch.zeros(size, dtype=torch.uint8) for size in (audio, states, branch))
    sound, shared, own = sizes
    return Prefix(sound, shared, {Task.TRANSCRIBE: Branch((1,), own)})


def ring(max_bytes: int = 10**6, max_prefixes: int = 3, held: int = 3) -> Ring:
    """Make a ring that holds prefixes of 1, 2, 3… samples, asked for in that order."""
    made = Ring(max_bytes, max_prefixes)
    for heard in range(1, held + 1):
        made.put(heard, prefix())
    return made


def with_states(kept: Ring, held: int = 5) -> list[int]:
    """List the prefixes that still have their states."""
    found = {heard: kept.get(heard) for heard in range(1, held + 1)}
    return [heard for heard, one in found.items() if one is not None and one.states is not None]


def test_within_bounds_nothing_goes():
    """Trimming is no clean-up."""
    kept = ring()
    kept.trim()
    assert with_states(kept) == [1, 2, 3]
    assert kept.bytes == 3600


def test_too_many_prefixes_lose_the_one_not_needed_for_longest():
    """Asking makes a prefix the last to go."""
    kept = ring(held=4)
    kept.get(1)
    kept.trim()
    assert len(kept) == 3
    assert with_states(kept) == [1, 3, 4]


def test_too_many_bytes_cost_the_states_and_keep_what_the_encoder_gave():
    """The encoder's output is small and is kept; branches go with the states."""
    kept = ring(max_bytes=2000)
    kept.trim()
    assert with_states(kept) == [3]
    first = kept.get(1)
    assert first is not None and not first.branches and first.bytes == 100
    assert kept.bytes == 1400


def test_what_is_needed_now_stays():
    """Bounds do not break a call."""
    kept = ring(max_bytes=0, max_prefixes=1)
    kept.trim(needed={1, 2})
    assert with_states(kept) == [1, 2]
