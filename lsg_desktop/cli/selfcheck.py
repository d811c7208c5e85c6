"""``lsg-desktop --selfcheck``: whether this installation is whole; it does not know how it is made.

Where ``doctor`` looks at the machine, this looks at what was installed: a frozen build runs it, on
a machine without a display and without a network, before anybody gets it.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import lsg_desktop
from lsg_desktop import paths
from lsg_desktop.audio.file import FileSource
from lsg_desktop.audio.source import BLOCK_MS
from lsg_desktop.cli.machine import Machine
from lsg_desktop.errors import EnvironmentFault, LsgError
from lsg_desktop.evaluation import manifest
from lsg_desktop.events import Task, Written
from lsg_desktop.models.catalogue import DEMO
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order
from lsg_desktop.ui.immortal import keep_singletons

_SHIPPED = (
    "demo-model/model.safetensors",
    "demo-talk/manifest.tsv",
    "demo-talk/talk.flac",
    "help/en",
    "icons/lsg-desktop.svg",
)
_HEARD_S = 5.0
_FEWEST_WORDS = 5
_RIGHT = 0.6
"""How many of the words written must have been said."""

_BESIDE = ("__main__", "simuleval_agent")
"""Modules that are no part of an installation: one runs it, one is for SimulEval alone."""

_REMEDY = "install lsg_desktop again"
# What a part that was left out, or is of another version, can raise. The rest is a fault of ours.
_FAULTS = (LsgError, ImportError, OSError, RuntimeError, ValueError, AttributeError, KeyError)


def selfcheck(machine: Machine | None = None) -> int:
    """Look at every part and print a line about each; give 0 where all are well, else 1.

    ``machine`` stands in for this computer.
    """
    here = machine or Machine()
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("resources", _resources),
        ("settings folder", _settings_folder),
        ("modules", _modules),
        ("PortAudio", lambda: _portaudio(here)),
        ("demo model", lambda: _demo(here)),
        ("Qt", _qt),  # last: where Qt cannot start at all, it ends the process
    )
    return int(not all([_holds(part, check) for part, check in checks]))


def _holds(part: str, check: Callable[[], str]) -> bool:
    try:
        found = check()
    except _FAULTS as fault:
        said = " ".join(str(fault).split()) or type(fault).__name__
        print(f"FAILED  {part}: {said}", flush=True)
        return False
    print(f"ok      {part}: {found}", flush=True)
    return True


def _resources() -> str:
    folder = paths.resources()
    missing = [name for name in _SHIPPED if not (folder / name).exists()]
    if missing:
        raise EnvironmentFault(f"{folder} lacks {', '.join(missing)}", _REMEDY)
    return str(folder)


def _settings_folder() -> str:
    folder = paths.config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"lsg")
    return str(folder)


def _modules() -> str:
    """Import every module there is, and with it whatever it needs."""
    walked = pkgutil.walk_packages(lsg_desktop.__path__, "lsg_desktop.")
    names = [item.name for item in walked if not item.name.endswith(_BESIDE)]
    for name in names:
        importlib.import_module(name)
    rooms = {name.split(".")[1] for name in names}
    if not {"cli", "ui", "session", "models"} <= rooms:
        raise EnvironmentFault(f"of lsg_desktop there is only {sorted(rooms)}", _REMEDY)
    return f"{len(names)} imported"


def _portaudio(machine: Machine) -> str:
    version: str = machine.sound().get_portaudio_version()[1]
    return version.split(",")[0]


def _demo(machine: Machine) -> str:
    """Have the demo model caption the beginning of the demo talk."""
    row = manifest.read(paths.resources() / "demo-talk" / "manifest.tsv")[0]
    lines = _captions(machine, row)
    said = _words(lines[Task.TRANSCRIBE])
    expected = set(_words(row.transcript)[: len(said) + _FEWEST_WORDS])
    right = sum(word in expected for word in said)
    if len(said) < _FEWEST_WORDS or right < _RIGHT * len(said):
        raise EnvironmentFault(
            f"of the demo talk it wrote {len(said)} words, {right} of them right", _REMEDY
        )
    if not lines[Task.TRANSLATE].strip():
        raise EnvironmentFault("of the demo talk it translated nothing", _REMEDY)
    return f"{right} of {len(said)} words right in {_HEARD_S:g} s of the demo talk, and translated"


def _captions(machine: Machine, row: manifest.Row) -> dict[Task, str]:
    model = machine.models.load(DEMO, "cpu", "auto", _unheard)
    order = Order(
        tasks=tuple(Task),
        source_lang=row.source_lang,
        target_lang=row.target_lang,
        settings=build.policy_settings(model.info),
    )
    lines = dict.fromkeys(order.tasks, "")
    with FileSource(row.audio) as source:
        session = build.session(model, source, order)
        events = [*session.begin()]
        for block in islice(source.blocks(), round(_HEARD_S * 1000 / BLOCK_MS)):
            events += session.push(block)
        events += session.end()
    for event in events:
        if isinstance(event, Written):
            lines[event.task] += event.text
    return lines


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())


def _unheard(doing: str, done: float = 0.0, note: str = "") -> None:
    """Say nothing of how far a model is."""


def _qt() -> str:
    """Start Qt on a screen that is not there, and draw the icon.

    By name, since this room knows no Qt: it asks only whether it works.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    keep_singletons()
    core, gui, svg, widgets = (
        importlib.import_module(f"PySide6.Qt{part}") for part in ("Core", "Gui", "Svg", "Widgets")
    )
    app = widgets.QApplication.instance() or widgets.QApplication(["lsg-desktop"])
    _draw(paths.resources() / "icons" / "lsg-desktop.svg", gui, svg)
    text = widgets.QLabel("LSG")
    if text.grab().isNull():
        raise EnvironmentFault("Qt draws no window", _REMEDY)
    return f"{core.qVersion()}, {app.platformName()}"


def _draw(icon: Path, gui: Any, svg: Any) -> None:
    image = gui.QImage(32, 32, gui.QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = gui.QPainter(image)
    svg.QSvgRenderer(str(icon)).render(painter)
    painter.end()
    if not any(image.pixelColor(x, 16).alpha() for x in range(32)):
        raise EnvironmentFault(f"{icon} cannot be drawn", _REMEDY)
