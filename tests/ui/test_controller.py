"""Start, stop, switch and steer, on a scripted model and sound from a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import (
    Event,
    Failed,
    ModelLoaded,
    Notice,
    SessionEnded,
    SessionStarted,
    SettingsChanged,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.runner import Opening
from lsg_desktop.session.store import Store
from lsg_desktop.settings import SpeechSettings
from lsg_desktop.ui.controller import Controller, Phase, Wanted
from lsg_desktop.ui.situation import Kind
from tests.session.test_runner import Tap, hum

WORDS = {
    Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
    Task.TRANSLATE: [Spoken("Guten", 8000), Spoken(" Morgen", 14400)],
}


class Shelf(Store):
    """A store that is full when its desk says so."""

    def __init__(self, desk) -> None:
        self._desk = desk

    def take(self, event):
        if self._desk.full:
            raise InputFault("the disk is full", "make room")
        assert all(event is not one for one in self._desk.told)
        self._desk.kept.append(event)

    def hear(self, session, speaker, samples):
        pass

    def close(self):
        pass


class Desk:
    """A controller, what it kept and what it told."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.kept: list[Event] = []
        self.told: list[Event] = []
        self.full = False
        self.tap = Tap()
        self.controller = Controller(self._load, Shelf(self))
        self.controller.happened.connect(self.told.append)

    def _load(self, name, device, precision, tell):
        if name == "huge":
            raise EnvironmentFault("huge does not fit", "choose another")
        return ScriptedModel(WORDS)

    def until(self, kind):
        self._qtbot.waitUntil(lambda: self.of(kind) != [], timeout=20_000)
        return self.of(kind)[-1]

    def of(self, kind):
        return [event for event in self.told if isinstance(event, kind)]

    def start(self):
        self.controller.start(
            Wanted([Opening(lambda: self.tap)], tuple(Task), "en", "de", SpeechSettings())
        )

    def say(self, seconds=1.5):
        self.tap.put(hum(seconds))


@pytest.fixture
def desk(qtbot):
    desk = Desk(qtbot)
    yield desk
    desk.controller.close()


@pytest.fixture
def loaded(desk):
    desk.controller.load("scripted", "auto", "auto")
    desk.until(ModelLoaded)
    return desk


def test_each_event_is_kept_before_it_is_told(loaded):
    """In the same order; the fixture asserts that none has been told before it is kept."""
    loaded.start()
    loaded.say()
    loaded.tap.close()
    loaded.until(SessionEnded)
    assert loaded.told == loaded.kept
    assert loaded.of(UtteranceEnded)[0].translation == "Guten Morgen"
    assert loaded.controller.phase is Phase.IDLE


def test_start_waits_for_a_model_that_is_loading(desk):
    """And begins as soon as it is there."""
    desk.controller.load("scripted", "auto", "auto")
    desk.start()
    phases = [desk.controller.phase]
    desk.until(SessionStarted)
    phases.append(desk.controller.phase)
    assert phases == [Phase.WAITING, Phase.RUNNING]


def test_a_start_that_waits_can_be_taken_back(desk):
    """Nothing begins once the model is there."""
    desk.controller.load("scripted", "auto", "auto")
    desk.start()
    desk.controller.stop()
    desk.until(ModelLoaded)
    assert desk.controller.phase is Phase.IDLE
    assert desk.controller.state().kind is Kind.READY


def test_a_model_that_does_not_fit_takes_back_the_start(desk):
    """The fault is told, and everything can be pressed again."""
    desk.controller.load("huge", "auto", "auto")
    desk.start()
    desk.until(Failed)
    assert desk.controller.phase is Phase.IDLE
    assert desk.controller.state().words == "huge does not fit"


def test_a_fault_of_something_else_does_not_take_back_a_start(loaded):
    """A calibration that broke off may be told of only after a session was asked for."""
    loaded.start()
    loaded.controller._tell(Failed(problem="a calibration broke off"))
    loaded.until(SessionStarted)
    assert loaded.controller.phase is Phase.RUNNING


def test_stop_writes_what_was_recorded(loaded):
    """Stopping, then over, with all words of what was said."""
    loaded.start()
    loaded.until(SessionStarted)
    loaded.say()
    loaded.controller.stop()
    assert loaded.controller.phase is Phase.STOPPING
    loaded.until(SessionEnded)
    assert loaded.of(UtteranceEnded)[0].transcript == "Good morning"


def test_a_second_stop_leaves_the_rest(loaded):
    """The session is over at once, whatever waits."""
    loaded.start()
    loaded.until(SessionStarted)
    for _ in range(40):
        loaded.say(5.0)
    loaded.controller.stop()
    loaded.controller.stop()
    loaded.until(SessionEnded)
    assert loaded.controller.phase is Phase.IDLE


def test_a_slider_acts_while_somebody_speaks(loaded):
    """The session says that other settings are in force."""
    loaded.start()
    loaded.say()
    loaded.until(Written)
    loaded.controller.set_policy(replace(loaded.controller.policy, delta=0.5))
    assert loaded.until(SettingsChanged).settings["delta"] == 0.5


def test_captions_go_on_where_they_cannot_be_kept(loaded):
    """The user is told why, and sees every word."""
    loaded.full = True
    loaded.start()
    loaded.say()
    loaded.tap.close()
    loaded.until(SessionEnded)
    assert loaded.of(Notice)[0].text == "the disk is full"
    assert loaded.of(UtteranceEnded)[0].transcript == "Good morning"


def test_a_lag_to_hold_moves_the_settings(loaded):
    """A lag far below what the settings give makes them more eager, within the session."""
    loaded.start()
    before = loaded.controller.policy
    loaded.controller.hold_lag(0.5, before)
    for _ in range(40):
        loaded.say(1.5)
        loaded.tap.put(0 * hum(1.5))
    loaded.tap.close()
    loaded.until(SessionEnded)
    after = loaded.controller.policy
    assert after.delta < before.delta or after.alpha < before.alpha


def test_a_model_can_be_changed_while_somebody_speaks(loaded):
    """The session goes on."""
    loaded.start()
    loaded.say()
    loaded.until(Written)
    loaded.controller.load("other", "auto", "auto")
    loaded.say()
    loaded.tap.close()
    loaded.until(SessionEnded)
    assert not loaded.of(Failed)
    assert [event.transcript for event in loaded.of(UtteranceEnded)] == ["Good morning"] * 2
    assert len(loaded.of(SessionStarted)) == 1
