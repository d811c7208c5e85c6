"""Where text goes: standard output, or a file that is whole at any moment; it knows no format."""

from __future__ import annotations

import os
import stat
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from lsg_desktop.errors import InputFault, OutputFault


class Output(ABC):
    """Takes text that is not to be torn apart; what was taken is out before the call returns.

    After a fault it takes no more and says nothing, so that a command can end as usual.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._broken = False

    def write(self, text: str) -> None:
        """Write a piece of text. Raises OutputFault, or BrokenPipeError where nobody reads on."""
        if self._broken:
            return
        try:
            self._put(text)
        except BrokenPipeError:
            self._broken = True
            raise
        except OSError as error:
            self._broken = True
            raise OutputFault(
                f"{self._name} cannot be written ({error.strerror})",
                "free some room or choose another place; what was written stays",
            ) from None

    @abstractmethod
    def _put(self, text: str) -> None: ...

    def close(self) -> None:  # noqa: B027  # standard output stays open
        """Let go of it; nothing waits to be written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class StandardOutput(Output):
    """Standard output."""

    def __init__(self) -> None:
        """Raise InputFault where it is closed: all that is said would be lost."""
        super().__init__("standard output")
        if sys.stdout is None:
            raise InputFault("standard output is closed", "choose a file: --output FILE")

    def _put(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


class FileOutput(Output):
    """A file. What it held is gone with the first write and not before.

    It never ends within a piece of text: where there is no room for the whole, there is none of it.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises OutputFault where it cannot be written."""
        super().__init__(str(path))
        self._path = path
        self._is_new = not path.exists()
        self._written: int | None = None
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise OutputFault(
                f"{path} cannot be written ({error.strerror})", "choose another --output"
            ) from None
        # A device such as /dev/full, or a pipe, has no length to take back.
        self._is_regular = stat.S_ISREG(os.fstat(self._file).st_mode)

    def _put(self, text: str) -> None:
        if self._written is None:
            self._written = 0
            self._shorten(0)
        data = text.encode()
        at = 0
        try:
            while at < len(data):
                at += os.write(self._file, data[at:])
        except OSError:
            self._shorten(self._written)
            raise
        self._written += len(data)

    def _shorten(self, length: int) -> None:
        if self._is_regular:
            os.ftruncate(self._file, length)
            os.lseek(self._file, length, os.SEEK_SET)

    def close(self) -> None:
        """Close the file; one that was made here and never written is removed again."""
        if self._file < 0:
            return
        os.close(self._file)
        self._file = -1
        if self._is_new and self._written is None and self._is_regular:
            self._path.unlink(missing_ok=True)


def opened(path: str | None) -> Output:
    """Give standard output, or the file of this name. Raises InputFault as above."""
    return StandardOutput() if path is None else FileOutput(Path(path))


def refuse_to_overwrite(path: str | None, source: str | None) -> None:
    """Raise InputFault where the output would replace the sound that it is made from."""
    if path is None or source is None or not Path(path).exists() or not Path(source).exists():
        return
    if Path(path).samefile(source):
        raise InputFault(f"{path} is what is to be captioned", "choose another --output")
