"""One utterance as an audio language model hears it, each thing computed once; it knows no family.

Per audio prefix: one encoder run and one prefill of the prompt up to where the tasks part, with
all that is asked of it in the same call. Per prefix and task: a branch that grows, or is cropped,
with the tokens asked about. Per call: one batched pass over the prefixes that were there, for
what was not asked of them before. :mod:`lsg_desktop.models.plain` gives the same in the slow and
obvious way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from lsg_desktop.models.scoring import compare, token_score
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

    def _watched(self) -> AbstractContextManager[None]:
        return memory.watched("memory ran out while listening", self._smaller)

    def _score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        asked = [self._readings(query) for query in queries]
        for query in queries:
            self._follow(query)
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
        fresh = [heard for heard, prefix in prefixes.items() if prefix.states is None]
        known = {row: branch for row in readings if (branch := _known(prefixes[row.heard], row))}
        unread = [row for row in readings if row not in known]
        for heard in fresh:
            with self._probe.stage(Stage.PREFILL):
                known |= self._feed(prefixes, [row for row in unread if row.heard == heard])
            self._trim(needed)
        if there := [row for row in unread if row.heard not in fresh]:
            known |= self._feed(prefixes, there)
            self._trim(needed)
        hidden = [known[row].hidden[row.first : len(row.tokens)] for row in readings]
        log_p = self._network.predict(torch.cat(hidden))
        return list(log_p.split([reading.positions for reading in readings]))

    def _prefix(self, heard: int) -> Prefix:
        """Give an audio prefix, with what the encoder gives of it where the ring does not hold it.

        Where it lacks states the rows read of it bring them along.
        """
        prefix = self._ring.get(heard)
        if prefix is None:
            prefix = Prefix(self._network.hear(self._samples[:heard]))
            self._ring.put(heard, prefix)
        return prefix

    def _trim(self, needed: Collection[int]) -> None:
        self._ring.trim(needed, [baseline for _, baseline in self._baselines.values()])

    def _feed(
        self, prefixes: Mapping[int, Prefix], readings: Sequence[Reading]
    ) -> dict[Reading, Branch]:
        """Run rows in one pass, those of one prefix as forks of it, and keep what they give."""
        by_prefix: dict[int, list[Reading]] = {}
        for reading in readings:
            by_prefix.setdefault(reading.heard, []).append(reading)
        rows = [self._row(prefixes[heard], forks) for heard, forks in by_prefix.items()]
        branches: dict[Reading, Branch] = {}
        for heard, fed in zip(by_prefix, self._network.feed(rows), strict=True):
            prefix = prefixes[heard]
            grown = {
                reading: _grown(prefix, reading, gave)
                for reading, gave in zip(by_prefix[heard], fed.forks, strict=True)
            }
            prefix.branches.update({reading.task: grown[reading] for reading in grown})
            prefix.states = fed.states if prefix.states is None else prefix.states
            branches |= grown
        return branches

    def _row(self, prefix: Prefix, readings: Sequence[Reading]) -> Row:
        """Pair what is there of a prefix and what is read of it with embeddings of what is not."""
        held = [_held(prefix, reading) for reading in readings]
        new = [
            reading.tokens[sum(len(branch.tokens) for branch in one) :]
            for one, reading in zip(held, readings, strict=True)
        ]
        prompt = (self._prompts.before, self._prompts.after) if prefix.states is None else ((), ())
        ids = (*prompt, *new)
        before, after, *embedded = self._network.embed(
            [token for tokens in ids for token in tokens]
        ).split([len(tokens) for tokens in ids])
        forks = tuple(
            Row(tuple(branch.states for branch in one), fork)
            for one, fork in zip(held, embedded, strict=True)
        )
        if prefix.states is None:
            return Row((), torch.cat((before, prefix.audio, after)), forks)
        return Row((prefix.states,), before, forks)


def common_length(left: Sequence[int], right: Sequence[int]) -> int:
    """Count the ids that two sequences begin with alike."""
    for count, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return count
    return min(len(left), len(right))


def _known(prefix: Prefix, reading: Reading) -> Branch | None:
    """Give the branch that has all of a reading, if there is one."""
    branch = prefix.branches.get(reading.task)
    return branch if branch and branch.tokens[: len(reading.tokens)] == reading.tokens else None


def _held(prefix: Prefix, reading: Reading) -> tuple[Branch, ...]:
    """Give what is there of a reading: its task's branch, cropped to what both begin with."""
    branch = prefix.branches.get(reading.task)
    return (branch.cropped(common_length(branch.tokens, reading.tokens)),) if branch else ()


def _grown(prefix: Prefix, reading: Reading, gave: Fed) -> Branch:
    """Give the branch of a reading whose new tokens gave this; it shares nothing with the pass."""
    held = _held(prefix, reading)
    return Branch(
        reading.tokens,
        torch.cat([*(branch.states for branch in held), gave.states], dim=3),
        torch.cat([*(branch.hidden for branch in held), gave.hidden]),
    )


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
