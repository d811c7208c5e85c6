"""A worker that is asked from another thread: what it tells, in which order, and what it leaves."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Event as Flag
from typing import TypeVar

import numpy as np
import pytest

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import EnvironmentFault, LsgError, OutOfMemory
from lsg_desktop.events import (
    Calibrated,
    Calibrating,
    Event,
    Failed,
    ModelLoaded,
    ModelLoading,
    SessionEnded,
    SessionStarted,
    SettingsChanged,
    Skipped,
    Task,
    Tried,
    UtteranceEnded,
    Written,
)
from lsg_desktop.models.protocol import Listening, Query
from lsg_desktop.models.scripted import Script, ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.capture import Capture
from lsg_desktop.session.inbox import Ended, Inbox
from lsg_desktop.session.runner import Opening, Runner
from lsg_desktop.settings import PolicySettings, SpeechSettings
from tests.session.coded import SoundSource

PATIENCE_S = 20.0
WORDS = {
    Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
}
ORDER = Order(
    tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=PolicySettings()
)

Kind = TypeVar("Kind", bound=Event)


def hum(seconds: float) -> Samples:
    """Give what the voice detector takes for speech."""
    time = np.arange(round(seconds * 16_000)) / 16_000
    return (0.3 * np.sign(np.sin(2 * np.pi * 150 * time))).astype(np.float32)


class Tap(Source):
    """A source that gives what a test puts into it."""

    def __init__(self, speaker: str | None = None) -> None:
        super().__init__("tap", speaker=speaker)
        self._blocks: SimpleQueue[Samples | None] = SimpleQueue()

    def put(self, sound: Samples) -> None:
        """Give a block."""
        self._blocks.put(sound)

    def blocks(self) -> Iterator[Samples]:
        """Give blocks until closed."""
        while (block := self._blocks.get()) is not None:
            yield block

    def close(self) -> None:
        """End after what was put."""
        self._blocks.put(None)


class Desk:
    """A runner and the events it has told, to be waited for."""

    def __init__(self, load, **rest) -> None:
        self._told: SimpleQueue[Event] = SimpleQueue()
        self.events: list[Event] = []
        self.runner = Runner(self._told.put, load, **rest)

    def until(self, kind: type[Kind]) -> Kind:
        """Wait for the next event of a kind."""
        while True:
            event = self._told.get(timeout=PATIENCE_S)
            self.events.append(event)
            if isinstance(event, kind):
                return event

    def of(self, *kinds: type[Kind]) -> list[Kind]:
        """Give the events of some kinds so far."""
        return [event for event in self.events if isinstance(event, kinds)]


class Crowded(ScriptedModel):
    """A model whose memory is full once it has heard ``room_s`` of an utterance."""

    def __init__(self, *scripts: Script, room_s: float = 1.5, **rest) -> None:
        super().__init__(*scripts, **rest)
        self.room_s = room_s
        self.begun: list[weakref.ref[object]] = []

    def begin(self, tasks, source_lang, target_lang):
        """Start an utterance."""
        listening = _Crowded(super().begin(tasks, source_lang, target_lang), self)
        self.begun.append(weakref.ref(listening))
        return listening


class _Crowded:
    def __init__(self, inner: Listening, model: Crowded) -> None:
        self._inner = inner
        self._model = model

    @property
    def heard(self) -> int:
        return self._inner.heard

    def hear(self, samples):
        self._inner.hear(samples)

    def score(self, queries):
        if self.heard > self._model.room_s * 16_000:
            raise OutOfMemory("memory ran out", "choose nf4", "nf4")
        return self._inner.score(queries)


class Ringed(Crowded):
    """One that refers to itself, as those of torch do."""

    def __init__(self, *scripts: Script) -> None:
        super().__init__(*scripts)
        self.ring = self


class Slow(ScriptedModel):
    """A model that takes its time: what it is asked it answers once it is let."""

    def __init__(self, *scripts: Script, fault: LsgError | None = None) -> None:
        super().__init__(*scripts)
        self.fault = fault
        self.asked: SimpleQueue[None] = SimpleQueue()
        self.answer = Flag()

    def begin(self, tasks, source_lang, target_lang):
        """Start an utterance."""
        return _Slow(super().begin(tasks, source_lang, target_lang), self)


class _Slow:
    def __init__(self, inner: Listening, model: Slow) -> None:
        self._inner = inner
        self._model = model

    @property
    def heard(self) -> int:
        return self._inner.heard

    def hear(self, samples):
        self._inner.hear(samples)

    def score(self, queries):
        self._model.asked.put(None)
        assert self._model.answer.wait(PATIENCE_S)
        if self._model.fault:
            raise self._model.fault
        return self._inner.score(queries)


def load(name: str, device: str, precision: str, tell: Callable[[ModelLoading], None]):
    """Load a scripted model; the one called "huge" does not fit."""
    tell(ModelLoading(doing="Loading model", done=0.5))
    if name == "huge":
        raise OutOfMemory("huge does not fit", "choose nf4", "nf4")
    return ScriptedModel(WORDS)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A runner with a model, closed at the end."""
    desk = Desk(load)
    desk.runner.load("scripted", "auto", "auto")
    desk.until(ModelLoaded)
    yield desk
    desk.runner.close()


