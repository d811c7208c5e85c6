"""The worker thread of a window: loads models, runs sessions, obeys commands; it knows no Qt.

Sound comes from :class:`Capture` threads through the :class:`Inbox`, commands overtake it, and
every event goes to one function, ``tell``, on the worker's thread.
"""

from __future__ import annotations

import gc
import itertools
import logging
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

import numpy as np

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import EnvironmentFault, LsgError, OutOfMemory
from lsg_desktop.events import (
    Calibrated,
    Calibrating,
    Event,
    Failed,
    ModelLoaded,
    ModelLoading,
    Notice,
    Tried,
)
from lsg_desktop.models import memory
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.capture import Capture, Level
from lsg_desktop.session.giving_up import GivenUp, Yielding
from lsg_desktop.session.inbox import Ended, Inbox, Sound
from lsg_desktop.session.open_utterance import OpenUtterance
from lsg_desktop.session.pipeline import Session
from lsg_desktop.settings import PolicySettings, SpeechSettings

_log = logging.getLogger(__name__)

_NOTHING = np.zeros(0, np.float32)


class Load(Protocol):
    """Loads a model by name, device and precision, and says how far it is. Raises LsgError."""

    def __call__(
        self, name: str, device: str, precision: str, tell: Callable[[ModelLoading], None]
    ) -> SpeechModel: ...


Hear = Callable[[int, str | None, Samples], None]
"""Hears sound, (n,) float32, of the session of this number and of this speaker."""


Trying = Callable[[SpeechModel], Generator[float, None, tuple[Tried, ...]]]
"""Tries settings on a model step by step: gives how much is done, and in the end what was found."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A source that can be opened; ``is_live`` ones are heard before a session begins."""

    open: Callable[[], Source]
    speaker: str | None = None
    is_live: bool = True


@dataclass(frozen=True, slots=True)
class _Load:
    name: str
    device: str
    precision: str


@dataclass(frozen=True, slots=True)
class _Start:
    order: Order
    speech: SpeechSettings
    captures: tuple[Capture, ...]
    number: int


@dataclass(frozen=True, slots=True)
class _Calibrate:
    trying: Trying
    number: int


@dataclass(frozen=True, slots=True)
class _Change:
    settings: PolicySettings


class _Plain(Enum):
    """Commands that say all by their name."""

    CATCH_UP = auto()
    UNLOAD = auto()
    ABANDON = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class _Running:
    """What belongs to a channel that is listened to."""

    session: Session
    number: int
    speaker: str | None
    unfinished: OpenUtterance


