"""The models that a benchmark measures: the demo model, and random weights in fixed shapes.

It knows no contender and no clock. Random weights never exist twice: each layer is made, quantised
where that is asked for, and put where it computes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from transformers import Qwen2AudioForConditionalGeneration

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import catalogue
from lsg_desktop.models.device import Place, quantisation_problem
from lsg_desktop.models.device import choose as choose_place
from lsg_desktop.models.load import DTYPES, load, quantisation, unpack_misfits
from lsg_desktop.models.precision import QUANTISED, Parts, Plan
from lsg_desktop.models.precision import choose as choose_precision
from lsg_desktop.models.probe import Probe
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.models.tiny import SENTENCES, SMALL, random_info
from lsg_desktop.models.tokens import Shape, qwen_processor, qwen_tokenizer, toy_config


@dataclass(frozen=True, slots=True)
class Size:
    """A shape of Qwen2-Audio, and how many tokens it knows; the largest needs a GPU."""

    shape: Shape
    vocabulary: int
    needs_gpu: bool = False


SIZES = {
    # Says nothing of speed; the whole benchmark runs on it in seconds.
    "tiny": Size(SMALL, 2_048),
    # 122 million: 60 in the encoder, 62 in the language model.
    "mid": Size(
        Shape(
            mel_bins=128,
            encoder_width=768,
            encoder_layers=8,
            encoder_heads=12,
            encoder_feedforward=3_072,
            width=768,
            layers=7,
            heads=12,
            kv_heads=12,
            feedforward=2_048,
        ),
        8_192,
    ),
    # Qwen/Qwen2-Audio-7B.
    "7b": Size(
        Shape(
            mel_bins=128,
            encoder_width=1_280,
            encoder_layers=32,
            encoder_heads=20,
            encoder_feedforward=5_120,
            width=4_096,
            layers=32,
            heads=32,
            kv_heads=32,
            feedforward=11_008,
        ),
        156_032,
        needs_gpu=True,
    ),
}
"""The shapes that are measured with random weights, by name."""

NAMES = (catalogue.DEMO, *SIZES)

PIECES = 1_200
"""Pieces of a tokenizer that makes about 1.4 tokens of a word of the texts it was made from, as the
published one does of English."""

_SPREAD = 0.02
"""The deviation of random weights, as of a model that is to be trained."""

_NOISE = 1 << 22
"""Random numbers that weights are cut from, over and over."""


def check(name: str, device: str) -> None:
    """Raise InputFault for a name that is none of NAMES, EnvironmentFault for one that needs a GPU.

    ``device`` is asked for as everywhere.
    """
    if name not in NAMES:
        raise InputFault(f"there is no model {name!r} to measure", f"choose of {', '.join(NAMES)}")
    if name in SIZES and SIZES[name].needs_gpu and choose_place(device).kind != "cuda":
        raise EnvironmentFault(f"{name} is measured on a GPU only", "leave it out of --models")


def subject(
    name: str, place: Place, precision: str, texts: Sequence[str], probe: Probe
) -> Qwen2AudioModel:
    """Give a model to measure; ``texts`` are what a random one's tokenizer is made from.

    A random one keeps to what is free by ``place``. Raises LsgError where it cannot be had.
    """
    if name in SIZES:
        return _random(name, place, precision, texts, probe)
    loaded = load(name, place.name, precision)
    assert isinstance(loaded, Qwen2AudioModel)
    return Qwen2AudioModel(*loaded.parts, loaded.info, probe=probe)


def _random(
    name: str, place: Place, precision: str, texts: Sequence[str], probe: Probe
) -> Qwen2AudioModel:
    size = SIZES[name]
    tokenizer = qwen_tokenizer([*SENTENCES, *(f" {text}" for text in texts)], PIECES)
    config: Any = toy_config(size.shape, tokenizer)
    config.text_config.vocab_size = size.vocabulary
    with torch.device("meta"):
        model = Qwen2AudioForConditionalGeneration(config)
    shapes = {key: tuple(weights.shape) for key, weights in model.state_dict().items()}
    plan = choose_precision(precision, Parts.of(shapes), place)
    if plan.precision in QUANTISED:
        _quantise(model, plan, place)
    _fill(model, place, DTYPES[plan.base])
    info = replace(random_info(name), precision=plan.precision, device=place.name)
    processor = qwen_processor(tokenizer, size.shape.mel_bins)
    return Qwen2AudioModel(model, processor, info, bounds=plan.bounds, probe=probe)


def _quantise(model: Any, plan: Plan, place: Place) -> None:
    """Put quantised layers, still empty, where loading would. Raises EnvironmentFault."""
    problem = quantisation_problem(place.name)
    if problem:
        raise EnvironmentFault(
            f"{plan.precision} does not work on {place.label} ({problem})",
            f"choose --precision {plan.base}",
        )
    from transformers.integrations.bitsandbytes import replace_with_bnb_linear

    config: Any = quantisation(plan)
    replace_with_bnb_linear(model, list(config.llm_int8_skip_modules), config)
    unpack_misfits(model)


def _fill(model: Any, place: Place, dtype: torch.dtype) -> None:
    """Give every weight random values on a device; what is quantised is so on the way."""
    noise = torch.randn(_NOISE, generator=torch.Generator().manual_seed(0)) * _SPREAD
    noise = noise.to(place.name, dtype)
    for module in list(model.modules()):
        for name, empty in list(module.named_parameters(recurse=False)):
            values = noise.repeat(-(-empty.numel() // _NOISE))[: empty.numel()].view(empty.shape)
            if module.__class__.__name__.endswith("Norm") and name == "weight":
                values = torch.ones_like(values)
            setattr(module, name, _parameter(empty, values))
    language_model = model.model.language_model
    rotary = language_model.rotary_emb  # its table is no weight
    language_model.rotary_emb = type(rotary)(language_model.config).to(place.name)
    model.eval()


def _parameter(empty: Any, values: torch.Tensor) -> torch.nn.Parameter:
    """Make of values a parameter of the same kind as an empty one, the way transformers does."""
    kind = type(empty)
    if kind is torch.nn.Parameter:
        return torch.nn.Parameter(values.clone(), requires_grad=False)
    given = {name: value for name, value in vars(empty).items() if name != "SCB"}
    # A layer of eight bits is only made so where it comes from the host.
    host = values.cpu() if "SCB" in vars(empty) else values
    made: torch.nn.Parameter = kind(host, requires_grad=False, **given).to(values.device)
    return made
