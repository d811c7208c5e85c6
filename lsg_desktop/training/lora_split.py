"""Which examples an adapter learns from, and which are held out; it opens no sound."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.training.lora_data import Example
from lsg_desktop.training.passages import plain

MOST_HELD_OUT = 200
"""Texts that are held out at most: judging takes time, too."""


def parted(examples: Sequence[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Hold out a share of the texts, by their hashes, with all examples of each.

    So no sentence is on both sides, whoever speaks it, and no sound, whatever stands beside it; and
    each run holds out the same. Raises InputFault where there are too few texts.
    """
    stand_in = _joined(examples)
    texts = sorted(set(stand_in.values()), key=_hash)
    if len(texts) < 2:
        raise InputFault("one text is too little to learn from and to judge by", "give more")
    held = set(texts[: min(MOST_HELD_OUT, max(1, round(share * len(texts))))])
    learnt = [one for one in examples if stand_in[_key(one.source)] not in held]
    return learnt, [one for one in examples if stand_in[_key(one.source)] in held]


def _joined(examples: Iterable[Example]) -> dict[str, str]:
    """Give for each text the one that stands for all that share a sound with it."""
    above: dict[str, str] = {}
    first: dict[Path, str] = {}

    def top(text: str) -> str:
        while above.setdefault(text, text) != text:
            text = above[text]
        return text

    for one in examples:
        ours = top(_key(one.source))
        theirs = top(first.setdefault(one.audio, ours)) if one.audio else ours
        above[max(ours, theirs)] = min(ours, theirs)
    return {text: top(text) for text in list(above)}


def sampled(learnt: Sequence[Example], most: int | None, seed: int) -> list[Example]:
    """Choose so many examples at random where there are more; None are all."""
    if most is None or len(learnt) <= most:
        return list(learnt)
    return random.Random(seed).sample(learnt, most)


def mixed(
    learnt: Sequence[Example],
    held_out: Sequence[Example],
    cut: Sequence[Example],
    share: float,
    seed: int,
) -> list[Example]:
    """Add pairs, so many for each whole example but one at least; none is of what is held out.

    Raises InputFault where there are too few of them.
    """
    sounds = {one.audio for one in held_out}
    texts = {_key(text) for one in held_out for text in (one.source, one.target)}
    free = [one for one in cut if one.audio not in sounds and _key(one.source) not in texts]
    count = max(1, round(share * len(learnt)))
    if count > len(free):
        raise InputFault(
            f"{share:.1%} of {len(learnt)} examples are {count} pairs, and {len(free)} are there",
            "make more with lsg-desktop train simulsa, or give a smaller --share",
        )
    return [*learnt, *random.Random(seed).sample(free, count)]


def _key(text: str) -> str:
    return plain(text.casefold())


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
