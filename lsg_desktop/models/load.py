"""A model from its folder into memory: what to load it as, and loading it.

Nothing here reaches the network unless the caller says so. Which family a model is of is known
in this file and in :mod:`lsg_desktop.models.checkpoint` only.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from transformers import (
    BitsAndBytesConfig,
    Qwen2AudioConfig,
    Qwen2AudioForConditionalGeneration,
    Qwen2AudioProcessor,
)
from transformers.utils import logging as chatter

from lsg_desktop.errors import EnvironmentFault, InputFault, LsgError
from lsg_desktop.models import catalogue, checkpoint, memory, weights
from lsg_desktop.models.adapter import adapted, check_base, unfit
from lsg_desktop.models.catalogue import Card, Reference
from lsg_desktop.models.checkpoint import Checkpoint
from lsg_desktop.models.device import Place, quantisation_problem
from lsg_desktop.models.device import choose as choose_place
from lsg_desktop.models.digest import digest, weights_digest
from lsg_desktop.models.precision import QUANTISED, Parts, Plan, smaller
from lsg_desktop.models.precision import choose as choose_precision
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.models.stored import stored

KEPT = ("model.audio_tower", "model.multi_modal_projector", "lm_head")
"""What int8 and nf4 leave alone, by full name: without ``model.`` the encoder would be quantised
and nothing said. ``nf4-small`` leaves out the first."""

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
"""What torch computes in, by the word that asks for it."""

_PACKED = 32
"""Outputs of a block in which bitsandbytes packs 4-bit weights for a processor."""

_RAISED = (
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What transformers and torch raise of a model that is not as they expect."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """How far loading is: what is done at present, 0 to 1 of it, and a word more."""

    doing: str
    done: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A model that is on this machine and whole, and how it would be loaded."""

    reference: Reference
    checkpoint: Checkpoint
    card: Card
    place: Place
    plan: Plan

    @property
    def digest(self) -> str:
        """The digest of the model's files, and of its adapter's where it has one."""
        folders = (self.checkpoint.folder, self.reference.adapter)
        return "+".join(digest(folder) for folder in folders if folder)

    @property
    def smaller(self) -> str | None:
        """The next smaller precision, None where there is none."""
        return smaller(self.plan.precision, Parts.of(self.checkpoint.shapes), self.place)


def load(
    name: str,
    device: str = "auto",
    precision: str = "auto",
    progress: Callable[[Step], bool | None] | None = None,
    offline: bool = True,
    *,
    adapter: Path | None = None,
) -> Qwen2AudioModel:
    """Load a model by name, with an adapter's folder (see :func:`catalogue.resolve`).

    ``progress`` hears of each step. Unless ``offline``, a model that is not on this machine is
    downloaded first, which a ``progress`` that returns False cancels. Raises InputFault for a
    model or an adapter that cannot be used, EnvironmentFault for one that is not there, does not
    fit, or was cancelled.
    """
    tell = progress or (lambda step: None)
    if not offline:
        _download(name, tell)
    memory.give_back()  # what a model before this one left would count as used
    prepared = prepare(name, device, precision, adapter)
    _log.info("loading %s: %s", prepared.card.name, prepared.plan.why)
    tell(Step("Loading model", 0.0, prepared.plan.why))
    loaded, beside = parts(prepared, lambda done: tell(Step("Loading model", done)))
    return Qwen2AudioModel(
        with_adapter(loaded, prepared),
        beside,
        ModelInfo(
            name=prepared.card.name,
            family=prepared.card.family,
            precision=prepared.plan.precision,
            device=prepared.place.name,
            languages=prepared.card.languages,
            defaults=prepared.card.defaults,
            limit_s=prepared.plan.limit_s,
            smaller=prepared.smaller or "",
            digest=prepared.digest,
        ),
        bounds=prepared.plan.bounds,
    )


def prepare(
    name: str, device: str = "auto", precision: str = "auto", adapter: Path | None = None
) -> Prepared:
    """Check a model, and choose where and in what precision to run it, without loading it.

    Raises as :func:`load` does.
    """
    reference = catalogue.resolve(name, adapter)
    folder = weights.find(reference)
    found = checkpoint.inspect(folder, weights.remedy(reference))
    if reference.adapter:
        check_base(reference.adapter, reference.name, weights_digest(folder))
    card = catalogue.card(reference, folder)
    place = choose_place(device)
    plan = choose_precision(precision, Parts.of(found.shapes), place, card.limit_s)
    return Prepared(reference, found, card, place, plan)


def _download(name: str, tell: Callable[[Step], bool | None]) -> None:
    """Download a model that is not on this machine, or not all of it."""
    reference = catalogue.resolve(name)
    if reference.repo is None:
        return
    try:
        checkpoint.inspect(weights.find(reference))
        return
    except LsgError:
        from lsg_desktop.models.download import download

    folder = download(
        name,
        lambda got: tell(
            Step("Downloading model", got.done_bytes / max(1, got.total_bytes), str(got))
        ),
        threading.Event(),
    )
    if folder is None:
        raise EnvironmentFault(
            f"the download of {reference.name} was cancelled", weights.remedy(reference)
        )


def parts(prepared: Prepared, tell: Callable[[float], object]) -> tuple[Any, Any]:
    """Load network and processor, without an adapter. Raises InputFault or EnvironmentFault."""
    beside = processor(prepared)
    return network(prepared, tell), beside


def processor(prepared: Prepared) -> Any:
    """Load what stands beside the weights. Raises InputFault."""
    with faults(prepared), quietly(lambda done: None):
        return Qwen2AudioProcessor.from_pretrained(
            prepared.checkpoint.folder, local_files_only=True
        )


