"""The downloads of the window, whatever dialog is open; it knows no hub and no widget."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from lsg_desktop.errors import LsgError
from lsg_desktop.models.progress import Progress
from lsg_desktop.ui.errands import Errands, Tell

_LONGEST_WAIT_S = 3.0
"""How long closing waits for the network; what has arrived is on the disk either way."""


class Download(Protocol):
    """Brings a model onto this machine; None where ``stop`` was set before all was there."""

    def __call__(
        self,
        name: str,
        on_progress: Callable[[Progress], None],
        stop: threading.Event,
        *,
        verify: bool,
    ) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How a download stands: running, or broken off with a problem and its remedy."""

    is_running: bool = True
    is_stopping: bool = False
    progress: Progress | None = None
    problem: str = ""
    remedy: str = ""


class Downloads(QObject):
    """Each download has a thread of its own; a model is downloaded once at a time."""

    progress = Signal(str, object)
    """Of the model of this name so much is here: a Progress."""
    finished = Signal(str)
    stopped = Signal(str)
    """It was paused; what has arrived is kept."""
    failed = Signal(str, str, str)
    """Name, problem, remedy."""

    def __init__(self, download: Download, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._download = download
        self._errands = Errands(self)
        self._stops: dict[str, threading.Event] = {}
        self._standings: dict[str, Standing] = {}

    def standing(self, name: str) -> Standing | None:
        """Say how a download stands; None where none was begun, or nothing is wrong with it."""
        return self._standings.get(name)

    @property
    def is_running(self) -> bool:
        """Whether anything is being downloaded."""
        return bool(self._stops)

    def start(self, name: str) -> None:
        """Begin a download, or go on with one; one that runs goes on."""
        if name in self._stops:
            return
        stop = self._stops[name] = threading.Event()
        self._standings[name] = Standing()
        download = self._download

        def work(tell: Tell) -> Path | None:
            return download(name, tell, stop, verify=False)

        self._errands.run(
            work,
            done=lambda folder: self._on_end(name, folder),
            failed=lambda fault: self._on_fault(name, fault),
            heard=lambda progress: self._on_progress(name, progress),
        )

    def stop(self, name: str) -> None:
        """Pause a download: what has arrived is kept."""
        if name in self._stops:
            self._stops[name].set()
            self._standings[name] = replace(self._standings[name], is_stopping=True)

    def close(self) -> bool:
        """Stop every download; give whether all had ended before it would take too long.

        One that had not, for the network is slow to answer, ends with the process.
        """
        for stop in self._stops.values():
            stop.set()
        self._stops.clear()
        self._standings.clear()
        return self._errands.close(_LONGEST_WAIT_S)

    def _on_progress(self, name: str, progress: Progress) -> None:
        self._standings[name] = replace(self._standings[name], progress=progress)
        self.progress.emit(name, progress)

    def _on_end(self, name: str, folder: Path | None) -> None:
        del self._stops[name], self._standings[name]
        (self.stopped if folder is None else self.finished).emit(name)

    def _on_fault(self, name: str, fault: LsgError) -> None:
        del self._stops[name]
        self._standings[name] = replace(
            self._standings[name],
            is_running=False,
            is_stopping=False,
            problem=fault.problem,
            remedy=fault.remedy,
        )
        self.failed.emit(name, fault.problem, fault.remedy)
