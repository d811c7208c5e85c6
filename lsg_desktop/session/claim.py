"""Whether the process that keeps a session is still alive; it knows no session.

A claim is a lock on a file, which the system takes away when the process ends, however it ends.
Unlike the number of a process, even with the time it began, it can never come to mean another
process, and it is seen from other containers and machines that share the folder.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

import filelock

_POLL_S = 0.002


class Claim:
    """Held from its making to :meth:`release`, or to the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Claim to be alive, under a new name. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self.keeper = uuid.uuid4().hex
        self._path = _file(folder, self.keeper)
        # Released by another thread, perhaps, than the one that took it.
        self._lock = filelock.FileLock(self._path, timeout=0, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        """Claim it no longer."""
        self._lock.release()
        with suppress(OSError):
            self._path.unlink()


def is_alive(folder: Path, keeper: str) -> bool:
    """Whether a claim is held; what is left of one that is not is removed. Raises OSError."""
    path = _file(folder, keeper)
    if not path.exists():
        return False
    # To ask is to take the lock for a moment: of two who ask at once, one would take the other
    # for the keeper.
    with filelock.FileLock(folder.with_suffix(".lock"), poll_interval=_POLL_S):
        try:
            with filelock.FileLock(path, timeout=0):
                pass
        except filelock.Timeout:
            return True
        # Nobody takes this name again, so it cannot be the lock of another.
        with suppress(OSError):
            path.unlink()
        return False


def _file(folder: Path, keeper: str) -> Path:
    return folder / f"{keeper}.lock"
