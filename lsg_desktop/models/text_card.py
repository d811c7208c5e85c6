"""What is known of a model of text before it is loaded: languages and settings; it loads nothing.

Our own models say it in the section ``text`` of the file beside the weights; of others every pair
of languages is taken to be known.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.models import weights
from lsg_desktop.models.catalogue import CARD_FILE, Card, Reference
from lsg_desktop.models.prompts import LANGUAGES, language
from lsg_desktop.settings import PolicySettings, declared

PAPER: Mapping[str, Any] = {
    "delta": 7.5,
    "alpha": 0.6,
    "low": 3,
    "range": 4.0,
    "range_mode": "paper",
}
"""What the paper uses from English into German (arXiv 2501.00868), for models that do not say."""

_SECTION = "text"


def text_card(reference: Reference) -> Card:
    """Read the card of a model of text that is on this machine.

    Raises EnvironmentFault where it is not there, and InputFault where its card cannot be used, or
    where it is no model at all.
    """
    folder = weights.find(reference)
    if not folder.is_dir() or not (folder / "config.json").is_file():
        raise InputFault(
            f"{folder} holds no model: config.json is missing", "choose the folder of a checkpoint"
        )
    said = _section(folder / CARD_FILE)
    name = reference.titled(reference.name)
    if said is None:
        pairs = {one: tuple(other for other in LANGUAGES if other != one) for one in LANGUAGES}
        return Card(name, pairs, dict(PAPER), math.inf)
    try:
        pairs = {spoken: tuple(targets) for spoken, targets in said["languages"].items()}
        for code in {*pairs, *(target for targets in pairs.values() for target in targets)}:
            language(code)
        defaults = {name: _value(value) for name, value in said.get("defaults", {}).items()}
        if unknown := sorted(set(defaults) - {name for name, _, _ in declared(PolicySettings)}):
            raise InputFault(f"{unknown[0]} is no setting")
        PolicySettings(**defaults)
    except (InputFault, KeyError, TypeError, AttributeError, ValueError) as error:
        raise _bad(folder / CARD_FILE) from error
    return Card(name, pairs, defaults, math.inf)


def _section(file: Path) -> dict[str, Any] | None:
    """Read what the card says about text; None where there is no card, or nothing in it."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _bad(file) from error
    section = said.get(_SECTION) if isinstance(said, dict) else None
    if section is not None and not isinstance(section, dict):
        raise _bad(file)
    return section


def _value(given: Any) -> Any:
    """JSON has no infinity: null stands for it."""
    return math.inf if given is None else given


def _bad(file: Path) -> InputFault:
    return InputFault(
        f"what {file} says about {_SECTION} cannot be used",
        "mend the file, or delete it to use the usual settings",
    )
