"""What the ring keeps and what it lets go."""

from __future__ import annotations

import torch

from lsg_desktop.events import Task
from lsg_desktop.models.cache import Branch, Prefix, Ring


def prefix(audio: int = 100, states: int = 1000, branch: int = 100) -> Prefix:
    """Make a prefix that takes these many bytes in its three parts."""
    sizes = (audio, states, branch // 2, branch // 2)
    sound, shared, own, hidden = (torch.zeros(size, dtype=torch.uint8) for size in sizes)
    return Prefix(sound, shared, {Task.TRANSCRIBE: Branch((1,), own, hidden)})


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


def test_what_no_baseline_comes_to_any_more_loses_its_states_at_once():
    """Room or not, whoever was asked for last: baselines move forward only. All else stays."""
    kept = ring(held=5, max_prefixes=6)
    kept.get(1)
    kept.trim(baselines=(4, 5))
    assert with_states(kept) == [4, 5]
    assert len(kept) == 5


def test_too_many_prefixes_lose_those_that_no_baseline_comes_to_any_more():
    """The shortest first."""
    kept = ring(held=5)
    kept.trim(baselines=(4, 5))
    assert [kept.get(heard) is not None for heard in range(1, 6)] == [False] * 2 + [True] * 3


def test_what_a_baseline_may_still_come_to_stays_however_many_there_are():
    """One task lags behind: as long as there is room nothing is computed twice."""
    kept = ring(held=5)
    kept.trim(baselines=(2, 5))
    assert with_states(kept) == [2, 3, 4, 5]


def test_too_many_bytes_cost_the_states_and_keep_what_the_encoder_gave():
    """The encoder's output is small and is kept; branches go with the states."""
    kept = ring(max_bytes=2000)
    kept.trim()
    assert with_states(kept) == [1]
    last = kept.get(3)
    assert last is not None and not last.branches and last.bytes == 100
    assert kept.bytes == 1400


def test_too_many_bytes_cost_first_what_is_needed_last():
    """That which was passed is gone anyway, then what the nearest baseline comes to last."""
    lost = []
    for room in range(6):
        kept = ring(max_bytes=600 + 1100 * room, max_prefixes=6, held=6)
        kept.trim(baselines=(3, 6))
        lost.append(sorted({1, 2, 3, 4, 5, 6} - set(with_states(kept, 6))))
    assert lost[::-1] == [
        [1, 2],
        [1, 2],
        [1, 2, 5],
        [1, 2, 4, 5],
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, 6],
    ]


def test_where_dropping_states_is_not_enough_prefixes_beyond_the_count_go():
    """The encoder's output is not without bounds either."""
    kept = ring(max_bytes=0, held=5)
    kept.trim(baselines=(1,))
    assert [kept.get(heard) is not None for heard in range(1, 6)] == [True] * 3 + [False] * 2
    assert kept.bytes == 300


def test_what_is_needed_now_stays():
    """Bounds do not break a call."""
    kept = ring(max_bytes=0, max_prefixes=1)
    kept.trim(needed={1, 2})
    assert with_states(kept) == [1, 2]
