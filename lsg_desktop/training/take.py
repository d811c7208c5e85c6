"""What a speech engine hands over: raw samples and where each word lies in them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import EnvironmentFault

REMEDY = "sudo apt-get install espeak-ng flite"


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


def load(library: str, product: str) -> ctypes.CDLL:
    """Load a shared library by its soname, its symbols visible to those loaded later.

    Raises ``EnvironmentFault`` if the machine has no such library.
    """
    try:
        return ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    except OSError as fault:
        raise EnvironmentFault(f"{product} is not installed", remedy=REMEDY) from fault
