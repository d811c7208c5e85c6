"""One utterance as an audio language model hears it, each thing computed once; it knows no family.

Per audio prefix one encoder run; the rest is :class:`~lsg_desktop.models.reading.Reader`'s.
:mod:`lsg_desktop.models.plain` gives the same in the slow and obvious way.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models import memory
from lsg_desktop.models.cache import Prefix, Ring
from lsg_desktop.models.features import Frames
from lsg_desktop.models.probe import UNMEASURED, Probe, Stage
from lsg_desktop.models.protocol import Query, TokenScore
from lsg_desktop.models.reading import Network, PromptIds, Reader, Reading
from lsg_desktop.models.scoring import compare, likelihoods, token_score
from lsg_desktop.settings import SAMPLE_RATE


class CachedListening:
    """The audio of one utterance, and what was computed of its prefixes.

    ``smaller`` is the precision that may do where memory runs out, empty where there is none;
    ``probe`` hears what is computed.
    """

    def __init__(
        self,
        network: Network,
        prompts: PromptIds,
        ring: Ring,
        smaller: str = "",
        probe: Probe = UNMEASURED,
    ) -> None:
        self._probe = probe
        self._network = network
        self._prompts = prompts
        self._ring = ring
        self._reader = Reader(network, prompts, ring, probe)
        self._smaller = smaller
        self._samples = torch.zeros(0)  # (heard,) float32, on the host
        self._frames = Frames()
        self._baselines = dict.fromkeys(prompts.own, (0, 0))
        """Of each task, when it last asked for a baseline, and for which one: samples heard."""

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return len(self._samples)

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Append audio: (n,) float32 mono at 16 kHz.

        Raises InputFault beyond the limit, and OutOfMemory.
        """
        if self.heard + len(samples) > self._network.limit:
            raise InputFault(
                f"the utterance is longer than {self._network.limit / SAMPLE_RATE:g} s",
                "cut it at a pause",
            )
        with self._watched():
            new = torch.from_numpy(np.array(samples, dtype=np.float32))
            self._samples = torch.cat((self._samples, new))

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries in one batched pass; ``len(draft) + 1`` scores for each.

        Raises OutOfMemory, after which the same may be asked again.
        """
        if not queries:
            return []
        with self._watched(), torch.inference_mode(), self._probe.stage(Stage.DECODE):
            return self._score(queries)

    def likelihoods(self, task: Task, ids: Sequence[int]) -> tuple[float, ...]:
        """Say how probable each id is after all that was heard and the ids before it, in nats.

        That is one pass, however many ids there are. Raises OutOfMemory.
        """
        if not ids:
            return ()
        query = Query(task, self.heard, (), tuple(ids[:-1]), (None,) * len(ids))
        (reading,) = self._readings(query).values()
        with self._watched(), torch.inference_mode():
            (log_p,) = self._read([reading])  # (ids, vocab)
            return likelihoods(log_p, ids)

    def _watched(self) -> AbstractContextManager[None]:
        return memory.watched("memory ran out while listening", self._smaller)

    def _score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        asked = [self._readings(query) for query in queries]
        for query in queries:
            self._follow(query)
        distinct = list(dict.fromkeys(row for rows in asked for row in rows.values()))
        log_p = dict(zip(distinct, self._read(distinct), strict=True))
        pairs = [_pair(query, rows, log_p) for query, rows in zip(queries, asked, strict=True)]
        current, baseline = (torch.cat(side) for side in zip(*pairs, strict=True))
        lines = iter(compare(current, baseline).tolist())  # the one transfer to the host
        return [
            tuple(token_score(next(lines), base is not None) for base in query.baselines)
            for query in queries
        ]

    def _readings(self, query: Query) -> dict[int, Reading]:
        """Give the rows a query needs, by samples heard: the current one and its baselines."""
        self._check(query)
        own = self._prompts.own[query.task]
        spans = {query.heard: (0, len(query.draft))}
        for position, baseline in enumerate(query.baselines):
            if baseline is not None and baseline != query.heard:
                first, _ = spans.get(baseline, (position, position))
                spans[baseline] = (first, position)
        tokens = own + query.ids + query.draft
        start = len(own) + len(query.ids) - 1
        return {
            heard: Reading(heard, query.task, tokens[: start + last + 1], start + first)
            for heard, (first, last) in spans.items()
        }

    def _follow(self, query: Query) -> None:
        """Note where a task's baseline is: the shortest it asked for when it last asked for any."""
        asked = [baseline for baseline in query.baselines if baseline is not None]
        heard, shortest = self._baselines[query.task]
        if asked:
            before = [] if query.heard > heard else [shortest]
            self._baselines[query.task] = (query.heard, min(asked + before))

    def _check(self, query: Query) -> None:
        if query.task not in self._prompts.own:
            raise Bug(f"the task {query.task} was not begun")
        prefixes = (query.heard, *(base for base in query.baselines if base is not None))
        if not 0 <= min(prefixes) <= max(prefixes) <= self.heard:
            raise Bug(f"asked about {prefixes} of {self.heard} samples heard")

    def _read(self, readings: Sequence[Reading]) -> list[Tensor]:
        """Run rows; log-probabilities (positions, vocab) for each."""
        needed = dict.fromkeys(reading.heard for reading in readings)
        prefixes = {heard: self._prefix(heard) for heard in needed}
        return self._reader.read(
            readings, prefixes, [baseline for _, baseline in self._baselines.values()]
        )

    def _prefix(self, heard: int) -> Prefix:
        """Give an audio prefix, with what the encoder gives of it where the ring does not hold it.

        Where it lacks states the rows read of it bring them along.
        """
        prefix = self._ring.get(heard)
        if prefix is None:
            prefix = Prefix(self._network.hear(self._samples[:heard], self._frames))
            self._ring.put(heard, prefix)
        return prefix


def _pair(
    query: Query, rows: dict[int, Reading], log_p: dict[Reading, Tensor]
) -> tuple[Tensor, Tensor]:
    """Give what a query's positions are compared by: current and baseline, (positions, vocab) each.

    Where there is no baseline, or it is the current row, that row stands for it: KL is 0.
    """
    current = rows[query.heard]
    baseline = []
    for position, heard in enumerate(query.baselines):
        row = current if heard is None else rows[heard]
        baseline.append(log_p[row][current.first + position - row.first])
    return log_p[current], torch.stack(baseline)
