"""Passes of fixed shapes, in memory that stays, give what passes of their own shape give.

A GPU replays what was recorded; here each pass is run again, which reads and writes the same.
"""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch

from lsg_desktop.events import Task
from lsg_desktop.models import attention
from lsg_desktop.models.cache import Prefix, Ring
from lsg_desktop.models.load import load
from lsg_desktop.models.precision import PASS_TOKENS
from lsg_desktop.models.qwen2_audio import Qwen2AudioNetwork
from lsg_desktop.models.reading import PromptIds, Reader, Reading
from lsg_desktop.models.replay import Shape, recorder
from lsg_desktop.models.rows import Row, RowModel
from lsg_desktop.models.scoring import compare
from lsg_desktop.models.tiny import SMALL, random_model
from tests.models.replays import Recorder


@pytest.fixture(scope="module", params=[2, 4], ids=["grouped heads", "all heads"])
def language_model(request):
    model, _ = random_model(replace(SMALL, kv_heads=request.param))
    return model.model.language_model


def embedded(model, *ids):
    given = torch.tensor(ids, dtype=torch.long, device=model.embed_tokens.weight.device)
    return model.embed_tokens(given)


def _broken(*_given):
    raise RuntimeError("broken")


def walk(model, rows):
    """Feed a prompt with two forks, go on with each beside another row, and give all hidden.

    And a prompt too long to be replayed, before all that.
    """
    fork = Row((), embedded(model, 8, 9))
    (long,) = rows.feed([Row((), embedded(model, *range(5, 45)).repeat(4, 1), (fork, fork))])
    forks = tuple(Row((), embedded(model, *ids)) for ids in ((8, 9), (10, 11, 12, 13)))
    (first,) = rows.feed([Row((), embedded(model, *range(5, 45)), forks)])
    found = [fed.hidden for one in (long, first) for fed in (one, *one.forks)]
    for token in range(20, 24):  # one token each, as a draft grows
        forks = tuple(Row((fork.states,), embedded(model, token)) for fork in first.forks)
        other = Row((first.states, first.forks[0].states), embedded(model, *range(30, 30 + token)))
        fed, company = rows.feed([Row((first.states,), embedded(model), forks), other])
        found += [company.hidden, company.states, *(fork.hidden for fork in fed.forks)]
        found += [fork.states for fork in fed.forks]
    return found


def check_same(model, record, walks=2):
    """Hold all that passes give to what they give without recording, so many times in a row."""
    rows = RowModel(model, record)
    with torch.inference_mode():
        wanted = walk(model, RowModel(model))
        for _ in range(walks):
            for one, other in zip(walk(model, rows), wanted, strict=True):
                torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-5)


def test_fixed_shapes_give_what_passes_of_their_own_shape_give(language_model):
    """To rounding, whatever was in the memory before."""
    record = Recorder()
    check_same(language_model, record)
    assert record.recorded == 2  # the prompt, and all that came after
    assert record.runs == 2 * 5


def test_what_a_pass_gave_is_not_written_over_by_the_next(language_model):
    """Whoever keeps it keeps it."""
    rows = RowModel(language_model, Recorder())
    with torch.inference_mode():
        (fed,) = rows.feed([Row((), embedded(language_model, 5, 6, 7))])
        before = fed.hidden.clone(), fed.states.clone()
        rows.feed([Row((), embedded(language_model, 8, 9))])
    assert torch.equal(fed.hidden, before[0])
    assert torch.equal(fed.states, before[1])


def test_a_device_that_cannot_record_computes_each_pass(language_model, caplog):
    """It is asked once, it says so, and what it gives is the same."""
    asked = []

    def fail(work):
        asked.append(work)
        raise RuntimeError("operation not permitted when stream is capturing")

    check_same(language_model, fail, walks=1)
    assert len(asked) == 1
    assert caplog.text.count("no more passes are recorded") == 1


