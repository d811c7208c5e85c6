"""One run of ``evaluate`` on a terminal: how far it is, what it comes to; it loads no model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from lsg_desktop.cli.terminal import counting, kept, say, show
from lsg_desktop.evaluation import report
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import LAGS, Unit, Value, scores

_SHOWN = ("WER", "CER", "BLEU", "CHRF", *LAGS)


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured: ``clips`` of them, by which settings, what comes in which language.

    ``rest`` goes through the clips after the first so many, and keeps each in the folder.
    """

    folder: RunFolder
    settings: Mapping[str, Any]
    clips: int
    language: str
    rest: Callable[[int], Iterator[Instance]]
    unit: Unit = "ms"

    def resume(self) -> list[Instance]:
        """Give what is done already. Raises InputFault where that is by other settings."""
        found = self.folder.resume(self.settings)
        if found:
            say(f"resuming: {len(found)} of {self.clips} clips are in {self.folder.path} already")
        return found

    def go(self, found: list[Instance]) -> None:
        """Go through the clips that are left, and add what comes of them to what is done."""
        title = str(self.settings["task"]).title()
        with kept(found, f"{self.clips} clips", self.folder.path), counting() as bar:
            row = bar.add_task(title, total=self.clips, completed=len(found))
            for instance in self.rest(len(found)):
                found.append(instance)
                bar.advance(row)

    def account(self, found: list[Instance], more: Mapping[str, Value]) -> None:
        """Write and show what it has come to, and what else is known."""
        result = {**scores(found, self.language, self.unit), **more}
        self.folder.write("scores.json", json.dumps(result, indent=2, ensure_ascii=False) + "\n")
        text = report.page(self.settings, result, found, self.language)
        page = self.folder.write("report.html", text)
        show(_table(result, self.unit))
        print(page)


def _table(result: Mapping[str, Value], unit: Unit) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    table.add_column("value", justify="right")
    table.add_column("by the clock" if unit == "ms" else "", justify="right")
    for name in (*_SHOWN, "sufficiency", "hallucination"):
        if result.get(name) is not None:
            counted = f" ({unit})" if name in LAGS and name != "AP" else ""
            table.add_row(name + counted, _number(result[name]), _number(result.get(name + "_CA")))
    if result["degenerate"]:
        table.add_row("degenerate policy: its mean lag says little", "", "")
    return table


def _number(value: Value) -> str:
    return "" if value is None else f"{value:.2f}"
