"""``lsg-desktop models``: which there are, and fetching, removing and converting them."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import console, is_terminal, say, show
from lsg_desktop.models import catalogue, weights
from lsg_desktop.models.amounts import size
from lsg_desktop.models.progress import Progress as Amount

_CANCELLED = 130


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``models`` and what is below it takes."""
    below = parser.add_subparsers(required=True, metavar="WHAT")
    listing = below.add_parser("list", help="list the models that are known or on this machine")
    listing.set_defaults(run=_list)
    download = below.add_parser(
        "download",
        help="bring a model onto this machine",
        description="Bring a model onto this machine, going on where an earlier try stopped.",
    )
    download.add_argument("name", metavar="NAME", help="of the list, or owner/name on the hub")
    download.add_argument(
        "--verify", action="store_true", help="read again what is there, and mend it"
    )
    download.set_defaults(run=_download)
    remove = below.add_parser("remove", help="delete a downloaded model")
    remove.add_argument("name", metavar="NAME", help="of the list")
    remove.set_defaults(run=_remove)
    convert = below.add_parser(
        "convert-qwen-audio",
        help="make a Qwen-Audio that you have (the first version) usable here",
        description="Write the weights of a Qwen-Audio, the first version and the model of LSG's"
        " paper, in the layout of Qwen2-Audio. You must have its files, about 17 GB, and keep to"
        " their licence: nothing is downloaded. None of the code among them is run.",
    )
    convert.add_argument("folder", metavar="FOLDER", help="with the files of Qwen/Qwen-Audio")
    convert.add_argument(
        "--out", required=True, metavar="FOLDER", help="a new folder, as large; name it as --model"
    )
    convert.set_defaults(run=_convert)


def _list(_arguments: argparse.Namespace) -> int:
    table = Table(box=None, pad_edge=False)
    table.add_column("name", overflow="fold")
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("about")
    about = {known.name: known.about for known in catalogue.KNOWN}
    there = {found.name: found for found in weights.installed()}
    for name in dict.fromkeys((*about, *there)):
        table.add_row(name, *_size_and_state(name, there.get(name)), about.get(name, ""))
    show(table)
    return 0


def _size_and_state(name: str, found: weights.Installed | None) -> tuple[str, str]:
    if found is None:
        known = next(known for known in catalogue.KNOWN if known.name == name)
        return (size(known.download_bytes), "to download") if known.repo else ("", "missing")
    if not found.is_complete:
        return size(found.bytes), "unfinished"
    return size(found.bytes), "bundled" if found.is_bundled else "here"


def _download(arguments: argparse.Namespace) -> int:
    machine: Machine = arguments.machine
    stop = threading.Event()
    with _stopping(stop), _advancing() as advance:
        folder = machine.download(arguments.name, advance, stop, verify=arguments.verify)
    if folder is None:
        say(f"stopped: lsg-desktop models download {arguments.name} goes on from here")
        return _CANCELLED
    print(f"{catalogue.resolve(arguments.name).name} is in {folder}")
    return 0


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl+C set an event, so that what has arrived is kept; a second one does not wait."""

    def handle(_number: int, _frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _advancing() -> Iterator[Callable[[Amount], None]]:
    """Show on standard error how far something is, if it is a terminal."""
    columns = (
        BarColumn(bar_width=30),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.description}"),
    )
    hidden = not is_terminal(sys.stderr)
    with Progress(*columns, console=console(stderr=True), disable=hidden) as bar:
        task = bar.add_task("", total=None, start=False)

        def advance(progress: Amount) -> None:
            bar.update(
                task,
                description=str(progress),
                total=progress.total_bytes,
                completed=progress.done_bytes,
            )

        yield advance


def _remove(arguments: argparse.Namespace) -> int:
    freed = weights.remove(arguments.name)
    print(f"{catalogue.resolve(arguments.name).name} is removed: {size(freed)} are free again")
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from lsg_desktop.models.qwen_audio_v1 import convert  # brings torch

    with _advancing() as advance:
        convert(Path(arguments.folder), Path(arguments.out), advance)
    print(f"Qwen-Audio is in {arguments.out}")
    return 0
