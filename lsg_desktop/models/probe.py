"""The parts of an answer, told to whoever measures what each takes; it measures nothing itself."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """What a model does to answer; one stage may run within another, and is not part of it."""

    FEATURES = "features"
    ENCODE = "encode"
    PREFILL = "prefill"
    DECODE = "decode"


class Probe(Protocol):
    """Hears where a model is in its work."""

    def stage(self, stage: Stage) -> AbstractContextManager[object]:
        """Give what a stage runs within."""
        ...


class Unmeasured:
    """The probe of a model that nobody measures."""

    def stage(self, stage: Stage) -> AbstractContextManager[object]:
        """Give the same nothing for each stage."""
        return _NOTHING


_NOTHING: AbstractContextManager[object] = nullcontext()

UNMEASURED = Unmeasured()