@pytest.mark.parametrize(
    "full",
    [
        torch.OutOfMemoryError("full"),
        RuntimeError("CUDA error: out of memory"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
    ],
    ids=str,
)
def test_where_memory_is_too_full_to_record_passes_are_computed(language_model, caplog, full):
    """What was recorded before goes on being replayed."""
    record = Recorder()

    def crowded(work):
        if record.recorded:
            raise full
        return record(work)

    check_same(language_model, crowded)
    assert record.runs == 2  # of the prompt
    assert caplog.text.count("no more passes are recorded") == 1


def multiplied(model, factor):
    """Say how to have a model's last layer give something else for as long as the hook is there."""
    return model.norm.register_forward_hook(lambda module, given, gave: factor * gave)


def forgetful(model, _):
    """Say how to have a model's first layer keep other values than it computes with."""
    values = model.layers[0].self_attn.v_proj
    return values.register_forward_hook(lambda module, given, gave: 0.5 * gave)


@pytest.mark.parametrize(
    ("broken", "factor"),
    [(multiplied, 0.0), (multiplied, 1.1), (multiplied, float("nan")), (forgetful, 0.5)],
    ids=["nothing", "too much", "no number", "other states"],
)
def test_a_replay_that_gives_something_else_is_not_relied_on(
    language_model, caplog, broken, factor
):
    """It is held to what was computed, and what it left in the slots is computed anew."""

    def record(work):
        def run() -> None:
            hook = broken(language_model, factor)
            work()
            hook.remove()

        return run

    check_same(language_model, record)
    assert caplog.text.count("they give something else") == 1


def test_a_replay_that_does_nothing_is_not_relied_on(language_model, caplog):
    """What was computed before is not there any more to be taken for what it gave."""
    check_same(language_model, lambda work: lambda: None)
    assert caplog.text.count("they give something else") == 1


def test_once_a_replay_is_wrong_none_is_relied_on(language_model, caplog):
    """Nor those that were right when they were recorded."""
    runs: list[None] = []

    def record(work):
        first = not runs
        return lambda: runs.append(work() if first else None)

    check_same(language_model, record)
    assert len(runs) == 2


def test_a_pass_without_numbers_says_nothing_of_replays(language_model, caplog):
    """It is not recorded, and others are."""
    record = Recorder()
    rows = RowModel(language_model, record)
    nothing = embedded(language_model, 5, 6, 7) * float("nan")
    with torch.inference_mode():
        rows.feed([Row((), nothing)])
        assert record.recorded == 0
        rows.feed([Row((), embedded(language_model, 5, 6, 7))])
    assert record.recorded == record.runs == 1
    assert not caplog.text


def test_models_that_were_loaded_before_are_not_kept(language_model):
    """What was recorded holds no ring of references, which only a collection would free."""
    rows = RowModel(language_model, Recorder())
    with torch.inference_mode():
        walk(language_model, rows)
    gone = weakref.ref(rows._replay)
    gc.disable()
    try:
        del rows
        assert gone() is None
    finally:
        gc.enable()


def test_a_pass_that_fails_is_not_taken_for_a_device_that_cannot_record(language_model, caplog):
    """What is recorded has been run before."""
    record = Recorder()
    rows = RowModel(language_model, record)
    hook = language_model.register_forward_pre_hook(_broken)
    with torch.inference_mode():
        with pytest.raises(RuntimeError, match="broken"):
            walk(language_model, rows)
        hook.remove()
        walk(language_model, rows)
    assert record.recorded == 2
    assert not caplog.text


def test_shapes_are_few_and_hold_what_they_are_for():
    """Those of many new tokens, which are not replayed, are as they are."""
    shapes = set()
    for new in range(1, 200):
        for past in range(0, PASS_TOKENS, 5):
            shape = Shape.around(new, past)
            assert shape.new >= new and 0 <= shape.past - past < 256
            if shape.is_replayed:
                shapes.add(shape)
            else:
                assert new > 128 and shape == Shape(new, past)
    assert len(shapes) == 4 * (PASS_TOKENS // 256 + 1)


def test_what_is_longer_than_a_pass_is_computed_as_it_is(language_model):
    """There is no memory held for it; what fits once it is filled up is replayed."""
    record = Recorder()
    rows = RowModel(language_model, record, pass_tokens=64)
    with torch.inference_mode():
        for count, runs in ((64, 1), (65, 1), (63, 2)):
            ids = tuple(range(5, 5 + count))
            (found,) = rows.feed([Row((), embedded(language_model, *ids))])
            (wanted,) = RowModel(language_model).feed([Row((), embedded(language_model, *ids))])
            torch.testing.assert_close(found.states, wanted.states, atol=1e-5, rtol=1e-5)
            assert record.runs == runs


class Weights:
    """What is asked of a model's weights, which would need a GPU to be there."""

    def __init__(self, *types):
        self._types = types

    def parameters(self):
        return [SimpleNamespace(device=torch.device("cuda"), dtype=one) for one in self._types]


def test_on_a_processor_nothing_is_recorded(small):
    assert recorder(small[0]) is None


def test_weights_of_eight_bits_are_not_recorded_and_of_four_are(monkeypatch):
    """Which lie two in a byte."""
    monkeypatch.setattr(torch.cuda, "graph_pool_handle", lambda: None)
    monkeypatch.setattr(torch.cuda, "Stream", lambda device: None)
    assert recorder(Weights(torch.bfloat16, torch.int8)) is None
    assert recorder(Weights(torch.bfloat16, torch.uint8)) is not None


@pytest.mark.gpu
@pytest.mark.parametrize("precision", ["fp32", "bf16", "nf4"])
def test_a_gpu_replays_what_it_recorded(caplog, precision):
    """Each pass, the first of a shape too once it was computed, and to the same numbers."""
    model = load("demo", "cuda", precision).parts[0].model.language_model
    recorded = recorder(model)
    assert recorded is not None
    runs = []

    def record(work):
        run = recorded(work)
        return lambda: runs.append(run())

    with torch.inference_mode():
        wanted = walk(model, RowModel(model))
        for one, other in zip(walk(model, RowModel(model, record)), wanted, strict=True):
            torch.testing.assert_close(one, other, atol=0.05, rtol=0.05)
    assert len(runs) == 5
    assert not caplog.text


def test_attention_is_the_fast_one():
    """Chosen when a model is loaded, for the encoder and the language model alike."""
    model, _ = load("demo").parts
    assert model.model.language_model.config._attn_implementation == attention.BY_SPANS
    assert model.model.audio_tower.config._attn_implementation == attention.PLAIN


def test_nothing_waits_for_the_device_before_the_answer(small):
    """On a device that holds no numbers, reading any of them would fail."""
    model, processor = random_model()
    meta = torch.device("meta")
    network = Qwen2AudioNetwork(model.to(meta), processor.feature_extractor)
    prompts = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
    reader = Reader(network, prompts, Ring(2**30, 16))
    with torch.inference_mode():
        prefixes = {heard: Prefix(network.hear(torch.zeros(heard))) for heard in (10_240, 20_480)}
        for tokens in ((8, 9, 10), (8, 9, 10, 11)):
            asked = [Reading(heard, task, tokens, 1) for heard in prefixes for task in Task]
            log_p = reader.read(asked, prefixes, [0])
            table = compare(log_p[0], log_p[2])
    assert table.device == meta
    assert table.shape == (3, 4)
