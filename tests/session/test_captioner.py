"""One utterance: when its sound becomes a chunk, and what is told of it."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Decision, Drafted, Reason, Task, Written
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import PolicySettings
from tests.charts import Chart, Row, perform, play

CHUNK = 10240
HALF = CHUNK // 2
GOOD_MORNING = {
    Task.TRANSCRIBE: [Spoken("Good", HALF), Spoken(" morning", CHUNK), Spoken(".", CHUNK)],
    Task.TRANSLATE: [Spoken("Guten", HALF), Spoken(" Morgen", CHUNK, guess=" Tag")],
}


def order(*tasks, source_lang="en", target_lang="de", **rest):
    return Order(
        tasks=tasks or (Task.TRANSCRIBE,),
        source_lang=source_lang,
        target_lang=target_lang,
        settings=PolicySettings(range_mode="off"),
        **rest,
    )


def paces(wanted):
    return {task: Pace(wanted.language(task), 640) for task in wanted.tasks}


def captioner(wanted, model=None):
    return Captioner(model or ScriptedModel(GOOD_MORNING), wanted, paces(wanted), 7)


def sound(samples):
    return np.zeros(samples, np.float32)


def chunks(events):
    """Give the chunks at which anything was decided."""
    return sorted({event.chunk for event in events if isinstance(event, Decision)})


def test_nothing_is_decided_before_a_chunk_is_whole():
    """Sound is gathered; what goes beyond a chunk belongs to the next."""
    one = captioner(order(traced=True))
    assert list(one.hear(sound(HALF), True)) == []
    assert list(one.hear(sound(HALF - 1), True)) == []
    assert chunks(one.hear(sound(HALF), True)) == [1]
    assert list(one.hear(sound(HALF), True)) == []
    assert chunks(one.hear(sound(1), True)) == [2]


def test_a_long_read_is_one_decision():
    """j advances by all the chunks in it."""
    one = captioner(order(traced=True))
    assert chunks(one.hear(sound(5 * CHUNK + HALF), True)) == [5]
    assert chunks(one.hear(sound(HALF), True)) == [6]


def test_the_end_is_decided_on_all_that_was_heard():
    """A part of a chunk is heard then, and counts as one."""
    one = captioner(order(traced=True))
    list(one.hear(sound(CHUNK + HALF), True))
    (last,) = [event for event in one.finish() if isinstance(event, Decision)]
    assert (last.chunk, last.reason) == (2, Reason.END)


def test_the_end_may_come_with_a_whole_chunk():
    """Then nothing more is heard, and what is left is written."""
    one = captioner(order())
    list(one.hear(sound(CHUNK), True))
    (last,) = one.finish()
    assert isinstance(last, Written)
    assert last.text == " morning."


def test_an_utterance_shorter_than_a_chunk_is_written_at_its_end():
    """A yes is soon said."""
    one = captioner(order())
    assert list(one.hear(sound(HALF), True)) == []
    assert [event.text for event in one.finish()] == ["Good morning."]
    assert one.lines == {Task.TRANSCRIBE: "Good morning."}


def test_events_name_utterance_and_task():
    """In the order of the tasks, each task's own in the order they happened."""
    one = captioner(order(Task.TRANSCRIBE, Task.TRANSLATE, traced=True, preview=2))
    told = list(one.hear(sound(CHUNK), True))
    assert [(event.name, event.task.value) for event in told] == [
        ("decision", "transcribe"),
        ("write", "transcribe"),
        ("decision", "transcribe"),
        ("draft", "transcribe"),
        ("decision", "translate"),
        ("write", "translate"),
        ("decision", "translate"),
        ("draft", "translate"),
    ]
    assert {event.utterance for event in told} == {7}


def test_without_a_trace_only_text_is_told():
    """And nothing where nothing was written."""
    one = captioner(order())
    assert [event.name for event in one.hear(sound(CHUNK), True)] == ["write"]
    assert list(one.hear(sound(CHUNK), True)) == []


def test_the_draft_goes_on_after_what_is_written():
    """It is the unit held back and some tokens more, and it is gone at the end."""
    one = captioner(order(Task.TRANSLATE, preview=4))
    told = [*one.hear(sound(HALF), True), *one.hear(sound(HALF), True), *one.finish()]
    assert [(event.name, event.text) for event in told] == [
        ("write", "Guten"),
        ("draft", " Morgen"),
        ("write", " Morgen"),
        ("draft", ""),
    ]


