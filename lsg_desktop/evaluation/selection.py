"""Which rows of a manifest are measured, in which languages; it opens no sound but to look at it.

Only what makes a run senseless is refused: nothing to hear, several languages at once, no
reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.events import Task
from lsg_desktop.session.openings import file_source


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance: its sound, that file's name in the manifest, what is said, and its reference.

    The reference of a transcript is what is said, that of a translation its translation.
    """

    audio: Path
    name: str
    transcript: str
    reference: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one source language, and of one target language where there is to be one."""

    path: Path
    rows: tuple[Row, ...]
    source_lang: str
    target_lang: str

    def clips(self, task: Task, *, transcribed: bool = False) -> list[Clip]:
        """Give the clips of a task. Raises InputFault for a row without its reference.

        With ``transcribed`` no row may lack what is said. What is only transcribed is heard once,
        in however many languages its translations are.
        """
        found = []
        first: dict[Path, str] = {}
        for row in self.rows:
            if first.setdefault(row.audio, row.target_lang) != row.target_lang:
                continue
            said, meant = _plain(row.transcript), _plain(row.translation)
            if not said and (transcribed or task is Task.TRANSCRIBE):
                raise self._lacks(row, "transcript")
            if not meant and task is Task.TRANSLATE:
                raise self._lacks(row, "translation")
            reference = said if task is Task.TRANSCRIBE else meant
            found.append(Clip(row.audio, _name(row.audio, self.path.parent), said, reference))
        return found

    def _lacks(self, row: Row, column: str) -> InputFault:
        return InputFault(
            f"{self.path}: {row.audio.name} has no {column}", "fill it in, or leave out the row"
        )


def select(
    path: Path,
    tasks: Sequence[Task],
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Selection:
    """Read a manifest and choose rows by language; None is the one language that there is.

    Raises InputFault where there is no such row, or more than one language to choose from.
    """
    rows = manifest.read(path)
    if not rows:
        raise InputFault(f"{path} has no rows", "give a line for each clip below the first line")
    spoken = _one_language(path, (row.source_lang for row in rows), source_lang, "--source-lang")
    rows = [row for row in rows if row.source_lang == spoken]
    if Task.TRANSLATE in tasks or target_lang is not None:
        written = _one_language(
            path, (row.target_lang for row in rows), target_lang, "--target-lang"
        )
        rows = [row for row in rows if row.target_lang == written]
    return Selection(path, tuple(rows), spoken, rows[0].target_lang)


def look_at(clips: Iterable[Clip], limit_s: float) -> None:
    """See that each clip can be opened and is no longer than a model takes. Raises LsgError."""
    for clip in clips:
        with file_source()(clip.audio) as source:
            check_length(clip, source.duration_s or 0.0, limit_s)


def check_length(clip: Clip, length_s: float, limit_s: float) -> None:
    """Raise InputFault for a clip that is longer than a model takes in one utterance."""
    if length_s > limit_s:
        raise InputFault(
            f"{clip.name} is {length_s:.1f} s long, and the model takes {limit_s:g} s at most",
            "cut it into utterances, a row each",
        )


def _one_language(path: Path, languages: Iterable[str], wanted: str | None, flag: str) -> str:
    found = list(dict.fromkeys(languages))
    if wanted is None and len(found) > 1:
        raise InputFault(f"{path} mixes {', '.join(found)}", f"choose one: {flag} {found[0]}")
    if wanted is not None and wanted not in found:
        raise InputFault(f"{path} has no row in {wanted!r}", f"choose one of {', '.join(found)}")
    return wanted or found[0]


def _plain(text: str) -> str:
    """A text with one space wherever there is white space: so logs count its words as we do."""
    return " ".join(text.split())


def _name(audio: Path, folder: Path) -> str:
    return audio.relative_to(folder).as_posix() if audio.is_relative_to(folder) else str(audio)