class Runner:
    """Whatever is asked of it happens on its thread, in the order asked; asking never waits.

    ``tell`` hears every event there, ``hear`` all sound that is listened to. Of a session that was
    abandoned they hear no more than what had been written by then. ``collect`` frees what is left
    of a model, ``give_back`` lets others have what is free.
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        load: Load,
        hear: Hear | None = None,
        collect: Callable[[], object] = gc.collect,
        give_back: Callable[[], object] = memory.give_back,
    ) -> None:
        self._tell = tell
        self._load = load
        self._hear = hear
        self._collect = collect
        self._give_back = give_back
        self._inbox = Inbox()
        self._captures: tuple[Capture, ...] = ()
        self._channels = itertools.count()
        self._number = 0
        self._abandoned = 0
        self._calibrations = 0
        self._given_up = 0
        self._model: SpeechModel | None = None
        self._running: dict[int, _Running] = {}  # by channel
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    @property
    def levels(self) -> tuple[Level, ...]:
        """How loud each source is at present."""
        return tuple(capture.level for capture in self._captures)

    @property
    def faults(self) -> tuple[LsgError, ...]:
        """Why sources cannot be heard."""
        return tuple(capture.fault for capture in self._captures if capture.fault)

    @property
    def waiting_s(self) -> float:
        """How much sound has been recorded that was not listened to yet."""
        return self._inbox.waiting_s

    @property
    def rtf(self) -> float:
        """Seconds of computing for a second of sound, in the session that runs."""
        return sum(one.session.rtf for one in list(self._running.values()))

    def load(self, name: str, device: str, precision: str) -> None:
        """Load a model in place of the one that is loaded."""
        self.stop_calibrating()
        self._inbox.send(_Load(name, device, precision))

    def unload(self) -> None:
        """Give the model's memory back."""
        self.stop_calibrating()
        self._inbox.send(_Plain.UNLOAD)

    def monitor(self, openings: Sequence[Opening]) -> None:
        """Open live sources to hear how loud they are, in place of those that were heard."""
        self._close_captures()
        live = [one for one in openings if one.is_live]
        self._captures = tuple(self._capture(one, None) for one in live)
        for capture in self._captures:
            capture.start()

    def start(self, openings: Sequence[Opening], order: Order, speech: SpeechSettings) -> int:
        """Begin a session and give its number; it listens once a model is loaded."""
        self.stop_calibrating()
        self._close_captures()
        self._number += 1
        self._captures = tuple(self._capture(one, self._inbox) for one in openings)
        self._inbox.send(_Start(order, speech, self._captures, self._number))
        return self._number

    def calibrate(self, trying: Trying) -> None:
        """Try settings on the model that is loaded, while no session runs.

        Calibrated or Failed tells of its end. A session or another model ends it before.
        """
        self._calibrations += 1
        self._inbox.send(_Calibrate(trying, self._calibrations))

    def stop_calibrating(self) -> None:
        """Try no more settings: the model is asked nothing more about them."""
        self._given_up = self._calibrations

    def change(self, settings: PolicySettings) -> None:
        """Go on with other settings, at once."""
        self._inbox.send(_Change(settings))

    def catch_up(self) -> None:
        """Leave out the sound that waits; the record shows the gap."""
        self._inbox.send(_Plain.CATCH_UP)

    def stop(self) -> None:
        """Record no more; what has been recorded is still written."""
        self._close_captures()

    def abandon(self) -> None:
        """Stop, and leave what waits unwritten."""
        self._abandoned = self._number
        self._close_captures()
        self._inbox.send(_Plain.ABANDON)

    def close(self) -> None:
        """Abandon what runs and end the thread."""
        self.stop_calibrating()
        self.abandon()
        self._inbox.send(_Plain.QUIT)
        self._thread.join()

    def _capture(self, opening: Opening, inbox: Inbox | None) -> Capture:
        # No number twice: sound of a session that still waits is not that of the next.
        return Capture(
            next(self._channels), opening.open, opening.speaker, inbox, waits=not opening.is_live
        )

    def _close_captures(self) -> None:
        for capture in self._captures:
            capture.close()

    # From here on: the worker's thread.

    def _run(self) -> None:
        while (item := self._inbox.take()) is not _Plain.QUIT:
            if failed := self._attempt(item):
                self._break_off(failed)
                if self._model is None:
                    self._drop_model()  # as at the end of a session
                else:
                    self._give_back()

    def _attempt(self, item: object) -> Failed | None:
        """Obey, or give what went wrong without its traceback, which holds the session."""
        number = item.number if isinstance(item, _Start) else 0
        try:
            self._obey(item)
        except LsgError as fault:
            return _failed(fault, number)
        except Exception as bug:  # noqa: BLE001  # the top of the thread: told, and logged
            _log.info("a fault of ours", exc_info=True)
            return Failed(session=number, problem=f"a fault of ours ({type(bug).__name__})")
        return None

    def _break_off(self, failed: Failed) -> None:
        """End what runs: after a fault nobody knows what state it is in. The model stays."""
        running, self._running = list(self._running.values()), {}
        for one in running:
            if rest := one.unfinished.cut_off():
                self._tell(rest)
        self._tell(failed)
        if running:
            self._close_captures()
        for last in {one.number: one for one in running}.values():
            self._tell(last.session.ended)

    def _obey(self, item: object) -> None:
        match item:
            case Sound(channel, samples) if channel in self._running:
                self._keep(self._running[channel], samples)
                self._listen(channel, self._running[channel].session.push(samples))
            case Ended(channel, fault) if channel in self._running:
                self._end(channel, fault)
            case _Change(settings):
                for channel, running in self._running.items():
                    running.session.change(settings)
                    self._listen(channel, running.session.push(_NOTHING))
            case _Start():
                self._begin(item)
            case _Load():
                self._change_model(item)
            case _Calibrate():
                self._tell(Calibrated(tried=self._tried(item)))
            case _Plain():
                self._obey_plain(item)

    def _obey_plain(self, command: _Plain) -> None:
        if command is _Plain.UNLOAD:
            self._drop_model()
            self._tell_model()
        elif command is _Plain.CATCH_UP:
            for channel, samples in self._inbox.drop_sound().items():
                self._listen(channel, self._running[channel].session.skip(samples))
        else:
            self._inbox.drop_sound()

    def _change_model(self, wanted: _Load) -> None:
        """Load another model; what runs goes on with it, and the sound waits meanwhile."""
        for channel, running in self._running.items():
            self._listen(channel, running.session.release())
        self._drop_model()
        self._model = self._load(wanted.name, wanted.device, wanted.precision, self._tell)
        self._tell_model()
        for running in self._running.values():
            running.session.switch(self._model)

    def _drop_model(self) -> None:
        self._model = None
        self._collect()
        self._give_back()

    def _tell_model(self) -> None:
        if self._model is None:
            self._tell(ModelLoaded(model=None))
            return
        info = self._model.info
        self._tell(
            ModelLoaded(
                model=info.name,
                precision=info.precision,
                device=info.device,
                limit_s=info.limit_s,
                languages=info.languages,
                defaults=info.defaults,
            )
        )

    def _tried(self, wanted: _Calibrate) -> tuple[Tried, ...]:
        """Try settings to the end, and give what was found; nothing where that was ended before."""
        if self._model is None:
            raise _no_model()
        steps = wanted.trying(Yielding(self._model, lambda: wanted.number <= self._given_up))
        try:
            while wanted.number > self._given_up:
                self._tell(Calibrating(done=next(steps)))
        except StopIteration as end:
            found: tuple[Tried, ...] = end.value
            return found
        except GivenUp:
            pass
        except LsgError:
            # Told now, it would be taken for a fault of what is wanted since.
            if wanted.number > self._given_up:
                raise
        return ()

    def _begin(self, wanted: _Start) -> None:
        if self._model is None:
            raise _no_model()
        order = wanted.order
        check_languages(self._model.info, order.tasks, order.source_lang, order.target_lang)
        for capture in wanted.captures:
            session = build.session(self._model, capture, order, wanted.speech, wanted.number)
            self._running[capture.channel] = _Running(
                session, wanted.number, capture.speaker, OpenUtterance()
            )
        first = wanted.captures[0].channel
        self._listen(first, self._running[first].session.begin())
        for capture in wanted.captures:
            capture.start()

    def _keep(self, running: _Running, samples: Samples) -> None:
        if self._hear is None:
            return
        try:
            self._hear(running.number, running.speaker, samples)
        except LsgError as fault:  # captions go on
            self._tell(Notice(text=fault.problem, remedy=fault.remedy))

    def _listen(self, channel: int, events: Iterator[Event]) -> None:
        running = self._running[channel]
        for event in events:
            if running.number <= self._abandoned:
                return
            running.unfinished.note(event)
            self._tell(event)

    def _end(self, channel: int, fault: LsgError | None) -> None:
        """Write what a channel still holds; with the last one its session is over."""
        running = self._running[channel]
        if running.number > self._abandoned:
            self._listen(channel, running.session.end())
        elif cut_off := running.unfinished.cut_off():
            self._tell(cut_off)
        del self._running[channel]
        if fault:
            self._tell(_failed(fault, running.number))
        if all(other.number != running.number for other in self._running.values()):
            self._tell(running.session.ended)
        del running
        if self._model is None and not self._running:
            self._drop_model()  # it was unloaded, and held by this session until now


def _no_model() -> EnvironmentFault:
    return EnvironmentFault("no model is loaded", "choose one")


def _failed(fault: LsgError, session: int = 0) -> Failed:
    smaller = fault.smaller if isinstance(fault, OutOfMemory) else ""
    return Failed(session=session, problem=fault.problem, remedy=fault.remedy, smaller=smaller)