def given(source):
    return Opening(lambda: source, source.speaker)


def start(desk, *sources):
    return desk.runner.start([given(one) for one in sources], ORDER, SpeechSettings())


def test_a_session_runs_to_the_end_of_its_source(desk):
    """Began, wrote, ended, all with the number that start gave."""
    number = start(desk, SoundSource(hum(2.0)))
    desk.until(SessionEnded)
    names = [event.name for event in desk.events if event.session == number]
    assert names == ["session", "speech", "write", "write", "utterance", "end"]


def test_loading_tells_how_far_it_is_and_what_is_loaded(desk):
    """Progress first."""
    assert [event.name for event in desk.events] == ["loading", "model"]
    assert desk.of(ModelLoaded)[0].model == "scripted"


def test_a_model_that_does_not_fit_is_told_and_the_worker_goes_on(desk):
    """With the remedy; no model is left loaded, which the next start says."""
    desk.runner.load("huge", "auto", "auto")
    assert (fault := desk.until(Failed)).problem == "huge does not fit"
    assert fault.remedy == "choose nf4"
    number = start(desk, Tap())
    fault = desk.until(Failed)
    assert (fault.problem, fault.session) == ("no model is loaded", number)
    desk.runner.load("scripted", "auto", "auto")
    desk.until(ModelLoaded)
    start(desk, SoundSource(hum(1.0)))
    desk.until(SessionEnded)


def test_settings_act_while_the_source_is_silent(desk):
    """No sound is needed for a change to be told."""
    tap = Tap()
    start(desk, tap)
    desk.until(SessionStarted)
    desk.runner.change(PolicySettings(delta=1.5))
    assert desk.until(SettingsChanged).settings["delta"] == 1.5


def test_stopping_writes_what_was_recorded(desk):
    """Nothing that was said before Stop is lost."""
    tap = Tap()
    start(desk, tap)
    tap.put(hum(2.0))
    desk.runner.stop()
    desk.until(SessionEnded)
    (ended,) = desk.of(UtteranceEnded)
    assert ended.transcript == "Good morning"
    assert desk.events[-1].audio_s == 2.0


def test_abandoning_keeps_what_was_written_and_no_more(desk):
    """The utterance ends as it stands."""
    tap = Tap()
    start(desk, tap)
    tap.put(hum(1.4))
    desk.until(Written)
    desk.runner.abandon()
    tap.put(hum(5.0))
    desk.until(SessionEnded)
    (ended,) = desk.of(UtteranceEnded)
    assert ended.transcript == "".join(event.text for event in desk.of(Written)) == "Good"


def test_two_sources_are_told_apart(desk):
    """One session, two speakers, one beginning and one end."""
    you, computer = Tap("You"), Tap("Computer")
    start(desk, you, computer)
    for tap in (you, computer):
        tap.put(hum(1.5))
    desk.runner.stop()
    desk.until(SessionEnded)
    assert {event.speaker for event in desk.of(UtteranceEnded)} == {"You", "Computer"}
    assert len(desk.of(SessionStarted)) == 1


def test_a_source_that_breaks_off_says_so_after_what_it_gave(desk):
    """And the session ends."""
    start(desk, SoundSource(hum(2.0), fault=EnvironmentFault("it is gone", "plug it in")))
    desk.until(SessionEnded)
    assert [event.name for event in desk.events[-3:]] == ["utterance", "fault", "end"]


def test_a_source_that_cannot_be_opened_says_so(desk):
    """As one that breaks off at once."""

    def refuse() -> Source:
        raise EnvironmentFault("there is no microphone", "plug one in")

    desk.runner.start([Opening(refuse)], ORDER, SpeechSettings())
    assert desk.until(Failed).problem == "there is no microphone"
    desk.until(SessionEnded)


