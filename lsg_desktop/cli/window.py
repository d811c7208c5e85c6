"""``lsg-desktop`` without a command: the window, on this computer's models, sound and files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lsg_desktop import paths
from lsg_desktop.cli.machine import Machine
from lsg_desktop.errors import EnvironmentFault, LsgError
from lsg_desktop.events import ModelLoading
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.ui.demo import Demo
from lsg_desktop.ui.immortal import keep_singletons

if TYPE_CHECKING:
    from lsg_desktop.ui.services import Memory, Services


def run(arguments: argparse.Namespace) -> int:
    """Open the window. Raises EnvironmentFault where there is no screen."""
    machine: Machine = arguments.machine
    if not machine.has_display():
        raise EnvironmentFault(
            "there is no screen to open a window on",
            "lsg-desktop --help lists what works in a terminal",
        )
    return open_window(machine)


def open_window(machine: Machine, demo: Demo | None = None) -> int:
    """Open the window, where a talk plays at once if one is given; give the exit code."""
    keep_singletons()
    try:
        from lsg_desktop.ui import app
    except ImportError as error:
        line = str(error).splitlines()[0]
        raise EnvironmentFault(
            f"the window's libraries do not load ({line})",
            "install the packages of packaging/debian.txt, or use the commands of --help",
        ) from error
    return app.run(services(machine), demo)


def services(machine: Machine) -> Services:
    """Join what the window needs of this computer."""
    from lsg_desktop.session.history import History
    from lsg_desktop.session.journal import Journal
    from lsg_desktop.session.openings import openings
    from lsg_desktop.session.store import Store
    from lsg_desktop.ui.services import Services

    return Services(
        load=_loader(machine),
        languages=_languages(machine),
        openings=openings,
        store=Store(Journal()),
        history=History(),
        memory=_memory,
        settings_file=paths.config_dir() / "settings.toml",
        resources=paths.resources(),
        download=machine.download,
    )


def _loader(machine: Machine) -> Callable[..., SpeechModel]:
    def load(
        name: str, device: str, precision: str, tell: Callable[[ModelLoading], None]
    ) -> SpeechModel:
        def hear(doing: str, done: float | None = None, note: str = "") -> None:
            tell(ModelLoading(doing=doing, done=done or 0.0, note=note))

        return machine.models.load(name, device, precision, hear)

    return load


def _languages(machine: Machine) -> Callable[[str], Mapping[str, Sequence[str]]]:
    def languages(name: str) -> Mapping[str, Sequence[str]]:
        try:
            return machine.models.card(name).languages
        except LsgError:  # told when it is loaded
            return {}

    return languages


def _memory() -> Memory:
    """Give the memory of the GPU in use, or else that of this process."""
    import psutil  # type: ignore[import-untyped]

    from lsg_desktop.ui.services import Memory

    cuda: Any = getattr(sys.modules.get("torch"), "cuda", None)
    # It may be half-way through importing.
    if cuda is not None and getattr(cuda, "is_initialized", bool)():
        free, total = cuda.mem_get_info()
        return Memory(total - free, total, "GPU")
    used = psutil.Process().memory_info().rss
    return Memory(used, psutil.virtual_memory().total, "RAM")
