"""``lsg-desktop history``: the sessions that were kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from lsg_desktop.cli.output import opened
from lsg_desktop.cli.terminal import is_terminal, say, show
from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.session import export
from lsg_desktop.session.export import FORMATS, Language, clock
from lsg_desktop.session.history import History
from lsg_desktop.session.record import Found, Record, State, Summary
from lsg_desktop.session.wrapping import tidy

_LEFT = 1


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``history`` and what is below it takes."""
    below = parser.add_subparsers(required=True, metavar="WHAT")
    _add_list(below)
    showing = below.add_parser("show", help="print a session")
    _add_which(showing)
    _add_form(showing, "default: lines with times, to read")
    showing.set_defaults(run=_show)
    exporting = below.add_parser("export", help="write a session to a file")
    _add_which(exporting)
    exporting.add_argument("--output", metavar="FILE", required=True, help="write there")
    _add_form(exporting, "default: as the suffix of --output says, otherwise txt")
    exporting.add_argument("--force", action="store_true", help="replace a file that is there")
    exporting.set_defaults(run=_export)
    renaming = below.add_parser("rename", help="give a session another title")
    _add_id(renaming)
    renaming.add_argument("title", metavar="TITLE", help="'': that of its first words")
    renaming.set_defaults(run=_rename)
    deleting = below.add_parser("delete", help="delete a session for good")
    _add_id(deleting)
    deleting.add_argument("--yes", action="store_true", help="do not ask")
    deleting.set_defaults(run=_delete)


def _add_list(below: Any) -> None:
    listing = below.add_parser(
        "list",
        help="list the sessions, or find what was said",
        description="List the sessions, newest first; in a pipe, a line each, parted by tabs.",
    )
    listing.add_argument(
        "--search", metavar="TEXT", help="the lines that hold this text, whatever its case"
    )
    listing.set_defaults(run=_list)


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID", help="of the list")


def _add_which(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("id", type=int, nargs="?", metavar="ID", help="of the list")
    which.add_argument("--last", action="store_true", help="the newest session")


def _add_form(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help=f"txt: the words alone; json: all that is kept ({default})",
    )
    parser.add_argument(
        "--language",
        choices=tuple(Language),
        default=Language.BOTH,
        help="what was said, its translation, or both (default: both)",
    )


def _list(arguments: argparse.Namespace) -> int:
    if arguments.search is not None:
        found = History().search(arguments.search)
        _lay_out(_FOUND, map(_found_row, found))
        if not found:
            say("nothing was found")
        return 0
    sessions = History().sessions()
    _lay_out(_LISTED, map(_listed_row, sessions))
    if not sessions:
        say("there are no sessions yet")
    return 0


_LISTED = ("id", "started", "length", "languages", "model", "words", "state", "title")
_FOUND = ("id", "at", "who", "text")


def _listed_row(session: Summary) -> Sequence[str]:
    return (
        str(session.id),
        f"{session.started.astimezone():%Y-%m-%d %H:%M}",
        clock(session.length_s),
        " → ".join(session.languages),
        session.model,
        str(session.words),
        "" if session.state is State.ENDED else session.state,
        session.title,
    )


def _found_row(found: Found) -> Sequence[str]:
    return str(found.session), clock(found.start_s), found.speaker or "", tidy(found.text)


def _lay_out(names: Sequence[str], rows: Any) -> None:
    """Print a table for somebody who looks, and for a program what is in it."""
    if not is_terminal(sys.stdout):
        with opened(None) as written:
            for row in rows:
                written.write("\t".join(row) + "\n")
        return
    table = Table(box=None, pad_edge=False)
    for name in names:
        numeric = name in ("id", "length", "words", "at")
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        show(table)


def _asked_for(arguments: argparse.Namespace) -> Record:
    return History().last() if arguments.last else History().get(arguments.id)


def _show(arguments: argparse.Namespace) -> int:
    record, language = _asked_for(arguments), Language(arguments.language)
    form = arguments.format
    text = export.exported(record, form, language) if form else export.timed(record, language)
    with opened(None) as written:
        written.write(text)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    path = Path(arguments.output)
    suffix = path.suffix.lower().lstrip(".")
    form = arguments.format or (suffix if suffix in FORMATS else "txt")
    record = _asked_for(arguments)
    text = export.exported(record, form, Language(arguments.language))
    if path.is_file() and not arguments.force:
        raise OutputFault(f"{path} is there already", "choose another name, or add --force")
    export.write(path, text)
    print(f"session {record.summary.id} is in {path}")
    return 0


def _rename(arguments: argparse.Namespace) -> int:
    History().rename(arguments.id, arguments.title)
    title = History().get(arguments.id).summary.title
    print(f"session {arguments.id} is called {title}")
    return 0


def _delete(arguments: argparse.Namespace) -> int:
    history = History()
    title = history.get(arguments.id).summary.title
    if not arguments.yes:
        if sys.stdin is None or not sys.stdin.isatty():
            raise InputFault(f"session {arguments.id} would be gone for good", "add --yes")
        print(f"Delete session {arguments.id} ({title}) for good? [y/N] ", end="", flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            print(f"session {arguments.id} stays")
            return _LEFT
    history.delete(arguments.id)
    print(f"session {arguments.id} is deleted")
    return 0
