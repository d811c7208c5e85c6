"""Examples to tensors: padded sound, and one packed token row per clip for all its tasks.

A row is the audio, once, and behind it one branch per task that sees the audio and itself but no
other branch: one pass of the language model trains all tasks of a clip. It knows no optimiser.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from lsg_desktop.events import Task
from lsg_desktop.models.encoder import audio_tokens, positions
from lsg_desktop.models.prompts import AUDIO, END_OF_TEXT, TURN_END, speech_prompt, text_prompt
from lsg_desktop.training import disguise
from lsg_desktop.training.augment import augment, coloured
from lsg_desktop.training.corpus import Clip, dry_sound
from lsg_desktop.training.disguise import Disguise
from lsg_desktop.training.examples import (
    LANGUAGES,
    Example,
    TextPair,
    example,
    items,
    spans,
)
from lsg_desktop.training.voices import ALL_VOICES

LETTERS = "abcdefghijklmnopqrstuvwxyz'"
"""The letters of spoken words, numbered from 1; 0 is none."""

HOP = 160
"""Samples of a mel frame; the encoder gives a state for two of them."""

STATES_A_SECOND = 50
AUDIO_TOKENS_A_SECOND = 25
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Branch:
    """A prompt's tokens and the tokens to be learnt after it."""

    prompt: list[int]
    target: list[int]


