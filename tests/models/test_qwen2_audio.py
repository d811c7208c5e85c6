"""The fast way answers as the slow and obvious one, in whatever order it is asked."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from lsg_desktop.errors import Bug, EnvironmentFault, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.plain import PlainModel
from lsg_desktop.models.precision import Bounds
from lsg_desktop.models.protocol import Query, SpeechModel
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.models.tiny import SMALL, random_info, random_model

CHUNK = 10_240
TASKS = tuple(Task)
SHAPES = {
    "grouped heads": SMALL,
    "all heads, 128 mels": replace(SMALL, kv_heads=4, mel_bins=128),
    "one kv head, deep": replace(SMALL, kv_heads=1, layers=4, encoder_layers=1, width=48),
}


def fast(pair, bounds=None) -> Qwen2AudioModel:
    """Wrap a model and its processor."""
    model, processor = pair
    return Qwen2AudioModel(model, processor, random_info(), bounds=bounds)


def plain(pair) -> PlainModel:
    """Wrap them the slow way."""
    model, processor = pair
    return PlainModel(model, processor, random_info())


def begin(model: SpeechModel, samples, tasks=TASKS):
    """Begin an utterance that has been heard already."""
    listening = model.begin(tasks, "en", "de")
    listening.hear(samples)
    return listening


def afresh(model: SpeechModel, samples, queries):
    """Ask each query of an utterance of its own, so that nothing is kept in between."""
    return [begin(model, samples).score([query])[0] for query in queries]


# What a captioner asks as it goes along: audio grows, drafts are accepted, cropped and replaced.
WALK = [
    [Query(task, CHUNK, (), (), (CHUNK,)) for task in TASKS],
    [Query(task, 2 * CHUNK, (), (40, 41), (CHUNK, CHUNK, 2 * CHUNK)) for task in TASKS],
    [Query(TASKS[0], 3 * CHUNK, (40,), (41, 42, 43), (CHUNK, CHUNK, 2 * CHUNK, None))],
    [
        Query(TASKS[0], 3 * CHUNK, (40, 41), (50,), (2 * CHUNK, 2 * CHUNK)),
        Query(TASKS[1], 3 * CHUNK, (44,), (), (CHUNK,)),
    ],
    [Query(TASKS[0], 4 * CHUNK + 77, (40, 41, 50), (51,) * 5, (CHUNK,) + (3 * CHUNK,) * 5)],
    [Query(TASKS[0], 4 * CHUNK + 77, (40, 41), (), (3 * CHUNK,))],
    [Query(task, 4 * CHUNK + 77, (40, 41, 9), (8,), (CHUNK, 2 * CHUNK)) for task in TASKS],
]


@pytest.mark.parametrize("shape", SHAPES)
def test_cached_equals_plain(shape, sound, agree):
    """Each answer along a walk is that of transformers' own model on padded audio."""
    pair = random_model(SHAPES[shape], seed=3)
    samples = sound(4 * 0.64 + 0.01)
    listening = begin(fast(pair), samples)
    slow = begin(plain(pair), samples)
    for queries in WALK[1:5] if shape == "grouped heads" else WALK[1:4:2]:
        agree(listening.score(queries), slow.score(queries))