def test_catching_up_leaves_a_gap_in_the_record():
    """The sound that waits while the worker is busy is left out."""
    asked: SimpleQueue[str] = SimpleQueue()
    busy: SimpleQueue[None] = SimpleQueue()

    def slow(name, device, precision, tell):
        if name == "slow":
            asked.put(name)
            busy.get(timeout=PATIENCE_S)
        return ScriptedModel(WORDS)

    desk = Desk(slow)
    desk.runner.load("scripted", "auto", "auto")
    tap = Tap()
    start(desk, tap)
    desk.until(SessionStarted)
    desk.runner.load("slow", "auto", "auto")
    asked.get(timeout=PATIENCE_S)
    tap.put(hum(3.0))
    tap.put(hum(0.0))
    tap.close()
    desk.runner._captures[0].join()
    assert desk.runner.waiting_s == 3.0
    desk.runner.catch_up()
    busy.put(None)
    desk.until(Skipped)
    gap = next(event for event in desk.events if isinstance(event, Skipped))
    assert (gap.start_s, gap.end_s) == (0.0, 3.0)
    assert desk.runner.waiting_s == 0.0
    desk.until(SessionEnded)
    desk.runner.close()


def test_sound_that_nobody_has_room_for_is_told():
    """It is lost, and not in silence."""
    tap = Tap()
    capture = Capture(0, lambda: tap, None, Inbox(most_s=1.0))
    capture.start()
    for _ in range(3):
        tap.put(hum(0.6))
    tap.close()
    capture.join()
    assert [notice.text for notice in capture.take_notices()] == [
        "1.2 s of sound were lost: captions are too far behind."
    ]
    assert capture.take_notices() == []


def test_a_file_waits_for_room_instead():
    """Nothing of it is lost, and no more of it is in memory than there is room for."""
    tap, inbox = Tap(), Inbox(most_s=1.0)
    capture = Capture(0, lambda: tap, None, inbox, waits=True)
    for _ in range(3):
        tap.put(hum(0.6))
    tap.close()
    capture.start()
    taken = [inbox.take() for _ in range(4)]
    capture.join()
    assert [len(item.samples) for item in taken[:3]] == [len(hum(0.6))] * 3
    assert taken[3] == Ended(0)
    assert capture.take_notices() == []


def test_a_session_that_drains_is_not_mixed_up_with_the_next(desk):
    """Sound belongs to the session that recorded it."""
    first, second = Tap(), Tap()
    one = start(desk, first)
    first.put(hum(2.0))
    two = start(desk, second)
    second.put(hum(1.0))
    desk.runner.stop()
    desk.until(SessionEnded)
    desk.until(SessionEnded)
    lengths = {event.session: event.audio_s for event in desk.of(SessionEnded)}
    assert lengths == {one: 2.0, two: 1.0}


def test_a_level_is_known_before_a_session_begins(desk):
    """And nothing of what is heard then is kept."""
    tap = Tap()
    desk.runner.monitor([Opening(lambda: tap)])
    tap.put(hum(0.5))
    tap.close()
    desk.runner._captures[0].join()
    (level,) = desk.runner.levels
    assert level.rms == pytest.approx(0.3, rel=0.05)
    assert level.peak == pytest.approx(0.3)
    assert desk.runner.waiting_s == 0.0


def test_why_a_monitored_source_cannot_be_heard_is_known(desk):
    """Without a session there is nobody to tell."""

    def refuse() -> Source:
        raise EnvironmentFault("there is no microphone", "plug one in")

    desk.runner.monitor([Opening(refuse)])
    desk.runner._captures[0].join()
    assert [fault.problem for fault in desk.runner.faults] == ["there is no microphone"]


def test_another_model_goes_on_with_the_session(desk):
    """What was open ends, the number stays, and what is said next is written by the new model."""
    tap = Tap()
    number = start(desk, tap)
    tap.put(hum(1.5))
    desk.until(Written)
    desk.runner.load("other", "auto", "auto")
    assert desk.until(ModelLoaded).model
    tap.put(hum(1.5))
    tap.close()
    desk.until(SessionEnded)
    ended = desk.of(UtteranceEnded)
    assert [event.utterance for event in ended] == [1, 2]
    assert {event.session for event in ended} == {number}
    assert all(event.transcript for event in ended)


