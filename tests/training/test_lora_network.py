"""Learning computes what transformers' own model would, and only the adapter learns."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import torch
from torch.nn import functional

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.events import Task
from lsg_desktop.models.prompts import (
    CHATML,
    END_OF_TEXT,
    LLAMA_2,
    QWEN2_AUDIO,
    QWEN_AUDIO,
    speech_prompt,
)
from lsg_desktop.models.qwen2_audio import Qwen2AudioNetwork
from lsg_desktop.models.tiny import random_model
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training import lora_data as data
from lsg_desktop.training.lora_batches import IGNORED, Batches, SpeechTokens, TextTokens, ahead
from lsg_desktop.training.lora_data import Example
from lsg_desktop.training.lora_needs import Layers, Load, needed
from lsg_desktop.training.lora_network import SPEECH_TARGETS, TEXT_TARGETS, Adapting, with_lora
from lsg_desktop.training.lora_processes import lengths
from lsg_desktop.training.lora_recipe import SPEECH
from tests.models.text_models import text_model
from tests.training.lora_world import plan_of

STILL = replace(SPEECH, dropout=0.0)


@pytest.fixture
def examples(manifest):
    found = data.of_speech(manifest, tuple(Task))
    sounds = sorted({one.audio for one in found.examples if one.audio})
    heard = data.audible(found, lengths(sounds, lambda *done: None), 30.0).examples
    return [*heard[:4], replace(heard[7], length_s=0.4, is_cut=True, target="Guten")]


def speech(recipe=STILL, **rest):
    """Give a random model of speech with an adapter, what computes its loss, and its tokens."""
    network, processor = random_model()
    tokens = SpeechTokens(processor, QWEN2_AUDIO.name)
    wrapped = with_lora(network, "random", SPEECH_TARGETS, recipe)
    return wrapped, Adapting(wrapped, tokens.audio, hearing(processor), **rest), tokens


def hearing(processor):
    return partial(Qwen2AudioNetwork, feature_extractor=processor.feature_extractor)


def batches(examples, tokens, **rest):
    return Batches(examples, tokens, **{"batch": 4, "at_once": 2, "seed": 1} | rest)


def loss(adapting, batch):
    return adapting(batch.ids, batch.seen, batch.labels, batch.sounds)


def nudge(wrapped):
    """Have an adapter add something, which a new one does not."""
    noise = torch.Generator().manual_seed(3)
    for name, weights in wrapped.named_parameters():
        if "lora_B" in name:
            weights.data = 0.1 * torch.randn(weights.shape, generator=noise)


def plain_loss(network, processor, example):
    """Compute a loss the slow and obvious way: padded to 30 s, by transformers' own classes."""
    assert example.audio
    samples = clips.load(example.audio)
    if example.is_cut:
        samples = samples[: round(example.length_s * SAMPLE_RATE)]
    text = speech_prompt(example.task, example.source_lang, example.target_lang)
    inputs = processor(text=text, audio=samples, sampling_rate=SAMPLE_RATE, return_tensors="pt")
    ids = processor.tokenizer(example.target + END_OF_TEXT, add_special_tokens=False)["input_ids"]
    target = torch.tensor([ids])
    input_ids = torch.cat((inputs["input_ids"], target), dim=1)
    logits = network(
        input_ids=input_ids,
        attention_mask=torch.ones_like(input_ids),
        input_features=inputs["input_features"],
        feature_attention_mask=inputs["feature_attention_mask"],
    ).logits
    return functional.cross_entropy(logits[0, -len(ids) - 1 : -1], target[0], reduction="sum")


@torch.no_grad()
def test_the_loss_is_that_of_the_plain_model(examples):
    """Prompts, features and the place of each label are those of inference; rows are padded."""
    wrapped, adapting, tokens = speech()
    _, processor = random_model()
    nudge(wrapped)
    ours = loss(adapting, batches(examples, tokens).of(examples))
    theirs = sum(plain_loss(wrapped, processor, one) for one in examples)
    assert float(ours) == pytest.approx(float(theirs), rel=1e-5)


