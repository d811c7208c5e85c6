"""One utterance as an audio language model hears it, each thing computed once; it knows no family.

Per audio prefix: one encoder run and one prefill of the prompt up to where the tasks part. Per
prefix and task: a branch of key-value states that grows, or is cropped, with the tokens asked
about. Per call: one batched pass over all rows. :mod:`lsg_desktop.models.plain` gives the same in
the slow and obvious way.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models import memory
from lsg_desktop.models.cache import Branch, Prefix, Ring
from lsg_desktop.models.probe import UNMEASURED, Probe, Stage
from lsg_desktop.models.protocol import Query, TokenScore
from lsg_desktop.models.rows import Fed, Row
from lsg_desktop.models.scoring import compare, likelihoods, token_score
from lsg_desktop.settings import SAMPLE_RATE


class Network(Protocol):
    """The weights of an audio language model, as the four steps of an answer."""

    @property
    def limit(self) -> int:
        """The most samples it can hear."""
        ...

    def hear(self, samples: Tensor) -> Tensor:
        """Encode audio (n,) to what stands in a prompt for it: (audio tokens, width)."""
        ...

    def embed(self, ids: Sequence[int]) -> Tensor:
        """Look token ids up: (tokens, width)."""
        ...

    def feed(self, rows: Sequence[Row]) -> list[Fed]:
        """Run the language model on rows."""
        ...

    def predict(self, hidden: Tensor) -> Tensor:
        """Give log-probabilities of what follows: (positions, width) to (positions, vocab)."""
        ...


@dataclass(frozen=True, slots=True)
class PromptIds:
    """The prompts of an utterance as ids: what all tasks share around the audio, and the rest.

    A task's prompt is ``before``, the audio, ``after``, and the task's ``own`` ids, of which
    there is one at least: what follows it is the first thing that can be asked.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    own: dict[Task, tuple[int, ...]]

    @classmethod
    def split(cls, prompts: dict[Task, tuple[int, ...]], audio_id: int) -> PromptIds:
        """Split prompts, in each of which ``audio_id`` stands once, where they part."""
        first = next(iter(prompts.values()))
        shared = min(min(common_length(first, ids), len(ids) - 1) for ids in prompts.values())
        place = first.index(audio_id)
        return cls(
            before=first[:place],
            after=first[place + 1 : shared],
            own={task: ids[shared:] for task, ids in prompts.items()},
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of a call: with this much audio, what follows ``tokens[first]`` and each later one.

    ``tokens`` come after the prompt that all tasks share; ``heard`` counts samples.
    """

    heard: int
    task: Task
    tokens: tuple[int, ...]
    first: int

    @property
    def positions(self) -> int:
        """How many next tokens are asked for."""
        return len(self.tokens) - self.first


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
        self._smaller = smaller
        self._samples = torch.zeros(0)  # (heard,) float32, on the host

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
        distinct = list(dict.fromkeys(row for rows in asked for row in rows.values()))
        log_p = dict(zip(distinct, self._read(distinct), strict=True))
        tables = [_table(query, rows, log_p) for query, rows in zip(queries, asked, strict=True)]
        lines = iter(torch.cat(tables).tolist())  # the one transfer to the host
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

    def _check(self, query: Query) -> None:
        if query.task not in self._prompts.own:
            raise Bug(f"the task {query.task} was not begun")
        prefixes = (query.heard, *(base for base in query.baselines if base is not None))
        if not 0 <= min(prefixes) <= max(prefixes) <= self.heard:
            raise Bug(f"asked about {prefixes} of {self.heard} samples heard")

    def _read(self, readings: Sequence[Reading]) -> list[Tensor]:
        """Run rows in one pass; log-probabilities (positions, vocab) for each."""
        prefixes = [self._prefix(reading.heard) for reading in readings]
        self._ring.trim(needed={reading.heard for reading in readings})
        rows = self._rows(prefixes, readings)
        asked = []
        for prefix, reading, row, fed in zip(
            prefixes, readings, rows, self._network.feed(rows), strict=True
        ):
            _remember(prefix, reading, (*row.past[1:], fed.states))
            asked.append(fed.hidden[-reading.positions :])
        log_p = self._network.predict(torch.cat(asked))
        return list(log_p.split([reading.positions for reading in readings]))

    def _prefix(self, heard: int) -> Prefix:
        """Give an audio prefix with its states, computing what the ring does not hold."""
        prefix = self._ring.get(heard)
        if prefix is None:
            prefix = Prefix(self._network.hear(self._samples[:heard]))
            self._ring.put(heard, prefix)
        if prefix.states is None:
            prefix.states = self._prefill(prefix.audio)
        return prefix

    def _prefill(self, audio: Tensor) -> Tensor:
        """Run the prompt that all tasks share, with this audio in it, and give its states."""
        before, after = self._network.embed(self._prompts.before + self._prompts.after).split(
            [len(self._prompts.before), len(self._prompts.after)]
        )
        prompt = torch.cat((before, audio, after))  # (tokens, width)
        with self._probe.stage(Stage.PREFILL):
            return self._network.feed([Row((), prompt)])[0].states.contiguous()

    def _rows(self, prefixes: Sequence[Prefix], readings: Sequence[Reading]) -> list[Row]:
        """Pair what is there of each reading with the embeddings of what is not."""
        pasts = [_past(prefix, row) for prefix, row in zip(prefixes, readings, strict=True)]
        new = [
            row.tokens[sum(states.shape[3] for states in past[1:]) :]
            for past, row in zip(pasts, readings, strict=True)
        ]
        embedded = self._network.embed([token for tokens in new for token in tokens])
        split = embedded.split([len(tokens) for tokens in new])
        return [Row(past, embeddings) for past, embeddings in zip(pasts, split, strict=True)]


def common_length(left: Sequence[int], right: Sequence[int]) -> int:
    """Count the ids that two sequences begin with alike."""
    for count, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return count
    return min(len(left), len(right))


def _past(prefix: Prefix, reading: Reading) -> tuple[Tensor, ...]:
    """Give the states a reading can stand on: the shared prompt's, and its own branch's.

    A branch that went another way is cropped to what is common, and the first token asked about
    is fed again in any case, for its hidden state.
    """
    assert prefix.states is not None
    branch = prefix.branches.get(reading.task)
    if branch is None:
        return (prefix.states,)
    held = min(common_length(branch.tokens, reading.tokens), reading.first)
    return (prefix.states, branch.states[:, :, :, :held])


def _remember(prefix: Prefix, reading: Reading, states: tuple[Tensor, ...]) -> None:
    """Keep a reading's own states, in order, unless the branch held all of it before."""
    branch = prefix.branches.get(reading.task)
    if branch is None or branch.tokens[: len(reading.tokens)] != reading.tokens:
        prefix.branches[reading.task] = Branch(reading.tokens, torch.cat(states, dim=3))


def _table(query: Query, rows: dict[int, Reading], log_p: dict[Reading, Tensor]) -> Tensor:
    """Compare a query's current row with its baselines: (positions, 4), see ``compare``.

    Where there is no baseline, or it is the current row, that row stands for it: KL is 0.
    """
    current = rows[query.heard]
    baseline = []
    for position, heard in enumerate(query.baselines):
        row = current if heard is None else rows[heard]
        baseline.append(log_p[row][current.first + position - row.first])
    return compare(log_p[current], torch.stack(baseline))
