"""Text-to-text: the same rule and the same events, with a word for a chunk."""

from __future__ import annotations

import math

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import (
    Decision,
    Notice,
    Reason,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.text import TextSession, paces, spoken_s
from lsg_desktop.session.text_words import Splitter
from lsg_desktop.settings import PolicySettings

GERMAN = [Spoken("Der", 1), Spoken(" Kurs", 2), Spoken(" hat", 4, guess=" ist"), Spoken(" es", 5)]


def order(target_lang="de", traced=False, **settings):
    return Order(
        tasks=(Task.TRANSLATE,),
        source_lang="en",
        target_lang=target_lang,
        settings=PolicySettings(**settings),
        traced=traced,
    )


def session(text, *scripts, wanted=None, words=None):
    """Give the events of some text, and the model they are of."""
    splitter = Splitter("en")
    model = ScriptedModel(*({Task.TRANSLATE: script} for script in scripts or (GERMAN,)))
    arriving = (*splitter.push(text), *splitter.finish()) if words is None else words
    return TextSession(model, arriving, wanted or order(), clock=lambda: 0.0)


class Short(ScriptedModel):
    """A model that takes sentences of a few words only."""

    def __init__(self, *scripts, most):
        super().__init__(*({Task.TRANSLATE: script} for script in scripts))
        self.most = most
        self.read = []

    def begin(self, tasks, source_lang, target_lang):
        """Start a sentence."""
        self.read.append([])
        return _Short(super().begin(tasks, source_lang, target_lang), self)


class _Short:
    def __init__(self, inner, model):
        self._inner, self._model = inner, model
        self.score = inner.score

    @property
    def heard(self):
        return self._inner.heard

    def hear(self, words):
        if self.heard + len(words) > self._model.most:
            raise InputFault("a sentence is too long", "end it")
        self._inner.hear(words)
        self._model.read[-1] += words


def decided(events):
    """Show decisions: j, b, action, reason, text."""
    return [
        (one.chunk, one.baseline, one.action, one.reason.value, one.text)
        for one in events
        if isinstance(one, Decision)
    ]


def test_a_word_is_a_chunk():
    """j counts words, the baseline of the first unit is the first word, and the end writes on."""
    events = session("the course does have it", wanted=order(traced=True, range_mode="paper"))
    assert decided(events.events()) == [
        (1, 1, "write", "confidence", "Der"),
        (1, None, "read", "below-range", ""),
        (2, 2, "write", "confidence", " Kurs"),
        (2, None, "read", "below-range", ""),
        (3, 3, "read", "threshold", " ist"),
        (4, 3, "write", "confidence", " hat"),
        (4, 4, "read", "threshold", " es"),
        (5, 4, "read", "hold", " es"),
        (5, None, "write", "end", " es"),
    ]


def test_divergence_compares_with_fewer_words():
    """What had not been read by the baseline changes the model's mind."""
    script = [Spoken("Der", 2), Spoken(" Kurs", 2), Spoken(" hat", 4), Spoken(" es", 4)]
    wanted = order(traced=True, alpha=1.0, delta=5.0, range=math.inf)
    found = [
        one
        for one in session("a b c d e", script, wanted=wanted).events()
        if isinstance(one, Decision) and one.text == " hat" and one.action == "write"
    ]
    assert [(one.reason, one.chunk, one.baseline, one.kl) for one in found] == [
        (Reason.DIVERGENCE, 4, 2, 12.0)
    ]


def test_no_range_and_no_threshold_is_offline():
    """Everything is written at the end."""
    wanted = order(delta=math.inf, alpha=1.0, range_mode="off")
    written = [
        one for one in session("a b c d", wanted=wanted).events() if isinstance(one, Written)
    ]
    assert [(one.text, one.reason) for one in written] == [("Der Kurs hat es", Reason.END)]


def test_a_sentence_is_an_utterance():
    """Each has its own script, its number and its place, as if it were read aloud."""
    events = list(
        session("the course. has it\n", GERMAN[:2], [Spoken(" hat", 1), Spoken(" es", 2)]).events()
    )
    kinds = [type(one) for one in events if not isinstance(one, Written)]
    assert kinds == [
        SessionStarted,
        SpeechStarted,
        UtteranceEnded,
        SpeechStarted,
        UtteranceEnded,
        SessionEnded,
    ]
    ended = [one for one in events if isinstance(one, UtteranceEnded)]
    assert [(one.utterance, one.transcript, one.translation) for one in ended] == [
        (1, "", "Der Kurs"),
        (2, "", "hat es"),
    ]
    assert ended[0].start_s == 0
    assert ended[0].end_s == ended[1].start_s == pytest.approx(11 / 12)
    assert ended[1].end_s == events[-1].audio_s


def test_what_is_written_is_the_line_in_pieces():
    """As for speech: joined it is the final line."""
    events = list(session("a b c d e").events())
    written = "".join(one.text for one in events if isinstance(one, Written))
    (ended,) = (one for one in events if isinstance(one, UtteranceEnded))
    assert written == ended.translation == "Der Kurs hat es"


def test_output_that_runs_away_is_stopped():
    """The guard counts text as read aloud."""
    script = [Spoken(" wieder", 1)] * 60
    wanted = order(traced=True, range_mode="off")
    events = list(session("on and on", script, wanted=wanted).events())
    assert any(one.reason is Reason.LOOP for one in events if isinstance(one, Decision))


def test_a_long_word_gives_time_for_a_long_translation():
    """Seconds come from letters, so that one name is not taken for a loop."""
    assert spoken_s("Methylenedioxymethamphetamine", "en") > 2
    assert spoken_s("大", "zh") < 1


def test_a_pace_is_in_units_for_each_word():
    """Words for a word; characters come twice as fast."""
    assert paces(order())[Task.TRANSLATE].units_a_chunk == pytest.approx(1, abs=0.01)
    assert paces(order("zh"))[Task.TRANSLATE].units_a_chunk == pytest.approx(2, abs=0.01)


def test_a_sentence_longer_than_the_model_takes_is_parted():
    """With a notice, and nothing of it or after it is lost."""
    model = Short(GERMAN[:2], [Spoken(" hat", 1)], [Spoken(" es", 1)], most=3)
    arriving = Splitter("en").push("the course does have it\nand on\n")
    events = list(TextSession(model, arriving, order(), clock=lambda: 0.0).events())
    assert model.read == [["the", " course", " does"], ["have", " it"], ["and", " on"]]
    ended = [one for one in events if isinstance(one, UtteranceEnded)]
    assert [one.translation for one in ended] == ["Der Kurs", "hat", "es"]
    assert ended[0].end_s == ended[1].start_s == pytest.approx(15 / 12)
    (notice,) = (one for one in events if isinstance(one, Notice))
    assert (notice.text, notice.remedy) == ("a sentence is too long", "end it")
    assert isinstance(events[-1], SessionEnded)


def test_a_model_that_takes_no_word_is_no_use():
    """A sentence cannot be parted further."""
    arriving = Splitter("en").push("word ")
    with pytest.raises(InputFault, match="too long"):
        list(TextSession(Short(GERMAN, most=0), arriving, order()).events())


def test_words_that_break_off_are_written_first():
    """The fault comes after what was read."""

    def breaking():
        yield from Splitter("en").push("the course does have ")
        raise InputFault("the pipe is not UTF-8")

    events = session("", words=breaking()).events()
    seen = []
    with pytest.raises(InputFault, match="not UTF-8"):
        for event in events:
            seen.append(event)
    assert isinstance(seen[-1], UtteranceEnded)
    assert seen[-1].translation == "Der Kurs hat es"
