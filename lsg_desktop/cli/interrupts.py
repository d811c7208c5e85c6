"""Ctrl+C: the first ends the source and lets the rest be finished, the second abandons it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType, TracebackType
from typing import Any, Self


class Interrupts:
    """While it is entered, signals end a source rather than the process.

    ``close`` ends the source; it runs on a thread of its own, since a signal handler may take no
    lock. ``detach`` is called within the handler and wakes a read that waits.
    """

    def __init__(self, close: Callable[[], None], detach: Callable[[], None]) -> None:
        self._close = close
        self._detach = detach
        self._asked: SimpleQueue[bool] = SimpleQueue()
        self._closer = threading.Thread(target=self._await, name="closer", daemon=True)
        self._before: dict[int, Any] = {}
        self._received = 0

    @property
    def exit_code(self) -> int:
        """What the process is to exit with: 0, or as a shell tells of the signal."""
        return 128 + self._received if self._received else 0

    def __enter__(self) -> Self:
        self._closer.start()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                # Ignored is how a shell starts what runs in the background: it stays so.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._asked.put(False)
        self._closer.join()

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        if self._received:
            raise KeyboardInterrupt
        self._received = number
        self._detach()
        self._asked.put(True)  # may be called wherever the signal came, unlike a lock

    def _await(self) -> None:
        if self._asked.get():
            self._close()
            self._asked.get()
