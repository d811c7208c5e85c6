"""What is kept of a training while it runs: losses, the adapter, and where it can go on.

Everything is whole at any moment, or not there. It knows no example.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.evaluation import charts
from lsg_desktop.evaluation.charts import Axis, Series
from lsg_desktop.evaluation.log import Log, write_whole
from lsg_desktop.models.adapter import BASE_FILE, CONFIG_FILE, WEIGHTS_FILE

LOSSES = "loss.jsonl"
CURVE = "loss.html"
SETTINGS = "settings.json"
STANDING = "standing.json"

_PART = ".part"
_CHECKPOINT = re.compile(r"checkpoint-\d{8}(\.part)?")
"""What ours are called; other programs have checkpoints of other names."""

_OF_OTHERS = ("config.json", CONFIG_FILE, WEIGHTS_FILE, SETTINGS, LOSSES)
"""What is not to be written over, or to lie beside an adapter."""

_OURS = {"asked", "precision", "corpus"}
"""Some of the settings by which a training is known."""

_TORCH_CANNOT_WRITE = ("iostream error", "inline_container", "PytorchStreamWriter")
"""What torch says where a file of its own finds no room: it has no error for that."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, counted from 1: loss a label in nats, learning rate, and loss of what is held out."""

    step: int
    loss: float
    rate: float
    held_out: float | None = None

    def json(self) -> str:
        """Give it as one line, without the line feed."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a training is: its steps, the least loss of what is held out, how often it has not
    become less since. And from how many examples it learns, with a digest of these and of what is
    held out."""

    step: int = 0
    best: float | None = None
    worse: int = 0
    examples: int = 0
    corpus: str = ""


class Losses(Log[Step]):
    """The losses of all steps, held by the one process that writes."""

    def __init__(self, folder: Path) -> None:
        """Take a folder, or make it. Raises as any log does."""
        lock = folder / ".lock"
        super().__init__(folder, folder / LOSSES, folder / SETTINGS, lock, _steps)
        self._folder = folder

    def go_on(self, settings: Mapping[str, Any], standing: Standing) -> list[Step]:
        """Give the losses of the steps that count: those after a checkpoint are taken again.

        Raises InputFault where the folder is that of something else, or of a training with other
        settings.
        """
        if not standing.step:
            self._check_free(settings)
            (self._folder / LOSSES).unlink(missing_ok=True)
        found = self.resume(settings)[: standing.step]
        if [one.step for one in found] != list(range(1, standing.step + 1)):
            raise InputFault(
                f"{self._folder / LOSSES} has lost or doubled lines", "give another --out"
            )
        if found:
            write_whole(self._folder / LOSSES, "".join(f"{one.json()}\n" for one in found))
        return found

    def _check_free(self, settings: Mapping[str, Any]) -> None:
        """See that nothing is written over but what this training has left before a checkpoint.

        Of one with other settings that may be losses, which it had not kept either.
        """
        known = recorded(self._folder)
        if known == settings:
            return
        for name in (CONFIG_FILE, WEIGHTS_FILE) if known else _OF_OTHERS:
            if (self._folder / name).exists():
                raise InputFault(
                    f"{self._folder} holds {name}, which is not of this training",
                    "give another --out",
                )

    def draw(self, title: str, steps: Sequence[Step]) -> None:
        """Draw the curve of steps, of which there is one at least. Raises OutputFault."""
        write_whole(self._folder / CURVE, page(title, steps))


def _steps(path: Path) -> list[Step]:
    lines = path.read_text("utf-8").split("\n")
    try:
        return [Step(**json.loads(line)) for line in lines if line]
    except (ValueError, TypeError) as error:
        raise InputFault(f"{path} is no log of losses", "give another --out") from error


def page(title: str, steps: Sequence[Step]) -> str:
    """Draw losses as a page that needs nothing beside itself."""
    learnt = [(float(one.step), one.loss) for one in steps]
    judged = [(float(one.step), one.held_out) for one in steps if one.held_out is not None]
    highest = max(loss for _, loss in (*learnt, *judged))
    series = [Series("learnt from", learnt), Series("held out", judged)]
    rows = [
        (str(one.step), f"{one.loss:.4f}", f"{one.held_out:.4f}")
        for one in steps
        if one.held_out is not None
    ]
    parts = [
        charts.lines(
            "Loss by step",
            Axis("step", max(1.0, learnt[-1][0])),
            Axis("loss, nats a token", max(highest, 1e-3)),
            series,
        ),
        charts.table(("step", "learnt from", "held out"), rows),
    ]
    return charts.page(title, parts)


def recorded(folder: Path) -> dict[str, Any]:
    """Read the settings of the training in a folder; there are none where no training is."""
    try:
        known = json.loads((folder / SETTINGS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and known.keys() >= _OURS else {}


def _checkpoints(folder: Path) -> list[Path]:
    """List the checkpoints of a training in order, those that are not whole too."""
    return sorted(one for one in folder.glob("*") if _CHECKPOINT.fullmatch(one.name))


def standing(folder: Path) -> tuple[Standing, Path | None]:
    """Find how far the last checkpoint in a folder is, and where it lies."""
    whole = (one for one in _checkpoints(folder) if one.suffix != _PART)
    checkpoint = max(whole, default=None)
    if checkpoint is None:
        return Standing(), None
    try:
        return Standing(**json.loads((checkpoint / STANDING).read_text("utf-8"))), checkpoint
    except (OSError, ValueError, TypeError) as error:
        raise InputFault(
            f"{checkpoint} is damaged", "delete that folder, and it begins again"
        ) from error


@contextmanager
def keeping(folder: Path, reached: Standing, *, is_main: bool) -> Iterator[Path]:
    """Give a folder to write a checkpoint into, which takes the place of those before.

    All processes write into it; the main one makes it, and puts it in its place once each of them
    is done. Raises OutputFault.
    """
    whole = folder / f"checkpoint-{reached.step:08}"
    part = whole.with_suffix(_PART)
    with writing(folder):
        if is_main:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
        yield part
        if is_main:
            (part / STANDING).write_text(json.dumps(asdict(reached)), "utf-8")
            part.replace(whole)
            for old in _checkpoints(folder):
                if old != whole:
                    shutil.rmtree(old)


def keep_adapter(
    folder: Path, config: Any, weights: Mapping[str, Any], base: Mapping[str, Any]
) -> None:
    """Write an adapter as peft does, and the model that it is for. Raises OutputFault."""
    from safetensors.torch import save_file

    part = folder / f".adapter{_PART}"
    with writing(folder):
        shutil.rmtree(part, ignore_errors=True)
        config.save_pretrained(str(part))
        (part / BASE_FILE).write_text(json.dumps(base, indent=2, ensure_ascii=False), "utf-8")
        save_file(dict(weights), part / WEIGHTS_FILE, metadata={"format": "pt"})
        for name in (WEIGHTS_FILE, BASE_FILE, CONFIG_FILE):  # which says that the others are there
            (part / name).replace(folder / name)
        shutil.rmtree(part)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what libraries raise when they cannot write into an OutputFault about a folder."""
    try:
        yield
    except (OSError, SafetensorError) as error:
        raise _unwritten(folder, str(error)) from None
    except RuntimeError as error:
        if not any(words in str(error) for words in _TORCH_CANNOT_WRITE):
            raise
        raise _unwritten(folder, str(error)) from None


def _unwritten(folder: Path, why: str) -> OutputFault:
    line = (why.strip().splitlines() or ["no room"])[0]
    return OutputFault(
        f"{folder} cannot be written ({line})",
        "free some room, and give the same command: it goes on from the last checkpoint",
    )
