"""A record as text in the formats that others read, and that in a file; it knows no history."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.events import Event, Skipped, Task, UtteranceEnded
from lsg_desktop.session.record import Gap, Record, Utterance
from lsg_desktop.session.subtitles import VTT_HEAD, Cue, Line, Subtitles, srt, vtt
from lsg_desktop.session.wrapping import tidy


class Language(StrEnum):
    """Whose words are wanted: the speaker's, those of the translation, or both."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


_TASKS = {
    Language.SOURCE: (Task.TRANSCRIBE,),
    Language.TARGET: (Task.TRANSLATE,),
    Language.BOTH: tuple(Task),
}


GAP = "[…]"
"""What stands where sound was left out."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A record, and the tasks of it that are wanted."""

    record: Record
    tasks: tuple[Task, ...]

    @classmethod
    def of(cls, record: Record, language: Language) -> Self:
        """Choose the tasks. Raises InputFault where nothing was written in that language."""
        tasks = tuple(task for task in _TASKS[language] if task in record.summary.tasks)
        if not tasks:
            other = Language.TARGET if language is Language.SOURCE else Language.SOURCE
            raise InputFault(
                f"session {record.summary.id} was not written in its {language} language",
                f"ask for {other}",
            )
        return cls(record, tasks)

    def utterances(self) -> Iterator[tuple[Utterance, list[Line]]]:
        """Give those in which something is said, with what it is."""
        for utterance in self.record.utterances:
            lines = self._lines(utterance)
            if any(line.text for line in lines):
                yield utterance, lines

    def in_order(self) -> Iterator[tuple[Utterance | Gap, list[Line]]]:
        """Give them and the gaps between them by their beginnings."""
        gaps: list[tuple[Utterance | Gap, list[Line]]] = [(gap, []) for gap in self.record.gaps]
        yield from sorted([*self.utterances(), *gaps], key=lambda part: part[0].start_s)

    def cues(self) -> Iterator[Cue]:
        """Give them as subtitles."""
        subtitles = Subtitles()
        for part, lines in self.in_order():
            who = f"{part.speaker}: " if part.speaker else ""
            shown = [Line(who + line.text, line.language) for line in lines if line.text]
            yield from subtitles.cues(part.start_s, part.end_s, shown or [Line(GAP, "")])

    def event(self, part: Utterance | Gap) -> Event:
        """Give a part as the event that it once was, less what is not wanted of it."""
        session = self.record.summary.id
        if isinstance(part, Gap):
            return Skipped(
                session=session, speaker=part.speaker, start_s=part.start_s, end_s=part.end_s
            )
        return self._ended(part)

    def _ended(self, utterance: Utterance) -> UtteranceEnded:
        said = {task: utterance.text(task) for task in self.tasks}
        return UtteranceEnded(
            session=self.record.summary.id,
            speaker=utterance.speaker,
            audio_s=utterance.audio_s,
            clock_s=utterance.clock_s,
            utterance=utterance.number,
            start_s=utterance.start_s,
            end_s=utterance.end_s,
            transcript=said.get(Task.TRANSCRIBE, ""),
            translation=said.get(Task.TRANSLATE, ""),
        )

    def _lines(self, utterance: Utterance) -> list[Line]:
        summary = self.record.summary
        return [Line(tidy(utterance.text(task)), summary.language(task)) for task in self.tasks]


def exported(record: Record, form: str, language: Language = Language.BOTH) -> str:
    """Give a record as text in one of :data:`FORMATS`.

    Raises InputFault where nothing was written in that language.
    """
    return _FORMATS[form](_Wanted.of(record, language))


def timed(record: Record, language: Language = Language.BOTH) -> str:
    """Give a record to read: a line an utterance and language, with when it was spoken.

    Raises InputFault as above.
    """
    return "".join(
        stamped(part.start_s, part.end_s, part.speaker, said)
        for part, lines in _Wanted.of(record, language).in_order()
        for said in ([f"{line.language}: {line.text}" for line in lines if line.text] or [GAP])
    )


def write(path: Path, text: str) -> None:
    """Write text to a file, which at any moment is whole: the old one, none or the new one.

    Raises OutputFault.
    """
    try:
        if path.exists() and not path.is_file():
            raise OutputFault(f"{path} is no ordinary file", "choose another name")
        _replace(path.resolve(), text)  # what a link points to, and not the link
    except OSError as error:
        raise OutputFault(
            f"{path} cannot be written ({error.strerror})",
            "choose another place, or free some room",
        ) from error


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".lsg-desktop-{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def clock(seconds: float) -> str:
    """Say a place in a source: 0:07, 12:34, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def stamped(start_s: float, end_s: float, speaker: str | None, said: str) -> str:
    """Give a line of text with when it was spoken, and by whom if that is known."""
    who = f"{speaker}, " if speaker else ""
    return f"[{clock(start_s)}-{clock(end_s)}] {who}{said}\n"


def _txt(wanted: _Wanted) -> str:
    """The words alone; with two languages there is an empty line between utterances."""
    between = "\n" if len(wanted.tasks) > 1 else ""
    return between.join(
        "".join(
            f"{part.speaker}: {said}\n" if part.speaker else f"{said}\n"
            for said in ([line.text for line in lines if line.text] or [GAP])
        )
        for part, lines in wanted.in_order()
    )


def _srt(wanted: _Wanted) -> str:
    return "".join(srt(number, cue) for number, cue in enumerate(wanted.cues(), start=1))


def _vtt(wanted: _Wanted) -> str:
    return VTT_HEAD + "".join(map(vtt, wanted.cues()))


def _jsonl(wanted: _Wanted) -> str:
    """The events with which utterances ended, and gaps."""
    return "".join(f"{wanted.event(part).json()}\n" for part, _ in wanted.in_order())


def _json(wanted: _Wanted) -> str:
    """All that is kept, in one document."""
    record = wanted.record
    summary = {**asdict(record.summary), "started": record.summary.started.isoformat()}
    document = {
        **summary,
        "settings": record.settings,
        "utterances": [_utterance(wanted, one) for one, _ in wanted.utterances()],
        "gaps": [asdict(gap) for gap in record.gaps],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _utterance(wanted: _Wanted, utterance: Utterance) -> dict[str, Any]:
    units = [_unit(asdict(unit)) for unit in utterance.units if unit.task in wanted.tasks]
    texts = {
        name: utterance.text(task)
        for task, name in ((Task.TRANSCRIBE, "transcript"), (Task.TRANSLATE, "translation"))
        if task in wanted.tasks
    }
    return {
        "utterance": utterance.number,
        "speaker": utterance.speaker,
        "start_s": utterance.start_s,
        "end_s": utterance.end_s,
        **texts,
        "units": units,
    }


def _unit(values: dict[str, Any]) -> dict[str, Any]:
    """JSON has no infinite numbers."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in values.items()
    }


_FORMATS: dict[str, Callable[[_Wanted], str]] = {
    "txt": _txt,
    "srt": _srt,
    "vtt": _vtt,
    "json": _json,
    "jsonl": _jsonl,
}

FORMATS = tuple(_FORMATS)
"""What a record can be given as, by the word that asks for it; a file may have it as its suffix."""
