"""A model of text from its folder into memory; nothing here reaches the network.

Any causal language model of transformers will do, and the language model within a Qwen2-Audio
checkpoint. Where it runs and in what precision is chosen as for models of speech.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    Qwen2Config,
    Qwen2ForCausalLM,
)
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import adapter as adapters
from lsg_desktop.models import catalogue, weights
from lsg_desktop.models.checkpoint import Checkpoint, read_json, read_shapes
from lsg_desktop.models.device import choose as choose_place
from lsg_desktop.models.digest import weights_digest
from lsg_desktop.models.load import (
    Prepared,
    Step,
    faults,
    options,
    quietly,
    unpack_misfits,
    with_adapter,
)
from lsg_desktop.models.precision import Parts
from lsg_desktop.models.precision import choose as choose_precision
from lsg_desktop.models.prompts import TextFormat
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.rows import Row
from lsg_desktop.models.scoring import divergence, log_probabilities
from lsg_desktop.models.text import TextModel, TextNetwork, text_format
from lsg_desktop.models.text_card import text_card

_AUDIO_FAMILY = "qwen2_audio"
_AUDIO_PARTS = ("audio_tower.", "multi_modal_projector.")
_LANGUAGE_MODEL = {r"^language_model\.": "", r"^model\.language_model\.": "model."}
"""How a Qwen2-Audio checkpoint names what is a language model's own, old and new."""

_CLOSE = 0.1
"""Nats between our way of running a model and its own that rounding can explain."""

_log = logging.getLogger(__name__)


def load(
    name: str,
    device: str = "auto",
    precision: str = "auto",
    progress: Callable[[Step], object] | None = None,
    *,
    prompt: str | None = None,
    adapter: Path | None = None,
) -> TextModel:
    """Load a model of text by name or folder; ``prompt`` is the format that it is asked in.

    ``adapter`` is the folder of a LoRA adapter. Raises InputFault for a model or an adapter that
    cannot be used, EnvironmentFault for one that is not there or does not fit.
    """
    prepared = prepare(name, device, precision, adapter)
    plan, card = prepared.plan, prepared.card
    tell = progress or (lambda step: None)
    _log.info("loading %s as text: %s", card.name, plan.why)
    tell(Step("Loading model", 0.0, plan.why))
    tokenizer, form = asked(prepared, prompt)
    loaded = network(prepared, tokenizer, form, lambda done: tell(Step("Loading model", done)))
    loaded = with_adapter(loaded, prepared)
    info = ModelInfo(
        name=card.name,
        family=str(prepared.checkpoint.config["model_type"]),
        precision=plan.precision,
        device=prepared.place.name,
        languages=card.languages,
        defaults=card.defaults,
        limit_s=card.limit_s,
        smaller=prepared.smaller or "",
        digest=prepared.digest,
    )
    return TextModel(loaded, tokenizer, info, form, bounds=plan.bounds)


def prepare(
    name: str, device: str = "auto", precision: str = "auto", adapter: Path | None = None
) -> Prepared:
    """Check a model, and choose where and in what precision to run it, without loading it.

    Raises as :func:`load` does.
    """
    reference = catalogue.resolve(name, adapter)
    card = text_card(reference)
    folder = weights.find(reference)
    config = _config(folder, weights.remedy(reference))
    found = Checkpoint(folder, config, _shapes(folder, weights.remedy(reference)))
    if reference.adapter:
        adapters.check_base(reference.adapter, reference.name, weights_digest(folder), "text")
    place = choose_place(device)
    plan = choose_precision(precision, Parts.of(found.shapes), place)
    return Prepared(reference, found, card, place, plan)


def asked(prepared: Prepared, prompt: str | None) -> tuple[Any, TextFormat]:
    """Load the tokenizer, and find how the model is asked. Raises as :func:`load` does.

    With an adapter it is asked as in its training, and in no other way.
    """
    folder, adapter = prepared.checkpoint.folder, prepared.reference.adapter
    learnt = adapters.read(adapter).prompt if adapter else ""
    if learnt and prompt not in (None, learnt):
        raise InputFault(
            f"the adapter in {adapter} was trained on prompts of {learnt}, and not {prompt}",
            f"leave --prompt away, or give --prompt {learnt}",
        )
    prompt = learnt or prompt
    with faults(prepared), _libraries(folder):
        tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        return tokenizer, text_format(prompt, tokenizer)