@pytest.mark.parametrize("length", [641, 5000, 33_333, 60_001])
def test_odd_lengths_equal_plain(small, sound, agree, length):
    """Audio that ends inside a frame or a token."""
    samples = sound(5)[:length]
    queries = [Query(Task.TRANSLATE, length, (7, 8), (), (length // 2,))]
    answers = begin(fast(small), samples).score(queries)
    agree(answers, begin(plain(small), samples).score(queries))


def test_a_walk_equals_each_question_afresh(small, sound, agree):
    """What is kept never shows; asked backwards, too."""
    samples = sound(3)
    for walk in (WALK, WALK[::-1]):
        listening = begin(fast(small), samples)
        for queries in walk:
            agree(listening.score(queries), afresh(fast(small), samples, queries), within=1e-5)


def test_a_batch_equals_its_rows_one_at_a_time(small, sound, agree):
    """Rows of different lengths, prefixes and tasks do not see each other."""
    queries = [query for queries in WALK for query in queries]
    samples = sound(3)
    answers = begin(fast(small), samples).score(queries)
    agree(answers, afresh(fast(small), samples, queries), within=1e-5)


def test_rows_that_part_from_one_branch_in_one_call_do_not_mix(small, sound, agree):
    """Two continuations of the same task and audio, asked at once and then again."""
    samples = sound(2)
    listening = begin(fast(small), samples)
    heard = len(samples)
    listening.score([Query(TASKS[0], heard, (1, 2, 3, 4, 5))])
    parting = [
        Query(TASKS[0], heard, (1, 2, 30, 31)),
        Query(TASKS[0], heard, (1, 2, 3, 4, 50)),
    ]
    for _ in range(2):
        agree(listening.score(parting), afresh(fast(small), samples, parting), within=1e-5)
    later = [replace(query, ids=(*query.ids, 60)) for query in parting[::-1]]
    agree(listening.score(later), afresh(fast(small), samples, later), within=1e-5)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_row_within_another_is_answered_whatever_else_is_asked(small, sound, agree, order):
    """Also where a third row has the last word on what is kept of the task."""
    model, samples = fast(small), sound(2.0)
    asked = [Query(Task.TRANSCRIBE, 32_000, ids) for ids in ((1, 2, 3), (1, 2), (1, 9))]
    queries = [asked[place] for place in order]
    agree(begin(model, samples).score(queries), afresh(model, samples, queries))


def test_verifying_a_draft_equals_decoding_step_by_step(small, sound, agree):
    """One pass over a draft gives what as many passes over its prefixes give."""
    samples, baseline = sound(2), CHUNK
    listening = begin(fast(small), samples)
    ids: tuple[int, ...] = ()
    steps = []
    for _ in range(6):
        (score,) = listening.score([Query(Task.TRANSLATE, 32_000, ids, (), (baseline,))])[0]
        steps.append(score)
        ids = (*ids, score.token)
    draft = Query(Task.TRANSLATE, 32_000, (), ids[:5], (baseline,) * 6)
    agree(begin(fast(small), samples).score([draft]), [tuple(steps)], within=1e-5)


def test_both_tasks_together_equal_each_alone(small, sound, agree):
    """The shared prompt is longer when a task is alone; the answers are the same."""
    queries = [Query(task, 32_000, (5, 6), (7,), (CHUNK, CHUNK)) for task in TASKS]
    together = begin(fast(small), sound(2)).score(queries)
    for query, answer in zip(queries, together, strict=True):
        alone = begin(fast(small), sound(2), (query.task,)).score([query])
        agree(alone, [answer], within=1e-5)


@pytest.mark.parametrize(
    "bounds", [Bounds(ring_bytes=0), Bounds(ring_prefixes=1), Bounds(pass_tokens=40)], ids=str
)
def test_what_does_not_fit_is_computed_again_or_later(small, sound, agree, bounds):
    """Tight memory costs time and nothing else."""
    samples = sound(3)
    roomy, tight = begin(fast(small), samples), begin(fast(small, bounds=bounds), samples)
    for queries in WALK:
        agree(tight.score(queries), roomy.score(queries), within=1e-5)


def test_audio_in_pieces_equals_audio_at_once(small, sound, agree):
    """How audio arrives does not matter, nor what the caller does with its buffer after."""
    samples = sound(2)
    listening = fast(small).begin(TASKS, "en", "de")
    for start, end in pairwise((0, 100, 5000, 32_000)):
        block = samples[start:end].copy()
        listening.hear(block)
        block[:] = 1.0
    assert listening.heard == 32_000
    queries = [Query(TASKS[0], 32_000, (5,), (), (CHUNK,))]
    agree(listening.score(queries), begin(fast(small), samples).score(queries), within=0)


class Counted:
    """Count the calls of something that is called."""

    def __init__(self, inner):
        self.inner, self.calls = inner, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.inner(*args, **kwargs)


def test_ids_are_never_made_from_text_again(small, sound, monkeypatch):
    """Prompts become ids when an utterance begins; scoring touches no tokenizer."""
    listening = begin(fast(small), sound(3))
    spies = []
    for name in ("__call__", "encode", "_encode_plus", "decode", "convert_tokens_to_ids"):
        spy = Counted(getattr(type(small[1].tokenizer), name))
        monkeypatch.setattr(type(small[1].tokenizer), name, spy)
        spies.append(spy)
    for queries in WALK:
        listening.score(queries)
    assert sum(spy.calls for spy in spies) == 0


def test_each_audio_prefix_is_encoded_and_prefilled_once(small, sound, monkeypatch):
    """Two tasks, baselines and drafts share one encoder run and one prefill a prefix.

    All that is asked of several prefixes in one call comes with the prefill, if there is one.
    """
    model = fast(small)
    listening = begin(model, sound(3))
    hear = Counted(model._network.hear)
    feed = Counted(model._network.feed)
    monkeypatch.setattr(model._network, "hear", hear)
    monkeypatch.setattr(model._network, "feed", feed)
    for queries in WALK:
        listening.score(queries)
    assert hear.calls == 4
    asked_before = 1
    assert feed.calls == len(WALK) - asked_before


def test_no_audio_is_an_answer_too(small, sound):
    """The shortest baseline there is: nothing heard."""
    listening = begin(fast(small), sound(1))
    (score,) = listening.score([Query(TASKS[0], 16_000, (), (), (0,))])[0]
    assert score.kl_current_baseline is not None and score.kl_current_baseline > 0
    assert listening.score([]) == []


def test_a_baseline_that_is_heard_costs_nothing_and_is_zero(small, sound):
    """By definition, in both directions, exactly."""
    (score,) = begin(fast(small), sound(1)).score([Query(TASKS[0], 16_000, (5,), (), (16_000,))])[0]
    assert (score.kl_current_baseline, score.kl_baseline_current) == (0.0, 0.0)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_gives_numbers_near_those_of_full(small, sound, dtype):
    """The same code, whatever the weights are in."""
    full = begin(fast(small), sound(2)).score(WALK[1])
    model, processor = random_model()
    half = begin(fast((model.to(dtype), processor)), sound(2)).score(WALK[1])
    for scores, others in zip(half, full, strict=True):
        for score, other in zip(scores, others, strict=True):
            assert score.confidence == pytest.approx(other.confidence, abs=0.1)
            assert score.kl_current_baseline is not None
            assert math.isfinite(score.kl_current_baseline)


@pytest.mark.gpu
def test_a_gpu_gives_the_numbers_of_the_cpu(small, sound, agree):
    """Device and precision come from the model alone."""
    on_cpu = begin(fast(small), sound(3))
    model, processor = random_model()
    on_gpu = begin(fast((model.to("cuda"), processor)), sound(3))
    for queries in WALK:
        agree(on_gpu.score(queries), on_cpu.score(queries), within=2e-3)


def test_what_cannot_be_answered_is_refused(small, sound):
    """Languages, tasks, audio that was not heard, and more audio than the encoder takes."""
    model = fast(small)
    with pytest.raises(InputFault):
        model.begin(TASKS, "xx", "de")
    with pytest.raises(InputFault):
        model.begin(TASKS, "en", "xx")
    listening = begin(model, sound(1), (Task.TRANSCRIBE,))
    with pytest.raises(Bug):
        listening.score([Query(Task.TRANSLATE, 16_000, ())])
    with pytest.raises(Bug):
        listening.score([Query(Task.TRANSCRIBE, 16_001, ())])
    with pytest.raises(InputFault):
        listening.hear(sound(29.1))


def test_a_tag_that_the_tokenizer_lacks_is_not_spelt_out(small, monkeypatch):
    """Published code has fallen into this: the prompt would be text in pieces."""
    known = small[1].tokenizer.get_added_vocab()
    monkeypatch.setattr(
        type(small[1].tokenizer),
        "get_added_vocab",
        lambda self: {token: number for token, number in known.items() if token != "<|ko|>"},
    )
    with pytest.raises(EnvironmentFault):
        fast(small).begin(TASKS, "ko", "de")
