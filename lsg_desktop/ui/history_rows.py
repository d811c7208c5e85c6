"""A record as rows of a transcript; it knows no file and no view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lsg_desktop.events import Task
from lsg_desktop.session.record import Found, Gap, Record, Utterance
from lsg_desktop.ui.transcript_record import Line, Row, Unit

_Key = tuple[str | None, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A record, and its rows in the order of speaking."""

    record: Record
    rows: Sequence[Row]
    _numbers: Mapping[_Key, int]

    @classmethod
    def of(cls, record: Record) -> Opened:
        """Lay a record out; it takes a moment, and may be done on any thread."""
        parts: list[tuple[Row, _Key | None]] = [
            (_row(one), (one.speaker, one.number)) for one in record.utterances
        ]
        parts += [(_gap(gap), None) for gap in record.gaps]
        parts = sorted(
            (part for part in parts if not part[0].is_empty), key=lambda part: part[0].start_s
        )
        return cls(
            record=record,
            rows=[row for row, _ in parts],
            _numbers={key: number for number, (_, key) in enumerate(parts) if key},
        )

    def row_of(self, found: Found) -> int | None:
        """Give which row holds a line that was found."""
        return self._numbers.get((found.speaker, found.utterance))


def _row(utterance: Utterance) -> Row:
    return Row(
        utterance.start_s,
        utterance.end_s,
        utterance.speaker,
        lines={task: _line(utterance, task) for task in Task},
    )


def _line(utterance: Utterance, task: Task) -> Line:
    line = Line()
    for unit in utterance.units:
        if unit.task is task:
            start = len(line.text)
            line.text += unit.text
            line.units.append(
                Unit(start, len(line.text), unit.reason, unit.audio_s, unit.kl, unit.confidence)
            )
    return line


def _gap(gap: Gap) -> Row:
    return Row(gap.start_s, gap.end_s, gap.speaker, is_gap=True)
