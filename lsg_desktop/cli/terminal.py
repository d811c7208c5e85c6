"""Standard output and error as people see them; it knows no command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sized
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from lsg_desktop.errors import OutputFault

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType
    from rich.progress import Progress, ProgressColumn

    from lsg_desktop.cli.machine import Tell


def say(text: str) -> None:
    """Say something on standard error, in one line, to whoever is still there."""
    if sys.stderr is not None:
        with suppress(OSError):
            print("lsg-desktop: " + " ".join(text.split()), file=sys.stderr, flush=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream, on something that can move its cursor."""
    if stream is None or not stream.isatty():
        return False
    return os.environ.get("TERM", "") not in ("dumb", "unknown")


def console(*, stderr: bool = False) -> Console:
    """Give standard output, or error, for text that is laid out."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, emoji=False, markup=False)


@contextmanager
def waiting() -> Iterator[Tell]:
    """Show on standard error how far something is that takes a while, if it is a terminal."""
    if not is_terminal(sys.stderr):
        yield lambda _doing, _done=0.0, _note="": None
        return
    with console(stderr=True).status("") as status:

        def tell(doing: str, done: float = 0.0, note: str = "") -> None:
            status.update(f"{doing} {done:.0%}" if done else f"{doing} …")
            if note:
                status.console.print(note, style="dim")

        yield tell


@contextmanager
def counting(*more: ProgressColumn) -> Iterator[Progress]:
    """Show on standard error how many of a number are done, and how long the rest may take.

    Nothing is shown where that is no terminal.
    """
    from rich import progress

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        *more,
    )
    hidden = not is_terminal(sys.stderr)
    with progress.Progress(*columns, console=console(stderr=True), disable=hidden) as bar:
        yield bar


@contextmanager
def kept(done: Sized, of: str, where: Path) -> Iterator[None]:
    """Say, where it is interrupted, how many of so many things are kept where."""
    try:
        yield
    except KeyboardInterrupt:
        say(
            f"interrupted: {len(done)} of {of} are kept in {where};"
            " the same command goes on from there"
        )
        raise


def speak_utf8() -> None:
    """Write UTF-8 into files and pipes, and on a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show(renderable: RenderableType) -> None:
    """Print something that is laid out. Raises OutputFault where there is no room for it."""
    with _writing():
        console().print(renderable)


def flush_standard_output() -> None:
    """Write what waits to be written. Raises OutputFault where there is no room for it."""
    if sys.stdout is not None:
        with _writing():
            sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFault(
            f"standard output cannot be written ({error.strerror})", "free some room"
        ) from None


def forget_standard_output() -> None:
    """Send what still waits to be written nowhere: its reader is gone, or its disk is full.

    Python would try again at the end of the process and complain.
    """
    standard = sys.__stdout__
    if standard is None or sys.stdout is not standard:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, standard.fileno())
    os.close(nowhere)
