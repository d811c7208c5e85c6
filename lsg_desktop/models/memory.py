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

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What can be set in GNU's library, by the numbers of its ``malloc.h``."""


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
    _have_library("malloc_trim", 0)


def share_heap() -> None:
    """Have all threads take memory from one heap, of which what is free can be given back.

    For the start of a process, before there are any: GNU's library has a heap for each of them, and
    of what is freed there much stays, half of a model in bfloat16 after it was unloaded.
    """
    _have_library("mallopt", _ARENA_MAX, 1)


def keep_freed() -> None:
    """Have this process keep freed memory instead of giving each large block back.

    Where pages are slow to come, as in a virtual machine, this alone makes a step of training four
    times as fast.
    """
    for option in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
        _have_library("mallopt", option, 2**31 - 1)


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


def _have_library(function: str, *given: int) -> None:
    """Call a function of GNU's C library; where there is another, nothing happens."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            getattr(ctypes.CDLL(None), function)(*given)


def _ran_out(error: Exception) -> bool:
    """Say whether an error is that memory ran out."""
    import torch

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in _WORDS)
