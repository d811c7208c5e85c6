"""Precision follows from shapes and free memory: the whole table, without a GPU."""

from __future__ import annotations

import pytest

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import precision
from lsg_desktop.models.device import Place
from lsg_desktop.models.precision import PASS_TOKENS, Parts, Precision, choose, smaller

GB = 10**9


def large_shapes():
    """The tensors of Qwen/Qwen2-Audio-7B under the names that the hub has them by."""
    width, inner, layers, vocab = 4096, 11008, 32, 156_032
    shapes: dict[str, tuple[int, ...]] = {"language_model.lm_head.weight": (vocab, width)}
    shapes["language_model.model.embed_tokens.weight"] = (vocab, width)
    shapes["language_model.model.norm.weight"] = (width,)
    for number in range(layers):
        layer = f"language_model.model.layers.{number}."
        for name in "qkvo":
            shapes[f"{layer}self_attn.{name}_proj.weight"] = (width, width)
        for name in "qkv":
            shapes[f"{layer}self_attn.{name}_proj.bias"] = (width,)
        for name in ("gate", "up"):
            shapes[f"{layer}mlp.{name}_proj.weight"] = (inner, width)
        shapes[f"{layer}mlp.down_proj.weight"] = (width, inner)
        for name in ("input", "post_attention"):
            shapes[f"{layer}{name}_layernorm.weight"] = (width,)
    return shapes | large_encoder()


def large_encoder():
    width, inner = 1280, 5120
    tower = "audio_tower."
    shapes = {
        f"{tower}conv1.weight": (width, 128, 3),
        f"{tower}conv2.weight": (width, width, 3),
        f"{tower}embed_positions.weight": (1500, width),
        "multi_modal_projector.linear.weight": (4096, width),
    }
    for number in range(32):
        for name in "qkv":
            shapes[f"{tower}layers.{number}.self_attn.{name}_proj.weight"] = (width, width)
        shapes[f"{tower}layers.{number}.self_attn.out_proj.weight"] = (width, width)
        shapes[f"{tower}layers.{number}.fc1.weight"] = (inner, width)
        shapes[f"{tower}layers.{number}.fc2.weight"] = (width, inner)
    return shapes


LARGE = Parts.of(large_shapes())
TOY = Parts(layers=2_000_000, encoder=1_000_000, kept=400_000, states=1152, vocabulary=2048)


TOKEN = LARGE.states * 2
"""What the states of a token take in 16 bits."""


def context(seconds):
    """Count the tokens of an utterance, of what is written of it, and of both prompts."""
    return 33 * seconds + 40


def gpu(free_gb, **rest):
    rest = {"has_bf16": True, "has_int8": True} | rest
    return Place("cuda", "cuda:0", "a GPU", int(free_gb * GB), 80 * GB, **rest)


def processor(free_gb, **rest):
    rest = {"has_bf16": False, "has_int8": True} | rest
    return Place("cpu", "cpu", "the processor", int(free_gb * GB), 64 * GB, **rest)


@pytest.mark.parametrize(
    ("name", "base", "gigabytes"),
    [
        ("fp32", "fp32", 33.6),
        ("bf16", "bf16", 16.8),
        ("int8", "bf16", 10.3),
        ("nf4", "bf16", 7.2),
        ("nf4-small", "bf16", 6.2),
    ],
)
def test_the_large_model_takes_what_is_known_of_it(name, base, gigabytes):
    assert LARGE.bytes(name, base) / GB == pytest.approx(gigabytes, abs=0.06)


def test_the_large_models_states_take_half_a_mebibyte_a_token():
    assert LARGE.states * 2 == 512 * 1024


def test_both_ways_to_name_the_parts_are_understood(small):
    model, _ = small
    ours = {name: tuple(weights.shape) for name, weights in model.named_parameters()}
    old = {
        name.replace("model.language_model.", "language_model.model.")
        .replace("lm_head", "language_model.lm_head")
        .replace("model.audio_tower", "audio_tower")
        .replace("model.multi_modal_projector", "multi_modal_projector"): shape
        for name, shape in ours.items()
    }
    assert Parts.of(ours) == Parts.of(old)
    assert Parts.of(ours).bytes("fp32", "fp32") == sum(w.nbytes for w in model.parameters())


@pytest.mark.parametrize(
    ("free_gb", "chosen", "limit_s"),
    [
        (141, "bf16", 30.0),
        (23.4, "bf16", 30.0),  # a card of 24 GB
        (18.5, "int8", 30.0),  # bf16 would fit, with room for 15 s of speech
        (15.5, "int8", 30.0),  # 16 GB
        (11.6, "nf4", 30.0),  # 12 GB
        (9.8, "nf4", 30.0),  # 10 GB
        (8.0, "nf4-small", 17.0),  # 8 GB with little else on it
    ],
)
def test_auto_takes_the_most_bits_that_leave_room_to_listen(free_gb, chosen, limit_s):
    plan = choose("auto", LARGE, gpu(free_gb))
    assert plan.precision == chosen
    assert plan.base == "bf16"
    assert plan.limit_s == limit_s
    assert plan.needed_bytes <= free_gb * GB


