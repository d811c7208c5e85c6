"""Everything that a window remembers, in one TOML file; it knows no window.

The file is the user's too: comments, the order of things and keys that are not known here outlive a
save. A setting is written once it differs from what is usual, so that a file stays short and what
is usual can change with a version.
"""

from __future__ import annotations

import reprlib
from collections.abc import Collection, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.session.export import write
from lsg_desktop.settings import (
    Declaration,
    ListenSettings,
    LookSettings,
    PolicySettings,
    RecordSettings,
    SpeechSettings,
    check_value,
    declared,
)

_GROUPS: dict[str, type[Any]] = {
    "listen": ListenSettings,
    "speech": SpeechSettings,
    "look": LookSettings,
    "record": RecordSettings,
}
_KEYS = Declaration("Shortcut", "The keys that do something.", kind=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What the user has chosen.

    ``policies`` holds, by model, the policy settings that differ from the model's own;
    ``shortcuts`` the keys, by action, that differ from the usual ones; ``places`` what windows
    store of themselves, in plain values, which they check.
    """

    listen: ListenSettings = field(default_factory=ListenSettings)
    speech: SpeechSettings = field(default_factory=SpeechSettings)
    look: LookSettings = field(default_factory=LookSettings)
    record: RecordSettings = field(default_factory=RecordSettings)
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Any] = field(default_factory=dict)

    def policy(self, model: str, own: PolicySettings) -> PolicySettings:
        """Give a model's own settings with what the user has changed of them."""
        return replace(own, **self.policies.get(model, {}))

    def with_policy(self, model: str, own: PolicySettings, chosen: PolicySettings) -> Preferences:
        """Remember what a user has changed of a model's own settings, which may be nothing."""
        values = {item.name: getattr(chosen, item.name) for item in fields(chosen)}
        changed = {name: one for name, one in values.items() if one != getattr(own, name)}
        others = {name: one for name, one in self.policies.items() if name != model}
        return replace(self, policies={**others, **({model: changed} if changed else {})})


def load(path: Path) -> tuple[Preferences, tuple[str, ...]]:
    """Give what a file holds, and what the user should know of it, a line each.

    A value that cannot be used counts as not given. A file that is no TOML is set aside, and no
    file is as good as an empty one.
    """
    try:
        file = _File.opened(path)
    except OSError as error:
        notice = f"{path} cannot be read ({error.strerror}): the usual settings count"
        return Preferences(), (notice,)
    reading = _Reading(path.name)
    preferences = reading.preferences(file.document.unwrap())
    return preferences, (*file.notices, *reading.notices())


def save(path: Path, preferences: Preferences) -> None:
    """Write to a file, which at any moment is whole; what else is in it stays.

    Raises OutputFault.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = _File.opened(path)
        # A name that the system gives may hold half a character, which no file can.
        text = _merged(file.document, preferences).encode("utf-8", "replace").decode("utf-8")
        write(path, text.replace("\n", file.newline))
    except (OSError, OutputFault) as error:
        problem = error.problem if isinstance(error, OutputFault) else f"{path}: {error.strerror}"
        raise OutputFault(
            f"the settings are not saved ({problem})",
            "see that there is room, and that the file and its folder can be read and written",
        ) from error


@dataclass(frozen=True, slots=True)
class _File:
    """A document as it is stored, and a notice where another had to be set aside for it."""

    document: tomlkit.TOMLDocument
    newline: str = "\n"
    notices: tuple[str, ...] = ()

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Read a file. Raises OSError."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            document = tomlkit.parse(text.replace("\r\n", "\n"))
            return cls(document, "\r\n" if "\r\n" in text else "\n")
        except FileNotFoundError:
            return cls(tomlkit.document())
        except UnicodeDecodeError:
            problem = "it is not in UTF-8"
        except (TOMLKitError, ValueError) as error:
            problem = str(error)
        aside = path.with_name(f"{path.name}.bad")
        with suppress(FileNotFoundError):  # another window has set it aside
            path.replace(aside)
        notice = f"{path} cannot be used ({problem}): it is kept as {aside.name}"
        return cls(tomlkit.document(), notices=(f"{notice}, and the usual settings count",))


class _Reading:
    """Takes out of a document what can be used, and remembers what cannot."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[str] = []
        self._unknown: list[str] = []

    def preferences(self, given: dict[str, Any]) -> Preferences:
        """Give what can be used."""
        known = {item.name for item in fields(Preferences)}
        parts = {name: self._table(name, given.get(name, {})) for name in known}
        self._unknown += [name for name in given if name not in known]
        groups = {
            name: kind(**self._values(name, kind, parts[name])) for name, kind in _GROUPS.items()
        }
        policies = {
            model: self._values(
                f"policies.{model}", PolicySettings, self._table(f"policies.{model}", table)
            )
            for model, table in parts["policies"].items()
        }
        return Preferences(
            **groups,
            policies={model: values for model, values in policies.items() if values},
            shortcuts={
                action: keys
                for action, keys in parts["shortcuts"].items()
                if self._can_be_used(f"shortcuts.{action}", keys, _KEYS)
            },
            places=parts["places"],
        )

    def notices(self) -> tuple[str, ...]:
        """Say what cannot be used, and once what is not known."""
        faults = tuple(f"{self._file}: {fault}" for fault in self._faults)
        if not self._unknown:
            return faults
        names = ", ".join(self._unknown)
        return (*faults, f"{self._file}: nothing is known of {names}, which stays as it is")

    def _table(self, name: str, given: Any) -> dict[str, Any]:
        if isinstance(given, dict):
            return given
        self._faults.append(f"{name} cannot be {reprlib.repr(given)}: make it a table")
        return {}

    def _values(self, name: str, kind: type[Any], given: dict[str, Any]) -> dict[str, Any]:
        """Give the values of a settings class that can be used."""
        values = {}
        left = dict(given)
        for key, _, declaration in declared(kind):
            if key in left:
                value = left.pop(key)
                if self._can_be_used(f"{name}.{key}", value, declaration):
                    values[key] = float(value) if declaration.kind is float else value
        self._unknown += [f"{name}.{key}" for key in left]
        return values

    def _can_be_used(self, name: str, value: Any, declaration: Declaration) -> bool:
        try:
            check_value(name, value, declaration)
        except InputFault as fault:
            self._faults.append(str(fault))
            return False
        return True


def _merged(document: tomlkit.TOMLDocument, preferences: Preferences) -> str:
    plain = document.unwrap()
    _put_all(plain, preferences)
    # Tomlkit loses its way in tables that are out of order or dotted: then the comments go.
    with suppress(TOMLKitError, LookupError, TypeError, ValueError):
        _put_all(document, preferences)
        text = tomlkit.dumps(document)
        if tomlkit.parse(text).unwrap() == plain:
            return text
    return tomlkit.dumps(plain)


def _put_all(document: MutableMapping[str, Any], preferences: Preferences) -> None:
    for name, kind in _GROUPS.items():
        group, there = getattr(preferences, name), _there(document, name)
        values = {key: (getattr(group, key), usual) for key, usual, _ in declared(kind)}
        _put(document, name, {k: v for k, (v, usual) in values.items() if v != usual or k in there})
    for name, wanted in (("shortcuts", preferences.shortcuts), ("places", preferences.places)):
        _put(document, name, wanted, gone=_there(document, name).keys() - wanted.keys())
    known = {name for name, _, _ in declared(PolicySettings)}
    policies = preferences.policies
    for model in dict.fromkeys((*_there(document, "policies"), *policies)):
        wanted = policies.get(model, {})
        parent = _made(document, "policies") if wanted else _there(document, "policies")
        _put(parent, model, wanted, gone=known - wanted.keys())


def _put(
    parent: MutableMapping[str, Any],
    name: str,
    wanted: Mapping[str, Any],
    gone: Collection[str] = (),
) -> None:
    """Have a table hold what is wanted, and no longer what is gone; the rest of it stays."""
    table = _made(parent, name) if wanted else _there(parent, name)
    for key in gone:
        table.pop(key, None)
    for key, value in wanted.items():
        if key not in table or not _is_same(table[key], value):
            table[key] = value


def _there(parent: Mapping[str, Any], name: str) -> MutableMapping[str, Any]:
    """Give a table that is there, or an empty one that goes nowhere."""
    table = parent.get(name)
    return table if isinstance(table, MutableMapping) else {}


def _made(parent: MutableMapping[str, Any], name: str) -> MutableMapping[str, Any]:
    """Give a table that is there from now on."""
    if not isinstance(parent.get(name), MutableMapping):
        parent[name] = {}
    return _there(parent, name)


def _is_same(stored: Any, value: Any) -> bool:
    """Whether a value is stored already, in whichever spelling: what is, keeps its own."""
    plain = stored.unwrap() if hasattr(stored, "unwrap") else stored
    if isinstance(value, float) and type(plain) is int:
        return plain == value
    # Unlike dicts, their words differ with the order, by which places are told from older ones.
    return repr(plain) == repr(value)
