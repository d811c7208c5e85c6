"""The memory that models compute in: that it ran out, and giving back what is not in use.

It knows no model. Torch is imported inside the functions, so that a session can use this without.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lsg_desktop.errors import OutOfMemory

_WORDS = ("out of memory", "allocate memory", "not enough memory", "ALLOC_FAILED")
"""What torch, its libraries and the system say where they have no error of its own for it."""

_M_ARENA_MAX = -8
"""What ``malloc.h`` calls it."""


@contextmanager
def watched(problem: str, smaller: str | None) -> Iterator[None]:
    """Raise OutOfMemory where memory runs out; ``smaller`` is the precision that may fit."""
    try:
        yield
    except (MemoryError, RuntimeError, OSError) as error:
        if not _ran_out(error):
            raise
        remedy = f"choose --precision {smaller}" if smaller else "choose a smaller model"
        # Its traceback holds what fills the memory.
        raise OutOfMemory(problem, remedy, smaller or "") from error.with_traceback(None)


def give_back() -> None:
    """Let others have what torch and this process keep of freed memory, for their own next use.

    What hangs in a ring of references is not freed before it is collected.
    """
    trim()
    if "torch" not in sys.modules:
        return
    import torch

    if torch.cuda.is_initialized():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def trim() -> None:
    """Let others have what this process keeps of the host's memory that it has freed."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # only GNU's library can be asked to
            ctypes.CDLL(None).malloc_trim(0)


def share_heap() -> None:
    """Have all threads take memory from one heap, of which what is free can be given back.

    For the start of a process, before there are any: GNU's library has a heap for each of them, and
    of what is freed there much stays, half of a model in bfloat16 after it was unloaded.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # only GNU's library has several
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


@contextmanager
def uncollected() -> Iterator[None]:
    """Import torch within, without looking for garbage then.

    There is little, and looking takes a quarter of the time. Afterwards what is there counts as
    old, and is looked at seldom. Where torch is imported already, or somebody else collects,
    nothing is different.
    """
    if "torch" in sys.modules or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # into the oldest generation, past those that are looked at often
        gc.enable()


def _ran_out(error: Exception) -> bool:
    """Say whether an error is that memory ran out."""
    import torch

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in _WORDS)
