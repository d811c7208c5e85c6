"""Draws the README's pictures of the window: ``.venv/bin/python packaging/pictures.py``.

The real window captions the bundled talk, without a screen; every picture is of what it then shows.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 32.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(ROOT))

from lsg_desktop.ui.immortal import keep_singletons  # noqa: E402

keep_singletons()

from PySide6.QtCore import QSize, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from lsg_desktop import paths  # noqa: E402
from lsg_desktop.cli.machine import Machine  # noqa: E402
from lsg_desktop.cli.window import services  # noqa: E402
from lsg_desktop.events import Written  # noqa: E402
from lsg_desktop.ui.app import Application  # noqa: E402
from lsg_desktop.ui.demo import Demo  # noqa: E402


class Studio:
    """One run of the window: a theme, a language, and what to draw of it at the end."""

    def __init__(self, folder: Path, theme: str, language: str, target: str) -> None:
        self._folder = folder
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self._app = app
        with tempfile.TemporaryDirectory() as home:
            os.environ["LSG_HOME"] = home
            own = replace(services(Machine()), settings_file=Path(home) / "settings.toml")
            look = f'[look]\ntheme = "{theme}"\nlanguage = "{language}"\n'
            own.settings_file.write_text(look, encoding="utf-8")
            talk = paths.resources() / "demo-talk" / "talk.flac"
            self.application = Application(app, own, Demo(talk, "demo", target, {}))
            self.window = self.application.window
            self._waits = True
            self.window.controller.happened.connect(self._on_event)
            self.window.resize(1280, 800)
            self.application.show()
            app.exec()
            self.draw()
            self.application.close()

    def _on_event(self, event: object) -> None:
        if self._waits and isinstance(event, Written):
            self._waits = False
            QTimer.singleShot(round(1000 * SECONDS), self._app.quit)

    def save(self, widget: QWidget, name: str, size: QSize | None = None, scale: int = 1) -> None:
        """Draw a widget, after all that is due has happened."""
        if size:
            widget.resize(size)
        widget.show()
        until(lambda: False, 700)
        picture = QPixmap(scale * widget.size())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        widget.render(picture)
        picture.save(str(self._folder / f"{name}.png"))

    def draw(self) -> None:
        """Draw what this run is for."""


def until(true: Callable[[], bool], at_most_ms: int) -> None:
    """Let the window live for a while."""
    timer = QTimer(singleShot=True, interval=at_most_ms)
    timer.start()
    while timer.isActive() and not true():
        QApplication.processEvents()


class Light(Studio):
    """The main window in the light theme, in English, with the plot."""

    def draw(self) -> None:
        """Draw it, and lecture view, overlay, models, past sessions and help."""
        self.window.tuning.set_advanced(True)
        self.save(self.window, "window-light")
        stage = self.window.stage
        self.save(stage.lecture, "lecture", QSize(1280, 720))
        self.save(stage.overlay, "overlay")
        for name in ("models", "history", "help"):
            self.application.dialogs.open(name)
            self.save(self.application.dialogs.opened(name), name)


class Dark(Studio):
    """The main window in the dark theme, in German, translating into Chinese."""

    def draw(self) -> None:
        """Draw it, and the settings as on a screen of 200 %."""
        self.save(self.window, "window-dark-de")
        self.application.dialogs.open("settings")
        self.save(self.application.dialogs.opened("settings"), "settings-dark-2x", scale=2)


class Chinese(Studio):
    """The main window in high contrast and in Chinese."""

    def draw(self) -> None:
        """Draw it."""
        self.save(self.window, "window-zh")


def main() -> None:
    """Draw all of them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "pictures"
    Light(folder, "light", "en", "de")
    Dark(folder, "dark", "de", "zh")
    Chinese(folder, "contrast", "zh", "zh")


if __name__ == "__main__":
    main()
