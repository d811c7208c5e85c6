"""Keeps None, True and False alive under Qt's bindings; it knows no widget.

PySide6 6.12 is built as if these three could not die, which is so from Python 3.12 on. On 3.11 each
call that gives one of them takes one of its references away, until the interpreter aborts with
"deallocating None".
"""

from __future__ import annotations

import ctypes
import sys

_MANY = 1 << 48
"""More references than calls in years."""


def keep_singletons() -> None:
    """Give None, True and False more references than can be taken away. Call it before Qt."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _MANY // 2:
        return
    for one in (None, True, False):
        ctypes.c_ssize_t.from_address(id(one)).value += _MANY
