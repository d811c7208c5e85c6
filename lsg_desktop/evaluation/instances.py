"""SimulEval's ``instances.log``: what was written of each clip, and when; it knows no model.

A line of JSON an utterance; times in ms. SimulEval and OmniSTEval score it as their own, but that
the latter's long form takes no sound twice. What a line needs of theirs is in :class:`Instance`;
``erased`` is ours, which they pass over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault

FILE = "instances.log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One utterance: its number from 0, where its sound is, what was written and what should be.

    ``delays`` and ``elapsed`` have one entry for each unit: each word of the prediction, or in a
    language that is counted by them each of its characters, between which there is no white space.
    ``source_length`` is the sound's.
    ``elapsed`` is the clock of a live session, which computes while it listens; in a log that
    SimulEval has made the two follow each other, and all computing adds up.
    """

    index: int
    source: str
    prediction: str
    reference: str
    delays: tuple[float, ...]
    elapsed: tuple[float, ...]
    source_length: float
    erased: int = 0

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        values = {
            "index": self.index,
            "prediction": self.prediction,
            "delays": self.delays,
            "elapsed": self.elapsed,
            "prediction_length": len(self.delays),
            "reference": self.reference,
            "source": [self.source],
            "source_length": self.source_length,
            "erased": self.erased,
        }
        return json.dumps(values, ensure_ascii=False)


def read(path: Path) -> list[Instance]:
    """Read a log that is whole, ours or SimulEval's. Raises InputFault, naming the line."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(f"{path} cannot be read as a log of instances", str(error)) from error
    return [_parsed(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _parsed(path: Path, number: int, line: str) -> Instance:
    try:
        return _instance(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputFault(
            f"{path}, line {number}, is no instance of SimulEval's",
            "delete the file, and what it holds is measured again",
        ) from error


def _instance(values: dict[str, Any]) -> Instance:
    delays = tuple(map(float, values["delays"]))
    elapsed = tuple(map(float, values["elapsed"]))
    if len(delays) != len(elapsed):
        raise ValueError("a time is needed for each unit")
    source = values.get("source", "")
    return Instance(
        index=int(values["index"]),
        source=source if isinstance(source, str) else " ".join(source),
        prediction=str(values["prediction"]),
        reference=str(values["reference"]),
        delays=delays,
        elapsed=elapsed,
        source_length=float(values["source_length"]),
        erased=int(values.get("erased", 0)),
    )