def test_a_model_that_cannot_be_loaded_ends_the_session_and_keeps_what_was_written(desk):
    """The lines, then why, then the end; a smaller choice is named where memory was short."""
    tap = Tap()
    start(desk, tap)
    tap.put(hum(1.5))
    desk.until(Written)
    desk.runner.load("huge", "auto", "auto")
    desk.until(SessionEnded)
    assert desk.of(UtteranceEnded)[-1].transcript
    assert desk.of(Failed)[-1].smaller == "nf4"


class Room:
    """What a test knows of memory: what was held of some objects when it was given back."""

    def __init__(self) -> None:
        self.watched: list[weakref.ref[object]] = []
        self._held: SimpleQueue[list[object]] = SimpleQueue()

    def loading(self, kind):
        """Give a way to load models of a kind, each of which is watched."""

        def load(name, device, precision, tell):
            model = kind(WORDS)
            self.watched.append(weakref.ref(model))
            return model

        return load

    def give_back(self) -> None:
        """Note what is still held."""
        self._held.put([one() for one in self.watched])

    def next(self) -> list[object]:
        """Wait until memory is given back, and give what was still held of it."""
        return self._held.get(timeout=PATIENCE_S)


@pytest.fixture
def no_collection():
    """Let nothing be freed but by its last holder."""
    gc.disable()
    yield
    gc.enable()


def test_memory_that_runs_out_while_listening_ends_the_session_in_order(no_collection):
    """The lines as they stand, why and what may fit, the end; nothing of the utterance is held."""
    model, room = Crowded(WORDS), Room()
    room.watched = model.begun
    desk = Desk(lambda *_: model, collect=list, give_back=room.give_back)
    desk.runner.load("crowded", "auto", "auto")
    assert room.next() == []
    tap = Tap()
    number = start(desk, tap)
    tap.put(hum(1.0))
    desk.until(Written)
    tap.put(hum(1.5))
    desk.until(SessionEnded)
    last_line, fault, end = desk.events[-3:]
    written = "".join(event.text for event in desk.of(Written))
    assert isinstance(last_line, UtteranceEnded) and last_line.transcript == written == "Good"
    assert isinstance(fault, Failed) and (fault.problem, fault.smaller) == ("memory ran out", "nf4")
    assert (last_line.session, end.session) == (number, number)
    assert room.next() == [None]
    desk.runner.close()


def test_a_model_that_ran_out_of_memory_can_be_listened_with_again():
    """It is still loaded, and what filled the memory is gone."""
    model = Crowded(WORDS)
    desk = Desk(lambda *_: model)
    desk.runner.load("crowded", "auto", "auto")
    start(desk, SoundSource(hum(3.0)))
    desk.until(SessionEnded)
    assert desk.of(Failed)
    model.room_s = 30.0
    start(desk, SoundSource(hum(3.0)))
    desk.until(SessionEnded)
    assert desk.of(UtteranceEnded)[-1].transcript == "Good morning"
    desk.runner.close()


def test_a_session_that_drains_ends_too_where_the_next_one_breaks_off():
    """The record of neither is left open."""
    asked: SimpleQueue[str] = SimpleQueue()
    busy: SimpleQueue[None] = SimpleQueue()

    def load(name, device, precision, tell):
        asked.put(name)
        busy.get(timeout=PATIENCE_S)
        return Crowded(WORDS)

    desk = Desk(load)
    desk.runner.load("crowded", "auto", "auto")
    asked.get(timeout=PATIENCE_S)
    first = Tap()
    one = start(desk, first)
    first.put(hum(3.0))
    two = start(desk, Tap())
    busy.put(None)
    desk.until(SessionEnded)
    desk.until(SessionEnded)
    assert [event.session for event in desk.of(SessionEnded)] == [one, two]
    assert len(desk.of(Failed)) == 1
    desk.runner.close()


def test_a_model_that_is_unloaded_leaves_no_memory_taken():
    """Its weights are gone before what they took is given back, and that before it is told."""
    room = Room()
    desk = Desk(room.loading(ScriptedModel), give_back=room.give_back)
    desk.runner.load("scripted", "auto", "auto")
    assert room.next() == []
    assert desk.until(ModelLoaded).model
    desk.runner.unload()
    assert desk.until(ModelLoaded).model is None
    assert room.next() == [None]
    desk.runner.close()


def test_a_model_unloaded_while_it_listens_is_gone_when_the_session_ends():
    """The session goes on with it; then what it took is given back, too."""
    room, tap = Room(), Tap()
    desk = Desk(room.loading(ScriptedModel), give_back=room.give_back)
    desk.runner.load("scripted", "auto", "auto")
    assert room.next() == []
    start(desk, tap)
    tap.put(hum(2.0))
    desk.until(Written)
    desk.runner.unload()
    assert room.next() != [None]
    tap.close()
    desk.until(SessionEnded)
    assert room.next() == [None]
    desk.runner.close()


