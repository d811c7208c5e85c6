"""What the state line is told, from first to last."""

from __future__ import annotations

import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import (
    Failed,
    ModelLoaded,
    ModelLoading,
    Notice,
    Reason,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.ui.situation import Hearing, Kind, Situation

LOUD = Hearing(peak=0.2)
STARTED = SessionStarted(
    model="demo", precision="fp32", device="cpu", task="both", source_lang="en", target_lang="de"
)
WROTE = Written(utterance=1, task=Task.TRANSCRIBE, text="Good", reason=Reason.CONFIDENCE)
OVER = UtteranceEnded(utterance=1, start_s=0.0, end_s=1.0, transcript="Good", translation="")


class Clock:
    """A clock that stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def situation(clock):
    return Situation(clock)


def test_a_model_comes_first(situation):
    """None, loading with a share, ready."""
    assert situation.state(LOUD).kind is Kind.NO_MODEL
    situation.take(ModelLoading(doing="Loading model", done=0.42))
    assert situation.state(LOUD).done == 0.42
    situation.take(ModelLoaded(model="demo"))
    assert situation.state(LOUD).kind is Kind.READY


def test_a_session_listens_hears_and_writes(situation, clock):
    """Each is told while it is so; writing for a moment after each word."""
    situation.ask()
    assert situation.state(LOUD).kind is Kind.STARTING
    situation.take(STARTED)
    assert situation.state(LOUD).kind is Kind.LISTENING
    situation.take(SpeechStarted(utterance=1, start_s=0.0))
    assert situation.state(LOUD).kind is Kind.HEARING
    situation.take(WROTE)
    assert situation.state(LOUD).kind is Kind.WRITING
    clock.now += 1.0
    assert situation.state(LOUD).kind is Kind.HEARING
    situation.take(OVER)
    assert situation.state(LOUD).kind is Kind.LISTENING


def test_silence_is_told_after_eight_seconds_and_forgotten_at_a_sound(situation, clock):
    """Digital silence or a muted microphone, not a pause of the speaker in a room that hums."""
    situation.take(STARTED)
    situation.state(LOUD)
    clock.now += 8.5
    state = situation.state(Hearing(peak=0.001))
    assert (state.kind, round(state.seconds, 1)) == (Kind.SILENT, 8.5)
    assert situation.state(LOUD).kind is Kind.LISTENING


def test_falling_behind_is_told_until_most_of_it_is_made_up_for(situation):
    """It does not flicker around the bound."""
    situation.take(STARTED)
    kinds = [situation.state(Hearing(wait, 0.2)).kind for wait in (2.9, 3.1, 2.0, 1.0)]
    assert kinds == [Kind.LISTENING, Kind.BEHIND, Kind.BEHIND, Kind.LISTENING]


def test_stopping_counts_down_by_the_speed_of_this_machine(situation):
    """Ten seconds of sound at a real-time factor of 0.3 take three; then the session is over."""
    situation.take(ModelLoaded(model="demo"))
    situation.take(STARTED)
    situation.stop()
    state = situation.state(Hearing(waiting_s=10.0, rtf=0.3))
    assert (state.kind, state.seconds) == (Kind.FINISHING, 3.0)
    situation.take(SessionEnded(rtf=0.3))
    assert situation.state(LOUD).kind is Kind.READY


def test_a_fault_stays_until_it_is_seen_or_something_else_is_wanted(situation):
    """With its remedy, and the smaller choice where memory was short."""
    situation.take(Failed(problem="does not fit", remedy="choose nf4", smaller="nf4"))
    state = situation.state(LOUD)
    assert (state.kind, state.smaller) == (Kind.FAULT, "nf4")
    situation.take(ModelLoaded(model="demo"))
    assert situation.state(LOUD).kind is Kind.FAULT
    situation.forgive()
    assert situation.state(LOUD).kind is Kind.READY
    situation.fail(EnvironmentFault("no microphone", "plug one in"))
    situation.ask()
    assert situation.state(LOUD).kind is Kind.STARTING


def test_a_notice_is_told_for_a_while(situation, clock):
    """Long enough to be read."""
    situation.take(STARTED)
    situation.take(Notice(text="Mic is gone", remedy="listening to the default"))
    assert situation.state(LOUD).kind is Kind.NOTICE
    clock.now += 11.0
    assert situation.state(LOUD).kind is Kind.LISTENING
