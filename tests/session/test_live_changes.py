"""Settings that change while somebody speaks: what is written at once, and without the model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lsg_desktop.events import (
    Decision,
    Drafted,
    SettingsChanged,
    Skipped,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.session.step import Step
from lsg_desktop.settings import PolicySettings
from tests.charts import Chart, SteadyPace, TableModel
from tests.policy.test_properties import alphas, charts, deltas, lows, modes, paces, widths
from tests.session.coded import SoundSource
from tests.session.test_pipeline import session, silence

CHUNK = 10240
STRICT = PolicySettings(delta=7.0, alpha=0.9, range_mode="off")
GOOD_DAY = """
    640ms  | transcribe | draft "Good" 0.99 0.0
    1280ms | transcribe | draft "Good" 0.5 5.0, " day" 0.4 3.0, " to" 0.3 1.0, "day" 0.3 1.0
    1920ms | silence
    """


def begun(text=GOOD_DAY, policy=STRICT, preview=8, chunks=2):
    """Give a captioner that has heard so many chunks at once, what it told, and its model."""
    chart = Chart.read(text)
    model = TableModel(chart.table(640), CHUNK)
    order = Order(
        tasks=chart.tasks,
        source_lang="en",
        target_lang="de",
        settings=policy,
        traced=True,
        preview=preview,
    )
    one = Captioner(model, order, {task: SteadyPace(10.0) for task in order.tasks}, 1)
    return one, list(one.hear(np.zeros(chunks * CHUNK, np.float32), True)), model


def said(events):
    return [event.text for event in events if isinstance(event, Written)]


def test_words_that_a_lower_threshold_permits_appear_at_once():
    """One by one as the slider goes down, with the reason and figures of the chunk heard."""
    one, events, _ = begun()
    assert said(events) == []
    events = list(one.change(replace(STRICT, delta=4.0)))
    assert said(events) == ["Good"]
    (decision,) = [event for event in events if isinstance(event, Decision)]
    assert (decision.reason, decision.kl, decision.chunk) == ("divergence", 5.0, 2)
    assert [event.text for event in events if isinstance(event, Drafted)] == [" day today"]
    assert said(one.change(replace(STRICT, delta=2.0))) == [" day"]
    assert one.lines == {Task.TRANSCRIBE: "Good day"}


def test_the_model_is_not_asked_for_that():
    """The draft was scored when it was shown."""
    one, _, model = begun()
    passes = len(model.passes)
    assert said(one.change(replace(STRICT, alpha=0.2))) == ["Good", " day"]
    assert len(model.passes) == passes


def test_a_word_that_is_not_known_to_be_complete_waits():
    """ "today" might go on: thresholds never lift completeness."""
    one, _, _ = begun()
    list(one.change(replace(STRICT, delta=0.0)))
    assert one.lines == {Task.TRANSCRIBE: "Good day"}


def test_a_higher_threshold_takes_nothing_back_and_tells_nothing():
    """What is written stays."""
    one, _, _ = begun(policy=replace(STRICT, delta=4.0))
    assert list(one.change(STRICT)) == []
    assert one.lines == {Task.TRANSCRIBE: "Good"}


def test_what_is_not_scored_waits_for_the_next_chunk():
    """Without a preview only the word that is held back is known."""
    one, _, _ = begun(preview=0)
    assert said(one.change(replace(STRICT, delta=0.5))) == []
    assert said(one.hear(np.zeros(CHUNK, np.float32), True)) == ["Good", " day"]


def test_before_the_first_chunk_there_is_nothing_to_write():
    """The settings are taken over all the same."""
    one, events, _ = begun(chunks=0)
    assert events == []
    assert list(one.change(replace(STRICT, delta=0.5))) == []
    assert said(one.hear(np.zeros(2 * CHUNK, np.float32), True)) == ["Good", " day"]


@settings(max_examples=80)
@given(
    chart=charts(tasks=(Task.TRANSCRIBE, Task.TRANSLATE)),
    pace=paces,
    mode=modes,
    one=st.tuples(deltas, alphas, lows, widths),
    other=st.tuples(deltas, alphas, lows, widths),
)
def test_lowered_at_a_chunk_is_lowered_before_it(chart, pace, mode, one, other):
    """Words released from the scored draft are those that a decision would have written."""
    names = ("delta", "alpha", "low", "range")
    high = PolicySettings(range_mode=mode, **dict(zip(names, one, strict=True)))
    low = replace(high, **dict(zip(names, map(min, one, other), strict=True)))
    *before, last = [time for time in chart.times if time != "end"] or ["640ms"]

    def written(*at_last):
        """Give what is written when the last chunk is decided by these settings in turn."""
        model = TableModel(chart.table(640), CHUNK)
        listening = model.begin(chart.tasks, "en", "de")
        step = Step(listening, CHUNK, preview=40)
        progress = dict.fromkeys(chart.tasks, Progress())
        for time, decide in [*((time, [high]) for time in before), (last, at_last)]:
            chunks = int(time[:-2]) // 640
            listening.hear(np.zeros(chunks * CHUNK - listening.heard, np.float32))
            heard = Heard(chunks=chunks, seconds=chunks * 0.64)
            for run, policy in zip((step.run, step.release), decide, strict=False):
                rules = {
                    task: Rule(policy, "en", pace, model.vocabulary.text, frozenset({0}), True)
                    for task in chart.tasks
                }
                passes = len(model.passes)
                outcomes = run(rules, progress, heard)
                progress = {task: outcome.progress for task, outcome in outcomes.items()}
                assert run == step.run or len(model.passes) == passes
        return progress

    assert written(high, low) == written(low)


def test_a_session_tells_of_a_change_before_what_it_brings():
    """The record shows which settings a word was written by."""
    running = session(SoundSource(silence(6.0)))
    events = running.events()
    told = [next(events)]
    running.change(PolicySettings(delta=1.0))
    told += events
    assert [event.name for event in told[:3]] == ["session", "settings", "speech"]
    (changed,) = [event for event in told if isinstance(event, SettingsChanged)]
    assert changed.settings["delta"] == 1.0


def test_another_chunk_length_waits_for_the_next_utterance():
    """The chunks of the one that is open stay as they are."""
    running = session(SoundSource(silence(6.0)), deaf=((2.0, 3.5),), traced=True)
    ends: dict[int, set[float]] = {1: set(), 2: set()}
    for event in running.events():
        if isinstance(event, SpeechStarted) and event.utterance == 1:
            running.change(PolicySettings(chunk_ms=320))
        if isinstance(event, Decision):
            ends[event.utterance].add(event.chunk)
    assert max(ends[1]) == 5  # of 640 ms in 2.8 s
    assert max(ends[2]) == 10  # of 320 ms in 3.15 s


def test_sound_that_is_skipped_is_a_gap_in_the_record():
    """The utterance is ended, and the time of what follows is that of the source."""
    running = session(SoundSource(silence(0)), deaf=())
    events = [*running.begin(), *running.push(silence(1.0)), *running.skip(32_000)]
    events += [*running.push(silence(1.0)), *running.end()]
    ended = [event for event in events if isinstance(event, UtteranceEnded)]
    assert [(event.start_s, event.end_s) for event in ended] == [(0.0, 1.0), (3.0, 4.0)]
    (gap,) = [event for event in events if isinstance(event, Skipped)]
    assert (gap.start_s, gap.end_s) == (1.0, 3.0)
    assert events[-1].audio_s == 4.0
