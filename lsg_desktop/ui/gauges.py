"""What the window's gauges show: level, state, lag, speed and memory; it measures nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from lsg_desktop.ui.control_row import ControlRow
from lsg_desktop.ui.controller import Controller, Phase
from lsg_desktop.ui.lag_meter import LagMeter
from lsg_desktop.ui.services import Memory
from lsg_desktop.ui.state_line import StateLine

_TICK_MS = 66
_MEMORY_MS = 2_000


class Gauges(QObject):
    """Reads them again and again, until it ends; the lag whenever something has happened."""

    def __init__(
        self,
        controller: Controller,
        controls: ControlRow,
        state_line: StateLine,
        lag: LagMeter,
        memory: Callable[[], Memory],
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._controls = controls
        self._state_line = state_line
        self._lag = lag
        self._read_memory = memory
        controller.happened.connect(self._show_lag)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._memory = QTimer(self, interval=_MEMORY_MS)
        self._memory.timeout.connect(self._show_memory)
        self._ticker.start()
        self._tick()

    def watch_memory(self) -> None:
        """Read the memory too from now on."""
        self._memory.start()

    def end(self) -> None:
        """Read nothing any more."""
        self._ticker.stop()
        self._memory.stop()

    def _tick(self) -> None:
        level = self._controller.level
        self._controls.level.set_level(level.rms, level.peak)
        self._state_line.show_state(self._controller.state())
        self._controls.start.show_phase(self._controller.phase)
        if self._controller.phase is Phase.RUNNING:
            self._lag.set_speed(self._controller.rtf)

    def _show_lag(self) -> None:
        figures = self._controller.figures
        if figures and figures.policy_s is not None:
            self._lag.set_lag(figures.policy_s, figures.compute_s)

    def _show_memory(self) -> None:
        memory = self._read_memory()
        self._lag.set_memory(memory.used, memory.total, memory.what)
