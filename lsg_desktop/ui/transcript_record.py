"""What a row of the transcript holds; it knows no event and no model."""

from __future__ import annotations

from dataclasses import dataclass, field

from lsg_desktop.events import Reason, Task


@dataclass(frozen=True, slots=True)
class Unit:
    """Letters ``start`` to ``end`` of a line, written at once, and why.

    ``kl`` and ``confidence`` are known where the session is traced.
    """

    start: int
    end: int
    reason: Reason
    audio_s: float
    kl: float | None = None
    confidence: float | None = None


@dataclass(slots=True)
class Line:
    """One language of a row: what is committed, how it came to be, and the draft behind it."""

    text: str = ""
    draft: str = ""
    units: list[Unit] = field(default_factory=list)

    def unit_at(self, letter: int) -> Unit | None:
        """Give the unit that a letter of the line belongs to."""
        return next((unit for unit in self.units if unit.start <= letter < unit.end), None)


@dataclass(slots=True, eq=False)
class Row:
    """An utterance, or a gap in the record where sound was skipped.

    ``end_s`` is None while it grows; ``version`` counts its changes.
    """

    start_s: float
    end_s: float | None = None
    speaker: str | None = None
    is_gap: bool = False
    version: int = 0
    lines: dict[Task, Line] = field(default_factory=lambda: {task: Line() for task in Task})

    @property
    def is_empty(self) -> bool:
        """Whether nothing was committed."""
        return not self.is_gap and not any(line.text for line in self.lines.values())
