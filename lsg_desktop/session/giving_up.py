"""A model that answers only as long as somebody wants to know; it knows no thread and no command.

What is asked of a model can take minutes, and only between two questions can it be given up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import (
    Listening,
    ModelInfo,
    Query,
    SpeechModel,
    TokenScore,
    Vocabulary,
)


class GivenUp(Exception):
    """Nobody wants the answer any more."""


class Yielding:
    """A model whose next answer is GivenUp once ``is_given_up``."""

    def __init__(self, model: SpeechModel, is_given_up: Callable[[], bool]) -> None:
        self._model = model
        self._is_given_up = is_given_up

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._model.info

    @property
    def vocabulary(self) -> Vocabulary:
        """Its tokens."""
        return self._model.vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> Listening:
        """Start an utterance."""
        inner = self._model.begin(tasks, source_lang, target_lang)
        return _YieldingListening(inner, self._is_given_up)


class _YieldingListening:
    def __init__(self, inner: Listening, is_given_up: Callable[[], bool]) -> None:
        self._inner = inner
        self._is_given_up = is_given_up

    @property
    def heard(self) -> int:
        return self._inner.heard

    def hear(self, source: Any, /) -> None:
        self._inner.hear(source)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        if self._is_given_up():
            raise GivenUp
        return self._inner.score(queries)
