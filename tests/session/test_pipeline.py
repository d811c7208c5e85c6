"""From a source to events: their order, their stamps, and what comes through when it breaks."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import (
    Event,
    Notice,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
)
from lsg_desktop.models.scripted import Script, ScriptedListening, ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.pipeline import Session
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings, SpeechSettings
from lsg_desktop.speech.segmenter import Segmenter
from tests.session.coded import Deaf, SoundSource

GOOD_MORNING = {
    Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
    Task.TRANSLATE: [Spoken("Guten", 8000), Spoken(" Morgen", 14400)],
}
NOTHING: Script = {}


class Clock:
    """Seconds that go by when somebody says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Slow(ScriptedModel):
    """A model that takes a quarter of a second for each pass."""

    def __init__(self, clock) -> None:
        super().__init__(GOOD_MORNING)
        self.clock = clock

    def begin(self, tasks, source_lang, target_lang):
        """Start an utterance."""
        return SlowListening(self, self.clock)


class SlowListening(ScriptedListening):
    """An utterance that takes its time."""

    def __init__(self, model, clock) -> None:
        super().__init__(model, GOOD_MORNING)
        self.clock = clock

    def score(self, queries):
        """Answer after a quarter of a second."""
        self.clock.now += 0.25
        return super().score(queries)


def silence(seconds):
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def session(source, model=None, deaf=((2.0, 4.0),), clock=None, **rest):
    wanted = Order(
        tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
        source_lang="en",
        target_lang="de",
        settings=PolicySettings(),
        **rest,
    )
    return Session(
        model or ScriptedModel(GOOD_MORNING),
        source,
        Segmenter(SpeechSettings(), Deaf(*deaf)),
        wanted,
        number=3,
        clock=clock or Clock(),
    )


def of(events, *kinds):
    return [event for event in events if isinstance(event, kinds)]


def test_events_come_in_order():
    """A session holds utterances, an utterance what is written of it."""
    names = [event.name for event in session(SoundSource(silence(6.0))).events()]
    utterance = ["speech", "write", "write", "write", "write", "utterance"]
    assert names == ["session", *utterance, *utterance, "end"]


def test_every_event_is_stamped():
    """Session number and speaker; audio heard and clock never go back."""
    clock = Clock()
    model = Slow(clock)
    source = SoundSource(silence(6.0), speaker="You", notices=[Notice(text="loud")])
    events = list(session(source, model, clock=clock, traced=True, preview=3).events())
    assert {(event.session, event.speaker) for event in events} == {(3, "You")}
    assert all(before.audio_s <= after.audio_s for before, after in pairwise(events))
    assert all(before.clock_s <= after.clock_s for before, after in pairwise(events))
    assert events[0].clock_s == 0.0
    assert all(json.loads(event.json())["event"] == event.name for event in events)


def test_a_word_carries_the_time_of_the_sound_heard_when_it_was_written():
    """The first chunk is whole in the block that ends at 0.66 s; the last word waits."""
    events = list(session(SoundSource(silence(2.0))).events())
    written = [event for event in events if event.name == "write"]
    assert [round(event.audio_s, 2) for event in written] == [0.66, 0.66, 2.0, 2.0]


def test_a_source_without_a_speaker_labels_nothing():
    """A file has no microphone."""
    assert {event.speaker for event in session(SoundSource(silence(1.0))).events()} == {None}


def test_the_first_event_says_what_listens():
    """The model, the languages and all settings."""
    first = next(session(SoundSource(silence(0))).events())
    assert isinstance(first, SessionStarted)
    assert (first.model, first.precision, first.device) == ("scripted", "none", "cpu")
    assert (first.task, first.source_lang, first.target_lang) == ("both", "en", "de")
    assert first.settings["chunk_ms"] == 640


def test_the_last_event_has_the_length_of_the_source():
    """To the sample, whatever the blocks."""
    sound = silence(3.21)
    for block in (160, 480, 7777, len(sound)):
        *_, last = session(SoundSource(sound, block)).events()
        assert isinstance(last, SessionEnded)
        assert last.audio_s == len(sound) / SAMPLE_RATE


