"""Examples to tensors: padded sound, and one packed token row per clip for all its tasks.

A row is the audio, once, and behind it one branch per task that sees the audio and itself but no
other branch: one pass of the language model trains all tasks of a clip. It knows no optimiser.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from lsg_desktop.events import Task
from lsg_desktop.models.encoder import audio_tokens, positions
from lsg_desktop.models.prompts import AUDIO, END_OF_TEXT, TURN_END, speech_prompt, text_prompt
from lsg_desktop.training.corpus import Clip, dry_sound, heard_sound
from lsg_desktop.training.examples import LANGUAGES, Example, TextPair, example, text_pair

LETTERS = "abcdefghijklmnopqrstuvwxyz'"
"""The letters of spoken words, numbered from 1; 0 is none."""

HOP = 160
"""Samples of a mel frame; the encoder gives a state for two of them."""

STATES_A_SECOND = 50
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

    ``words`` and ``letters`` number the word and the letter being spoken at each state, 0 none.
    """

    sound: Tensor  # (B, N)
    frames: Tensor  # (B,) mel frames
    words: Tensor  # (B, S)
    letters: Tensor  # (B, S)
    speech: Rows
    text: Rows


class Collator:
    """Turns clips into batches with a tokenizer's ids; ``words`` are all that are ever spoken."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, words: Sequence[str]) -> None:
        self._tokenizer = tokenizer
        self._numbers = {word: number for number, word in enumerate(words, 1)}
        self._known: dict[str, list[int]] = {}
        self._audio = self._one(AUDIO)
        self._end = self._one(END_OF_TEXT)
        self._turn_end = self._one(TURN_END)
        prompts = {"en": speech_prompt(Task.TRANSCRIBE, "en", "en")}
        prompts |= {lang: speech_prompt(Task.TRANSLATE, "en", lang) for lang in LANGUAGES}
        ids = {language: self._ids(prompt) for language, prompt in prompts.items()}
        self._shared = _common_prefix(list(ids.values()))
        self._suffix = {language: row[len(self._shared) :] for language, row in ids.items()}

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
        sentences: Sequence[Clip],
        seed: str,
        dry: float = 0.0,
    ) -> Batch:
        """Make the batch of these clips, cut or whole, and of the text of ``sentences``.

        A share ``dry`` of the clips is heard without noise and room.
        """
        rng = random.Random(seed)
        noise = np.random.default_rng(zlib.crc32(seed.encode()))
        examples = [
            example(
                clip, dry_sound(clip) if rng.random() < dry else heard_sound(clip, noise), rng, cut
            )
            for clip, cut in zip(clips, cuts, strict=True)
        ]
        frames = [max(4, -(-len(item.samples) // HOP)) for item in examples]
        sound = torch.zeros(len(examples), (max(frames) + 3) * HOP)
        for row, item in enumerate(examples):
            sound[row, : len(item.samples)] = torch.from_numpy(item.samples.copy())
        labels = [self._spoken(item, n) for item, n in zip(examples, frames, strict=True)]
        rows = [self._row(item, count) for item, count in zip(examples, frames, strict=True)]
        pairs = [text_pair(clip.sentence, rng) for clip in sentences]
        return Batch(
            sound,
            torch.tensor(frames),
            _padded([words for words, _ in labels], IGNORED),
            _padded([letters for _, letters in labels], IGNORED),
            _stacked(rows),
            _stacked([self._text_row(pair) for pair in pairs]),
        )

    def _spoken(self, item: Example, frames: int) -> tuple[list[int], list[int]]:
        """Number the word and, as if all lasted alike, the letter spoken at each encoder state."""
        words, letters = [0] * positions(frames), [0] * positions(frames)
        for span in item.spans:
            number = self._numbers.get(span.word, 0)
            a_letter = (span.end_s - span.start_s) / len(span.word)
            for place, letter in enumerate(span.word):
                first = round((span.start_s + place * a_letter) * STATES_A_SECOND)
                last = round((span.start_s + (place + 1) * a_letter) * STATES_A_SECOND)
                count = len(words[first:last])
                words[first:last] = [number] * count
                letters[first:last] = [LETTERS.index(letter) + 1] * count
        return words, letters

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
