"""Rows of one utterance, each thing read once; it knows no audio and no family.

Per prefix: one prefill of the prompt up to where the tasks part, with all that is asked of it and
of those that were there before. Per prefix and task: a branch that grows, or is cropped, with the
tokens asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from lsg_desktop.events import Task
from lsg_desktop.models.cache import Branch, Prefix, Ring
from lsg_desktop.models.features import Frames
from lsg_desktop.models.probe import UNMEASURED, Probe, Stage
from lsg_desktop.models.rows import Fed, Row


class Network(Protocol):
    """The weights of an audio language model, as the four steps of an answer."""

    @property
    def limit(self) -> int:
        """The most samples it can hear."""
        ...

    def hear(self, samples: Tensor, known: Frames) -> Tensor:
        """Encode audio (n,) to what stands in a prompt for it: (audio tokens, width).

        ``known`` is what is known of its utterance, and grows.
        """
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


class Reader:
    """Reads rows of an utterance, and keeps in its ring what that gives."""

    def __init__(
        self, network: Network, prompts: PromptIds, ring: Ring, probe: Probe = UNMEASURED
    ) -> None:
        self._network = network
        self._prompts = prompts
        self._ring = ring
        self._probe = probe

    def read(
        self,
        readings: Sequence[Reading],
        prefixes: Mapping[int, Prefix],
        baselines: Collection[int],
    ) -> list[Tensor]:
        """Give log-probabilities (positions, vocab) for each row; ``prefixes`` are theirs.

        ``baselines`` is where that of each task has come to, see :class:`Ring`.
        """
        newest = max(prefixes)
        fresh = [heard for heard, prefix in prefixes.items() if prefix.states is None]
        known = {
            row: branch.hidden for row in readings if (branch := _known(prefixes[row.heard], row))
        }
        unread = [row for row in readings if row not in known and not _within(row, readings)]
        there = [row for row in unread if row.heard not in fresh]
        for place, heard in enumerate(fresh, 1):
            with self._probe.stage(Stage.PREFILL):
                new = [row for row in unread if row.heard == heard]
                known |= self._feed(prefixes, there + new)
            there = []
            # Of baselines that have been read only hidden states are needed. What was heard last
            # is asked about again.
            self._ring.trim((newest, *fresh[place:]), baselines)
        if there:
            known |= self._feed(prefixes, there)
            self._ring.trim((newest,), baselines)
        whole = [next(one for one in known if _reads_all(one, row)) for row in readings]
        hidden = [
            known[one][row.first : len(row.tokens)]
            for one, row in zip(whole, readings, strict=True)
        ]
        log_p = self._network.predict(torch.cat(hidden))
        return list(log_p.split([reading.positions for reading in readings]))

    def _feed(
        self, prefixes: Mapping[int, Prefix], readings: Sequence[Reading]
    ) -> dict[Reading, Tensor]:
        """Run rows, those of one prefix as forks of it, and keep what they give.

        Gives the hidden states (tokens, width) of each.
        """
        by_prefix: dict[int, list[Reading]] = {}
        for reading in readings:
            by_prefix.setdefault(reading.heard, []).append(reading)
        rows = [self._row(prefixes[heard], forks) for heard, forks in by_prefix.items()]
        hidden: dict[Reading, Tensor] = {}
        for heard, fed in zip(by_prefix, self._network.feed(rows), strict=True):
            prefix = prefixes[heard]
            grown = {
                reading: _grown(prefix, reading, gave)
                for reading, gave in zip(by_prefix[heard], fed.forks, strict=True)
            }
            prefix.branches.update({reading.task: grown[reading] for reading in grown})
            prefix.states = fed.states if prefix.states is None else prefix.states
            hidden |= {reading: branch.hidden for reading, branch in grown.items()}
        return hidden

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


def _within(row: Reading, readings: Sequence[Reading]) -> bool:
    """Say whether another row reads all that this one does: a longer one, or one before it."""
    place = readings.index(row)
    return any(
        _reads_all(other, row) and (number < place or len(other.tokens) > len(row.tokens))
        for number, other in enumerate(readings)
    )


def _reads_all(one: Reading, other: Reading) -> bool:
    """Say whether a row reads all that another, or the same, does."""
    alike = (one.heard, one.task) == (other.heard, other.task)
    return alike and one.tokens[: len(other.tokens)] == other.tokens


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
    states = [*(branch.states for branch in held), gave.states]
    return Branch(
        reading.tokens,
        torch.cat(states, dim=3) if held else gave.states,
        torch.cat([*(branch.hidden for branch in held), gave.hidden]),
    )
