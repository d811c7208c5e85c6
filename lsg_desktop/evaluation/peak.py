"""The most memory that was in use since somebody began to watch; it knows no model.

On a GPU that is what torch took there, recorded passes and gaps included, and what it needs of the
driver left out; on the host all that this process held, as far as the system keeps account of a
peak, else what it holds when asked.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import torch

from lsg_desktop.models import memory

_RESET = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")
_RESET_PEAK = "5"
"""What the Linux kernel takes for: begin a new peak (proc_pid_clear_refs)."""


class Peak:
    """Watches the memory of one device."""

    def __init__(self, device: str) -> None:
        self._device = device if device.startswith("cuda") else ""

    def begin(self) -> None:
        """Forget what was."""
        if self._device:
            torch.cuda.reset_peak_memory_stats(self._device)
        elif sys.platform == "linux":
            memory.trim()  # what was freed would count
            with suppress(OSError):
                _RESET.write_text(_RESET_PEAK)

    def mb(self) -> float:
        """Give the most since then, in millions of bytes."""
        if self._device:
            return torch.cuda.max_memory_reserved(self._device) / 1e6
        with suppress(OSError):
            for line in _STATUS.read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024 / 1e6
        return float(psutil.Process().memory_info().rss) / 1e6
