"""The folder of one run: settings, log, results, and who may write; it measures nothing.

An interrupted run goes on with the clip after the last in its log. What a line of the log holds is
the affair of whoever runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import instances
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.log import Line, Log, write_whole

SETTINGS = "settings.json"


class Kept(Line, Protocol):
    """What is kept of one clip."""

    @property
    def index(self) -> int:
        """The clip's number, from 0."""
        ...


Clip = TypeVar("Clip", bound=Kept)


class Folder(Log[Clip]):
    """A folder that is held for one run; ``log`` and ``settings`` are names of files in it."""

    def __init__(
        self, path: Path, log: str, settings: str, read: Callable[[Path], list[Clip]]
    ) -> None:
        """Make the folder, or take it. Raises OutputFault; InputFault where another run has it.

        ``read`` gives what is in a log that is whole.
        """
        super().__init__(path, path / log, path / settings, path / ".lock", read)

    def resume(self, settings: Mapping[str, Any]) -> list[Clip]:
        """Take over what a run with the same settings has done, or begin one.

        Raises InputFault where the folder holds a run with others.
        """
        found = super().resume(settings)
        if [one.index for one in found] != list(range(len(found))):
            raise InputFault(
                f"{self._log} has lost or doubled lines", "delete it, or give another --out"
            )
        return found

    def write(self, name: str, text: str) -> Path:
        """Write a file that is whole at any moment. Raises OutputFault."""
        write_whole(self.path / name, text)
        return self.path / name


class RunFolder(Folder[Instance]):
    """A folder of instances, as SimulEval logs them."""

    def __init__(self, path: Path) -> None:
        """Make the folder, or take it, as any."""
        super().__init__(path, instances.FILE, SETTINGS, instances.read)
