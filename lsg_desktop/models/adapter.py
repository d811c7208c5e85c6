"""LoRA adapters: what the folder of one says, and putting it into a network by peft.

It knows no prompt and no catalogue, and loads neither torch nor peft before it has to.
"""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.device import bitsandbytes
from lsg_desktop.models.text_shapes import shapes_of

CONFIG_FILE = "adapter_config.json"
WEIGHTS_FILE = "adapter_model.safetensors"
BASE_FILE = "lsg-adapter.json"
"""What ours also have: the model they were trained on, by name and digest, and how it was asked."""

Kind = Literal["speech", "text"]
"""What a model with an adapter is given: it was trained to hear, or to read."""

_SAVED = "choose the folder that peft has saved"

_BEFORE = "base_model.model."
"""How peft begins the name of each weight."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A folder with an adapter, and the model that it was made for.

    ``base`` is that model's name, empty where nothing says it; ``base_digest`` that of its weights,
    ``kind`` a :data:`Kind` and ``prompt`` the format in which it was asked, all three empty in
    adapters that are not ours.
    """

    folder: Path
    base: str
    base_digest: str = ""
    kind: str = ""
    prompt: str = ""


def is_adapter(folder: Path) -> bool:
    """Say whether a folder is that of an adapter rather than of a model."""
    return (folder / CONFIG_FILE).is_file()


def read(folder: Path) -> Adapter:
    """Read what a folder says of itself. Raises InputFault where it holds no LoRA adapter."""
    config = _json(folder / CONFIG_FILE)
    if config is None or "peft_type" not in config:
        raise InputFault(f"{folder} holds no adapter: {CONFIG_FILE} is missing or damaged", _SAVED)
    if config["peft_type"] != "LORA":
        raise InputFault(
            f"the adapter in {folder} is of the kind {config['peft_type']}",
            "choose a LoRA adapter",
        )
    said = _json(folder / BASE_FILE) or {}
    base = said.get("base") or config.get("base_model_name_or_path") or ""
    ours = {name: str(said.get(name, "")) for name in ("base_digest", "kind", "prompt")}
    return Adapter(folder, str(base), **ours)


def check_base(folder: Path, name: str, weights: str, kind: Kind = "speech") -> None:
    """Raise InputFault where an adapter was trained on other weights than those of this digest.

    Or where it was trained for what is not of this kind. ``name`` is the model's own. Of an adapter
    that is not ours its name for the model may tell, and its shapes, later.
    """
    adapter = read(folder)
    if adapter.base_digest not in ("", weights):
        raise other_base(adapter, name)
    if adapter.kind not in ("", kind):
        raise InputFault(
            f"the adapter in {folder} was trained for {adapter.kind}, and not for {kind}",
            "choose another adapter",
        )


def adapted(network: Any, folder: Path, name: str, *, merged: bool) -> Any:
    """Give a network with an adapter in it; ``name`` is that of its model.

    Merged, the weights are those of one model, W + α / r · B · A, and a step costs what it cost
    without. Quantised weights take no addition: rounded to 4 bits again they would lose most of it,
    which is why an adapter stays beside them. Raises InputFault for an adapter that belongs to
    another model or is not all used, and EnvironmentFault where peft is not installed. Beyond that
    peft raises what it likes.
    """
    _check_shapes(network, read(folder), name)
    peft = needed_peft()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft speaks to transformers' next version
        config = peft.PeftConfig.from_pretrained(str(folder))
        config.inference_mode = True
        wrapped: Any = peft.PeftModel(network, config)
        report: Any = wrapped.load_adapter(str(folder), wrapped.active_adapter)
    for names, said in ((report.missing_keys, "lacks"), (report.unexpected_keys, "also has")):
        if names:
            raise unfit(folder, f"by its {CONFIG_FILE} it {said} {min(names)}")
    return wrapped.merge_and_unload(safe_merge=True) if merged else wrapped.get_base_model()


def needed_peft() -> Any:
    """Import peft. Raises EnvironmentFault where it is not installed."""
    try:
        with suppress(ImportError):
            bitsandbytes()  # before peft imports it in its own way
        return import_module("peft")
    except ImportError:
        raise EnvironmentFault(
            "an adapter needs peft", "pip install 'lsg-desktop[train]'"
        ) from None


def unfit(folder: Path, why: str) -> InputFault:
    """Give the fault of an adapter that peft cannot put into a model."""
    return InputFault(f"the adapter in {folder} cannot be used ({why})", _SAVED)


def _json(file: Path) -> dict[str, Any] | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _check_shapes(network: Any, adapter: Adapter, name: str) -> None:
    """Hold an adapter's shapes to the model's, before peft says it in a page."""
    modules = dict(network.named_modules())
    for weight, shape in shapes_of(adapter.folder / WEIGHTS_FILE, _SAVED).items():
        path, _, side = weight.removeprefix(_BEFORE).partition(".lora_")
        width = getattr(modules.get(path), "in_features" if side[:1] == "A" else "out_features", 0)
        if side[:1] in ("A", "B") and width != shape[1 if side[:1] == "A" else 0]:
            raise other_base(adapter, name)


def other_base(adapter: Adapter, name: str) -> InputFault:
    """Give the fault of an adapter that was made for another model than the one of this name."""
    remedy = "choose --model and --adapter that belong together"
    if adapter.base == name:
        return InputFault(
            f"the adapter in {adapter.folder} was made for other weights of {name}",
            "train it again",
        )
    if not adapter.base:
        return InputFault(f"the adapter in {adapter.folder} does not fit {name}", remedy)
    return InputFault(
        f"the adapter in {adapter.folder} was made for {adapter.base}, and the model is {name}",
        remedy,
    )
