"""Presets that were measured on this machine, in one TOML file by model, precision and languages.

They hold for what they were measured with, and for nothing else: a divergence in the other
direction, or of rounded weights, is another number. It knows neither how they were found nor who
offers them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.events import Task
from lsg_desktop.models import catalogue
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.export import write
from lsg_desktop.settings import PolicySettings, check_value, declared

MOVED = ("delta", "alpha", "low", "range")
"""What a preset sets."""

_ABOUT = "Presets that were measured, by model, precision and languages: by sweep, or Calibrate."


@dataclass(frozen=True, slots=True)
class Subject:
    """What presets are measured of: a model by any of its names, as it is loaded, and an order.

    The order has the settings that are the model's own.
    """

    model: str
    precision: str
    order: Order

    @property
    def languages(self) -> str:
        """The name of the languages. Raises InputFault for a translation alone.

        Nothing offers presets for one: a session writes what is said, too.
        """
        if self.order.tasks == (Task.TRANSLATE,):
            raise InputFault(
                "presets are never for a translation alone", "measure both tasks, or transcripts"
            )
        if Task.TRANSLATE in self.order.tasks:
            return f"{self.order.source_lang}-{self.order.target_lang}"
        return self.order.source_lang

    @property
    def place(self) -> tuple[str, str, str]:
        """The names of the tables that its presets lie in, each in the one before it.

        A model has one name, whichever it is called by, and a folder its whole path. With an
        adapter it is another model, which has the path of that.
        """
        try:
            found = catalogue.resolve(self.model)
        except InputFault:  # it has gone since
            return self.model, self.precision, self.languages
        folder = found.adapter or (None if found.is_bundled else found.folder)
        name = str(folder) if folder else found.name
        return name, self.precision, self.languages


@dataclass(frozen=True, slots=True)
class Measured:
    """A preset, with the lag in s and the share of the best quality that were measured of it."""

    settings: PolicySettings
    lag_s: float
    share: float


def file(config: Path) -> Path:
    """Give the path of the file in the folder of settings."""
    return config / "presets.toml"


def moved(settings: PolicySettings, preset: PolicySettings) -> PolicySettings:
    """Give settings as a preset moves them."""
    return replace(settings, **{name: getattr(preset, name) for name in MOVED})


def save(path: Path, subject: Subject, presets: Mapping[str, Measured]) -> None:
    """Keep presets by name, in place of those before; those of others stay. Raises LsgError."""
    document = _read(path)
    kept = _presets(path, document, subject)
    kept.clear()
    for name, one in presets.items():
        kept[name] = {**asdict(one.settings), "lag_s": one.lag_s, "share": one.share}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFault(
            f"{path.parent} cannot be made ({error.strerror})", "free some room, or make it"
        ) from error
    write(path, "\n\n".join((f"# {_ABOUT}", tomlkit.dumps(document))))


def load(path: Path, subject: Subject) -> dict[str, PolicySettings]:
    """Give a model's own settings as each preset moves them; nothing where none was measured.

    Presets measured with another range mode, direction, baseline or chunk length than the model's
    own do not count. Raises InputFault for a file that cannot be used.
    """
    stored = _presets(path, _read(path), subject)
    own = subject.order.settings
    found = {}
    for name in stored:
        measured = _settings(path, _table(path, stored, name))
        if moved(own, measured) == measured:
            found[name] = measured
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    except ValueError as error:  # no TOML, or not in UTF-8
        raise _unusable(path, str(error)) from error


def _presets(path: Path, document: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """Give the table of a subject's presets, which the document has from now on."""
    table = document
    for name in subject.place:
        table = _table(path, table, name)
    return table


def _table(path: Path, parent: dict[str, Any], name: str) -> dict[str, Any]:
    table = parent.setdefault(name, {})
    if not isinstance(table, dict):
        raise _unusable(path, f"{name} is no table")
    return table


def _settings(path: Path, stored: Mapping[str, Any]) -> PolicySettings:
    values: dict[str, Any] = {}
    try:
        for name, usual, declaration in declared(PolicySettings):
            value = stored.get(name, usual)
            check_value(name, value, declaration)
            values[name] = float(value) if declaration.kind is float else value
    except InputFault as fault:
        raise _unusable(path, fault.problem) from fault
    return PolicySettings(**values)


def _unusable(path: Path, problem: str) -> InputFault:
    return InputFault(f"{path} cannot be used ({problem})", "mend it or move it away")