def test_a_source_without_sound_begins_and_ends():
    """And divides by nothing."""
    first, last = session(SoundSource(silence(0))).events()
    assert isinstance(first, SessionStarted)
    assert isinstance(last, SessionEnded)
    assert last.rtf == 0.0


def test_a_source_without_speech_has_no_utterance():
    """Nor is the model asked anything."""
    events = list(session(SoundSource(silence(5.0)), deaf=((0.0, 9.0),)).events())
    assert [event.name for event in events] == ["session", "end"]


def test_each_segment_has_one_utterance_event_even_when_empty():
    """Numbered from 1, with its place in the source and its final lines."""
    model = ScriptedModel(NOTHING, GOOD_MORNING)
    events = list(session(SoundSource(silence(6.0)), model).events())
    began, ended = of(events, SpeechStarted), of(events, UtteranceEnded)
    assert [(event.utterance, event.start_s) for event in began] == [(1, 0.0), (2, 3.57)]
    assert [
        (event.utterance, event.start_s, event.end_s, event.transcript, event.translation)
        for event in ended
    ] == [(1, 0.0, 2.82, "", ""), (2, 3.57, 6.0, "Good morning", "Guten Morgen")]


def test_a_task_that_was_not_asked_for_has_an_empty_line():
    """Transcripts alone."""
    wanted = Order(
        tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=PolicySettings()
    )
    segmenter = Segmenter(SpeechSettings(), Deaf())
    source = SoundSource(silence(2.0))
    events = list(Session(ScriptedModel(GOOD_MORNING), source, segmenter, wanted).events())
    (ended,) = of(events, UtteranceEnded)
    assert (ended.transcript, ended.translation) == ("Good morning", "")
    assert of(events, SessionStarted)[0].task == "transcribe"


def test_computing_is_counted_and_watching_is_not():
    """rtf is compute time over audio time; a reader of events may take as long as it likes."""
    clock = Clock()
    model = Slow(clock)
    events = []
    for event in session(SoundSource(silence(6.0)), model, clock=clock).events():
        events.append(event)
        clock.now += 1000
    busy_s = clock.now - 100 - 1000 * len(events)
    assert busy_s > 1
    assert events[-1].rtf == pytest.approx(busy_s / 6.0)


def test_notices_come_after_what_was_heard_before_them():
    """One with each of the first blocks, and those that the end of the source brings."""
    source = SoundSource(silence(1.2), 8000, notices=[Notice(text="one"), Notice(text="two")])
    names = [getattr(event, "text", event.name) for event in session(source).events()]
    assert names == [
        *["session", "speech", "one", "Good", "Guten", "two"],
        *[" morning", " Morgen", "utterance", "end"],
    ]


def test_a_source_that_breaks_off_is_reported_after_all_that_was_heard_of_it():
    """The open utterance is written to its end; there is no end event."""
    fault = EnvironmentFault("the microphone was unplugged", "plug it in")
    heard: list[Event] = []
    with pytest.raises(EnvironmentFault, match="unplugged"):
        heard.extend(session(SoundSource(silence(1.0), fault=fault)).events())
    names = [event.name for event in heard]
    assert names == ["session", "speech", "write", "write", "write", "write", "utterance"]
    (ended,) = of(heard, UtteranceEnded)
    assert (ended.transcript, ended.end_s) == ("Good morning", 1.0)


def test_a_model_that_fails_is_not_asked_again():
    """Its fault goes straight to who listens."""

    class Failing(ScriptedListening):
        def score(self, queries):
            raise EnvironmentFault("out of memory")

    class Broken(ScriptedModel):
        def begin(self, tasks, source_lang, target_lang):
            return Failing(self, {})

    heard = []
    with pytest.raises(EnvironmentFault, match="memory"):
        for event in session(SoundSource(silence(2.0)), Broken(GOOD_MORNING)).events():
            heard.append(event.name)  # one by one: what came before counts
    assert heard == ["session", "speech"]


def test_a_session_may_be_left_in_the_middle():
    """Who stops reading ends it."""
    events = session(SoundSource(silence(6.0))).events()
    assert [next(events).name for _ in range(3)] == ["session", "speech", "write"]
    events.close()
