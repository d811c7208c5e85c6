"""What a speech engine hands over: raw samples and where each word lies in them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import EnvironmentFault

REMEDY = "sudo apt-get install espeak-ng flite festival festvox-kdlpc16k festvox-us-slt-hts"


@dataclass(frozen=True, slots=True)
class Take:
    """One utterance as the engine made it.

    ``samples`` is ``(n,)`` int16 at ``rate`` Hz; ``starts`` and ``ends`` are ``(items,)`` float64
    in seconds, NaN where the engine said nothing about an item.
    """

    samples: NDArray[np.int16]
    rate: int
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]


def item_times(
    spans: Sequence[Sequence[float]], counts: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """First start and last end of each item, from those of an engine's tokens, in order.

    ``counts`` gives how many tokens each item should have; where they are not as many in all,
    nothing is known of any.
    """
    edges = np.cumsum([0, *counts])
    if len(spans) != edges[-1]:
        return np.full(len(counts), np.nan), np.full(len(counts), np.nan)
    table = np.array(spans)
    return table[edges[:-1], 0], table[edges[1:] - 1, 1]


def load(library: str, product: str) -> ctypes.CDLL:
    """Load a shared library by its soname, its symbols visible to those loaded later.

    Raises ``EnvironmentFault`` if the machine has no such library.
    """
    try:
        return ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    except OSError as fault:
        raise EnvironmentFault(f"{product} is not installed", remedy=REMEDY) from fault
