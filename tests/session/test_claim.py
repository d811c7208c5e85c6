"""Who keeps a session, and whether they are still there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from lsg_desktop.session.claim import Claim, is_alive

ASKERS = 8


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "running"


def left(folder):
    """Leave a claim as a process does that is killed: its file is there, its lock is not."""
    claim = Claim(folder)
    claim._lock.release()
    (folder / f"{claim.keeper}.lock").touch()
    return claim.keeper


def asked(folder, keeper):
    """Give what those hear who ask at the same time."""
    barrier = Barrier(ASKERS)

    def ask(_):
        barrier.wait()
        return is_alive(folder, keeper)

    with ThreadPoolExecutor(ASKERS) as pool:
        return list(pool.map(ask, range(ASKERS)))


def test_a_claim_is_alive_until_it_is_released(folder):
    claim = Claim(folder)
    assert is_alive(folder, claim.keeper)
    claim.release()
    assert not is_alive(folder, claim.keeper)


def test_those_who_ask_at_once_do_not_take_each_other_for_the_keeper(folder):
    for _ in range(50):
        assert asked(folder, left(folder)) == [False] * ASKERS


def test_all_who_ask_at_once_hear_of_a_keeper(folder):
    claim = Claim(folder)
    assert asked(folder, claim.keeper) == [True] * ASKERS
    claim.release()


def test_what_a_dead_keeper_left_is_removed(folder):
    keeper = left(folder)
    assert not is_alive(folder, keeper)
    assert not (folder / f"{keeper}.lock").exists()
