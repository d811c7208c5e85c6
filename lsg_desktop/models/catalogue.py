"""The models that can be named, and what is known of each before it is loaded.

It knows neither whether a model is on this machine nor how it is loaded, and imports no torch.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lsg_desktop import paths
from lsg_desktop.errors import InputFault
from lsg_desktop.models import adapter as adapters
from lsg_desktop.models import prompts
from lsg_desktop.models.prompts import LANGUAGES
from lsg_desktop.settings import Declaration, PolicySettings, check_value, declared

DEMO = "demo"
CARD_FILE = "lsg.json"
"""The small file beside the weights that says what our own models are."""

_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
"""A hub's name for a model: owner/name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model that has a name here; ``repo`` is the hub's name for it, None for a bundled one."""

    name: str
    repo: str | None
    aliases: tuple[str, ...]
    download_bytes: int
    about: str


KNOWN = (
    Known(
        DEMO,
        None,
        (),
        0,
        "bundled; understands the bundled voices and their small domain only",
    ),
    Known(
        "Qwen/Qwen2-Audio-7B",
        "Qwen/Qwen2-Audio-7B",
        ("qwen2-audio", "7b"),
        16_803_000_000,
        "speech in nine languages, on a GPU of 8 GB or more; Apache-2.0",
    ),
)
"""Everything that has a name of its own here, the bundled one first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a name stands for: a model of the hub (``repo``) or a folder, never both.

    ``name`` is what to call it in front of the user; ``adapter`` is the folder of a LoRA adapter
    that goes onto it.
    """

    name: str
    repo: str | None = None
    folder: Path | None = None
    adapter: Path | None = None

    @property
    def is_bundled(self) -> bool:
        """Whether it ships with the application."""
        return self.name == DEMO

    def titled(self, model: str) -> str:
        """Name a model and what goes onto it, since with that it is another one."""
        return f"{model} + {self.adapter.name}" if self.adapter else model


@dataclass(frozen=True, slots=True)
class Card:
    """What a model is for: languages spoken, each with its targets; settings; longest utterance.

    ``defaults`` holds values of PolicySettings by name; ``family`` says how it is asked.
    """

    name: str
    languages: dict[str, tuple[str, ...]]
    defaults: dict[str, Any]
    limit_s: float
    family: str = prompts.QWEN2_AUDIO.name


def resolve(name: str, adapter: Path | None = None) -> Reference:
    """Find what a name stands for, without looking whether a hub's model is there.

    A name of the catalogue comes first, then a folder, then any ``owner/name`` of the hub. The
    folder of an adapter stands for the model that it was made for, with it; ``adapter`` is one to
    put onto a model. Raises InputFault, with the choices, for anything else, for no adapter, and
    for one that says that it was made for another model.
    """
    found = _resolved(name)
    if adapter is None:
        return found
    if found.adapter:
        raise InputFault(f"{name} is an adapter and no model", "give the model that it is for")
    given = adapters.read(adapter.expanduser().resolve())
    if not given.base_digest and _is_other(given.base, found):
        raise adapters.other_base(given, found.name)
    return replace(found, adapter=given.folder)


def _is_other(base: str, found: Reference) -> bool:
    """Whether a name is that of another model, where one of the two has a name here.

    The hub has copies of other models, and folders may be called anything.
    """
    if not (found.repo or found.is_bundled):
        return False
    ours, theirs = _known(found.name), _known(base)
    if theirs is None and not _REPO.fullmatch(base):
        return False
    return ours != theirs


def _resolved(name: str) -> Reference:
    known = _known(name)
    if known is not None:
        if known.repo is None:
            return Reference(known.name, folder=paths.resources() / "demo-model")
        return Reference(known.name, repo=known.repo)
    folder = Path(name).expanduser()
    if name.strip() and folder.is_dir():
        folder = folder.resolve()
        if adapters.is_adapter(folder):
            return _adapted(folder)
        return Reference(folder.name, folder=folder)
    if _REPO.fullmatch(name):
        return Reference(name, repo=name)
    raise InputFault(
        f"there is no model or folder {name!r}",
        f"choose one of {', '.join(choices())}, a folder, or owner/name on the Hugging Face hub",
    )


def _adapted(folder: Path) -> Reference:
    """Find the model that an adapter was made for. Raises InputFault where it is not known."""
    remedy = "give its model as --model, and the folder as --adapter"
    base = adapters.read(folder).base
    if not base:
        raise InputFault(f"the adapter in {folder} does not say which model it is for", remedy)
    try:
        found = None if adapters.is_adapter(Path(base)) else _resolved(base)
    except InputFault:
        found = None
    if found is None:
        raise InputFault(
            f"the adapter in {folder} was made for {base}, which is not to be found", remedy
        )
    return replace(found, adapter=folder)


def choices() -> list[str]:
    """List the names that the catalogue knows, aliases included."""
    return [name for known in KNOWN for name in (known.name, *known.aliases)]


def card(reference: Reference, folder: Path) -> Card:
    """Read what the file beside the weights says; a foreign folder, which has none, is Qwen2-Audio.

    Raises InputFault for a file that cannot be used.
    """
    file = folder / CARD_FILE
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Card(reference.titled(reference.name), _every_pair(), dict(QWEN2_AUDIO), 30.0)
    except (OSError, ValueError) as error:
        raise _bad(file, f"cannot be read ({type(error).__name__})") from error
    if not isinstance(said, dict):
        raise _bad(file, "is not an object")
    return Card(
        name=reference.titled(_text(file, said.get("name", reference.name))),
        languages=_languages(file, said.get("languages")),
        defaults=_defaults(file, said.get("defaults", {})),
        limit_s=_limit(file, said.get("limit_s", 30.0)),
        family=_family(file, said.get("family", prompts.QWEN2_AUDIO.name)),
    )


QWEN2_AUDIO: Mapping[str, Any] = {"delta": 7.0, "alpha": 0.6, "low": 1, "range": 6.0}
"""The settings that Qwen2-Audio starts with: among those of the paper (arXiv 2501.00868)."""


def _known(name: str) -> Known | None:
    for known in KNOWN:
        if name.lower() in (known.name.lower(), *known.aliases):
            return known
    return None


def _every_pair() -> dict[str, tuple[str, ...]]:
    return {code: tuple(other for other in LANGUAGES if other != code) for code in LANGUAGES}


def _text(file: Path, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _bad(file, "has a name that is no text")
    return value


def _languages(file: Path, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not value:
        raise _bad(file, "does not say which languages the model knows")
    for spoken, targets in value.items():
        if not isinstance(targets, list):
            raise _bad(file, f"does not list what {spoken!r} is translated into")
        for code in (spoken, *targets):
            if code not in LANGUAGES:
                raise _bad(file, f"names a language that is not known, {code!r}")
    return {spoken: tuple(targets) for spoken, targets in value.items()}


def _defaults(file: Path, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(file, "has defaults that are not an object")
    settings = {name: (default, about) for name, default, about in declared(PolicySettings)}
    unknown = sorted(set(value) - set(settings))
    if unknown:
        raise _bad(file, f"gives a default to {unknown[0]!r}, which is no setting")
    return {name: _default(file, name, given, *settings[name]) for name, given in value.items()}


def _default(file: Path, name: str, given: Any, default: Any, about: Declaration) -> Any:
    """Hold one default to its declaration; JSON has no infinity, so null stands for it."""
    if given is None and about.high == math.inf:
        return math.inf
    kind = float if isinstance(default, float) else type(default)
    if kind is float and type(given) is int:
        given = float(given)
    if type(given) is not kind:
        raise _bad(file, f"gives {name} a default of the wrong kind, {given!r}")
    try:
        check_value(name, given, about)
    except InputFault as fault:
        raise _bad(file, f"has a default that is out of bounds: {fault.problem}") from fault
    return given


def _limit(file: Path, value: Any) -> float:
    if type(value) not in (int, float) or not 1.0 <= value <= 30.0:
        raise _bad(file, f"has a limit_s that is not between 1 and 30, {value!r}")
    return float(value)


def _family(file: Path, value: Any) -> str:
    if not isinstance(value, str) or value not in prompts.SPEECH_FORMATS:
        raise _bad(file, f"names a family that is not known, {value!r}")
    return value


def _bad(file: Path, problem: str) -> InputFault:
    return InputFault(f"{file} {problem}", "mend the file, or delete it to use the usual settings")
