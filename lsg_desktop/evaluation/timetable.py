"""When which words are written in a benchmark, whatever a model thinks; it measures nothing.

Random weights write random words at random times, and what a chunk costs hangs on how many are
written. So the words of a known text are written on a clock: as fast as people speak, one chunk
after they were spoken. A model computes all that it is asked; the timetable answers in its place,
as a model that understands would:

- words that are due are sure, but for one in eight, which passes by divergence;
- the next word is drafted and held back, and every other time drafted wrong, so that the next
  chunk can make nothing of that draft;
- a draft never ends where the sound does, as those of a model that was not tuned for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Listening, Query, TokenScore
from lsg_desktop.policy.pace import WORDS_A_SECOND
from lsg_desktop.settings import SAMPLE_RATE

LAG_S = 0.64
DIVERGING = 8
"""Every so many words one is not sure."""

_FAR = 1000.0
"""A divergence in nats above any threshold."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The tokens of each task's text, and the number of the word that each belongs to."""

    tokens: Mapping[Task, tuple[tuple[int, int], ...]]

    @classmethod
    def of(cls, texts: Mapping[Task, str], ids: Callable[[str], Sequence[int]]) -> Timetable:
        """Cut texts into the tokens that a tokenizer makes of their words."""
        return cls({task: tuple(_numbered(text, ids)) for task, text in texts.items()})

    def due(self, task: Task, heard: int) -> tuple[int, ...]:
        """Give the ids that a task has written after so many samples."""
        words = _words_due(heard)
        return tuple(token for token, word in self.tokens[task] if word < words)

    def answers(self, query: Query) -> tuple[TokenScore, ...]:
        """Answer in a model's place; ids and draft matter by their number only."""
        return tuple(
            self._answer(query.task, len(query.ids) + place, query.heard, baseline)
            for place, baseline in enumerate(query.baselines)
        )

    def _answer(self, task: Task, place: int, heard: int, baseline: int | None) -> TokenScore:
        tokens = self.tokens[task]
        token, word = tokens[place]
        is_due = word < _words_due(heard)
        if not is_due and word % 2:
            token = next(other for other, number in tokens[place:] if number == word + 1)
        sure = is_due and word % DIVERGING != DIVERGING - 1
        if baseline is None:
            return TokenScore(token, float(sure))
        divergence = _FAR if is_due else 0.0
        return TokenScore(token, float(sure), divergence, divergence)


class TimedListening:
    """An utterance that a model computes all answers about, and a timetable gives them.

    ``bare`` leaves out the baselines. ``rows`` and ``tokens`` count what the model was asked.
    """

    def __init__(self, listening: Listening, timetable: Timetable, bare: bool = False) -> None:
        self._listening = listening
        self._timetable = timetable
        self._bare = bare
        self.rows = 0
        self.tokens = 0

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return self._listening.heard

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Append audio: (n,) float32 mono at 16 kHz."""
        self._listening.hear(samples)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Have the model compute, and answer by the timetable."""
        asked = _without_baselines(queries) if self._bare else queries
        positions = {
            (query.task, query.ids + query.draft[:place], about)
            for query in asked
            for place, baseline in enumerate(query.baselines)
            for about in (query.heard, query.heard if baseline is None else baseline)
        }
        self.rows += len({(task, about) for task, _, about in positions})
        self.tokens += len(positions)
        self._listening.score(asked)
        return [self._timetable.answers(query) for query in queries]


def _without_baselines(queries: Sequence[Query]) -> list[Query]:
    """Give what is asked of each task, once: with another baseline it would be asked again."""
    once: dict[Task, Query] = {}
    for query in queries:
        once.setdefault(query.task, query)
    return [replace(query, baselines=(None,) * len(query.baselines)) for query in once.values()]


def _words_due(heard: int) -> int:
    return math.floor(WORDS_A_SECOND * max(0.0, heard / SAMPLE_RATE - LAG_S))


def _numbered(text: str, ids: Callable[[str], Sequence[int]]) -> list[tuple[int, int]]:
    words = text.split()
    spaced = [word if not number else f" {word}" for number, word in enumerate(words)]
    return [(token, number) for number, word in enumerate(spaced) for token in ids(word)]
