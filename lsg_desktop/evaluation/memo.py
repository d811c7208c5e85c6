"""One utterance of a model that is listened to many times over; it knows no policy.

What a model says depends on the audio prefix, the tokens before and the baseline, and on no
threshold. So a captioner with other settings mostly asks what one before it has asked, and is
answered from memory; the model computes what nobody has asked about yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import (
    Listening,
    ModelInfo,
    Query,
    SpeechModel,
    TokenScore,
    Vocabulary,
)


@dataclass(slots=True)
class Passes:
    """How many passes captioners have asked for, and how many a model has made for them."""

    asked: int = 0
    made: int = 0


class Remembering:
    """A model of which each captioner hears the same utterance; dropped with that utterance."""

    def __init__(self, model: SpeechModel, passes: Passes) -> None:
        self._model = model
        self._passes = passes
        self._memories: dict[tuple[tuple[Task, ...], str, str], _Memory] = {}

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._model.info

    @property
    def vocabulary(self) -> Vocabulary:
        """Its tokens."""
        return self._model.vocabulary

    def begin(
        self, tasks: Sequence[Task], source_lang: str, target_lang: str
    ) -> RememberedListening:
        """Start to listen to the utterance, once more or for the first time."""
        what = (tuple(tasks), source_lang, target_lang)
        if what not in self._memories:
            begun = self._model.begin(tasks, source_lang, target_lang)
            self._memories[what] = _Memory(begun, self._passes)
        return RememberedListening(self._memories[what])


class RememberedListening:
    """The utterance as one captioner hears it."""

    def __init__(self, memory: _Memory) -> None:
        self._memory = memory
        self._heard = 0

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return self._heard

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Append audio, (n,): the same for every captioner."""
        self._memory.hear(self._heard, samples)
        self._heard += len(samples)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries, up to where a draft goes another way than the model."""
        return self._memory.score(queries)


class _Memory:
    """What the model has said of the utterance, and the one listening that it says it by."""

    def __init__(self, listening: Listening, passes: Passes) -> None:
        self._listening = listening
        self._passes = passes
        self._scores: dict[tuple[Task, int, tuple[int, ...], int | None], TokenScore] = {}

    def hear(self, start: int, samples: NDArray[np.float32]) -> None:
        """Have the model hear what it has not heard; ``samples`` begin at ``start``."""
        known = self._listening.heard - start
        if known < len(samples):
            self._listening.hear(samples[known:])

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer from memory, after one pass over what is not in it."""
        self._passes.asked += 1
        unknown = [part for query in queries if (part := self._unknown(query))]
        if unknown:
            self._passes.made += 1
            for query, scores in zip(unknown, self._listening.score(unknown), strict=True):
                self._keep(query, scores)
        return [tuple(score for score in self._told(query) if score) for query in queries]

    def _unknown(self, query: Query) -> Query | None:
        """Give the rest of a query from the first position on that there is no answer to."""
        answers = list(self._told(query))
        if answers[-1]:
            return None
        place = len(answers) - 1
        return replace(
            query,
            ids=query.ids + query.draft[:place],
            draft=query.draft[place:],
            baselines=query.baselines[place:],
        )

    def _told(self, query: Query) -> Iterator[TokenScore | None]:
        """Give the answers while the draft is what the model says, up to the first None."""
        for place, baseline in enumerate(query.baselines):
            ids = query.ids + query.draft[:place]
            score = self._scores.get((query.task, query.heard, ids, baseline))
            yield score
            if score is None or query.draft[place : place + 1] != (score.token,):
                return

    def _keep(self, query: Query, scores: Sequence[TokenScore]) -> None:
        for place, (score, baseline) in enumerate(zip(scores, query.baselines, strict=False)):
            ids = query.ids + query.draft[:place]
            for about in (baseline, None):  # an answer with KL serves where none is needed
                self._scores.setdefault((query.task, query.heard, ids, about), score)