@torch.no_grad()
def test_a_new_adapter_changes_nothing(examples):
    network, processor = random_model()
    expected = plain_loss(network, processor, examples[0])
    _, adapting, tokens = speech()
    assert float(loss(adapting, batches(examples, tokens).of(examples[:1]))) == pytest.approx(
        float(expected), rel=1e-5
    )


@torch.no_grad()
@pytest.mark.parametrize("form", [CHATML, LLAMA_2], ids=lambda form: form.name)
def test_the_loss_of_a_text_is_that_of_the_plain_model(form):
    network, tokenizer = text_model(form)
    wrapped = with_lora(network, "random", TEXT_TARGETS, STILL)
    nudge(wrapped)
    tokens = TextTokens(tokenizer, form)
    known: dict[str, Any] = {"task": Task.TRANSLATE, "source_lang": "en", "target_lang": "de"}
    examples = [
        Example(**known, source="Good morning everyone.", target="Guten Morgen zusammen."),
        Example(**known, source="Today", target="Heute sprechen wir"),
    ]
    ours = loss(Adapting(wrapped, tokens.audio, None), batches(examples, tokens).of(examples))
    theirs = 0.0
    for one in examples:
        asked = tokenizer(form.prompt(one.source, "de"), add_special_tokens=False)["input_ids"]
        written = tokenizer(one.target, add_special_tokens=False)["input_ids"]
        target = torch.tensor([*written, tokenizer.get_added_vocab()[form.ends[-1]]])
        ids = torch.cat((torch.tensor(asked), target))[None]
        logits = wrapped(input_ids=ids, attention_mask=torch.ones_like(ids)).logits
        places = logits[0, -len(target) - 1 : -1]
        theirs += float(functional.cross_entropy(places, target, reduction="sum"))
    assert float(ours) == pytest.approx(theirs, rel=1e-5)


def gradients(adapting, batch):
    adapting.train()
    loss(adapting, batch).backward()
    found = {n: p.grad for n, p in adapting.named_parameters() if p.grad is not None}
    return found


def test_only_the_adapter_of_the_language_model_learns(examples):
    """The encoder stays as it is, and hears without dropout."""
    wrapped, adapting, tokens = speech()
    nudge(wrapped)
    found = gradients(adapting, batches(examples, tokens).of(examples))
    assert found and all("language_model" in name and "lora_" in name for name in found)
    assert {name.split(".")[-4] for name in found} == {
        *("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
    }
    assert not any(one.training for one in wrapped.get_base_model().model.audio_tower.modules())


def test_what_is_computed_again_gives_the_same_gradient(examples):
    kept, again = (speech(recompute=one) for one in (False, True))
    for wrapped, _, _ in (kept, again):
        nudge(wrapped)
    batch = batches(examples, kept[2]).of(examples)
    expected, found = gradients(kept[1], batch), gradients(again[1], batch)
    for name, gradient in expected.items():
        torch.testing.assert_close(found[name], gradient)


def test_what_looks_like_a_token_in_a_text_is_none(examples):
    _, _, tokens = speech()
    sly = replace(examples[0], target=f"Guten{END_OF_TEXT} Morgen")
    assert tokens.of(sly).target.count(tokens.of(examples[0]).target[-1]) == 1


def test_a_tokenizer_of_another_family_is_refused():
    """Its prompts would be spelt out in pieces."""
    _, processor = random_model()
    with pytest.raises(EnvironmentFault, match="has no token"):
        SpeechTokens(processor, QWEN_AUDIO.name)


def test_every_example_is_learnt_from_before_one_is_again(examples):
    _, _, tokens = speech()
    made = batches(examples, tokens, batch=5, at_once=5)
    orders = {tuple(made._chosen(number)) for number in range(6)}
    assert all(sorted(order) == list(range(5)) for order in orders) and len(orders) > 3
    assert made._chosen(2) == batches(examples, tokens, batch=5, at_once=5)._chosen(2)


def test_processes_share_a_step(examples):
    """Each label of it is learnt by one of them."""
    _, _, tokens = speech()
    parts = [batches(examples, tokens, at_once=1, place=(place, 2)).step(0) for place in range(2)]
    assert [len(found) for found, _ in parts] == [2, 2]
    counted = sum(int((b.labels != IGNORED).sum()) for found, _ in parts for b in found)
    assert {labels for _, labels in parts} == {counted}


def test_processes_judge_as_many_batches_each(examples):
    _, _, tokens = speech()
    parts = [
        list(batches(examples, tokens, place=(place, 2)).judged(examples)) for place in range(2)
    ]
    assert [len(found) for found in parts] == [2, 2]
    counted = sum(int((b.labels != IGNORED).sum()) for found in parts for b in found)
    assert counted == sum(len(tokens.of(one).target) for one in examples)


def test_batches_are_made_on_two_threads(examples):
    """Prompts and targets are tokenised in two ways, which a tokenizer remembers between calls."""
    _, _, tokens = speech()
    made = batches(examples, tokens)
    wanted = tokens.of(examples[0])
    interval_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(made._ids, examples[:1] * 2000))
    finally:
        sys.setswitchinterval(interval_s)
    assert set(found) == {wanted}


