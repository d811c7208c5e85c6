"""What an adapter is trained on: whole utterances or texts, pairs of SimulSA, and what is held out.

It opens sound only to see how long it is, and knows no token.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.events import Task
from lsg_desktop.session.openings import file_source
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training import pairs
from lsg_desktop.training.pairs import Pair
from lsg_desktop.training.passages import LETTERS_A_SECOND, SLACK_LETTERS

SHORTEST_S = 0.1
"""Less sound than this holds no word."""

MOST_HELD_OUT = 200
"""Texts that are held out at most: judging takes time, too."""

_LENGTHENING = 9
"""More letters than a translation has for each of its source: beyond that the two do not belong
together (Moses leaves out the same)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Something to be written, and what of: the first ``length_s`` of a sound, or a text.

    ``source`` is what was said or written there; by it examples are held out. ``is_cut`` says that
    the sound goes on.
    """

    task: Task
    source_lang: str
    target_lang: str
    source: str
    target: str
    audio: Path | None = None
    length_s: float = 0.0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """Examples, and how many were left out for which reason."""

    examples: list[Example]
    left_out: Counter[str]


def of_speech(
    path: Path, tasks: Sequence[Task], limit_s: float, tell: Callable[[float], object]
) -> Sifted:
    """Read a manifest: an example a clip and task. ``tell`` hears how much of it is done.

    A row whose languages are one and the same is transcribed, whatever the tasks. Raises InputFault
    for a manifest or a sound that cannot be read.
    """
    rows = manifest.read(path)
    length_s = cache(_length_s)
    transcribed: set[Path] = set()

    def examples() -> Iterator[Example]:
        for done, row in enumerate(rows, 1):
            tell(done / len(rows))
            own = row.source_lang == row.target_lang
            for task in (Task.TRANSCRIBE,) if own else tasks:
                if task is Task.TRANSCRIBE and row.audio in transcribed:
                    continue  # its sound is there once more, with another translation
                if task is Task.TRANSCRIBE:
                    transcribed.add(row.audio)
                said, meant = _plain(row.transcript), _plain(row.translation)
                yield Example(
                    task=task,
                    source_lang=row.source_lang,
                    target_lang=row.target_lang,
                    source=said or meant,
                    target=said if task is Task.TRANSCRIBE else meant,
                    audio=row.audio,
                    length_s=length_s(row.audio),
                )

    return _sorted_out(path, examples(), limit_s)


def of_text(path: Path) -> Sifted:
    """Read texts and their translations: a manifest, of which no column of sound is needed.

    Raises InputFault for a file that cannot be read.
    """
    rows = manifest.table(path, manifest.COLUMNS[1:])
    return _sorted_out(
        path,
        (
            Example(
                task=Task.TRANSLATE,
                source_lang=row["source_lang"],
                target_lang=row["target_lang"],
                source=_plain(row["transcript"]),
                target=_plain(row["translation"]),
            )
            for _, row in rows
        ),
    )


def of_pairs(path: Path) -> list[Example]:
    """Read the pairs of ``train simulsa``. Raises InputFault."""
    return [_pair(path, one) for one in pairs.read(path)]


def _pair(path: Path, pair: Pair) -> Example:
    audio = path.parent / pair.audio
    if not audio.is_file():
        raise InputFault(f"{path} names {pair.audio}, which is not there", "check it")
    return Example(
        task=pair.task,
        source_lang=pair.source_lang,
        target_lang=pair.target_lang,
        source=pair.reference,
        target=pair.target,
        audio=audio,
        length_s=pair.truncated_s,
        is_cut=True,
    )


def parted(examples: Sequence[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Hold out a share of the texts, by their hashes, with all examples of each.

    So no sentence is on both sides, whoever speaks it, and each run holds out the same. Raises
    InputFault where there are too few texts.
    """
    texts = sorted({_key(one.source) for one in examples}, key=_hash)
    if len(texts) < 2:
        raise InputFault("one text is too little to learn from and to judge by", "give more")
    held = set(texts[: min(MOST_HELD_OUT, max(1, round(share * len(texts))))])
    learnt = [one for one in examples if _key(one.source) not in held]
    return learnt, [one for one in examples if _key(one.source) in held]


def sampled(learnt: Sequence[Example], most: int | None, seed: int) -> list[Example]:
    """Choose so many examples at random where there are more; None are all."""
    if most is None or len(learnt) <= most:
        return list(learnt)
    return random.Random(seed).sample(learnt, most)


def mixed(
    learnt: Sequence[Example],
    held_out: Sequence[Example],
    cut: Sequence[Example],
    share: float,
    seed: int,
) -> list[Example]:
    """Add pairs, so many for each whole example; none is of what is held out.

    Raises InputFault where there are too few of them.
    """
    sounds = {one.audio.resolve() for one in held_out if one.audio}
    texts = {one.target for one in held_out}
    free = [
        one
        for one in cut
        if one.audio and one.audio.resolve() not in sounds and one.source not in texts
    ]
    count = round(share * len(learnt))
    if count > len(free):
        raise InputFault(
            f"{share:.1%} of {len(learnt)} examples are {count} pairs, and {len(free)} are there",
            "make more with lsg-desktop train simulsa, or give a smaller --share",
        )
    return [*learnt, *random.Random(seed).sample(free, count)]


def digest(examples: Iterable[Example]) -> str:
    """Give a digest of examples, by which the same are known again."""
    found = hashlib.sha256()
    for one in examples:
        found.update(repr(one).encode())
    return found.hexdigest()[:16]


def _length_s(audio: Path) -> float:
    with file_source()(audio) as source:
        if source.duration_s:
            return float(source.duration_s)
        return sum(len(block) for block in source.blocks()) / SAMPLE_RATE


def _sorted_out(path: Path, found: Iterable[Example], limit_s: float = 0.0) -> Sifted:
    """Leave out what cannot be learnt from, and count it. Raises InputFault where nothing is left.

    ``limit_s`` is the longest sound that the model takes.
    """
    examples: list[Example] = []
    left_out: Counter[str] = Counter()
    for one in found:
        problem = _problem(one, limit_s)
        if problem:
            left_out[problem] += 1
        else:
            examples.append(one)
    if not examples:
        why = "; ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise InputFault(f"{path} has nothing to learn from", why or "give a line for each example")
    return Sifted(examples, left_out)


def _problem(one: Example, limit_s: float) -> str:
    if not one.target.strip() or not one.source.strip():
        return "without a transcript" if one.task is Task.TRANSCRIBE else "without a translation"
    if one.audio is None:
        short, long = sorted((len(one.source), len(one.target)))
        return _mismatched(long > SLACK_LETTERS + _LENGTHENING * short)
    if one.length_s < SHORTEST_S:
        return f"shorter than {SHORTEST_S:g} s"
    if one.length_s > limit_s:
        return f"longer than the {limit_s:g} s that the model takes"
    return _mismatched(len(one.target) > SLACK_LETTERS + LETTERS_A_SECOND * one.length_s)


def _mismatched(is_so: bool) -> str:
    return "whose text is too long to belong to the rest" if is_so else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _key(text: str) -> str:
    return _plain(text.casefold())


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
