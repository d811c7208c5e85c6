"""Whether a folder holds a model that can be loaded, told from its files without loading it.

Only headers are read, so that a check of 17 GB takes milliseconds. It knows no hub and no memory,
and imports no torch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from lsg_desktop.errors import InputFault

INDEX_FILE = "model.safetensors.index.json"
WEIGHTS_FILE = "model.safetensors"

_FAMILY = "qwen2_audio"
_LONGEST_HEADER = 100_000_000
"""What the safetensors library itself refuses to read more than."""

_LFS_POINTER = b"version https://git-lfs"

AGAIN = "download it again"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that has passed: its config, and the shape of every tensor by name."""

    folder: Path
    config: dict[str, Any]
    shapes: dict[str, tuple[int, ...]]

    @property
    def parameters(self) -> int:
        """How many numbers the model has."""
        return sum(prod(shape) for shape in self.shapes.values())


def inspect(folder: Path, remedy: str = AGAIN) -> Checkpoint:
    """Check that everything that loading needs is there and whole.

    ``remedy`` says what to do about a missing or damaged file. Raises InputFault.
    """
    config = read_config(folder, remedy)
    _check_companions(folder, remedy)
    shapes: dict[str, tuple[int, ...]] = {}
    for found in read_shapes(folder, remedy).values():
        shapes |= found
    return Checkpoint(folder, config, shapes)


def read_shapes(folder: Path, remedy: str = AGAIN) -> dict[Path, dict[str, tuple[int, ...]]]:
    """Give the shape of every tensor by name, for each file of weights of whatever family.

    Raises InputFault where a file is missing or damaged.
    """
    shapes: dict[Path, dict[str, tuple[int, ...]]] = {}
    for file, expected in _weight_files(folder, remedy).items():
        shapes[file] = _read_header(file, remedy)
        if not expected <= shapes[file].keys():
            raise InputFault(f"{file.name} in {folder} lacks a part of the weights", remedy)
    return shapes


def read_config(folder: Path, remedy: str = AGAIN) -> dict[str, Any]:
    """Read ``config.json`` and check that it is of the one family that can be loaded.

    Raises InputFault.
    """
    if not folder.is_dir():
        raise InputFault(f"there is no folder {folder}", remedy)
    config = read_json(folder / "config.json", remedy)
    family = config.get("model_type")
    if family == "qwen" and "audio" in config:
        raise InputFault(
            f"{folder} holds Qwen-Audio as it was published",
            f"run: lsg-desktop models convert-qwen-audio {folder} --out FOLDER",
        )
    if family != _FAMILY:
        raise InputFault(
            f"{folder} holds a model of the family {family or 'unknown'}",
            "choose a model of the Qwen2-Audio family",
        )
    if "quantization_config" in config:
        raise InputFault(
            f"the weights in {folder} were quantised when they were saved",
            "choose the original weights, and a precision such as nf4",
        )
    return config


def _weight_files(folder: Path, remedy: str) -> dict[Path, set[str]]:
    """Give each file of weights with the tensors that an index says it has. Raises InputFault."""
    files: dict[Path, set[str]] = {}
    if (folder / INDEX_FILE).exists():
        for tensor, name in _index(folder, remedy).items():
            files.setdefault(folder / name, set()).add(tensor)
    else:
        files[folder / WEIGHTS_FILE] = set()
    for file in files:
        if not file.exists():
            raise _missing(file, remedy)
    return files


def _index(folder: Path, remedy: str) -> dict[str, str]:
    index = read_json(folder / INDEX_FILE, remedy).get("weight_map")
    # A name with a folder in it could lead anywhere on the disk.
    if not isinstance(index, dict) or not all(
        isinstance(name, str) and Path(name).name == name for name in index.values()
    ):
        raise InputFault(f"{INDEX_FILE} in {folder} does not say where the weights are", remedy)
    return index


def _missing(file: Path, remedy: str) -> InputFault:
    if file.name == WEIGHTS_FILE and any(file.parent.glob("*.bin")):
        return InputFault(
            f"the weights in {file.parent} are in a format that can run code when it is read",
            "choose weights in the safetensors format",
        )
    return InputFault(f"{file.name} is missing in {file.parent}", remedy)


def _check_companions(folder: Path, remedy: str) -> None:
    """Check that the tokenizer and the feature extractor are there, in any form they come in."""
    if not (folder / "tokenizer.json").exists() and not (
        (folder / "vocab.json").exists() and (folder / "merges.txt").exists()
    ):
        raise InputFault(f"tokenizer.json is missing in {folder}", remedy)
    if not any(
        (folder / name).exists() for name in ("preprocessor_config.json", "processor_config.json")
    ):
        raise InputFault(f"preprocessor_config.json is missing in {folder}", remedy)


def read_json(file: Path, remedy: str = AGAIN) -> dict[str, Any]:
    """Read an object from a file. Raises InputFault where there is none."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputFault(f"{file.name} is missing in {file.parent}", remedy) from None
    except (OSError, ValueError) as error:
        raise InputFault(f"{file} cannot be read", remedy) from error
    if not isinstance(said, dict):
        raise InputFault(f"{file} cannot be read", remedy)
    return said


def _read_header(file: Path, remedy: str) -> dict[str, tuple[int, ...]]:
    """Read the header of a safetensors file and hold the file's length to it.

    Raises InputFault.
    """
    damaged = InputFault(f"{file.name} in {file.parent} is damaged", remedy)
    try:
        length = file.stat().st_size
        with file.open("rb") as stream:
            start = stream.read(8)
            header_length = int.from_bytes(start, "little")
            if start == _LFS_POINTER[:8]:
                raise InputFault(
                    f"{file.name} in {file.parent} only says where the weights are",
                    "fetch them with: git lfs pull",
                )
            if not 2 <= header_length <= min(_LONGEST_HEADER, length - 8):
                raise damaged
            header = json.loads(stream.read(header_length))
        header.pop("__metadata__", None)
        places = [tuple(entry["data_offsets"]) for entry in header.values()]
        if any(not 0 <= begin <= end for begin, end in places):
            raise damaged
        end = max((end for _, end in places), default=0)
        shapes = {name: tuple(entry["shape"]) for name, entry in header.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError, IndexError) as error:
        raise damaged from error
    if length < 8 + header_length + end:
        raise InputFault(
            f"{file.name} in {file.parent} is cut off: "
            f"it has {length} of {8 + header_length + end} bytes",
            remedy,
        )
    if length > 8 + header_length + end:
        raise damaged
    return shapes
