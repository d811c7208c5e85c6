"""A computer with one microphone and scripted models, and the application on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lsg_desktop import paths
from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import SessionEnded, Task
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.scripted import Spoken
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.openings import Choice
from lsg_desktop.session.runner import Opening
from lsg_desktop.session.store import Store
from lsg_desktop.ui.app import Application
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.demo import Demo
from lsg_desktop.ui.services import Memory, Services
from tests.session.test_runner import Crowded, Tap, hum

PATIENCE_MS = 60_000
LANGUAGES = {"en": ("de", "zh"), "de": ("en",)}
WORDS = {
    Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
    Task.TRANSLATE: [Spoken("Guten", 8000), Spoken(" Morgen", 14400)],
}

GUESSED = {
    Task.TRANSCRIBE: [
        Spoken("Good", 8000),
        Spoken(" morning", 24000, guess=" evening"),
        Spoken(" everybody", 30000),
    ],
    Task.TRANSLATE: [
        Spoken("Guten", 8000),
        Spoken(" Morgen", 24000, guess=" Abend"),
        Spoken(" zusammen", 30000),
    ],
}
"""What is written wrong by who does not wait."""


@dataclass
class World:
    """On it "huge" does not fit, and "crowded" leaves no room to listen in, but for nf4.

    "hasty" writes what it guesses, unless it is held back.

    ``loaded`` has what was asked for: model and precision; ``chosen`` what was to be opened.
    """

    folder: Path
    taps: list[Tap] = field(default_factory=list)
    loaded: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[Choice] = field(default_factory=list)

    def services(self) -> Services:
        """Give what the window needs."""
        return Services(
            load=self._load,
            languages=lambda name: LANGUAGES,
            openings=self._openings,
            store=Store(Journal()),
            history=History(),
            memory=lambda: Memory(1_000_000, 2_000_000, "RAM"),
            settings_file=self.folder / "settings.toml",
            resources=paths.resources(),
            download=lambda name, on_progress, stop, *, verify: None,
        )

    def _load(self, name, device, precision, tell):
        self.loaded.append((name, precision))
        if name == "huge":
            raise EnvironmentFault("huge does not fit", "choose another")
        shown = "fp32" if precision == "auto" else precision
        info = ModelInfo("scripted", "scripted", shown, "cpu", LANGUAGES, {})
        if name == "hasty":
            return Crowded(GUESSED, room_s=30.0, unsure=0.55, info=info)
        is_crowded = name == "crowded" and precision != "nf4"
        return Crowded(WORDS, room_s=0.5 if is_crowded else 30.0, info=info)

    def _openings(self, choice, plugged):
        tap = Tap()
        self.taps.append(tap)
        self.chosen.append(choice)
        return [Opening(lambda: tap)]


def open_in(world: World, demo: Demo | None = None) -> Application:
    """Open the application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    application = Application(app, world.services(), demo)
    application.show()
    return application


def speak(qtbot, opened: Application, world: World) -> list[object]:
    """Start, say something, stop, and give all events."""
    events: list[object] = []
    window = opened.window
    window.controller.happened.connect(events.append)
    qtbot.mouseClick(window.controls.start, Qt.MouseButton.LeftButton)
    world.taps[-1].put(hum(1.5))
    qtbot.waitUntil(lambda: window.controller.phase is Phase.RUNNING, timeout=PATIENCE_MS)
    qtbot.mouseClick(window.controls.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(isinstance(e, SessionEnded) for e in events), timeout=PATIENCE_MS)
    return events
