"""Captions that grow on a terminal; it knows neither what is heard nor what it looks like."""

from __future__ import annotations

import threading

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.live import Live
from rich.text import Text

from lsg_desktop.cli.scene import Scene
from lsg_desktop.cli.sinks import Sink
from lsg_desktop.events import Event, SessionStarted

_REPAINT_S = 0.125


class LiveView(Sink):
    """Shows a scene: what is finished goes into the terminal's history, the rest is repainted.

    Before the session starts and after :meth:`close` the terminal is as any other.
    """

    def __init__(self, console: Console, scene: Scene) -> None:
        self._console = console
        self._scene = scene
        self._live = Live(self, console=console, auto_refresh=False, redirect_stdout=False)
        # Rich's own repainting thread may write between another's cursor movements and its text.
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._painter = threading.Thread(target=self._repaint, name="painter", daemon=True)

    def take(self, event: Event) -> None:
        """Change what is shown."""
        with self._lock:
            finished = self._scene.take(event, self._console.width)
            if isinstance(event, SessionStarted):
                self._live.start(refresh=True)
                self._painter.start()
            if finished:
                self._console.print(Group(*map(_cropped, finished)))

    def finish(self) -> None:
        """Say that the rest is on its way."""
        with self._lock:
            self._scene.finish()

    def close(self) -> None:
        """Leave the captions on the terminal, and it as it was."""
        self._over.set()
        if self._painter.ident is not None:
            self._painter.join()
        self._live.stop()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give what is to be painted now, whoever asks for it."""
        yield from map(_cropped, self._scene.rows(console.width, console.height))

    def _repaint(self) -> None:
        while not self._over.wait(_REPAINT_S):
            with self._lock:
                self._live.refresh()


def _cropped(row: Text) -> Text:
    row.no_wrap, row.overflow = True, "crop"
    return row
