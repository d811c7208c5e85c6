"""The folder of one run: settings, log, results, and who may write; it measures nothing.

A run stops anywhere and goes on where it was: each clip is in the log, whole, before the next
begins. The settings lie beside the log, so that no log is ever of two settings. What a line of the
log holds is the affair of whoever runs.
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
from lsg_desktop.evaluation import instances
from lsg_desktop.evaluation.instances import Instance

SETTINGS = "settings.json"


class Kept(Protocol):
    """What is kept of one clip."""

    @property
    def index(self) -> int:
        """The clip's number, from 0."""
        ...

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        ...


Clip = TypeVar("Clip", bound=Kept)


class Folder(Generic[Clip]):
    """A folder that is held for one run; ``log`` and ``settings`` are names of files in it."""

    def __init__(
        self, path: Path, log: str, settings: str, read: Callable[[Path], list[Clip]]
    ) -> None:
        """Make the folder, or take it. Raises OutputFault; InputFault where another run has it.

        ``read`` gives what is in a log that is whole.
        """
        self.path = path
        self._log = path / log
        self._settings = settings
        self._read = read
        self._lock = filelock.FileLock(path / ".lock", timeout=0)
        with _writing(path):
            path.mkdir(parents=True, exist_ok=True)
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

    def resume(self, settings: Mapping[str, Any]) -> list[Clip]:
        """Take over what a run with the same settings has done, or begin one.

        Raises InputFault where the folder holds a run with others.
        """
        given = json.loads(json.dumps(_plain(settings)))
        if not self._log.exists():
            self.write(self._settings, json.dumps(given, indent=2, ensure_ascii=False) + "\n")
            return []
        self._check(self._known(), given)
        with _writing(self._log), self._log.open("r+b") as log:
            whole = log.read().rfind(b"\n") + 1
            log.truncate(whole)  # the run ended within the line after these
        found = self._read(self._log)
        if [one.index for one in found] != list(range(len(found))):
            raise InputFault(
                f"{self._log} has lost or doubled lines", "delete it, or give another --out"
            )
        return found

    def append(self, clip: Clip) -> None:
        """Keep one more. Raises OutputFault."""
        with _writing(self._log), self._log.open("ab") as log:
            log.write(clip.json().encode() + b"\n")

    def write(self, name: str, text: str) -> Path:
        """Write a file that is whole at any moment. Raises OutputFault."""
        path = self.path / name
        part = path.with_name(f".{name}.part")
        with _writing(path):
            part.write_text(text, "utf-8")
            part.replace(path)
        return path

    def _known(self) -> dict[str, Any]:
        path = self.path / self._settings
        try:
            known = json.loads(path.read_text("utf-8"))
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


class RunFolder(Folder[Instance]):
    """A folder of instances, as SimulEval logs them."""

    def __init__(self, path: Path) -> None:
        """Make the folder, or take it, as any."""
        super().__init__(path, instances.FILE, SETTINGS, instances.read)


def _plain(value: Any) -> Any:
    """JSON has no infinity: the word stands for it, as on the command line."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if value in (float("inf"), float("-inf")) else value


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFault(
            f"{path} cannot be written ({error.strerror})", "free some room, or give another --out"
        ) from None
