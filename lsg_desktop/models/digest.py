"""A digest that tells two states of one model apart; it loads nothing and imports no torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from lsg_desktop.errors import InputFault
from lsg_desktop.models.catalogue import CARD_FILE
from lsg_desktop.models.checkpoint import AGAIN

_MADE_FROM = ("*.json", "merges.txt", "*.model", "*.jinja")
"""Files beside the weights that change what a model writes."""

_START_BYTES = 4096


def digest(folder: Path) -> str:
    """Give the digest of a checkpoint in a moment, whatever its size.

    It is of what the network and the tokenizer are made from, and of each file of weights its name,
    its size, its header, which names every tensor, and the first 4 KiB of each tensor. Training
    changes all numbers of a tensor that it trains, and so the digest; a change further inside of a
    tensor it does not see. Raises InputFault for a file of weights that is damaged.
    """
    found = hashlib.sha256()
    for file in sorted({file for made in _MADE_FROM for file in folder.glob(made)}):
        if file.name != CARD_FILE:  # what it says is in the settings
            found.update(f"\n{file.name}\t{file.stat().st_size}\n".encode())
            found.update(file.read_bytes())
    for part in _weights(folder):
        found.update(part)
    return found.hexdigest()[:16]


def weights_digest(folder: Path) -> str:
    """Give the digest of the weights alone, however much has been written beside them since.

    Raises InputFault where one of their files is damaged.
    """
    found = hashlib.sha256()
    for part in _weights(folder):
        found.update(part)
    return found.hexdigest()[:16]


def _weights(folder: Path) -> Iterator[bytes]:
    for file in sorted(folder.glob("*.safetensors")):
        try:
            yield f"\n{file.name}\t{file.stat().st_size}\n".encode()
            yield from _parts(file)
        except (OSError, OverflowError, ValueError, AttributeError, LookupError, TypeError):
            raise InputFault(f"{file.name} in {folder} is damaged", AGAIN) from None


def _parts(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if not 2 <= length <= file.stat().st_size - 8:
            raise ValueError("no header")
        header = stream.read(length)
        yield header
        tensors = json.loads(header)
        tensors.pop("__metadata__", None)
        for start, end in sorted(tensor["data_offsets"] for tensor in tensors.values()):
            stream.seek(8 + length + start)
            yield stream.read(min(_START_BYTES, end - start))
