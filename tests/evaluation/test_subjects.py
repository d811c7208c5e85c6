"""Random models are of the shape, kind and size that they stand for."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import Qwen2AudioForConditionalGeneration

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.evaluation.contender import LANGUAGES
from lsg_desktop.evaluation.floor import Floor, Rates
from lsg_desktop.evaluation.subjects import SIZES, check, subject
from lsg_desktop.events import Task
from lsg_desktop.models.device import bitsandbytes, choose
from lsg_desktop.models.probe import UNMEASURED
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.tokens import qwen_tokenizer, toy_config

TEXTS = ["Good morning, everyone.", "Guten Morgen zusammen."]


def empty(name):
    """Give a model of a size without weights."""
    config: Any = toy_config(SIZES[name].shape, qwen_tokenizer(TEXTS, 300))
    config.text_config.vocab_size = SIZES[name].vocabulary
    with torch.device("meta"):
        return Qwen2AudioForConditionalGeneration(config)


def count(module):
    return sum(weights.numel() for weights in module.parameters())


def test_mid_has_about_120_million_weights_half_of_them_in_the_encoder():
    """As the benchmark says."""
    model = empty("mid")
    assert count(model) == pytest.approx(120e6, rel=0.03)
    assert count(model.model.audio_tower) == pytest.approx(count(model) / 2, rel=0.03)


def test_7b_is_as_large_as_the_published_one():
    """8.397 billion weights, 637 million of them in the encoder."""
    model = empty("7b")
    assert count(model) == pytest.approx(8.397e9, rel=1e-3)
    assert count(model.model.audio_tower) == pytest.approx(637e6, rel=1e-2)


@pytest.mark.parametrize("precision", ["fp32", "bf16", "int8", "nf4", "nf4-small"])
def test_a_random_model_answers_in_each_precision(precision):
    """Its layers are of the class that loading would give them, and its answers are numbers."""
    model = subject("tiny", choose("cpu"), precision, TEXTS, UNMEASURED)
    kinds = bitsandbytes().nn
    layer = model.parts[0].model.language_model.layers[0].mlp.up_proj
    kind = {"int8": kinds.Linear8bitLt, "nf4": kinds.Linear4bit, "nf4-small": kinds.Linear4bit}
    assert type(layer) is kind.get(precision, torch.nn.Linear)
    tower = model.parts[0].model.audio_tower.layers[0].fc1
    assert type(tower) is (kinds.Linear4bit if precision == "nf4-small" else torch.nn.Linear)
    assert type(model.parts[0].lm_head) is torch.nn.Linear
    assert model.info.precision == precision
    listening = model.begin((Task.TRANSLATE,), *LANGUAGES)
    listening.hear(torch.randn(16_000, generator=torch.Generator().manual_seed(1)).numpy())
    ((first, second),) = listening.score([Query(Task.TRANSLATE, 16_000, (), (4,), (8_000, None))])
    assert 0 < first.confidence < 1
    assert first.kl_current_baseline is not None
    assert first.kl_current_baseline > 0
    assert 0 < second.confidence < 1


def test_layers_do_not_share_weights():
    """Each has its own, so that a cache holds no more than in a real model."""
    model, _ = subject("tiny", choose("cpu"), "fp32", TEXTS, UNMEASURED).parts
    places = [weights.data_ptr() for weights in model.parameters()]
    assert len(set(places)) == len(places)


def test_what_cannot_be_measured_is_refused():
    """A name that is none, and a model that needs a GPU."""
    with pytest.raises(InputFault, match="no model 'huge'"):
        check("huge", "cpu")
    with pytest.raises(EnvironmentFault, match="on a GPU only"):
        check("7b", "cpu")


def test_the_floor_counts_each_weight_once_a_pass():
    """The embedding of tokens is looked up and not read; the head is."""
    model = empty("mid")
    shape = SIZES["mid"].shape
    floor = Floor.of(model, Rates(bytes_a_ms=1e6, flops_a_ms=float("inf")))
    read = count(model.model.language_model.layers) + count(model.lm_head)
    assert floor.decode_ms(3, 5) == pytest.approx(3 * 4 * read / 1e6)
    assert floor.encode_ms(16_000) == pytest.approx(4 * count(model.model.audio_tower) / 1e6)
    still = Floor.of(model, Rates(bytes_a_ms=float("inf"), flops_a_ms=1e6))
    head = 2 * shape.width * SIZES["mid"].vocabulary
    layer = 2 * (4 * shape.width**2 + 3 * shape.width * shape.feedforward)
    assert still.decode_ms(3, 5) == pytest.approx(5 * (head + shape.layers * layer) / 1e6)
    # Ten times the sound is ten times the work, and more where all look at all.
    assert 10 < still.encode_ms(160_000) / still.encode_ms(16_000) < 13


def test_the_floor_of_a_chunk_is_that_of_its_parts():
    """One encode, one prefill, and the passes that were made."""
    floor = Floor.of(empty("mid"), Rates(1e7, 1e8))
    assert floor.chunk_ms(32_000, 2, 6) == pytest.approx(
        floor.encode_ms(32_000) + floor.prefill_ms(32_000) + floor.decode_ms(2, 6)
    )