@dataclass(frozen=True, slots=True)
class Rows:
    """Packed token rows, all (rows, T).

    ``branch`` is 0 for the shared audio, -1 for padding; a label stands where the token before
    it is read.
    """

    tokens: Tensor
    positions: Tensor
    branch: Tensor
    labels: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step needs: B clips of N samples and S encoder states, and text without sound.

    ``said`` numbers what is spoken at each encoder state, 0 none: "word" and "letter". ``written``
    does so at each audio token, by the token that writes it: "now", and "before" it.
    """

    sound: Tensor  # (B, N)
    disguise: Disguise
    frames: Tensor  # (B,) mel frames
    said: dict[str, Tensor]  # (B, S)
    written: dict[str, Tensor]  # (B, S // 2)
    speech: Rows
    text: Rows


class Collator:
    """Turns clips into batches with a tokenizer's ids.

    ``words`` are all that are ever spoken, and ``tokens`` the ids that the writing of an item
    begins with, the end of text first: numbers of what is said and written are places in them.
    """

    def __init__(self, tokenizer: PreTrainedTokenizerBase, clips: Iterable[Clip]) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}
        self._audio = self._one(AUDIO)
        self._end = self._one(END_OF_TEXT)
        self._turn_end = self._one(TURN_END)
        prompts = {"en": speech_prompt(Task.TRANSCRIBE, "en", "en")}
        prompts |= {lang: speech_prompt(Task.TRANSLATE, "en", lang) for lang in LANGUAGES}
        ids = {language: self._ids(prompt) for language, prompt in prompts.items()}
        self._shared = _common_prefix(list(ids.values()))
        self._suffix = {language: row[len(self._shared) :] for language, row in ids.items()}
        words, first = set[str](), set[int]()
        for clip in clips:
            words.update(span.word for span in spans(clip))
            first.update(self._ids(item.word)[0] for item in items(clip))
        self.words = ["", *sorted(words)]
        self.tokens = [self._end, *sorted(first)]
        self._word_numbers = {word: number for number, word in enumerate(self.words)}
        self._token_numbers = {token: number for number, token in enumerate(self.tokens)}

    def _ids(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = list(self._tokenizer(text, add_special_tokens=False)["input_ids"])
        return self._known[text]

    def _line(self, pieces: Sequence[str], end: int) -> list[int]:
        return [*(token for piece in pieces for token in self._ids(piece)), end]

    def _one(self, token: str) -> int:
        (only,) = self._ids(token)
        return only

    def batch(
        self,
        clips: Sequence[Clip],
        cuts: Sequence[bool],
        texts: Sequence[TextPair],
        seed: str,
        dry: float = 0.0,
        disguised: float = 0.0,
    ) -> Batch:
        """Make the batch of these clips, cut or whole, and of ``texts`` without sound.

        A share ``dry`` of the clips is heard without noise and room, and a share ``disguised``
        of the voices is made another: coloured and hidden in part, and those of people, which
        are few, warped.
        """
        rng = random.Random(seed)
        noise = np.random.default_rng(zlib.crc32(seed.encode()))
        hidden = [rng.random() < disguised for _ in clips]
        people = [ALL_VOICES[clip.voice].is_of_a_person for clip in clips]
        warps = [is_hidden and person for is_hidden, person in zip(hidden, people, strict=True)]
        examples = []
        for clip, cut, is_hidden in zip(clips, cuts, hidden, strict=True):
            sound = coloured(dry_sound(clip), noise) if is_hidden else dry_sound(clip)
            heard = sound if rng.random() < dry else augment(sound, noise)
            examples.append(example(clip, heard, rng, cut))
        frames = [max(4, -(-len(item.samples) // HOP)) for item in examples]
        padded = torch.zeros(len(examples), (max(frames) + 3) * HOP)
        for row, item in enumerate(examples):
            padded[row, : len(item.samples)] = torch.from_numpy(item.samples.copy())
        said = [self._said(item.clip, n) for item, n in zip(examples, frames, strict=True)]
        written = [self._written(item.clip, n) for item, n in zip(examples, frames, strict=True)]
        rows = [self._row(item, count) for item, count in zip(examples, frames, strict=True)]
        return Batch(
            padded,
            disguise.drawn(frames, hidden, warps, rng),
            torch.tensor(frames),
            {kind: _padded([one[kind] for one in said], IGNORED) for kind in said[0]},
            {kind: _padded([one[kind] for one in written], IGNORED) for kind in written[0]},
            _stacked(rows),
            _stacked([self._text_row(pair) for pair in texts]),
        )

    def _said(self, clip: Clip, frames: int) -> dict[str, list[int]]:
        """Number the word and, as if all lasted alike, the letter said at each encoder state."""
        words, letters = _Track(positions(frames)), _Track(positions(frames))
        for span in spans(clip):
            start, end = span.start_s * STATES_A_SECOND, span.end_s * STATES_A_SECOND
            words.put(start, end, self._word_numbers.get(span.word, 0))
            a_letter = (end - start) / len(span.word)
            for place, letter in enumerate(span.word):
                at = start + place * a_letter
                letters.put(at, at + a_letter, LETTERS.index(letter) + 1)
        return {"word": words, "letter": letters}

    def _written(self, clip: Clip, frames: int) -> dict[str, list[int]]:
        """Number what the item at each audio token, and the one before, begin to be written by."""
        now, before = _Track(audio_tokens(frames)), _Track(audio_tokens(frames))
        for item in items(clip):
            start, end = (at * AUDIO_TOKENS_A_SECOND for at in (item.start_s, item.end_s))
            number = self._token_numbers.get(self._ids(item.word)[0], 0)
            now.put(start, end, number)
            before.put(end, len(before), number)
        return {"now": now, "before": before}

    def _row(self, item: Example, frames: int) -> list[tuple[int, int, int, int]]:
        place = self._shared.index(self._audio)
        shared = [
            *self._shared[:place],
            *[self._audio] * audio_tokens(frames),
            *self._shared[place + 1 :],
        ]
        branches = [
            Branch(self._suffix[language], self._line(item.lines[language], self._end))
            for language in ("en", *LANGUAGES)
        ]
        return _packed(shared, branches)

    def _text_row(self, pair: TextPair) -> list[tuple[int, int, int, int]]:
        prompt = list(self._tokenizer(text_prompt(pair.source, "de"))["input_ids"])
        return _packed([], [Branch(prompt, self._line(pair.target, self._turn_end))])


class _Track(list[int]):
    """What is heard at each of so many steps of time, 0 at first."""

    def __init__(self, steps: int) -> None:
        super().__init__([0] * steps)

    def put(self, start: float, end: float, number: int) -> None:
        """Set the steps between two moments, given in steps."""
        first, last = round(start), round(end)
        self[first:last] = [number] * len(self[first:last])


def _packed(shared: list[int], branches: list[Branch]) -> list[tuple[int, int, int, int]]:
    """Lay out (token, position, branch, label) with each branch starting behind ``shared``."""
    row = [(token, place, 0, IGNORED) for place, token in enumerate(shared)]
    for number, branch in enumerate(branches, 1):
        tokens = [*branch.prompt, *branch.target]
        labels = [*[IGNORED] * (len(branch.prompt) - 1), *branch.target, IGNORED]
        row += [
            (token, len(shared) + place, number, label)
            for place, (token, label) in enumerate(zip(tokens, labels, strict=True))
        ]
    return row


def _stacked(rows: list[list[tuple[int, int, int, int]]]) -> Rows:
    columns = [list(zip(*row, strict=True)) for row in rows]
    tokens, positions, branch, labels = (
        _padded([list(column[kind]) for column in columns], fill)
        for kind, fill in enumerate((0, 0, -1, IGNORED))
    )
    return Rows(tokens, positions, branch, labels)


def _padded(rows: list[list[int]], fill: int) -> Tensor:
    width = max(1, max(len(row) for row in rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def _common_prefix(rows: list[list[int]]) -> list[int]:
    shared: list[int] = []
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return shared
