"""One sentence as a language model reads it, each thing computed once; it knows no tokenizer.

A prompt is tokenised as a whole for each count of words, since a word may change the tokens before
it. What a prompt begins with like the one before it is not computed again. The rest is that of
:class:`~lsg_desktop.models.listening.CachedListening`; :mod:`lsg_desktop.models.text_plain` gives
the same in the slow and obvious way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.cache import Prefix, Ring
from lsg_desktop.models.listening import CachedListening
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.reading import Network, PromptIds, Reading, common_length
from lsg_desktop.models.rows import Row

Prompt = Callable[[Sequence[str]], tuple[int, ...]]
"""Gives the ids of the prompt that translates words."""


class TextListening(CachedListening):
    """The words of one sentence, and what was computed of its prefixes."""

    def __init__(self, network: Network, prompt: Prompt, ring: Ring, smaller: str = "") -> None:
        # What follows a prompt's last id is the first thing that can be asked, so that id is a
        # row's own. Which one it is, the words decide as well: see _readings.
        own = PromptIds((), (), {Task.TRANSLATE: prompt(())[-1:]})
        super().__init__(network, own, ring, smaller)
        self._prompt = prompt
        self._words: tuple[str, ...] = ()
        self._ids: dict[int, tuple[int, ...]] = {}
        self._newest: tuple[tuple[int, ...], Tensor] | None = None

    @property
    def heard(self) -> int:
        """Words read so far."""
        return len(self._words)

    def hear(self, words: Any, /) -> None:
        """Append words, a sequence of text.

        Raises InputFault where the sentence would be too long, and goes on without them then. Half
        of what the model takes is left to the translation.
        """
        longer = (*self._words, *words)
        ids = self._prompt(longer)
        if len(ids) > self._network.limit // 2:
            raise InputFault(
                "a sentence is longer than the model takes", "end sentences with a line feed"
            )
        self._words = longer
        self._ids[self.heard] = ids

    def _ids_of(self, heard: int) -> tuple[int, ...]:
        """Give the ids of the prompt with so many words."""
        if heard not in self._ids:
            self._ids[heard] = self._prompt(self._words[:heard])
        return self._ids[heard]

    def _readings(self, query: Query) -> dict[int, Reading]:
        """Give the rows a query needs, each behind the last id of its own prompt."""
        return {
            heard: replace(row, tokens=(self._ids_of(heard)[-1], *row.tokens[1:]))
            for heard, row in super()._readings(query).items()
        }

    def _prefix(self, heard: int) -> Prefix:
        """Give a prefix with its states, computing what the ring does not hold."""
        prefix = self._ring.get(heard)
        if prefix is None or prefix.states is None:
            ids = self._ids_of(heard)[:-1]
            prefix = Prefix(torch.tensor(ids), self._states(ids))
            self._ring.put(heard, prefix)
        return prefix

    def _states(self, ids: tuple[int, ...]) -> Tensor:
        """Run a prompt from where it parts from the one run before, and give all its states."""
        held: tuple[Tensor, ...] = ()
        if self._newest:
            before, states = self._newest
            held = (states[:, :, :, : common_length(before, ids)],)
        new = ids[held[0].shape[3] if held else 0 :]
        if new:
            fed = self._network.feed([Row(held, self._network.embed(new))])[0]
            held += (fed.states,)
        states = torch.cat(held, dim=3)
        self._newest = (ids, states)
        return states