@pytest.mark.parametrize(
    ("name", "limit_s", "gigabytes"), [("nf4-small", 15.0, 7.8), ("nf4", 28.0, 10.0)]
)
def test_four_bits_leave_room_to_listen_on_small_cards(name, limit_s, gigabytes):
    """Of which the ring always has enough for one prefix, and a pass for two rows."""
    plan = choose(name, LARGE, gpu(gigabytes), limit_s)
    assert plan.limit_s == limit_s
    assert plan.bounds.ring_bytes >= context(limit_s) * TOKEN
    assert plan.bounds.pass_tokens >= 2 * context(limit_s)


@pytest.mark.parametrize("free_gb", [7.5, 8.0, 9.8, 12.0, 15.5, 19.0, 23.4, 80.0])
@pytest.mark.parametrize("limit_s", [5.0, 15.0, 28.0, 30.0])
def test_what_is_shared_out_is_no_more_than_there_is(limit_s, free_gb):
    """To passes, to a prefill, and to the ring: whatever is chosen."""
    plan = choose("auto", LARGE, gpu(free_gb), limit_s)
    parts = plan.bounds.pass_tokens * TOKEN + context(plan.limit_s) * TOKEN + plan.bounds.ring_bytes
    beside = 256 * 1024**2 + 64 * LARGE.vocabulary * 4 * 4
    assert plan.weights_bytes + beside + parts <= free_gb * GB


def test_where_there_is_more_memory_passes_are_larger_up_to_a_bound():
    """The ring gets most of it."""
    plans = [choose("nf4", LARGE, gpu(free)) for free in (9.8, 10.0, 12.0, 24.0, 141.0)]
    sizes = [plan.bounds.pass_tokens for plan in plans]
    assert sizes[0] < sizes[1] < sizes[2] < sizes[3] == sizes[4] == PASS_TOKENS
    rooms = [plan.bounds.ring_bytes for plan in plans]
    assert rooms == sorted(rooms)


def test_auto_says_what_it_took_and_why():
    assert choose("auto", LARGE, gpu(141)).why == (
        "bf16, 16.8 GB of weights: 141.0 GB free on a GPU"
    )
    assert choose("auto", LARGE, gpu(15.5)).why == (
        "int8, 10.3 GB of weights: since bf16 needs 18.7 GB, 15.5 GB free on a GPU"
    )
    assert "utterances are cut at 17 s" in choose("auto", LARGE, gpu(8.0)).why


def test_a_card_that_is_too_small_is_refused_with_another_way():
    with pytest.raises(EnvironmentFault) as fault:
        choose("auto", LARGE, gpu(6.0))
    assert fault.value.problem == (
        "the model does not fit: nf4-small needs 7.1 GB, 6.0 GB free on a GPU"
    )
    assert "--model demo" in fault.value.remedy


@pytest.mark.parametrize(
    ("asked", "free_gb", "next_one"),
    [
        ("fp32", 24, "bf16"),
        ("bf16", 16, "int8"),
        ("int8", 10, "nf4"),
        ("nf4", 8.0, "nf4-small"),
        ("bf16", 8.0, "nf4-small"),
    ],
)
def test_what_was_asked_for_and_does_not_fit_names_the_next_that_does(asked, free_gb, next_one):
    with pytest.raises(EnvironmentFault) as fault:
        choose(asked, LARGE, gpu(free_gb))
    assert fault.value.problem.startswith(f"{asked} needs ")
    assert fault.value.remedy == f"choose --precision {next_one}"


@pytest.mark.parametrize("asked", precision.CHOICES[1:])
def test_what_was_asked_for_and_fits_is_taken(asked):
    plan = choose(asked, LARGE, gpu(141))
    assert plan.precision == asked
    assert "as asked" in plan.why


@pytest.mark.parametrize(
    ("parts", "place", "chosen", "base"),
    [
        (TOY, processor(4), "fp32", "fp32"),
        (TOY, gpu(8), "bf16", "bf16"),
        (LARGE, processor(64), "int8", "fp32"),
        (LARGE, processor(64, has_int8=False), "bf16", "bf16"),
        (LARGE, processor(64, has_bf16=True), "bf16", "bf16"),
        (LARGE, processor(17), "nf4", "fp32"),
        (LARGE, processor(14), "nf4-small", "fp32"),
        (LARGE, gpu(24, has_bf16=False), "fp16", "fp16"),
        (LARGE, gpu(15, has_bf16=False), "int8", "fp16"),
    ],
)
def test_each_kind_of_device_gets_what_it_is_fast_with(parts, place, chosen, base):
    plan = choose("auto", parts, place)
    assert (plan.precision, plan.base) == (chosen, base)


def test_apples_gpu_does_not_get_what_it_cannot_do():
    apple = Place("mps", "mps", "Apple's GPU", 64 * GB, 64 * GB, has_bf16=False, has_int8=False)
    assert choose("auto", LARGE, apple).precision == "fp16"
    with pytest.raises(EnvironmentFault, match="nf4 cannot be computed"):
        choose("nf4", LARGE, apple)


def test_an_unknown_word_is_answered_with_the_choices():
    with pytest.raises(InputFault, match="auto, fp32, bf16, fp16, int8, nf4, nf4-small"):
        choose("q4_k_m", LARGE, gpu(24))


def test_the_models_own_limit_is_kept():
    assert choose("auto", TOY, processor(4), limit_s=28.0).limit_s == 28.0


def test_after_an_overflow_the_next_smaller_one_is_named():
    names: list[Precision] = ["fp32", "bf16", "int8", "nf4", "nf4-small"]
    for name, next_one in zip(names, [*names[1:], None], strict=True):
        assert smaller(name, LARGE, gpu(24)) == next_one