def test_a_model_unloaded_while_it_listens_is_gone_when_the_session_breaks_off():
    """After a fault as after its end; rings of references are collected before it is given back."""
    room, tap = Room(), Tap()
    desk = Desk(room.loading(Ringed), give_back=room.give_back)
    desk.runner.load("crowded", "auto", "auto")
    assert room.next() == []
    start(desk, tap)
    tap.put(hum(1.0))
    desk.until(Written)
    desk.runner.unload()
    assert room.next() != [None]
    tap.put(hum(1.5))
    desk.until(SessionEnded)
    assert room.next() == [None]
    desk.runner.close()


def counted(steps: int, found: tuple[Tried, ...] = ()):
    """Give what tries so many settings."""

    def trying(model):
        for step in range(steps):
            yield step / steps
        return found

    return trying


def endless(model):
    """Try settings for ever."""
    while True:
        yield 0.5


def test_a_calibration_tells_how_far_it_is_and_what_it_found(desk):
    """On the worker's thread, with its model."""
    found = (Tried({}, {Task.TRANSCRIBE: 1.0}, {Task.TRANSCRIBE: 90.0}),)
    desk.runner.calibrate(counted(3, found))
    assert desk.until(Calibrated).tried == found
    assert [event.done for event in desk.of(Calibrating)] == [0, 1 / 3, 2 / 3]


def test_a_calibration_that_is_stopped_finds_nothing(desk):
    """And the next one is not stopped with it."""
    desk.runner.calibrate(endless)
    desk.until(Calibrating)
    desk.runner.stop_calibrating()
    assert desk.until(Calibrated).tried == ()
    desk.runner.calibrate(counted(1))
    desk.until(Calibrating)
    desk.until(Calibrated)


def test_a_session_or_another_model_ends_a_calibration(desk):
    """It never holds up what the user wants."""
    desk.runner.calibrate(endless)
    desk.until(Calibrating)
    tap = Tap()
    desk.runner.start([Opening(lambda: tap)], ORDER, SpeechSettings())
    desk.until(Calibrated)
    desk.until(SessionStarted)
    desk.runner.stop()
    desk.until(SessionEnded)
    desk.runner.calibrate(endless)
    desk.until(Calibrating)
    desk.runner.load("other", "auto", "auto")
    desk.until(Calibrated)
    desk.until(ModelLoaded)


def thorough(model):
    """Ask a model without end, all in one step."""
    listening = model.begin((Task.TRANSCRIBE,), "en", "de")
    while True:
        listening.score([Query(Task.TRANSCRIBE, 0, ())])
        yield from ()


@pytest.fixture(params=[None, OutOfMemory("memory ran out")], ids=["answers", "breaks off"])
def thinking(request) -> Iterator[tuple[Desk, Slow]]:
    """A runner that calibrates, and its model, which has been asked something."""
    model = Slow(WORDS, fault=request.param)
    desk = Desk(lambda *_: model)
    desk.runner.load("slow", "auto", "auto")
    desk.runner.calibrate(thorough)
    model.asked.get(timeout=PATIENCE_S)
    yield desk, model
    desk.runner.close()


def test_a_session_waits_for_one_answer_of_a_calibration_at_most(thinking):
    """Not for its step; and a fault of what nobody wants any more is not the session's."""
    desk, model = thinking
    start(desk, Tap())
    model.answer.set()
    assert desk.until(Calibrated).tried == ()
    desk.until(SessionStarted)
    assert model.asked.empty()
    assert desk.of(Failed) == []


def test_the_window_closes_after_one_answer_of_a_calibration(thinking):
    desk, model = thinking
    desk.runner.stop_calibrating()
    model.answer.set()
    desk.runner.close()
    assert model.asked.empty()


def test_a_calibration_that_fails_is_told_and_the_model_stays(desk):
    """With its remedy."""

    def trying(model):
        yield 0.0
        raise OutOfMemory("memory ran out", "choose nf4", "nf4")

    desk.runner.calibrate(trying)
    assert desk.until(Failed).smaller == "nf4"
    desk.runner.calibrate(counted(1))
    desk.until(Calibrated)


def test_without_a_model_nothing_is_calibrated(desk):
    desk.runner.unload()
    desk.runner.calibrate(endless)
    assert desk.until(Failed).problem == "no model is loaded"
