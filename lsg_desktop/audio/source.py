"""What every source of sound is to the rooms above; it does not know where the sound is from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Notice

Samples = NDArray[np.float32]
"""Mono sound at 16 kHz, in [-1, 1] and finite: (samples,)."""

BLOCK_MS = 30
"""Length of the blocks that sources read in: one frame of the voice detector."""


class Source(ABC):
    """Sound as blocks: open from construction until it ends or is closed, and read once.

    ``name`` says in messages where the sound is from; ``speaker`` labels its rows.
    """

    def __init__(self, name: str, *, speaker: str | None = None) -> None:
        self.name = name
        self.speaker = speaker
        self._notices: list[Notice] = []

    @abstractmethod
    def blocks(self) -> Iterator[Samples]:
        """Give the sound in order until its end: (samples,) of about 30 ms each.

        A block may be longer or shorter, and empty where a live source has nothing to give but
        its reader should look around. Raises LsgError where the sound breaks off.
        """

    @abstractmethod
    def close(self) -> None:
        """End the sound; what has been recorded already is still given. Any thread, any time."""

    def take_notices(self) -> list[Notice]:
        """Give what the user should be told since the last call; worth asking after each block."""
        taken, self._notices = self._notices, []
        return taken

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
