"""Qwen-Audio (v1) into the layout of Qwen2-Audio, so that one backend runs both.

The weights keep their numbers and change their names, as ``qwen_audio_v1_layout`` says. The vectors
that v1 has around the sound become rows of the embedding, those of ``<audio>`` and ``</audio>``:
v1 overwrites these with them. Between the two it reads the outputs of the encoder, 25 a second, and
never the name of the file that its prompts have there. What stays different, the prompts and the
frames that are heard, follows from the family that the file beside the weights names.

It runs none of the code that lies beside the weights, and knows no hub.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from transformers import (
    Qwen2AudioConfig,
    Qwen2AudioProcessor,
    Qwen2Tokenizer,
    WhisperFeatureExtractor,
)

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.models import checkpoint, prompts
from lsg_desktop.models.catalogue import CARD_FILE
from lsg_desktop.models.disk import check_room
from lsg_desktop.models.progress import Meter, Progress
from lsg_desktop.models.prompts import QWEN_AUDIO
from lsg_desktop.models.qwen_audio_v1_layout import AROUND, EMBEDDING, REMEDY, Layout, Part
from lsg_desktop.models.qwen_audio_v1_tokens import LANGUAGES, tokenizer
from lsg_desktop.models.tokens import token_id, token_ids

NAME = "Qwen-Audio"

DEFAULTS = {"delta": 7.0, "alpha": 0.5, "low": 1, "range": 4.0}
"""Among the settings that LSG's paper uses it with (arXiv 2501.00868)."""

_COMPUTED = ("rotary_emb.inv_freq", "attn.masked_bias")
"""How names end of what its code computes itself, wherever a checkpoint has it."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A v1 checkpoint that has passed: its sizes, tokens, and the tensors of each file.

    ``around`` are the vectors before and after the sound: (2, width).
    """

    layout: Layout
    tokens: Qwen2Tokenizer
    files: dict[Path, list[str]]
    around: Tensor

    @property
    def bytes(self) -> int:
        """What the weights take on the disk."""
        return sum(file.stat().st_size for file in self.files)


def convert(
    folder: Path, out: Path, on_progress: Callable[[Progress], object] = lambda progress: None
) -> None:
    """Convert the checkpoint in ``folder``; ``out`` is a new folder, written whole or not at all.

    One file of weights is in memory at a time. Raises InputFault for what cannot be converted,
    EnvironmentFault where the disk has no room, and OutputFault where ``out`` cannot be written.
    """
    out = out.expanduser().resolve()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputFault(f"{out} is not empty", "choose a new folder: --out")
    source = _read(folder)
    check_room(out, source.bytes, "choose another disk: --out")
    with _whole(out) as work:
        _config(source).save_pretrained(work)
        _processor(source).save_pretrained(work)
        _write_json(work / CARD_FILE, _card())
        _write_weights(source, work, on_progress)


def _read(folder: Path) -> _Source:
    """Check all that can be checked before anything is converted. Raises InputFault."""
    layout = Layout.read(folder)
    files = checkpoint.read_shapes(folder, REMEDY)
    _check_shapes(folder, layout.parts(), files)
    tokens = tokenizer(folder)
    _check_tokens(folder, layout, tokens)
    place = next(file for file, shapes in files.items() if AROUND in shapes)
    around = dict(_tensors(place, [AROUND]))[AROUND]
    kept = {file: [one for one in names if _is_kept(one)] for file, names in files.items()}
    return _Source(layout, tokens, kept, around)


def _is_kept(name: str) -> bool:
    return not name.endswith(_COMPUTED)


def _check_shapes(
    folder: Path, parts: dict[str, Part], files: dict[Path, dict[str, tuple[int, ...]]]
) -> None:
    """Hold what is there to what the config asks for. Raises InputFault."""
    every = {name: shape for shapes in files.values() for name, shape in shapes.items()}
    found = {name: shape for name, shape in every.items() if _is_kept(name)}
    for said, lone in (
        ("lack", sorted(parts.keys() - found.keys())),
        ("also have", sorted(found.keys() - parts.keys())),
    ):
        if lone:
            more = f" and {len(lone) - 1} more" if len(lone) > 1 else ""
            raise InputFault(f"the weights in {folder} {said} {lone[0]}{more}", REMEDY)
    for name, part in parts.items():
        if found[name] != part.shape:
            raise InputFault(
                f"{name} in {folder} is {_times(found[name])}"
                f" and by config.json {_times(part.shape)}",
                REMEDY,
            )


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


