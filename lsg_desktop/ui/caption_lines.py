"""What the last lines of captions are, of each task; it knows no font and no screen."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len

from lsg_desktop.events import (
    Drafted,
    Event,
    SessionStarted,
    Skipped,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.wrapping import Measure
from lsg_desktop.ui.caption_column import Breaking, CaptionLine, Column, Key

Shows = Literal["source", "target", "both"]
"""What of the captions is seen."""

_TASKS: dict[Shows, tuple[Task, ...]] = {
    "source": (Task.TRANSCRIBE,),
    "target": (Task.TRANSLATE,),
    "both": tuple(Task),
}


class CaptionLines:
    """Breaks what is written into lines of so many characters, wide ones counted double.

    ``measure`` may count otherwise. The lines stay while nobody speaks; a new session begins anew.
    """

    def __init__(self, width: int, measure: Measure = cell_len) -> None:
        self.languages: dict[Task, str] = dict.fromkeys(Task, "")
        self._written: tuple[Task, ...] = tuple(Task)
        self._width = width
        self._measure = measure
        self._columns: dict[Task, Column] = {}
        self.clear()

    def take(self, event: Event) -> None:
        """Take in what happened; events of no concern here are ignored."""
        match event:
            case SessionStarted():
                self._start(event)
            case Written():
                self._columns[event.task].write(_key(event, event.utterance), event.text)
            case Drafted():
                self._columns[event.task].draft(_key(event, event.utterance), event.text)
            case UtteranceEnded():
                for column in self._columns.values():
                    column.end(_key(event, event.utterance))
            case Skipped():
                for column in self._columns.values():
                    column.mark_gap()

    def clear(self) -> None:
        """Forget every line."""
        self._columns = {task: Column(self._breaking(task)) for task in Task}

    def set_width(self, width: int, measure: Measure = cell_len) -> None:
        """Break what comes by another width or measure, and what stands if the width is another."""
        is_other = width != self._width
        self._width, self._measure = width, measure
        for task, column in self._columns.items():
            column.set_breaking(self._breaking(task), anew=is_other)

    def tasks(self, shows: Shows) -> tuple[Task, ...]:
        """Give what is to be seen and is written; where none of it is, what is written."""
        wanted = tuple(task for task in _TASKS[shows] if task in self._written)
        return wanted or self._written

    def last(self, task: Task, count: int) -> tuple[CaptionLine, ...]:
        """Give up to so many of the newest lines, from the oldest.

        A draft takes at most one line of its own, and none where there is only one.
        """
        return self._columns[task].last(count)

    def count(self, task: Task) -> int:
        """How many lines there have been. It grows by as many as those that stand move up by."""
        return self._columns[task].count

    def _start(self, event: SessionStarted) -> None:
        self._written = tuple(task for task in Task if event.task in ("both", task))
        self.languages = {
            Task.TRANSCRIBE: event.source_lang,
            Task.TRANSLATE: event.target_lang,
        }
        self.clear()

    def _breaking(self, task: Task) -> Breaking:
        return Breaking(self._width, self._measure, self.languages[task])


def _key(event: Event, utterance: int) -> Key:
    return event.session, event.speaker, utterance
