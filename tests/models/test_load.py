"""A folder becomes a model in the precision asked for, each layer in its place."""

from __future__ import annotations

import functools
import json
import math
import shutil
from collections import Counter

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers.utils import logging as chatter

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models import load as loading
from lsg_desktop.models.device import bitsandbytes
from lsg_desktop.models.load import Step, load, prepare, unpack_misfits
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.tiny import random_checkpoint
from lsg_desktop.models.tokens import Shape

QUANTISED = ("int8", "nf4", "nf4-small")
SECOND = 16_000


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pristine")
    random_checkpoint(folder)
    return folder


@pytest.fixture
def folder(pristine, tmp_path):
    return shutil.copytree(pristine, tmp_path / "model")


@pytest.fixture(scope="module")
def network_in(pristine):
    """Give a function from a precision to the loaded network."""

    def get(precision):
        return loading.parts(prepare(str(pristine), "cpu", precision), lambda done: None)[0]

    return get


def linear_class_of(precision):
    kinds = bitsandbytes().nn
    kind = {"int8": kinds.Linear8bitLt, "nf4": kinds.Linear4bit, "nf4-small": kinds.Linear4bit}
    return kind.get(precision, torch.nn.Linear)


@pytest.mark.parametrize("precision", ["fp32", "bf16", "fp16", *QUANTISED])
def test_each_linear_layer_is_of_the_class_its_place_asks_for(network_in, precision):
    network = network_in(precision)
    quantised = linear_class_of(precision)
    seen: Counter[str] = Counter()
    for name, module in network.named_modules():
        if not isinstance(module, torch.nn.Linear):
            continue
        part = name.rpartition(".layers.")[0] or name
        seen[part] += 1
        keeps = part != "model.language_model" and (
            precision != "nf4-small" or part != "model.audio_tower"
        )
        assert type(module) is (torch.nn.Linear if keeps else quantised), name
    assert seen == {
        "model.language_model": 2 * 7,
        "model.audio_tower": 2 * 6,
        "model.multi_modal_projector.linear": 1,
        "lm_head": 1,
    }


@pytest.mark.parametrize(
    ("precision", "dtype"),
    [("fp32", torch.float32), ("bf16", torch.bfloat16), ("fp16", torch.float16)],
)
def test_without_quantisation_every_weight_is_of_one_type(network_in, precision, dtype):
    network = network_in(precision)
    assert {weights.dtype for weights in network.parameters()} == {dtype}
    assert not network.training
    assert not any(weights.requires_grad for weights in network.parameters())


def test_layers_that_do_not_go_into_whole_blocks_are_not_packed():
    """As on a processor with AVX512-BF16, whichever this one is."""
    layers = torch.nn.ModuleList(
        bitsandbytes().nn.Linear4bit(inputs, outputs, quant_type="nf4")
        for inputs, outputs in ((64, 32), (32, 32), (64, 33), (192, 64))
    )
    for layer in layers:
        setattr(layer, "support_avx512bf16_for_cpu", True)  # noqa: B010 (typed as a module)
    unpack_misfits(layers)
    packed = [layer.support_avx512bf16_for_cpu for layer in layers]
    assert packed == [True, False, False, True]


def test_four_bits_are_nf4_with_quantised_scales(network_in):
    layer = network_in("nf4").model.language_model.layers[0].mlp.up_proj
    state = layer.weight.quant_state
    assert state.quant_type == "nf4" and state.nested
    assert layer.compute_dtype in (torch.float32, torch.bfloat16)


@pytest.mark.parametrize("precision", ["fp32", "bf16", "fp16", "int8"])
def test_the_weights_take_what_was_planned(pristine, network_in, precision):
    planned = prepare(str(pristine), "cpu", precision).plan.weights_bytes
    taken = sum(weights.nbytes for weights in network_in(precision).parameters())
    assert taken == planned


@pytest.fixture(scope="module")
def answers_in(tmp_path_factory):
    """Give a function from a precision to what a model of the demo's size makes of fixed input.

    Logits of a text, and what the encoder gives for noise.
    """
    folder = tmp_path_factory.mktemp("demo-sized")
    random_checkpoint(folder, Shape())
    noise = torch.randn(1, 80, 3000, generator=torch.Generator().manual_seed(0))

    @functools.cache
    @torch.inference_mode()
    def get(precision):
        network, _ = loading.parts(prepare(str(folder), "cpu", precision), lambda done: None)
        tower = network.model.audio_tower
        encoded = tower(noise.to(tower.conv1.weight.dtype)).last_hidden_state
        logits = network(input_ids=torch.arange(5, 60)[None]).logits
        return logits.float().flatten(), encoded.float().flatten()

    return get