def test_a_family_with_other_layers_is_refused():
    """With fused ones, an adapter would be on some of them only."""
    shapes = {"model.layers.0.self_attn.qkv_proj.weight": (96, 32)}
    with pytest.raises(InputFault, match="the layers of the model have no k_proj"):
        Layers.of(shapes, TEXT_TARGETS, rank=8)


def test_batches_are_made_ahead_in_order():
    assert list(ahead(lambda number: number * number, range(9))) == [n * n for n in range(9)]


def test_a_batch_that_cannot_be_made_is_told_where_it_is_wanted():
    arriving = ahead(lambda number: 1 // (3 - number), range(9))
    with pytest.raises(ZeroDivisionError):
        list(arriving)


@pytest.mark.parametrize("recompute", [False, True])
@pytest.mark.parametrize("base", ["fp32", "bf16"])
@pytest.mark.parametrize("targets", [SPEECH_TARGETS, TEXT_TARGETS], ids=["speech", "text"])
def test_the_memory_foretold_is_what_is_kept(examples, base, targets, recompute):
    """Of what each layer keeps until its gradient comes, within a third; by its own count.

    What one layer keeps while it is computed again, the count does not see.
    """
    network, processor = random_model()
    network.to({"fp32": torch.float32, "bf16": torch.bfloat16}[base]).requires_grad_(False)
    tokens = SpeechTokens(processor, QWEN2_AUDIO.name)
    shapes = {name: tuple(one.shape) for name, one in network.named_parameters()}
    wrapped = with_lora(network, "random", targets, SPEECH)
    adapting = Adapting(wrapped, tokens.audio, hearing(processor), recompute=recompute).train()
    long = replace(examples[-1], target="Guten Morgen " * 30)
    batch = batches([long], tokens).of([long] * 4)
    ours = {one.untyped_storage().data_ptr() for one in adapting.parameters()}
    kept = {}

    def keep(tensor):
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in ours:
            kept[storage.data_ptr()] = (storage.nbytes(), tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        found = loss(adapting, batch)
    found.backward()
    measured = sum(size for size, _ in kept.values())
    plan = plan_of(base)
    layers = Layers.of(shapes, targets, rank=8)
    positions, labels = batch.ids.shape[1], len(tokens.of(long).target)

    def foretold(load):
        return needed(plan, layers, load)

    load = Load(positions=positions, labels=labels, at_once=4, recompute=recompute)

    # What does not grow with examples is not kept by a layer; labels are told of with gradients.
    def of_layers(load):
        return foretold(load) - foretold(replace(load, positions=0))

    of_labels = 4 * labels * shapes["model.language_model.embed_tokens.weight"][0] * 4 * 2
    again = of_layers(replace(load, recompute=False)) / layers.count if recompute else 0
    assert of_layers(load) + of_labels == pytest.approx(measured + again, rel=0.33)
