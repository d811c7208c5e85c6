"""What was said and where; it knows no event and no index.

A text is looked for in every utterance, folded as it was when it was written: that finds Chinese,
parts of words and utterances that still grow alike, and takes 0.1 s for a year of daily lectures.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from lsg_desktop.events import Task
from lsg_desktop.session.database import fold
from lsg_desktop.session.record import Found


def folded(transcript: str, translation: str) -> str:
    """Give an utterance as it is searched.

    Folded text has no line feed, so nothing is found that begins in one line and ends in the other.
    """
    return f"{fold(transcript)}\n{fold(translation)}"


def search(connection: sqlite3.Connection, wanted: str, limit: int | None) -> Iterator[Found]:
    """Give the lines that hold a text as it stands, newest session first.

    Case does not count, nor whether letters are wide.
    """
    if text := fold(wanted):
        yield from islice(_lines(connection, text), limit)


def _lines(connection: sqlite3.Connection, text: str) -> Iterator[Found]:
    rows = connection.execute(
        "SELECT session, number, speaker, start_s, transcript, translation FROM utterances"
        " WHERE instr(folded, ?) ORDER BY session DESC, start_s, id",
        (text,),
    )
    for session, utterance, speaker, start_s, *lines in rows:
        for task, line in zip(Task, lines, strict=True):
            if text in fold(line):
                yield Found(
                    session=session,
                    utterance=utterance,
                    speaker=speaker or None,
                    start_s=start_s,
                    task=task,
                    text=line,
                )
