"""Whether there is room on a disk for a model; it does not know where the model comes from."""

from __future__ import annotations

import shutil
from pathlib import Path

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.amounts import size

SPARE_BYTES = 200_000_000
"""Disk that is left free."""


def check_room(folder: Path, needed: int, remedy: str) -> None:
    """Raise EnvironmentFault where so many bytes do not fit into a folder, made yet or not."""
    place = folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if needed + SPARE_BYTES > free:
        raise EnvironmentFault(
            f"{size(needed + SPARE_BYTES)} of disk are needed and {size(free)} are free in {place}",
            remedy,
        )
