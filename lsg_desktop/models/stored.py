"""The tensors of a checkpoint, each mapped from its file when it is taken; it knows no model.

Left to itself transformers maps whole files, until all is loaded, and on a processor for as long as
one tensor of a file is computed with as it was stored. A model that is quantised on the way would
have its full precision in memory beside it.
"""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import torch

from lsg_desktop.models.checkpoint import INDEX_FILE, WEIGHTS_FILE

_TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
"""Torch's types, by what a file of the safetensors format calls them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A tensor that lies in a file from byte ``begin`` to ``end``.

    Slicing gives it, as transformers does with what it takes for a tensor.
    """

    file: Path
    begin: int
    end: int
    dtype: torch.dtype
    shape: tuple[int, ...]

    def __getitem__(self, part: Any) -> torch.Tensor:
        """Map it, for as long as what is given is held. Raises OSError or ValueError."""
        if self.begin == self.end:
            return torch.empty(self.shape, dtype=self.dtype)[part]
        start = self.begin - self.begin % mmap.ALLOCATIONGRANULARITY
        with self.file.open("rb") as file:
            # Torch warns of what cannot be written to, so that a write goes to a copy of the page.
            mapped = mmap.mmap(
                file.fileno(), self.end - start, access=mmap.ACCESS_COPY, offset=start
            )
        numbers = torch.frombuffer(mapped, dtype=self.dtype, offset=self.begin - start)
        return numbers.view(self.shape)[part]


def stored(folder: Path) -> dict[str, Stored]:
    """Find the tensors of a checkpoint whose files are whole, by name.

    Raises ValueError for a tensor of a type that is not known here, or of another size than its
    place.
    """
    index = folder / INDEX_FILE
    names = {WEIGHTS_FILE}
    if index.exists():
        names = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
    found: dict[str, Stored] = {}
    for name in sorted(names):
        found |= _stored_in(folder / name)
    return found


def _stored_in(file: Path) -> dict[str, Stored]:
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = json.loads(stream.read(length))
    header.pop("__metadata__", None)
    found = {}
    for name, said in header.items():
        if said["dtype"] not in _TYPES:
            raise ValueError(f"{name} holds numbers of the type {said['dtype']}")
        begin, end = (8 + length + place for place in said["data_offsets"])
        dtype, shape = _TYPES[said["dtype"]], tuple(said["shape"])
        if prod(shape) * dtype.itemsize != end - begin:
            raise ValueError(f"{name} takes {end - begin} bytes, which its shape does not")
        found[name] = Stored(file, begin, end, dtype, shape)
    return found
