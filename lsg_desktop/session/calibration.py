"""Presets that were measured on this machine, in one TOML file by model and languages.

They hold for the settings that they were measured with, and for no others: a divergence in the
other direction is another number. It knows neither how they were found nor who offers them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.events import Task
from lsg_desktop.session.export import write
from lsg_desktop.settings import PolicySettings, check_value, declared

MOVED = ("delta", "alpha", "low", "range")
"""What a preset sets."""

_ABOUT = "Presets that were measured, by model and languages: `lsg-desktop sweep`, or Calibrate."


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


def pair(tasks: Collection[Task], source_lang: str, target_lang: str) -> str:
    """Give the name of the languages that presets are kept for."""
    return f"{source_lang}-{target_lang}" if Task.TRANSLATE in tasks else source_lang


def save(path: Path, model: str, languages: str, presets: Mapping[str, Measured]) -> None:
    """Keep presets by name, in place of those before; those of others stay. Raises LsgError."""
    document = _read(path)
    by_languages = document.setdefault(model, {})
    by_languages[languages] = {
        name: {**asdict(one.settings), "lag_s": one.lag_s, "share": one.share}
        for name, one in presets.items()
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFault(
            f"{path.parent} cannot be made ({error.strerror})", "free some room, or make it"
        ) from error
    write(path, "\n\n".join((f"# {_ABOUT}", tomlkit.dumps(document))))


def load(path: Path, model: str, languages: str, own: PolicySettings) -> dict[str, PolicySettings]:
    """Give a model's own settings as each preset moves them; nothing where none was measured.

    Presets measured with another range mode, direction, baseline or chunk length than the model's
    own do not count. Raises InputFault for a file that cannot be used.
    """
    stored = _table(path, _table(path, _read(path), model), languages)
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


def _table(path: Path, parent: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = parent.get(name, {})
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
