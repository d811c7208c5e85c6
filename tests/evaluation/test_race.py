"""Every contender writes the same words at the same chunks, and what each computes is what it is
said to compute."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from lsg_desktop.evaluation import race, subjects
from lsg_desktop.evaluation.contender import LANGUAGES, WAYS, Ours
from lsg_desktop.evaluation.plain_loop import DRAFT_TOKENS, PlainLoop
from lsg_desktop.evaluation.stopwatch import Stopwatch
from lsg_desktop.evaluation.timetable import Timetable
from lsg_desktop.events import Task
from lsg_desktop.models.device import choose
from lsg_desktop.models.probe import Stage
from lsg_desktop.models.protocol import Query

CHUNK = 10_240
CHUNKS = 6


@pytest.fixture(scope="module")
def talk():
    """The beginning of the bundled talk."""
    whole = race.bundled()
    return replace(whole, samples=whole.samples[: CHUNKS * CHUNK])


@pytest.fixture(scope="module")
def watch():
    return Stopwatch("cpu")


@pytest.fixture(scope="module")
def model(talk, watch):
    """A random model that is measured."""
    return subjects.subject("tiny", choose("cpu"), "auto", [*talk.texts.values()], watch)


@pytest.fixture(scope="module")
def timetable(model, talk):
    tokenizer = model.parts[1].tokenizer
    return Timetable.of(talk.texts, lambda text: tokenizer(text)["input_ids"])


@pytest.fixture(scope="module")
def measured(model, watch, talk):
    """One round of all contenders."""
    return race.measure(model, watch, talk, CHUNKS * CHUNK / 16_000, most_rounds=1)


@pytest.fixture
def chunks(talk):
    return talk.samples.reshape(CHUNKS, CHUNK)


@pytest.mark.parametrize("name", WAYS)
def test_each_way_writes_what_is_due_at_each_chunk(model, timetable, chunks, name):
    """Thresholds, ranges, units and the loop guard let the timetable's words through."""
    ours = Ours(model, timetable, WAYS[name])
    for number, chunk in enumerate(chunks, 1):
        ours.hear(chunk)
        assert ours.written == {
            task: timetable.due(task, number * CHUNK) for task in WAYS[name].tasks
        }
    assert all(len(ids) > 8 for ids in ours.written.values())


def test_the_plain_loop_writes_the_same(model, timetable, chunks):
    """At the same chunks."""
    plain = PlainLoop(model.parts, Task.TRANSLATE, LANGUAGES, timetable)
    ours = Ours(model, timetable, WAYS["translate"])
    for chunk in chunks:
        plain.hear(chunk)
        ours.hear(chunk)
        assert plain.written == ours.written


def test_the_plain_loop_drafts_ten_tokens_and_these_are_the_models(model, timetable, chunks):
    """Each the likeliest after those before it, and compared with what less sound gives."""
    plain = PlainLoop(model.parts, Task.TRANSLATE, LANGUAGES, timetable)
    for chunk in chunks[:3]:
        before = plain.written[Task.TRANSLATE]
        plain.hear(chunk)
    assert len(plain.draft) == len(plain.divergences) == DRAFT_TOKENS
    listening = model.begin((Task.TRANSLATE,), *LANGUAGES)
    listening.hear(chunks[:3].reshape(-1))
    # The word that was written at the second chunk moved the baseline to the second.
    query = Query(Task.TRANSLATE, 3 * CHUNK, before, plain.draft[:-1], (2 * CHUNK,) * DRAFT_TOKENS)
    (scores,) = listening.score([query])
    ends = model.vocabulary.end_ids  # a draft of ten tokens cannot hold one
    tokens = [score.token for score in scores]
    assert [t for t, d in zip(tokens, plain.draft, strict=True) if t != d and t not in ends] == []
    found = [score.kl_current_baseline for score in scores]
    assert plain.divergences == pytest.approx(found, abs=1e-3)


def test_the_plain_loop_pads_and_encodes_twice_a_chunk(model, timetable, chunks):
    """30 s, whatever was heard."""
    network, _ = model.parts
    seen = []
    hook = network.model.audio_tower.conv1.register_forward_pre_hook(
        lambda module, inputs: seen.append(inputs[0].shape[-1])
    )
    plain = PlainLoop(model.parts, Task.TRANSLATE, LANGUAGES, timetable)
    plain.hear(chunks[0])
    hook.remove()
    assert seen == [3000, 3000]


def test_laps_are_split_and_counted(measured):
    """One encode and one prefill a chunk in every way of ours; parts add up to the whole."""
    assert set(measured.courses) == {*WAYS, race.PLAIN}
    assert len(measured.peaks_mb) == CHUNKS
    for name, course in measured.courses.items():
        (laps,) = course.laps
        assert len(laps) == CHUNKS
        for lap in laps:
            assert sum(lap.parts_ms.values()) == pytest.approx(lap.ms)
            if name != race.PLAIN:
                assert lap.entered[Stage.ENCODE] == lap.entered[Stage.FEATURES] == 1
                assert lap.entered[Stage.PREFILL] == 1
                assert lap.entered[Stage.DECODE] >= 1


def test_the_ways_differ_in_rows_as_their_names_say(measured):
    """Bare leaves out baselines only; lazy ones are fewer than all."""
    courses = measured.courses
    rows = {name: sum(courses[name].rows) for name in WAYS}
    tokens = {name: sum(courses[name].tokens) for name in WAYS}
    assert rows["bare"] < rows["traced"] <= 3 * rows["bare"]  # a unit's own, and the next one's
    assert tokens["both"] < tokens["traced"] < tokens["window"]

    def passes(name):
        (laps,) = courses[name].laps
        return [lap.entered[Stage.DECODE] for lap in laps]

    assert passes("bare") == passes("traced")


def test_a_measured_model_answers_as_one_that_is_not(model, chunks):
    """A probe changes nothing."""
    plain = type(model)(*model.parts, model.info)
    query = Query(Task.TRANSCRIBE, CHUNK, (5,), (6,), (CHUNK // 2, None))
    found = []
    for one in (model, plain):
        listening = one.begin((Task.TRANSCRIBE,), *LANGUAGES)
        listening.hear(np.array(chunks[0]))
        found.append(listening.score([query]))
    assert found[0] == found[1]
    assert not torch.is_inference_mode_enabled()
