"""The clips that a command measures a model on, from flags; it measures nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.wanted import Wanted, wanted
from lsg_desktop.evaluation import manifest, quality
from lsg_desktop.evaluation.selection import Selection, look_at, select
from lsg_desktop.session.build import TASKS


def add_manifest(parser: argparse.ArgumentParser) -> None:
    """Add the manifest."""
    parser.add_argument(
        "manifest",
        type=Path,
        metavar="MANIFEST",
        help=f"a file of tab-separated columns: {', '.join(manifest.COLUMNS)}",
    )


def add_corpus(parser: argparse.ArgumentParser) -> None:
    """Add the manifest, and which of its rows are measured, at what."""
    add_manifest(parser)
    parser.add_argument(
        "--task",
        choices=tuple(TASKS),
        default="both",
        help="measure what is said, its translation, or both (default: both)",
    )
    for flag, what in (("source", "spoken"), ("target", "to translate into")):
        parser.add_argument(
            f"--{flag}-lang",
            metavar="CODE",
            help=f"take the rows with this language {what} (default: the manifest's only one)",
        )


def corpus(arguments: argparse.Namespace) -> tuple[Wanted, Selection]:
    """Choose the rows, and check all that can be checked of them before a model is loaded.

    Raises LsgError for a manifest, a row or a sound that cannot be used, for a model that could not
    write it, and where a library lacks.
    """
    machine: Machine = arguments.machine
    tasks = TASKS[arguments.task]
    chosen = select(arguments.manifest, tasks, arguments.source_lang, arguments.target_lang)
    arguments.source_lang, arguments.target_lang = chosen.source_lang, chosen.target_lang
    asked = wanted(arguments)
    clips = [chosen.clips(task) for task in tasks]
    for task in tasks:
        quality.check_libraries(asked.order.language(task))
    look_at(clips[0], machine.models.card(asked.model).limit_s)
    return asked, chosen