def network(prepared: Prepared, tell: Callable[[float], object]) -> Any:
    """Load the weights, without an adapter. Raises InputFault or EnvironmentFault."""
    with faults(prepared), quietly(tell):
        folder = prepared.checkpoint.folder
        config: Any = Qwen2AudioConfig.from_pretrained(folder, local_files_only=True)
        loaded: Any = Qwen2AudioForConditionalGeneration.from_pretrained(
            None, config=config, state_dict=stored(folder), **options(prepared)
        )
    found, report = loaded
    _check(report, prepared)
    unpack_misfits(found)
    return found.eval().requires_grad_(False)


def with_adapter(network: Any, prepared: Prepared) -> Any:
    """Put the adapter into a network, where there is one. Raises InputFault or EnvironmentFault."""
    folder = prepared.reference.adapter
    if folder is None:
        return network
    merged = prepared.plan.precision not in QUANTISED
    with faults(prepared, partial(unfit, folder)):
        network = adapted(network, folder, prepared.reference.name, merged=merged)
    return network.eval().requires_grad_(False)


def options(prepared: Prepared) -> dict[str, Any]:
    """Say to transformers how a model is loaded; it gives a report, too.

    Raises EnvironmentFault where the device cannot compute what is quantised.
    """
    plan, place = prepared.plan, prepared.place
    if plan.precision in QUANTISED:
        problem = quantisation_problem(place.name)
        if problem:
            raise EnvironmentFault(
                f"{plan.precision} does not work on {place.label} ({problem})",
                f"choose --precision {plan.base}",
            )
    return {
        "dtype": DTYPES[plan.base],
        "device_map": {"": place.name},
        "quantization_config": quantisation(plan),
        "local_files_only": True,
        "use_safetensors": True,
        "output_loading_info": True,
    }


def quantisation(plan: Plan) -> BitsAndBytesConfig | None:
    """Say to transformers what is quantised and how; None for what is not."""
    if plan.precision == "int8":
        return BitsAndBytesConfig(load_in_8bit=True, llm_int8_skip_modules=list(KEPT))
    if plan.precision in ("nf4", "nf4-small"):
        kept = KEPT if plan.precision == "nf4" else KEPT[1:]
        return BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=DTYPES[plan.base],
            llm_int8_skip_modules=list(kept),
        )
    return None


def unpack_misfits(network: Any) -> None:
    """Have 4-bit layers computed as they are stored where they cannot be packed for the processor.

    One with AVX512-BF16 multiplies them packed, and bitsandbytes (0.50) packs each at its first
    pass: without a look at whether its shape goes into whole blocks, where it fails.
    """
    for module in network.modules():
        if getattr(module, "support_avx512bf16_for_cpu", False):
            is_whole = module.in_features % module.weight.blocksize == 0
            module.support_avx512bf16_for_cpu = is_whole and module.out_features % _PACKED == 0


@contextmanager
def faults(
    prepared: Prepared, otherwise: Callable[[str], LsgError] | None = None
) -> Iterator[None]:
    """Turn what loading can raise into a fault with a remedy.

    ``otherwise`` makes one of what is wrong, where neither memory nor the device is.
    """
    plan, place, folder = prepared.plan, prepared.place, prepared.checkpoint.folder
    full = f"the memory of {place.label} is full: {plan.precision} did not fit"
    try:
        with memory.watched(full, prepared.smaller):
            yield
    except _RAISED as error:
        line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        if isinstance(error, RuntimeError) and "CUDA" in str(error):
            raise EnvironmentFault(
                f"{place.label} failed ({line})", "choose --device cpu"
            ) from error.with_traceback(None)
        if otherwise:
            raise otherwise(line) from error.with_traceback(None)
        raise InputFault(
            f"the model in {folder} cannot be loaded as {plan.precision} ({line})",
            weights.remedy(prepared.reference),
        ) from error.with_traceback(None)


def _check(report: dict[str, Any], prepared: Prepared) -> None:
    """Hold a checkpoint to the architecture: transformers would fill what lacks with noise."""
    for kind, said in (
        ("missing_keys", "lacks"),
        ("unexpected_keys", "has, beyond what the architecture knows,"),
        ("mismatched_keys", "has in another shape"),
    ):
        names = sorted(str(name) for name in report[kind])
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            raise InputFault(
                f"the checkpoint in {prepared.checkpoint.folder} {said} {names[0]}{more}",
                weights.remedy(prepared.reference),
            )


@contextmanager
def quietly(tell: Callable[[float], object]) -> Iterator[None]:
    """Keep transformers from drawing bars and reports on the terminal: ``tell`` hears instead."""

    def bar(factory: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Bar:
        return _Bar(args[0] if args else kwargs.get("iterable", ()), tell)

    level = chatter.get_verbosity()
    chatter.set_verbosity_error()
    before = chatter.set_tqdm_hook(bar)
    try:
        yield
    finally:
        chatter.set_tqdm_hook(before)
        chatter.set_verbosity(level)


class _Bar:
    """What transformers takes for a progress bar: it goes through the items and tells how far."""

    def __init__(self, items: Any, tell: Callable[[float], object]) -> None:
        self._items = items
        self._tell = tell

    def __iter__(self) -> Iterator[Any]:
        total = max(1, len(self._items))
        told = 0
        for done, item in enumerate(self._items, start=1):
            yield item
            if done * 100 // total > told:
                told = done * 100 // total
                memory.trim()  # tensors that are quantised leave holes between them
                self._tell(done / total)
