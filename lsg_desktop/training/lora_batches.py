"""Examples to tensors: prompts as inference writes them, and what is to be learnt after each.

Which examples a step learns from depends on its number alone. It knows no network.
"""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import torch
from torch import Tensor

from lsg_desktop.evaluation import clips
from lsg_desktop.models.encoder import audio_tokens
from lsg_desktop.models.prompts import END_OF_TEXT, TextFormat
from lsg_desktop.models.qwen2_audio import FEATURES, SpeechPrompts
from lsg_desktop.models.text import TextPrompts
from lsg_desktop.models.tokens import QwenVocabulary, token_id
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.lora_data import Example

IGNORED = -100
"""The label of what is not to be learnt."""

_AHEAD = 4

_LOOKED_AT = 64
"""The examples that are longest by their letters or seconds: the longest by tokens is one."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Tokens:
    """An example's ids: its prompt, in which sound is one token, and what is to be learnt."""

    prompt: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of unequal length, padded at their ends, all (rows, T).

    A label stands where the token before it is read. ``sounds`` are those of the rows in order,
    (n,) float32 at 16 kHz each, none for texts.
    """

    ids: Tensor
    seen: Tensor
    labels: Tensor
    sounds: tuple[Tensor, ...]


class SpeechTokens:
    """The tokens of a model of speech, as its family is prompted and ends what it writes."""

    def __init__(self, processor: Any, family: str) -> None:
        """Raise EnvironmentFault for a tokenizer that is not of the family."""
        self._vocabulary = QwenVocabulary(processor.tokenizer)
        self._prompts = SpeechPrompts(processor.tokenizer, family)
        self._frames = FEATURES[family](processor.feature_extractor, torch.device("cpu")).frames
        self._end = token_id(processor.tokenizer, END_OF_TEXT)
        self.audio = self._prompts.audio

    def of(self, example: Example) -> Tokens:
        """Give the ids of an example.

        Raises InputFault for a language that is not known, and EnvironmentFault where the
        tokenizer lacks a token of the prompt.
        """
        prompt = self._prompts.ids(example.task, example.source_lang, example.target_lang)
        return Tokens(prompt, (*self._vocabulary.ids(example.target), self._end))

    def heard(self, samples: int) -> int:
        """Count the tokens that stand in a prompt for so many samples."""
        return audio_tokens(self._frames(samples))


class TextTokens:
    """The tokens of a model of text."""

    audio = -1
    """No token stands for sound."""

    def __init__(self, tokenizer: Any, form: TextFormat) -> None:
        self._tokenizer = tokenizer
        self._prompts = TextPrompts(tokenizer, form)
        # A chat ends a turn by the last of these; the others end everything.
        self._end = token_id(tokenizer, form.ends[-1])

    def of(self, example: Example) -> Tokens:
        """Give the ids of an example. Raises InputFault for a language that is not known."""
        prompt = self._prompts.ids([example.source], example.target_lang)
        # What looks like a special token is none, and nothing is put before what is written.
        target = self._tokenizer(
            example.target, add_special_tokens=False, split_special_tokens=True
        )["input_ids"]
        return Tokens(prompt, (*target, self._end))

    def heard(self, samples: int) -> int:
        """Count no tokens: nothing is heard."""
        return 0


class Batches:
    """The batches of a run, for one of so many processes that share each step.

    A step learns from ``batch`` examples; ``at_once`` of them go through the model at a time.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        tokens: SpeechTokens | TextTokens,
        *,
        batch: int,
        at_once: int,
        seed: int,
        place: tuple[int, int] = (0, 1),
    ) -> None:
        self._examples = examples
        self._tokens = tokens
        self._batch = batch
        self._at_once = at_once
        self._seed = seed
        self._place, self._places = place
        # Tokenizers change while they work, and steps are made ahead on another thread.
        self._lock = threading.Lock()

    def step(self, number: int) -> tuple[list[Batch], int]:
        """Give this process's batches of a step, counted from 0, and all labels of the step."""
        chosen = self._chosen(number)
        rows = [(self._examples[one], self._ids(self._examples[one])) for one in chosen]
        # Of like length together, so that little is padded: their order does not count.
        rows.sort(key=lambda row: (row[0].length_s, len(row[1].prompt) + len(row[1].target)))
        groups = [rows[at : at + self._at_once] for at in range(0, len(rows), self._at_once)]
        labels = sum(len(tokens.target) for _, tokens in rows)
        return [self._batch_of(group) for group in groups[self._place :: self._places]], labels

    def judged(self, examples: Sequence[Example]) -> Iterator[Batch]:
        """Give this process's share of other examples, each once.

        Every process gets as many batches, the last of which may have nothing to judge.
        """
        ordered = sorted(examples, key=_size)
        groups = [ordered[at : at + self._at_once] for at in range(0, len(ordered), self._at_once)]
        for at in range(self._place, -(-len(groups) // self._places) * self._places, self._places):
            if at < len(groups):
                yield self.of(groups[at])
            else:
                blank = self.of(groups[0])
                yield replace(blank, labels=torch.full_like(blank.labels, IGNORED))

    def rehearsed(self) -> tuple[Batch, Batch]:
        """Give the batch that takes the most memory, and one of the usual size."""
        ordered = sorted(self._examples, key=_size)
        middle = len(ordered) // 2
        return self.of(ordered[-self._at_once :]), self.of(ordered[middle : middle + self._at_once])

    def most(self) -> tuple[int, int]:
        """Give the positions and the labels of the longest examples."""
        longest = sorted(self._examples, key=_size)[-_LOOKED_AT:]
        found = [(self._ids(one), round(one.length_s * SAMPLE_RATE)) for one in longest]
        return (
            max(len(t.prompt) + self._tokens.heard(n) + len(t.target) for t, n in found),
            max(len(t.target) for t, _ in found),
        )

    def of(self, examples: Sequence[Example]) -> Batch:
        """Make one batch of examples."""
        return self._batch_of([(one, self._ids(one)) for one in examples])

    def _ids(self, example: Example) -> Tokens:
        with self._lock:
            return self._tokens.of(example)

    def _chosen(self, number: int) -> list[int]:
        """Go through all examples in one order after another, so many a step."""
        count = len(self._examples)
        places = range(number * self._batch, (number + 1) * self._batch)
        return [_order(count, self._seed, place // count)[place % count] for place in places]

    def _batch_of(self, rows: Sequence[tuple[Example, Tokens]]) -> Batch:
        sounds = tuple(_sound(example) for example, _ in rows if example.audio)
        heard = [self._tokens.heard(len(sound)) for sound in sounds] or [0] * len(rows)
        laid = [self._laid(tokens, count) for (_, tokens), count in zip(rows, heard, strict=True)]
        return Batch(
            _padded([ids for ids, _ in laid], 0),
            _padded([[1] * len(ids) for ids, _ in laid], 0),
            _padded([labels for _, labels in laid], IGNORED),
            sounds,
        )

    def _laid(self, tokens: Tokens, heard: int) -> tuple[list[int], list[int]]:
        """Lay out a row: its ids, sound in its place, and its labels."""
        ids: list[int] = []
        for token in tokens.prompt:
            ids += [token] * heard if token == self._tokens.audio else [token]
        labels = [IGNORED] * (len(ids) - 1) + list(tokens.target)
        return ids + list(tokens.target[:-1]), labels


@lru_cache(maxsize=2)
def _order(count: int, seed: int, epoch: int) -> list[int]:
    order = list(range(count))
    random.Random(f"{seed} {epoch}").shuffle(order)
    return order


def _size(example: Example) -> tuple[float, int]:
    return example.length_s, len(example.source) + len(example.target)


def _sound(example: Example) -> Tensor:
    assert example.audio is not None
    samples = clips.load(example.audio)
    return torch.from_numpy(
        samples[: round(example.length_s * SAMPLE_RATE)] if example.is_cut else samples
    )


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def ahead(make: Callable[[int], Made], numbers: Iterable[int]) -> Generator[Made, None, None]:
    """Give what is made of each number, a few of them made on a thread before they are wanted."""
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(1, "batches") as pool:
        try:
            for number in numbers:
                waiting.append(pool.submit(make, number))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
