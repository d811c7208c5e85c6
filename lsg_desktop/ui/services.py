"""What the window needs from the world outside, in one place, so that a test can give its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.session.history import History
from lsg_desktop.session.openings import Choice
from lsg_desktop.session.runner import Load, Opening
from lsg_desktop.session.store import Store
from lsg_desktop.ui.downloads import Download


@dataclass(frozen=True, slots=True)
class Memory:
    """How many bytes of which memory are used; the total where it is known."""

    used: int
    total: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Services:
    """Models, sound, storage and facts.

    ``languages`` says what a model knows before it is loaded.
    """

    load: Load
    languages: Callable[[str], Mapping[str, Sequence[str]]]
    openings: Callable[[Choice, Plugged], Sequence[Opening]]
    store: Store
    history: History
    memory: Callable[[], Memory]
    settings_file: Path
    resources: Path
    download: Download
