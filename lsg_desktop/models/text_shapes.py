"""The shapes of what a file of weights holds, from its header; it knows no model."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open

from lsg_desktop.errors import InputFault


def shapes_of(file: Path, remedy: str) -> dict[str, tuple[int, ...]]:
    """Give the shape of every tensor by name. Raises InputFault for what is missing or damaged."""
    if not file.is_file():
        raise InputFault(f"{file.name} is missing in {file.parent}", remedy)
    try:
        with safe_open(file, "pt") as tensors:
            names = tensors.keys()
            return {name: tuple(tensors.get_slice(name).get_shape()) for name in names}
    except (OSError, SafetensorError):
        raise InputFault(f"{file.name} in {file.parent} is damaged", remedy) from None
