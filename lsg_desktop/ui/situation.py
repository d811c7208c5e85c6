"""What is going on, of which the state line speaks; it knows no widget and no words."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from lsg_desktop.errors import LsgError
from lsg_desktop.events import (
    Event,
    Failed,
    ModelLoaded,
    ModelLoading,
    Notice,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    UtteranceEnded,
    Written,
)

SILENT_S = 8.0
"""After how long without a sound the user is told."""

BEHIND_S = 3.0
"""How much sound has to wait before the user is told, and less than half of it before no more."""

_HEARD_PEAK = 0.003  # 50 dB below the loudest: a microphone that is on is never more silent
_WRITING_S = 0.8
_NOTICE_S = 10.0


class Kind(Enum):
    """What a state is about."""

    NO_MODEL = auto()
    LOADING = auto()
    READY = auto()
    STARTING = auto()
    LISTENING = auto()
    HEARING = auto()
    WRITING = auto()
    BEHIND = auto()
    SILENT = auto()
    FINISHING = auto()
    NOTICE = auto()
    FAULT = auto()


@dataclass(frozen=True, slots=True)
class State:
    """A kind, and what there is to say: seconds or a share done, a problem with its remedy.

    ``smaller`` is a precision that may fit where memory was short.
    """

    kind: Kind
    seconds: float = 0.0
    done: float = 0.0
    words: str = ""
    remedy: str = ""
    smaller: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How the sound is at a moment: what waits for the worker, and the loudest of the sources."""

    waiting_s: float = 0.0
    peak: float = 0.0
    rtf: float = 0.0


class Situation:
    """Told of every event and of what the user asked for, it knows what to say at any moment."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._loading: State | None = None
        self._has_model = False
        self._running = self._finishing = self._is_asked = False
        self._open: set[str | None] = set()
        self._wrote_s = self._heard_s = self._noticed_s = -_NOTICE_S
        self._notice = self._fault = State(Kind.READY)
        self._is_behind = False

    def ask(self) -> None:
        """The user wants a session; what went wrong before is past."""
        self._is_asked = True
        self.forgive()

    def stop(self) -> None:
        """The user wants no more sound to be heard."""
        self._finishing = self._running
        self._is_asked = False

    def forgive(self) -> None:
        """The user has seen what went wrong."""
        self._fault = State(Kind.READY)

    def fail(self, fault: LsgError) -> None:
        """What the user wanted could not be done."""
        self._is_asked = False
        self._fault = State(Kind.FAULT, words=fault.problem, remedy=fault.remedy)

    def take(self, event: Event) -> None:
        """Take in what happened."""
        now = self._clock()
        match event:
            case ModelLoading(doing=doing, done=done, note=note):
                self._loading = State(Kind.LOADING, done=done, words=doing, remedy=note)
            case ModelLoaded(model=model):
                self._loading = None
                self._has_model = model is not None
            case Failed():
                self._loading = None
                self._fault = State(
                    Kind.FAULT, words=event.problem, remedy=event.remedy, smaller=event.smaller
                )
            case Notice(text=text, remedy=remedy):
                self._notice, self._noticed_s = State(Kind.NOTICE, words=text, remedy=remedy), now
            case SessionStarted():
                self._running, self._finishing, self._is_asked = True, False, False
                self._heard_s = now
                self._open.clear()
            case SpeechStarted(speaker=speaker):
                self._open.add(speaker)
            case UtteranceEnded(speaker=speaker):
                self._open.discard(speaker)
            case Written():
                self._wrote_s = now
            case SessionEnded():
                self._running = self._finishing = self._is_behind = False

    def state(self, hearing: Hearing) -> State:
        """Say what is going on now, the most pressing first."""
        now = self._clock()
        if hearing.peak > _HEARD_PEAK:
            self._heard_s = now
        if self._fault.kind is Kind.FAULT:
            return self._fault
        if self._loading:
            return self._loading
        if self._finishing:
            return State(Kind.FINISHING, seconds=hearing.waiting_s * max(hearing.rtf, 0.05))
        if self._running:
            return self._while_running(hearing, now)
        if self._is_asked:
            return State(Kind.STARTING)
        if now - self._noticed_s < _NOTICE_S:
            return self._notice
        return State(Kind.READY if self._has_model else Kind.NO_MODEL)

    def _while_running(self, hearing: Hearing, now: float) -> State:
        self._is_behind = hearing.waiting_s > (BEHIND_S / 2 if self._is_behind else BEHIND_S)
        if self._is_behind:
            return State(Kind.BEHIND, seconds=hearing.waiting_s)
        if now - self._noticed_s < _NOTICE_S:
            return self._notice
        if now - self._heard_s > SILENT_S:
            return State(Kind.SILENT, seconds=now - self._heard_s)
        if now - self._wrote_s < _WRITING_S:
            return State(Kind.WRITING)
        return State(Kind.HEARING if self._open else Kind.LISTENING)
