"""A log in which a run stops anywhere and goes on from where it was; it knows not what is kept.

Each thing is in the log, whole, before the next begins. The settings lie beside the log, so that no
log is ever of two settings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

import filelock

from lsg_desktop.errors import InputFault, OutputFault


class Line(Protocol):
    """What is kept of one thing."""

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        ...


Kept = TypeVar("Kept", bound=Line)


class Log(Generic[Kept]):
    """A log that is held for one run; ``path`` is what messages call it, a file or a folder."""

    def __init__(
        self, path: Path, log: Path, settings: Path, lock: Path, read: Callable[[Path], list[Kept]]
    ) -> None:
        """Make the folder that these lie in, or take it.

        ``read`` gives what is in a log that is whole. Raises OutputFault; InputFault where another
        run has it.
        """
        self.path = path
        self._log = log
        self._settings = settings
        self._read = read
        self._lock = filelock.FileLock(lock, timeout=0)
        with writing(path):
            log.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire()
            except filelock.Timeout:
                raise InputFault(
                    f"another run writes to {path}", "wait for it, or give another --out"
                ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()

    def resume(self, settings: Mapping[str, Any]) -> list[Kept]:
        """Take over what a run with the same settings has done, or begin one.

        Raises InputFault where the log is of a run with others.
        """
        given = json.loads(json.dumps(_plain(settings)))
        if not self._log.exists():
            write_whole(self._settings, json.dumps(given, indent=2, ensure_ascii=False) + "\n")
            return []
        self._check(self._known(), given)
        with writing(self._log), self._log.open("r+b") as log:
            whole = log.read().rfind(b"\n") + 1
            log.truncate(whole)  # the run ended within the line after these
        return self._read(self._log)

    def append(self, one: Kept) -> None:
        """Keep one more. Raises OutputFault."""
        with writing(self._log), self._log.open("ab") as log:
            log.write(one.json().encode() + b"\n")

    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self._settings.read_text("utf-8"))
        except (OSError, ValueError):
            known = None
        if not isinstance(known, dict):
            raise InputFault(f"{self.path} holds a run of unknown settings", "give another --out")
        return known

    def _check(self, known: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        for name in [*given, *known]:
            if known.get(name) != given.get(name):
                raise InputFault(
                    f"{self.path} holds a run with other settings"
                    f" ({name} {known.get(name)} rather than {given.get(name)})",
                    "give the same settings, or another --out",
                )


def write_whole(path: Path, text: str) -> None:
    """Write a file that is whole at any moment. Raises OutputFault."""
    part = path.with_name(f".{path.name}.part")
    with writing(path):
        part.write_text(text, "utf-8")
        part.replace(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what writing can raise into an OutputFault about a path."""
    try:
        yield
    except OSError as error:
        raise OutputFault(
            f"{path} cannot be written ({error.strerror})", "free some room, or give another --out"
        ) from None


def _plain(value: Any) -> Any:
    """JSON has no infinity: the word stands for it, as on the command line."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if value in (float("inf"), float("-inf")) else value
