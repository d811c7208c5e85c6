"""What is kept of a sweep while it runs, so that it can go on where it was; it hears no clip.

A line of JSON a clip. Most trials write most clips alike: each text stands there once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import run
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.folder import Folder
from lsg_desktop.evaluation.memo import Passes
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.session.captioner import Order

FILE = "sweep.log"
SETTINGS = "sweep-settings.json"


@dataclass(frozen=True, slots=True)
class SweptClip:
    """What each trial wrote of one clip, in their order, and how many passes that took.

    ``lags_s`` has the lags of each trial that holds one.
    """

    index: int
    lines: tuple[dict[Task, Line], ...]
    lags_s: tuple[tuple[float, ...], ...]
    passes: Passes

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        first = self.lines[0]
        values = {
            "index": self.index,
            "source_ms": next(iter(first.values())).source_ms,
            "passes": asdict(self.passes),
            "tasks": {task: _told([lines[task] for lines in self.lines]) for task in first},
            "lags_s": self.lags_s,
        }
        return json.dumps(values, ensure_ascii=False)


class SweepFolder(Folder[SweptClip]):
    """A folder of a sweep."""

    def __init__(self, path: Path) -> None:
        """Make the folder, or take it, as any."""
        super().__init__(path, FILE, SETTINGS, read)


def settings(
    info: ModelInfo, order: Order, clips: Sequence[Clip], asked: Mapping[str, Any]
) -> dict[str, Any]:
    """Give all that what a sweep finds depends on, by name; ``asked`` is what is tried."""
    return {
        **run.loaded(info),
        "tasks": [task.value for task in order.tasks],
        "source_lang": order.source_lang,
        "target_lang": order.target_lang if Task.TRANSLATE in order.tasks else None,
        **asdict(order.settings),
        **asked,
        "clips": len(clips),
        "corpus": run.corpus(clips),
    }


def read(path: Path) -> list[SweptClip]:
    """Read a log that is whole. Raises InputFault, naming the line."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(f"{path} cannot be read as a sweep's log", str(error)) from error
    return [_parsed(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _told(lines: Sequence[Line]) -> dict[str, Any]:
    """Give each line once, and which of them each trial wrote."""
    places = {line: place for place, line in enumerate(dict.fromkeys(lines))}
    return {
        "written": [(line.text, line.delays, line.erased) for line in places],
        "by": [places[line] for line in lines],
    }


def _parsed(path: Path, number: int, line: str) -> SweptClip:
    try:
        return _clip(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputFault(
            f"{path}, line {number}, is no clip of a sweep",
            "delete the file, and what it holds is swept again",
        ) from error


def _clip(values: dict[str, Any]) -> SweptClip:
    source_ms = float(values["source_ms"])
    tasks = {Task(task): _lines(told, source_ms) for task, told in values["tasks"].items()}
    by_trial = zip(*tasks.values(), strict=True)
    return SweptClip(
        index=int(values["index"]),
        lines=tuple(dict(zip(tasks, lines, strict=True)) for lines in by_trial),
        lags_s=tuple(tuple(map(float, lags_s)) for lags_s in values["lags_s"]),
        passes=Passes(**values["passes"]),
    )


def _lines(told: dict[str, Any], source_ms: float) -> list[Line]:
    written = [
        Line(str(text), tuple(map(float, delays)), source_ms, erased=int(erased))
        for text, delays, erased in told["written"]
    ]
    return [written[place] for place in told["by"]]