@pytest.mark.parametrize(
    ("precision", "logits", "encoder"),
    [
        ("bf16", 0.999, 0.999),
        ("fp16", 0.999, 0.999),
        ("int8", 0.99, 0.999),
        ("nf4", 0.8, 0.999),
        ("nf4-small", 0.8, 0.98),
    ],
)
def test_every_precision_computes_close_to_float32(answers_in, precision, logits, encoder):
    pairs = zip(answers_in(precision), answers_in("fp32"), (logits, encoder), strict=True)
    for given, exact, wanted in pairs:
        assert bool(given.isfinite().all())
        assert float(torch.cosine_similarity(given, exact, dim=0)) > wanted


@pytest.mark.parametrize("precision", ["bf16", "fp16", *QUANTISED])
def test_every_precision_answers_queries_on_a_processor(pristine, sound, precision):
    ask(load(str(pristine), "cpu", precision), sound)


def ask(model, sound):
    listening = model.begin((Task.TRANSCRIBE, Task.TRANSLATE), "en", "de")
    listening.hear(sound(2))
    query = Query(Task.TRANSLATE, 2 * SECOND, (5, 6), (7, 8, 9), (SECOND,) * 4)
    (scores,) = listening.score([query])
    assert all(math.isfinite(score.kl_current_baseline) for score in scores)
    assert all(0 < score.confidence <= 1 for score in scores)


def test_a_loaded_model_says_what_it_is(pristine):
    info = load(str(pristine), "cpu").info
    assert (info.name, info.family) == (pristine.name, "qwen2-audio")
    assert (info.precision, info.device) == ("fp32", "cpu")
    assert info.defaults["delta"] == 7.0
    assert info.limit_s == 30.0


def test_a_loaded_model_knows_the_next_smaller_precision(pristine):
    """For when memory runs out while it listens."""
    assert load(str(pristine), "cpu", "fp32").info.smaller == "bf16"


def test_the_file_beside_the_weights_speaks_for_the_model(folder):
    card = {"name": "toy", "languages": {"en": ["de"]}, "defaults": {"delta": 2}, "limit_s": 28}
    (folder / "lsg.json").write_text(json.dumps(card))
    info = load(str(folder), "cpu").info
    assert (info.name, info.languages, info.limit_s) == ("toy", {"en": ("de",)}, 28.0)
    assert info.defaults == {"delta": 2.0}


def test_loading_is_told_step_by_step_and_nothing_is_written(pristine, capfd):
    before = chatter.get_verbosity()
    steps: list[Step] = []
    load(str(pristine), "cpu", "fp32", steps.append)
    assert "fp32" in steps[0].note and steps[0].done == 0.0
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == 1.0
    assert capfd.readouterr() == ("", "")
    assert chatter.get_verbosity() == before


@pytest.mark.parametrize("change", ["missing", "unexpected", "reshaped"])
def test_a_checkpoint_that_does_not_fit_its_architecture_is_refused(folder, change, capfd):
    tensors = load_file(folder / "model.safetensors")
    name = next(name for name in sorted(tensors) if name.endswith("mlp.up_proj.weight"))
    if change == "missing":
        del tensors[name]
    elif change == "unexpected":
        tensors[name.replace("up_proj", "side_proj")] = tensors[name].clone()
    else:
        tensors[name] = tensors[name][:-1].clone()
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(InputFault) as fault:
        load(str(folder), "cpu")
    assert str(folder) in fault.value.problem and "\n" not in str(fault.value)
    assert fault.value.remedy == "download it again"
    assert capfd.readouterr() == ("", "")


def test_a_tokenizer_that_cannot_be_read_is_the_checkpoints_fault(folder):
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(InputFault, match="cannot be loaded as fp32"):
        load(str(folder), "cpu")


def test_a_model_that_is_not_here_is_not_looked_for_elsewhere():
    with pytest.raises(EnvironmentFault, match="lsg-desktop models download Qwen/Qwen2-Audio-7B"):
        load("qwen2-audio", "cpu")


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory"),
        MemoryError(),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_memory_that_runs_out_names_the_next_smaller_precision(pristine, error):
    prepared = prepare(str(pristine), "cpu", "fp32")
    with pytest.raises(EnvironmentFault) as fault, loading.faults(prepared):
        raise error
    assert "fp32 did not fit" in fault.value.problem
    assert fault.value.remedy == "choose --precision bf16"


def test_a_broken_driver_is_told_from_a_broken_checkpoint(pristine):
    prepared = prepare(str(pristine), "cpu", "fp32")
    with pytest.raises(EnvironmentFault) as fault, loading.faults(prepared):
        raise RuntimeError("CUDA error: no kernel image is available\nCUDA kernel errors might")
    assert fault.value.problem == (
        f"{prepared.place.label} failed (CUDA error: no kernel image is available)"
    )


@pytest.mark.gpu
@pytest.mark.parametrize("precision", ["bf16", "fp16", *QUANTISED])
def test_every_precision_answers_queries_on_a_gpu(pristine, sound, precision):
    model = load(str(pristine), "cuda", precision)
    assert model.info.device.startswith("cuda:")
    ask(model, sound)


@pytest.mark.weights
def test_the_published_weights_load(sound):
    ask(load("qwen2-audio"), sound)
