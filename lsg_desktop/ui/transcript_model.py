"""What was said and written, row by row, as a Qt model; it knows no view.

It mirrors the events of a session: committed text only grows, a draft is replaced, and a row that
ends without a word is taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lsg_desktop.events import (
    Decision,
    Drafted,
    Event,
    Skipped,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.ui import transcript_words
from lsg_desktop.ui.transcript_record import Row, Unit

_Index = QModelIndex | QPersistentModelIndex
_Key = tuple[int, str | None, int]
_NOWHERE = QModelIndex()


class TranscriptModel(QAbstractListModel):
    """The rows of one or more sessions, in the order in which they began."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.languages: dict[Task, str] = dict.fromkeys(Task, "")
        self._rows: list[Row] = []
        self._open: dict[_Key, int] = {}
        self._traced: dict[tuple[_Key, Task], Decision] = {}

    def take(self, event: Event) -> None:
        """Take in what happened; events of no concern here are ignored."""
        match event:
            case SpeechStarted():
                self._begin(event, event.utterance, event.start_s)
            case Decision(action="write"):
                self._traced[_key(event, event.utterance), event.task] = event
            case Written():
                self._write(event)
            case Drafted():
                self._draft(event)
            case UtteranceEnded():
                self._end(event)
            case Skipped(start_s=start_s, end_s=end_s):
                self._add(Row(start_s, end_s, event.speaker, is_gap=True))

    def clear(self) -> None:
        """Forget every row."""
        self.show_rows((), self.languages)

    def show_rows(self, rows: Iterable[Row], languages: Mapping[Task, str]) -> None:
        """Show rows in these languages, in place of what was there."""
        self.beginResetModel()
        self.languages = dict(languages)
        self._rows = list(rows)
        self._open.clear()
        self._traced.clear()
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Give a row, counted from the oldest."""
        return self._rows[number]

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, from the oldest."""
        return self._rows

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows be selected, and opened to select a part of their text."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        flags |= Qt.ItemFlag.ItemNeverHasChildren
        return flags if self._rows[index.row()].is_gap else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give what a row says: to readers, to screen readers, and why."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return transcript_words.plain(row, tuple(Task))
            case Qt.ItemDataRole.AccessibleTextRole:
                return transcript_words.spoken(row)
            case Qt.ItemDataRole.WhatsThisRole:
                return transcript_words.reasons(row, self.languages)
        return None

    def _begin(self, event: Event, utterance: int, start_s: float) -> int:
        number = len(self._rows)
        self._open[_key(event, utterance)] = number
        self._add(Row(start_s, speaker=event.speaker))
        return number

    def _add(self, row: Row) -> None:
        number = len(self._rows)
        self.beginInsertRows(QModelIndex(), number, number)
        self._rows.append(row)
        self.endInsertRows()

    def _number_of(self, event: Event, utterance: int, start_s: float) -> int:
        """Find the row of an utterance; begin one for who came too late to hear it begin."""
        number = self._open.get(_key(event, utterance))
        return self._begin(event, utterance, start_s) if number is None else number

    def _write(self, event: Written) -> None:
        number = self._number_of(event, event.utterance, event.audio_s)
        why = self._traced.pop((_key(event, event.utterance), event.task), None)
        line = self._rows[number].lines[event.task]
        start, end = len(line.text), len(line.text) + len(event.text)
        traced = (why.kl, why.confidence) if why and why.text == event.text else (None, None)
        line.units.append(Unit(start, end, event.reason, event.audio_s, *traced))
        line.text += event.text
        # The draft began with these words; the next one comes with the same decision.
        line.draft = line.draft[len(event.text) :] if line.draft.startswith(event.text) else ""
        self._changed(number)

    def _draft(self, event: Drafted) -> None:
        number = self._number_of(event, event.utterance, event.audio_s)
        line = self._rows[number].lines[event.task]
        if line.draft != event.text:
            line.draft = event.text
            self._changed(number)

    def _end(self, event: UtteranceEnded) -> None:
        number = self._number_of(event, event.utterance, event.start_s)
        del self._open[_key(event, event.utterance)]
        row = self._rows[number]
        row.start_s, row.end_s = event.start_s, event.end_s
        final = {Task.TRANSCRIBE: event.transcript, Task.TRANSLATE: event.translation}
        for task, line in row.lines.items():
            self._traced.pop((_key(event, event.utterance), task), None)
            line.draft = ""
            # Joined, what was written is the final line: it is missing only in what is read back.
            line.text = line.text or final[task]
        if row.is_empty:
            self._remove(number)
        else:
            self._changed(number)

    def _remove(self, number: int) -> None:
        self.beginRemoveRows(QModelIndex(), number, number)
        del self._rows[number]
        self._open = {key: at - (at > number) for key, at in self._open.items()}
        self.endRemoveRows()

    def _changed(self, number: int) -> None:
        self._rows[number].version += 1
        index = self.index(number)
        self.dataChanged.emit(index, index)


def _key(event: Event, utterance: int) -> _Key:
    return event.session, event.speaker, utterance
