"""What the window's buttons do: it owns the worker, and knows no widget.

The worker's events come through the bridge; each is in the journal before the window hears of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from lsg_desktop.errors import LsgError
from lsg_desktop.events import (
    Event,
    Failed,
    ModelLoaded,
    Notice,
    SessionEnded,
    SessionStarted,
    Task,
)
from lsg_desktop.policy.steering import Steering
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.capture import Level
from lsg_desktop.session.figures import Figures
from lsg_desktop.session.runner import Load, Opening, Runner, Trying
from lsg_desktop.session.store import Store
from lsg_desktop.settings import PREVIEW_TOKENS, PolicySettings, SpeechSettings
from lsg_desktop.ui.bridge import Bridge
from lsg_desktop.ui.collector import Collector
from lsg_desktop.ui.situation import Hearing, Situation, State

_SILENCE = Level()


class Phase(Enum):
    """How far a session is: none, waiting for a model, asked for, there, being finished."""

    IDLE = auto()
    WAITING = auto()
    STARTING = auto()
    RUNNING = auto()
    STOPPING = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a session is to listen to, and what is to be written of it."""

    openings: Sequence[Opening]
    tasks: tuple[Task, ...]
    source_lang: str
    target_lang: str
    speech: SpeechSettings


class Controller(QObject):
    """Loads, starts, steers and stops; says what is going on.

    Each event is in the ``store`` before the window hears of it; where that fails, the captions go
    on and the user is told.
    """

    happened = Signal(object)
    """An Event."""
    steered = Signal(object)
    """A lag is held by this Steering, whose settings are in force."""

    def __init__(
        self,
        load: Load,
        store: Store,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.situation = Situation(clock)
        self.phase = Phase.IDLE
        self.figures: Figures | None = None
        self.model: ModelLoaded | None = None
        self.policy = self._base = PolicySettings()
        self.steering: Steering | None = None
        self._store = store
        self._wanted: Wanted | None = None
        self._has_begun = self._is_loading = False
        self._session = 0
        self._bridge = Bridge(self)
        self._bridge.happened.connect(self._take)
        self._collector = Collector(self)
        self._runner = Runner(self._tell, load, store.hear, self._collector.collect)

    @property
    def level(self) -> Level:
        """How loud the loudest source is."""
        return max(self._runner.levels, key=lambda level: level.peak, default=_SILENCE)

    @property
    def rtf(self) -> float:
        """Seconds of computing for a second of sound."""
        return self._runner.rtf

    @property
    def is_idle(self) -> bool:
        """Whether the model that is loaded has nothing to do, and no other one is awaited."""
        return self.phase is Phase.IDLE and self.model is not None and not self._is_loading

    def state(self) -> State:
        """Say what is going on."""
        return self.situation.state(Hearing(self._runner.waiting_s, self.level.peak, self.rtf))

    def load(self, name: str, device: str, precision: str) -> None:
        """Load a model; a session that runs goes on with it."""
        self.situation.forgive()
        self._is_loading = True
        self._runner.load(name, device, precision)

    def unload(self) -> None:
        """Give the model's memory back."""
        self._runner.unload()

    def monitor(self, openings: Sequence[Opening]) -> None:
        """Hear how loud these sources are, while no session runs."""
        if self.phase is Phase.IDLE:
            self._runner.monitor(openings)

    def start(self, wanted: Wanted) -> None:
        """Begin a session, as soon as a model is there."""
        self.situation.ask()
        self._wanted, self._has_begun = wanted, False
        self.phase = Phase.WAITING
        self._begin()

    def stop(self) -> None:
        """Record no more and write the rest; asked for again, leave the rest unwritten."""
        if self.phase is Phase.WAITING:
            self.phase = Phase.IDLE
        elif self.phase is Phase.STOPPING:
            self._runner.abandon()
        elif self.phase is not Phase.IDLE:
            self.phase = Phase.STOPPING
            self._runner.stop()
        self.situation.stop()

    def catch_up(self) -> None:
        """Leave out the sound that waits."""
        self._runner.catch_up()

    def calibrate(self, trying: Trying) -> None:
        """Try settings on the model, which is idle, until that is done or it is wanted for more."""
        self._runner.calibrate(trying)

    def stop_calibrating(self) -> None:
        """Try no more settings."""
        self._runner.stop_calibrating()

    def set_policy(self, settings: PolicySettings) -> None:
        """Decide by other settings from the next decision on."""
        if settings != self.policy:
            self.policy = settings
            self._runner.change(settings)

    def hold_lag(self, target_s: float | None, base: PolicySettings) -> None:
        """Steer from these settings, so that the lag is this, in s; None: have them in force."""
        if target_s is None:
            self.steering = None
            self.set_policy(base)
        elif self.steering is not None and base == self._base:
            self.steering.aim(target_s)
        else:
            self._base = base
            self.steering = Steering(target_s, base)

    def close(self) -> None:
        """Leave what runs, and end the worker."""
        self._runner.close()
        self._store.close()
        self._collector.close()

    def _tell(self, event: Event) -> None:
        """Store an event and pass it on. The worker's thread."""
        try:
            self._store.take(event)
        except LsgError as fault:
            self._bridge.tell(Notice(text=fault.problem, remedy=fault.remedy))
        self._bridge.tell(event)

    def _take(self, event: Event) -> None:
        self.situation.take(event)
        match event:
            case ModelLoaded():
                self._is_loading = False
                self.model = event if event.model else None
                self._collector.settle()
            case Failed(session=session):
                self._is_loading = False
                # A calibration's fault may still be on its way when a session is asked for.
                is_ours = self.phase is Phase.WAITING or session == self._session
                if is_ours and not self._has_begun:
                    self.phase = Phase.IDLE
            case SessionStarted(task=task):
                self._has_begun = True
                self.phase = Phase.RUNNING if self.phase is Phase.STARTING else self.phase
                is_alone = task == Task.TRANSCRIBE
                self.figures = Figures(Task.TRANSCRIBE if is_alone else Task.TRANSLATE)
            case SessionEnded():
                self.phase = Phase.IDLE
        if self.figures and self.figures.take(event):
            self._steer(self.figures)
        self.happened.emit(event)
        if isinstance(event, ModelLoaded):
            self._begin()

    def _begin(self) -> None:
        if self.phase is not Phase.WAITING or self.model is None or self._is_loading:
            return
        if (wanted := self._wanted) is None:
            return
        self.phase = Phase.STARTING
        order = Order(
            tasks=wanted.tasks,
            source_lang=wanted.source_lang,
            target_lang=wanted.target_lang,
            settings=self.policy,
            traced=True,
            preview=PREVIEW_TOKENS,
        )
        self._session = self._runner.start(wanted.openings, order, wanted.speech)

    def _steer(self, figures: Figures) -> None:
        if self.steering is None or figures.unit_s is None:
            return
        self.steering.note(figures.unit_s, figures.compute_s)
        settings = self.steering.settings()
        if settings != self.policy:
            self.set_policy(settings)
        self.steered.emit(self.steering)
