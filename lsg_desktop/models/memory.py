"""The memory that models compute in: that it ran out, and giving back what is not in use.

It knows no model. Torch is imported inside the functions, so that a session can use this without.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lsg_desktop.errors import OutOfMemory

_WORDS = ("out of memory", "allocate memory", "not enough memory", "ALLOC_FAILED")
"""What torch, its libraries and the system say where they have no error of its own for it."""


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
    """Let others have what torch keeps of freed memory, for its own next use."""
    if "torch" not in sys.modules:
        return
    import torch

    if torch.cuda.is_initialized():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def _ran_out(error: Exception) -> bool:
    import torch

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in _WORDS)
