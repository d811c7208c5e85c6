"""What an adapter is trained on: whole utterances or texts, and pairs of SimulSA.

It opens sound only to see how long it is, and knows no token.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips, manifest
from lsg_desktop.events import Task
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training import pairs, passages
from lsg_desktop.training.pairs import Pair
from lsg_desktop.training.passages import plain

SHORTEST_S = 0.1
"""Less sound than this holds no word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Something to be written, and what of: the first ``length_s`` of a sound, or a text.

    ``source`` is what was said or written there; by it examples are held out. ``is_cut`` says that
    the sound goes on, ``name`` what it is called in the file that names it; of whole sounds that
    nobody has looked at, ``length_s`` is 0.
    """

    task: Task
    source_lang: str
    target_lang: str
    source: str
    target: str
    audio: Path | None = None
    length_s: float = 0.0
    is_cut: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Examples, and how many were left out for which reason."""

    examples: list[Example]
    left_out: Counter[str]


def of_speech(path: Path, tasks: Sequence[Task]) -> Sifted:
    """Read a manifest: an example a clip and task, of sounds that nobody has looked at yet.

    Raises InputFault for a manifest that cannot be read or has nothing to learn from.
    """
    found = passages.read(path, tasks, path.parent)
    examples = [
        Example(
            task=one.task,
            source_lang=one.source_lang,
            target_lang=one.target_lang,
            source=one.transcript or one.reference,
            target=one.reference,
            audio=one.audio,
            name=one.name,
        )
        for one in found.passages
    ]
    return Sifted(examples, found.left_out)


def of_text(path: Path) -> Sifted:
    """Read texts and their translations: a manifest, of which no column of sound is needed.

    Raises InputFault for a file that cannot be read or has nothing to learn from.
    """
    examples: list[Example] = []
    left_out: Counter[str] = Counter()
    for _, row in manifest.table(path, manifest.COLUMNS[1:]):
        one = Example(
            task=Task.TRANSLATE,
            source_lang=row["source_lang"],
            target_lang=row["target_lang"],
            source=plain(row["transcript"]),
            target=plain(row["translation"]),
        )
        if problem := _misread(one):
            left_out[problem] += 1
        else:
            examples.append(one)
    found = Sifted(examples, left_out)
    check_any(path, found)
    return found


def of_pairs(path: Path) -> list[Example]:
    """Read the pairs of ``train simulsa``, of sounds not looked at yet. Raises InputFault."""
    return [_pair(path, one) for one in pairs.read(path)]


def _pair(path: Path, pair: Pair) -> Example:
    return Example(
        task=pair.task,
        source_lang=pair.source_lang,
        target_lang=pair.target_lang,
        source=pair.reference,
        target=pair.target,
        audio=(path.parent / pair.audio).resolve(),
        name=pair.audio,
        length_s=pair.truncated_s,
        is_cut=True,
    )


def digest(examples: Iterable[Example]) -> str:
    """Give a digest of examples, by which the same are known again, wherever they lie."""
    found = hashlib.sha256()
    for one in examples:
        said = {name: str(value) for name, value in asdict(one).items() if name != "audio"}
        found.update(json.dumps(said).encode())
    return found.hexdigest()[:16]


def samples_of(audio: Path) -> int | None:
    """Read a sound, and count its samples; None where part of it or all cannot be read."""
    try:
        return len(clips.load(audio))
    except InputFault:
        return None


def audible(found: Sifted, samples: Mapping[Path, int], limit_s: float) -> Sifted:
    """Leave out, and count, what cannot be learnt from for its sound.

    ``samples`` are those of each sound that can be read, ``limit_s`` the longest that the model
    takes. Whole examples are from now on as long as their sounds.
    """
    examples: list[Example] = []
    left_out = Counter(found.left_out)
    for one in found.examples:
        full_s = samples.get(one.audio, 0) / SAMPLE_RATE if one.audio else 0.0
        heard = one if one.is_cut else replace(one, length_s=full_s)
        if problem := _unheard(heard, full_s, limit_s):
            left_out[problem] += 1
        else:
            examples.append(heard)
    return Sifted(examples, left_out)


def _unheard(one: Example, full_s: float, limit_s: float) -> str:
    """Say what is wrong with a sound of so many seconds, none where it cannot be read."""
    if not full_s:
        return "whose sound cannot be read"
    if one.length_s > full_s:
        return "cut where their sound is over"
    if one.length_s < SHORTEST_S:
        return f"shorter than {SHORTEST_S:g} s"
    if one.length_s > limit_s:
        return f"longer than the {limit_s:g} s that the model takes"
    # Of a pair that is all of the sound, of which its target was chosen: a model may have believed
    # more than was said so far.
    return "" if passages.can_be_said(one.target, full_s) else passages.MISMATCHED


def _misread(one: Example) -> str:
    """Say what is wrong with a text and its translation."""
    if not (one.source and one.target):
        return "without a translation"
    return "" if passages.belong(one.source, one.target) else passages.MISMATCHED


def check_any(path: Path, found: Sifted) -> None:
    """Raise InputFault where nothing is left of a file."""
    if not found.examples:
        why = "; ".join(f"{count} {reason}" for reason, count in found.left_out.items())
        raise InputFault(f"{path} has nothing to learn from", why or "give a line for each example")