def network(
    prepared: Prepared, tokenizer: Any, form: TextFormat, tell: Callable[[float], object]
) -> Any:
    """Load the weights, without an adapter, and see that they can be run our way.

    Raises as :func:`load` does.
    """
    with faults(prepared), _libraries(prepared.checkpoint.folder), quietly(tell):
        loaded = _network(prepared).eval().requires_grad_(False)
    unpack_misfits(loaded)
    with faults(prepared, lambda _: _strange(loaded)):
        ids = tokenizer(form.before, add_special_tokens=False)["input_ids"]
        _hold_to_itself(loaded, ids, prepared.plan.bounds.pass_tokens)
    return loaded


def _config(folder: Path, remedy: str) -> dict[str, Any]:
    """Read what a model is. Raises InputFault where it is no causal language model."""
    config = read_json(folder / "config.json", remedy)
    family = config.get("model_type")
    if family != _AUDIO_FAMILY and family not in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES:
        raise InputFault(
            f"{folder} holds no causal language model (its family is {family or 'unknown'})",
            "choose a chat model, such as Llama-2-7B-chat or a Qwen",
        )
    return config


def _shapes(folder: Path, remedy: str) -> dict[str, tuple[int, ...]]:
    """Read the shapes of what will be loaded. Raises InputFault for weights that are not whole."""
    return {
        name: shape
        for shapes in read_shapes(folder, remedy).values()
        for name, shape in shapes.items()
        if not any(part in name for part in _AUDIO_PARTS)
    }


def _network(prepared: Prepared) -> Any:
    """Load the weights. Raises what :func:`faults` turns into a fault."""
    folder = prepared.checkpoint.folder
    config: Any = AutoConfig.from_pretrained(folder, local_files_only=True)
    kind: Any = AutoModelForCausalLM
    said = options(prepared)
    if config.model_type == _AUDIO_FAMILY:
        kind, config = Qwen2ForCausalLM, Qwen2Config(**config.text_config.to_dict())
        said["key_mapping"] = _LANGUAGE_MODEL
    network, report = kind.from_pretrained(folder, config=config, **said)
    lacking = sorted(map(str, (*report["missing_keys"], *report["mismatched_keys"])))
    if lacking:  # transformers would fill it with noise
        raise InputFault(
            f"the checkpoint in {folder} lacks {lacking[0]}", weights.remedy(prepared.reference)
        )
    return network


@torch.inference_mode()
def _hold_to_itself(model: Any, ids: list[int], pass_tokens: int) -> None:
    """Run a few tokens our way and the model's own. Raises InputFault where these differ.

    Families differ in what they do around their layers, and a new one may do what is not known
    here. Two rows with pasts share a pass: something of the other lies between the past of each and
    what is new to it, which gives away a family that takes places from where a slot is.
    """
    network = TextNetwork(model, pass_tokens)
    cuts = (len(ids) // 2, 1)
    pasts = [network.feed([Row((), network.embed(ids[:cut]))])[0].states for cut in cuts]
    fed = network.feed(
        [Row((past,), network.embed(ids[cut:])) for past, cut in zip(pasts, cuts, strict=True)]
    )
    own: Any = model(torch.tensor([ids], device=model.device), use_cache=False).logits[0]
    for cut, row in zip(cuts, fed, strict=True):
        ours = network.predict(row.hidden)
        if not float(divergence(log_probabilities(own[cut:]), ours).max()) < _CLOSE:
            raise _strange(model)


def _strange(model: Any) -> InputFault:
    return InputFault(
        f"models of the family {model.config.model_type} work in a way that is not known here",
        "choose one of the Llama, Qwen2 or Qwen3 families",
    )


@contextmanager
def _libraries(folder: Path) -> Iterator[None]:
    """Tell which library a checkpoint needs: weights that were quantised when they were saved."""
    try:
        yield
    except ImportError as error:
        line = (str(error).strip().splitlines() or ["no library"])[0]
        raise EnvironmentFault(
            f"the model in {folder} needs what is not installed ({line})",
            "install that, or choose the original weights",
        ) from error.with_traceback(None)