def _check_tokens(folder: Path, layout: Layout, tokens: Qwen2Tokenizer) -> None:
    """Raise InputFault where the tokens are not those that the weights were trained with."""
    start = token_id(tokens, QWEN_AUDIO.start)
    if start != layout.audio_start or len(tokens) > layout.vocabulary:
        raise InputFault(
            f"the tokens in {folder} are not those of its weights:"
            f" {QWEN_AUDIO.start} is {start} and by config.json {layout.audio_start}",
            REMEDY,
        )


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """Give a folder to write into: it becomes ``out`` once all is there, and is gone otherwise."""
    work = out.with_name(f"{out.name}.unfinished")
    try:
        shutil.rmtree(work, ignore_errors=True)  # of one that was killed
        work.mkdir(parents=True)
        try:
            yield work
            if out.exists():
                out.rmdir()
            work.rename(out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except (OSError, SafetensorError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputFault(
            f"{out} cannot be written ({reason})", "free some room, or choose another --out"
        ) from error


def _write_weights(source: _Source, work: Path, on_progress: Callable[[Progress], object]) -> None:
    """Write a file of weights for each that there is, and their index."""
    meter = Meter(source.bytes)
    weight_map: dict[str, str] = {}
    for number, (file, names) in enumerate(source.files.items(), start=1):
        shard = f"model-{number:05}-of-{len(source.files):05}.safetensors"
        on_progress(meter.progress(shard))
        converted = _converted(source, file, names)
        save_file(converted, work / shard, {"format": "pt"})
        weight_map |= dict.fromkeys(converted, shard)
        meter.arrived(file.stat().st_size)
        on_progress(meter.progress(shard))
    _write_json(work / checkpoint.INDEX_FILE, {"metadata": {}, "weight_map": weight_map})


def _converted(source: _Source, file: Path, names: list[str]) -> dict[str, Tensor]:
    """Give the tensors of a file as Qwen2-Audio has them."""
    parts = source.layout.parts()
    converted: dict[str, Tensor] = {}
    for name, tensor in _tensors(file, names):
        called = parts[name].names
        shares = tensor.chunk(max(1, len(called)))
        # Each a copy: what lies in one storage is not saved.
        converted |= {one: share.clone() for one, share in zip(called, shares, strict=False)}
        if name == EMBEDDING:
            start = source.layout.audio_start
            converted[called[0]][start : start + 2] = source.around
    return converted


def _tensors(file: Path, names: list[str]) -> Iterator[tuple[str, Tensor]]:
    """Read tensors one after the other. Raises InputFault."""
    try:
        with safe_open(file, "pt") as weights:
            for name in names:
                yield name, weights.get_tensor(name)
    except (OSError, SafetensorError) as error:
        raise InputFault(f"{file.name} in {file.parent} cannot be read", REMEDY) from error


def _config(source: _Source) -> Qwen2AudioConfig:
    ends = token_ids(source.tokens, prompts.END_TOKENS)
    return Qwen2AudioConfig(
        architectures=["Qwen2AudioForConditionalGeneration"],
        dtype=source.around.dtype,
        audio_config=source.layout.encoder_config(),
        text_config={
            **source.layout.text_config(),
            "bos_token_id": ends[0],
            "eos_token_id": ends,
        },
        audio_token_index=token_id(source.tokens, QWEN_AUDIO.audio),
    )


def _processor(source: _Source) -> Qwen2AudioProcessor:
    return Qwen2AudioProcessor(
        WhisperFeatureExtractor(feature_size=source.layout.mels, return_attention_mask=True),
        source.tokens,
        audio_token=QWEN_AUDIO.audio,
        audio_bos_token=QWEN_AUDIO.start,
        audio_eos_token=QWEN_AUDIO.end,
    )


def _card() -> dict[str, Any]:
    """Say what the model is for, in the file beside the weights."""
    pairs = {code: [other for other in LANGUAGES if other != code] for code in LANGUAGES}
    return {"name": NAME, "family": QWEN_AUDIO.name, "languages": pairs, "defaults": DEFAULTS}


def _write_json(file: Path, said: dict[str, Any]) -> None:
    file.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
