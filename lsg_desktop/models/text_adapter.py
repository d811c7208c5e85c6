"""A LoRA adapter onto a language model, by peft; it knows no prompt and no precision."""

from __future__ import annotations

import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.text_shapes import shapes_of

CONFIG_FILE = "adapter_config.json"
WEIGHTS_FILE = "adapter_model.safetensors"

_SAVED = "choose the folder that peft has saved"

_BEFORE = "base_model.model."
"""How peft begins the name of each weight."""


def adapted(network: Any, folder: Path) -> Any:
    """Give a language model with an adapter in it.

    Raises InputFault for an adapter that belongs to another model or is not all used, and
    EnvironmentFault where peft is not installed. Beyond that peft raises what it likes.
    """
    _check(network, folder)
    try:
        peft = import_module("peft")
    except ImportError:
        raise EnvironmentFault(
            "an adapter needs peft", "pip install 'lsg-desktop[train]'"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft speaks to transformers' next version
        config = peft.PeftConfig.from_pretrained(str(folder))
        config.inference_mode = True
        wrapped: Any = peft.PeftModel(network, config)
        report: Any = wrapped.load_adapter(str(folder), wrapped.active_adapter)
    for names, said in ((report.missing_keys, "lacks"), (report.unexpected_keys, "also has")):
        if names:
            raise unfit(folder, f"by its {CONFIG_FILE} it {said} {min(names)}")
    return wrapped.get_base_model()


def unfit(folder: Path, why: str) -> InputFault:
    """Give the fault of an adapter that peft cannot put into a model."""
    return InputFault(f"the adapter in {folder} cannot be used ({why})", _SAVED)


def _check(network: Any, folder: Path) -> None:
    """Hold an adapter's shapes to the model's, before peft says it in a page."""
    try:
        config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        kind, base = config["peft_type"], config.get("base_model_name_or_path")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InputFault(
            f"{folder} holds no adapter: {CONFIG_FILE} is missing or damaged",
            _SAVED,
        ) from None
    if kind != "LORA":
        raise InputFault(f"the adapter in {folder} is of the kind {kind}", "choose a LoRA adapter")
    modules = dict(network.named_modules())
    for name, shape in shapes_of(folder / WEIGHTS_FILE, _SAVED).items():
        path, _, side = name.removeprefix(_BEFORE).partition(".lora_")
        width = getattr(modules.get(path), "in_features" if side[:1] == "A" else "out_features", 0)
        if side[:1] in ("A", "B") and width != shape[1 if side[:1] == "A" else 0]:
            made_for = f": it was made for {base}" if base else ""
            raise InputFault(
                f"the adapter in {folder} does not fit the model{made_for}",
                "choose --model and --adapter that belong together",
            )
