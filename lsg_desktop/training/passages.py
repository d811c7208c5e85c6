"""Passages: clips with what is to be written of them, drawn by chance; it opens no sound.

They are the rows of a manifest, in as many languages as it has. Rows whose texts cannot be learnt
from are left out and counted: large corpora have some.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.events import Task

LETTERS_A_SECOND = 40
SLACK_LETTERS = 20
"""More letters than anyone says in a second, and how many more they may be."""

_LENGTHENING = 9
"""More letters than a translation has for each of its source: beyond that the two do not belong
together (Moses leaves out the same)."""

MISMATCHED = "whose text is too long to belong to the rest"


@dataclass(frozen=True, slots=True)
class Passage:
    """One clip, its languages, and its reference: what is said, or its translation.

    What is transcribed has its own language as its target. ``name`` is what the sound is called
    in files of another folder, ``transcript`` what is known to be said in it.
    """

    audio: Path
    name: str
    source_lang: str
    target_lang: str
    reference: str
    transcript: str = field(default="", compare=False)

    @property
    def task(self) -> Task:
        """What the reference is of the clip."""
        return Task.TRANSCRIBE if self.source_lang == self.target_lang else Task.TRANSLATE

    def can_last(self, full_s: float) -> bool:
        """Whether the reference can be of a clip of this length."""
        return can_be_said(self.reference, full_s)


def can_be_said(text: str, full_s: float) -> bool:
    """Whether a text can be of a clip of this length: no one speaks faster."""
    return len(text) <= LETTERS_A_SECOND * full_s + SLACK_LETTERS


def belong(text: str, translation: str) -> bool:
    """Whether two texts can say the same: neither is so much longer, whatever the languages."""
    short, long = sorted((len(text), len(translation)))
    return long <= SLACK_LETTERS + _LENGTHENING * short


@dataclass(frozen=True, slots=True)
class Corpus:
    """The passages of a manifest, and how many were left out for which reason."""

    passages: list[Passage]
    left_out: Counter[str]


def read(path: Path, tasks: Sequence[Task], folder: Path) -> Corpus:
    """Read the passages of a manifest, and name their sounds as seen from a folder.

    A row whose languages are one and the same is transcribed, whatever the tasks. A clip is
    transcribed once, in however many languages its translations are. Raises InputFault for a
    manifest that cannot be read or that has nothing to learn from.
    """
    beside = folder.resolve()
    found: dict[tuple[Path, str], Passage] = {}
    left_out: Counter[str] = Counter()
    for row in manifest.read(path):
        own = row.source_lang == row.target_lang
        for task in (Task.TRANSCRIBE,) if own else tasks:
            passage = _passage(row, task, beside)
            if not passage.reference:
                column = "transcript" if task is Task.TRANSCRIBE else "translation"
                left_out[f"without a {column}"] += 1
            elif passage.transcript and not belong(passage.transcript, passage.reference):
                left_out[MISMATCHED] += 1
            elif found.setdefault((passage.audio, passage.target_lang), passage) != passage:
                left_out["of a clip that has another reference"] += 1
    if not found:
        why = "; ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise InputFault(f"{path} has nothing to learn from", why or "give a line for each clip")
    return Corpus(list(found.values()), left_out)


def _passage(row: Row, task: Task, beside: Path) -> Passage:
    transcribed = task is Task.TRANSCRIBE
    transcript = plain(row.transcript)
    audio = row.audio.resolve()
    return Passage(
        audio=audio,
        name=audio.relative_to(beside).as_posix() if audio.is_relative_to(beside) else str(audio),
        source_lang=row.source_lang,
        target_lang=row.source_lang if transcribed else row.target_lang,
        reference=transcript if transcribed else plain(row.translation),
        transcript=transcript,
    )


def plain(text: str) -> str:
    """Give a text with one space wherever there is white space, in characters as tokenizers do."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def digest(passages: Sequence[Passage]) -> str:
    """Give a digest of all that is said of clips; their sounds are not looked at."""
    found = hashlib.sha256()
    for one in passages:
        said = (one.name, one.source_lang, one.target_lang, one.reference)
        found.update(("\t".join(said) + "\n").encode())
    return found.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Draw:
    """A passage that was drawn, and the chance by which the rest is decided."""

    passage: Passage
    chance: random.Random


def draws(passages: Sequence[Passage], seed: int) -> Iterator[Draw]:
    """Draw all passages, then all again in another order, without end.

    No clip is drawn in a second language before all were in one. A draw depends on the passages,
    the seed and how many came before it, and on nothing else.
    """
    number = 0
    for time in count():
        for passage in _order(passages, random.Random(f"{seed} order {time}")):
            yield Draw(passage, random.Random(f"{seed} draw {number}"))
            number += 1


def _order(passages: Sequence[Passage], chance: random.Random) -> Iterator[Passage]:
    """Give all passages by chance, one of each clip before a second of any."""
    order = list(passages)
    chance.shuffle(order)
    drawn: Counter[Path] = Counter()
    turns: list[tuple[int, Passage]] = []
    for passage in order:
        turns.append((drawn[passage.audio], passage))
        drawn[passage.audio] += 1
    return (passage for _, passage in sorted(turns, key=itemgetter(0)))