def test_the_draft_may_be_a_guess_that_is_never_written():
    """Text that has been written never changes; a draft does."""
    chart = Chart.read(
        """
        640ms  | transcribe | draft "Good" 0.9 0, " mourning" 0.1 0, " sir" 0.1 0, " no" 0.1 0
        1280ms | transcribe | draft "Good" 0.9 0, " morn" 0.9 0, "ing" 0.1 0
        end    | transcribe | draft "Good" 0.9 0, " morn" 0.9 0, "ing" 0.9 0
        """
    )
    performed, _ = perform(chart, preview=1, traced=False)
    assert [(time, event.name, getattr(event, "text", "")) for time, event in performed] == [
        ("640ms", "write", "Good"),
        ("640ms", "draft", " mourning sir"),
        ("1280ms", "draft", " morning"),
        ("end", "write", " morning"),
        ("end", "draft", ""),
    ]


def test_half_a_character_is_not_shown_as_a_draft():
    """It would flicker as a question mark in a box."""
    chart = Chart(times=["640ms"])
    chart.drafts["640ms", Task.TRANSCRIBE] = (Row("好", 0.1), Row(b"\xe4\xbd", 0.1))
    performed, _ = perform(chart, preview=4, traced=False, languages=("zh", "en"))
    assert [event.text for _, event in performed if isinstance(event, Drafted)] == ["好"]


def test_committed_ids_are_never_tokenised_anew():
    """Every later question begins with exactly the ids that were written."""
    _, model = play(
        """
        640ms  | transcribe | draft "un" 0.9 0, "fortunately" 0.9 0, " so" 0.1 0
        640ms  | transcribe | WRITE confidence "unfortunately"
        640ms  | transcribe | READ threshold " so"
        1280ms | transcribe | draft "unfor" 0.9 0, "tunately" 0.9 0, " so" 0.9 0, " we" 0.1 0
        1280ms | transcribe | WRITE confidence " so"
        1280ms | transcribe | READ threshold " we"
        end    | transcribe | WRITE end " we"
        """
    )
    written = model.vocabulary.ids("un", "fortunately")
    later = [query for queries in model.passes for query in queries if query.heard > CHUNK]
    assert {query.ids[:2] for query in later} == {written}


def test_a_task_writes_its_own_language():
    """Transcribe the spoken one, translate the other: each with its units and its pace."""
    wanted = order(Task.TRANSCRIBE, Task.TRANSLATE, target_lang="zh")
    assert [wanted.language(task) for task in wanted.tasks] == ["en", "zh"]


def test_a_language_that_the_model_does_not_know_is_refused():
    """Before any sound is heard."""
    with pytest.raises(InputFault):
        captioner(order(source_lang="xx"))


def test_a_fast_utterance_makes_the_next_expect_a_fast_speaker():
    """r is fixed within an utterance and learnt at its end, task by task."""
    said = [Spoken(f" w{number}", number * 4000) for number in range(24)]
    model = ScriptedModel({Task.TRANSCRIBE: said, Task.TRANSLATE: said[:2]})
    wanted = order(Task.TRANSCRIBE, Task.TRANSLATE)
    known = paces(wanted)
    usual = known[Task.TRANSCRIBE].units_a_chunk
    one = Captioner(model, wanted, known, 1)
    for _ in range(10):
        list(one.hear(sound(CHUNK), True))
        assert known[Task.TRANSCRIBE].units_a_chunk == usual
    list(one.finish())
    assert known[Task.TRANSCRIBE].units_a_chunk == 2.4
    assert known[Task.TRANSLATE].units_a_chunk == usual


def test_chunks_without_speech_say_nothing_of_pace():
    """Only a chunk in which any sound was speech counts, in a merged read all of its chunks."""
    said = [Spoken(f" w{number}", number * 4000) for number in range(24)]
    wanted = order()
    known = paces(wanted)
    one = Captioner(ScriptedModel({Task.TRANSCRIBE: said}), wanted, known, 1)
    for block in range(20):
        list(one.hear(sound(HALF), block in (0, 3, 5)))
    list(one.hear(sound(5 * CHUNK), True))
    list(one.finish())
    assert known[Task.TRANSCRIBE].units_a_chunk == 24 / 8


def test_speech_that_goes_over_into_the_next_chunk_is_speech_there():
    """The block that completed a chunk had more to it."""
    said = [Spoken(f" w{number}", number * 4000) for number in range(24)]
    wanted = order()
    known = paces(wanted)
    one = Captioner(ScriptedModel({Task.TRANSCRIBE: said}), wanted, known, 1)
    for speech in (True, False) * 4:
        list(one.hear(sound(CHUNK + 100), speech))
    list(one.finish())
    assert known[Task.TRANSCRIBE].units_a_chunk == 24 / 8
