"""How smooth the window is while it captions, measured from inside; it changes nothing of it.

The talk is played over and over. A gap of the event loop is how much later than asked for a timer
of 5 ms comes; a word is on the screen when the transcript has been painted after it.
"""

from __future__ import annotations

import os
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from lsg_desktop.audio.file import FileSource
from lsg_desktop.audio.pace import Pace
from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.events import Event, Failed, ModelLoaded, SessionEnded, Written
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.runner import Opening
from lsg_desktop.session.store import Store
from lsg_desktop.ui.app import Application
from lsg_desktop.ui.services import Services

_EVERY_MS = 5
_IDLE_S = 10.0
_MEMORY_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: so many seconds of captions, at the speed of speech or as fast as can be.

    ``heard_s`` ends an accelerated session after so much sound.
    """

    talk: Path
    captions_s: float = 300.0
    heard_s: float | None = None


@dataclass(slots=True)
class Measured:
    """Seconds, bytes and shares; gaps and words in milliseconds."""

    window_s: float = 0.0
    loaded_s: float = 0.0
    loading_gaps_ms: list[float] = field(default_factory=list)
    caption_gaps_ms: list[float] = field(default_factory=list)
    words_ms: list[float] = field(default_factory=list)
    idle_cpu: float = 0.0
    memory: list[int] = field(default_factory=list)
    fault: str = ""

    def lines(self) -> Iterator[str]:
        """Say what was measured."""
        yield f"window up after             {self.window_s:8.2f} s"
        yield f"model loaded after          {self.loaded_s:8.2f} s"
        yield f"longest gap while loading   {max(self.loading_gaps_ms, default=0.0):8.1f} ms"
        if self.idle_cpu:
            yield f"CPU of the idle window      {100 * self.idle_cpu:8.2f} % of a core"
        gaps = sorted(self.caption_gaps_ms)
        if gaps:
            yield f"longest gap while captioning{gaps[-1]:8.1f} ms"
            yield f"99th percentile             {gaps[int(0.99 * (len(gaps) - 1))]:8.1f} ms"
        if self.words_ms:
            yield f"decision to screen, median  {statistics.median(self.words_ms):8.1f} ms"
            yield f"words shown                 {len(self.words_ms):8d}"
        if self.memory:
            names = ("start", "end", "peak")
            for name, size in zip(
                names, (self.memory[0], self.memory[-1], max(self.memory)), strict=True
            ):
                yield f"memory, {name:5}               {size / 1e6:8.1f} MB"


def measure(app: QApplication, services: Services, plan: Plan) -> Measured:
    """Open the window, caption, and give what was measured."""
    run = _Run(app, services, plan)
    app.exec()
    run.application.close()
    return run.measured


def _age_s() -> float:
    """Give how long ago this process was started."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return time.time() - float(psutil.Process().create_time())
    # The clock of the kernel: that of the day may have been set since it began to count.
    ticks = int(stat.rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


class Looped(Source):
    """A file played over and over, at the speed of speech or as fast as it is asked for."""

    def __init__(self, path: Path, pace: Callable[[], Pace | None], most_s: float | None) -> None:
        super().__init__(path.name)
        self._path, self._pace, self._most_s = path, pace, most_s
        self._is_closed = False

    def blocks(self) -> Iterator[Samples]:
        """Give blocks until closed, or until there was enough."""
        heard_s = 0.0
        while not self._is_closed:
            with FileSource(str(self._path), pace=self._pace()) as source:
                for block in source.blocks():
                    yield block
                    heard_s += len(block) / 16_000
                    if self._is_closed or (self._most_s and heard_s > self._most_s):
                        return

    def close(self) -> None:
        """End it at the next block."""
        self._is_closed = True


class _Stamped(Store):
    """Notes when each word was decided, before it is stored."""

    def __init__(self, journal: Journal, decided: deque[float]) -> None:
        super().__init__(journal)
        self._decided = decided

    def take(self, event: Event) -> None:
        """Keep an event."""
        if isinstance(event, Written):
            self._decided.append(time.perf_counter())
        super().take(event)


class _Run(QObject):
    """Goes through the plan, one step led to by the end of the one before."""

    def __init__(self, app: QApplication, services: Services, plan: Plan) -> None:
        super().__init__()
        self._app, self._plan = app, plan
        self.measured = Measured()
        self._gaps = self.measured.loading_gaps_ms
        self._decided: deque[float] = deque()  # by the worker, not yet heard of here
        self._shown: deque[float] = deque()  # heard of here, not yet painted
        pace = Pace if plan.heard_s is None else lambda: None
        opening = Opening(lambda: Looped(plan.talk, pace, plan.heard_s), is_live=False)
        self.application = Application(
            app,
            replace(
                services,
                store=_Stamped(Journal(), self._decided),
                openings=lambda _, __: [opening],
            ),
        )
        window = self.application.window
        window.controller.happened.connect(self._take)
        window.transcript.rows.viewport().installEventFilter(self)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._memory = QTimer(self, interval=round(1000 * _MEMORY_EVERY_S))
        self._memory.timeout.connect(self._weigh)
        self.application.show()
        app.processEvents()
        self.measured.window_s = _age_s()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the transcript painted: every word that was decided before is on the screen."""
        if event.type() == QEvent.Type.Paint:
            now = time.perf_counter()
            while self._shown:
                self.measured.words_ms.append(1000 * (now - self._shown.popleft()))
        return False

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(max(0.0, 1000 * (now - self._last) - _EVERY_MS))
        self._last = now

    def _weigh(self) -> None:
        self.measured.memory.append(psutil.Process().memory_info().rss)

    def _take(self, event: Event) -> None:
        if isinstance(event, Written):
            self._shown.append(self._decided.popleft())
        match event:
            case Failed(problem=problem):
                self.measured.fault = problem
                self._app.quit()
            case ModelLoaded() if event.model:
                self.measured.loaded_s = _age_s()
                self._rest()
            case Written() if self._gaps is self.measured.loading_gaps_ms:
                self._gaps = self.measured.caption_gaps_ms
                self._memory.start()
                if self._plan.heard_s is None:
                    QTimer.singleShot(round(1000 * self._plan.captions_s), self._end)
            case SessionEnded():
                self._end()

    def _rest(self) -> None:
        """Measure the idle window, without the clock of the gaps, and then start."""
        self._timer.stop()
        process = psutil.Process()
        before = sum(process.cpu_times()[:2])

        def awake() -> None:
            self.measured.idle_cpu = (sum(process.cpu_times()[:2]) - before) / _IDLE_S
            self._last = time.perf_counter()
            self._timer.start()
            self.application.window.start()

        QTimer.singleShot(round(1000 * _IDLE_S), awake)

    def _end(self) -> None:
        self._weigh()
        self._timer.stop()
        self._app.quit()
