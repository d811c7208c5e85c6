"""SimulSA's pairs in a file, a line of JSON each: so much of a clip, and what may be said of it.

It makes none. The settings that they were made by lie beside the file, under its name and
``.settings.json``; no reader needs them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.log import Log
from lsg_desktop.events import Task
from lsg_desktop.settings import SAMPLE_RATE

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Pair:
    """What a model may say when it has heard the first ``truncated_s`` of a clip.

    ``audio`` is resolved against the file's folder. ``target`` is how ``reference`` begins, perhaps
    nothing of it. What is transcribed has its own language as its target.
    """

    audio: str
    full_s: float
    truncated_s: float
    reference: str
    target: str
    source_lang: str
    target_lang: str

    @property
    def task(self) -> Task:
        """What the target is of the clip."""
        return Task.TRANSCRIBE if self.source_lang == self.target_lang else Task.TRANSLATE

    @property
    def samples(self) -> int:
        """How many samples are heard."""
        return round(self.truncated_s * SAMPLE_RATE)

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        return json.dumps(asdict(self), ensure_ascii=False)


class PairsFile(Log[Pair]):
    """A file of pairs that is held while it is written."""

    def __init__(self, path: Path) -> None:
        """Make its folder, or take it. Raises OutputFault; InputFault for an impossible name."""
        if path.suffix != SUFFIX:
            raise InputFault(f"{path} cannot hold pairs", f"give an --out that ends in {SUFFIX}")
        beside = path.with_suffix(".settings.json")
        super().__init__(path, path, beside, path.with_name(f".{path.name}.lock"), read)


def read(path: Path) -> list[Pair]:
    """Read a file of pairs that is whole. Raises InputFault, naming the line."""
    try:
        lines = path.read_text("utf-8").split("\n")  # what else ends a line may be in a text
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(f"{path} cannot be read as pairs", str(error)) from error
    return [_parsed(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _parsed(path: Path, number: int, line: str) -> Pair:
    try:
        return _pair(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputFault(
            f"{path}, line {number}, is no pair", "delete the file, and make its pairs again"
        ) from error


def _pair(values: Mapping[str, Any]) -> Pair:
    pair = Pair(
        audio=str(values["audio"]),
        full_s=float(values["full_s"]),
        truncated_s=float(values["truncated_s"]),
        reference=str(values["reference"]),
        target=str(values["target"]),
        source_lang=str(values["source_lang"]),
        target_lang=str(values["target_lang"]),
    )
    if not 0 < pair.truncated_s <= pair.full_s:
        raise ValueError("more is heard than there is")
    return pair
