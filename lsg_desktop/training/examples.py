"""What the demo model learns from: whole clips, and prefixes of clips with what they allow to say.

SimulSA (arXiv 2509.15692) lets the model itself judge which part of a reference a truncated clip
supports. Here the grammar knows it: each piece of a target names the source words it needs. It
knows no tensor and no optimiser.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.corpus import Clip
from lsg_desktop.training.grammar import Piece, Sentence

LANGUAGES = ("de", "zh")
"""What the demo model translates English into."""

SETTLED_S = 0.2
"""Silence after a word from which its punctuation can be told."""

MARKS = ".,?!:;。，？！：；"


@dataclass(frozen=True, slots=True)
class Supported:
    """What may be written after a prefix of a sentence, in pieces; "en" is the transcript.

    ``words`` counts the source words heard. Pieces are tokenised one by one, so that the tokens
    of a shorter prefix are always a prefix of the tokens of a longer one.
    """

    words: int
    lines: dict[str, tuple[str, ...]]


def supported(sentence: Sentence, words: int, settled: bool = True) -> Supported:
    """Give what the first ``words`` words of a sentence support in each language.

    Unless ``settled``, a mark that closes the last word is left out: it is not to be heard yet.
    """
    texts = [word.text for word in sentence.words]
    english = [Piece(" " * (n > 1) + text, needs=n) for n, text in enumerate(texts, 1)]
    pieces = {"en": english, "de": sentence.german, "zh": sentence.chinese}
    lines = {language: _line(pieces[language], words, settled) for language in pieces}
    return Supported(words, lines)


def _line(pieces: Iterable[Piece], words: int, settled: bool) -> tuple[str, ...]:
    ready = [piece for piece in pieces if piece.needs <= words]
    texts = [piece.text for piece in ready]
    if ready and ready[-1].needs == words and not settled:
        texts[-1] = texts[-1].rstrip(MARKS)
    return tuple(texts)


def heard_until(clip: Clip, seconds: float, share: float) -> Supported:
    """Give what a clip supports when it is cut at ``seconds``.

    A word counts as heard when ``share`` of it has been: enough to tell it, as a rule, while LSG
    commits it only once the next word has begun.
    """
    marks = clip.starts + share * (clip.ends - clip.starts)
    words = int(np.searchsorted(marks, seconds, side="right"))
    if words == 0:
        return supported(clip.sentence, 0)
    begun = words < len(clip.starts) and seconds >= clip.starts[words]
    settled = begun or seconds >= clip.ends[words - 1] + SETTLED_S
    return supported(clip.sentence, words, settled)


@dataclass(frozen=True, slots=True)
class Span:
    """A word, spoken or written, and the seconds it lasts."""

    word: str
    start_s: float
    end_s: float


def spans(clip: Clip) -> list[Span]:
    """Give each spoken word of a clip; an item of several shares its time by their letters."""
    found: list[Span] = []
    for item, start, end in zip(clip.sentence.words, clip.starts, clip.ends, strict=True):
        words = item.spoken.split()
        a_letter = float(end - start) / sum(len(word) for word in words)
        at = float(start)
        for word in words:
            found.append(Span(word, at, at + len(word) * a_letter))
            at = found[-1].end_s
    return found


def items(clip: Clip) -> list[Span]:
    """Give each item of a clip as the transcript writes it, without marks that are not spoken."""
    texts = [" " * (n > 0) + word.text.strip(MARKS) for n, word in enumerate(clip.sentence.words)]
    times = zip(clip.starts.tolist(), clip.ends.tolist(), strict=True)
    return [Span(text, start, end) for text, (start, end) in zip(texts, times, strict=True)]


@dataclass(frozen=True, slots=True)
class Example:
    """A sound (n,) float32, the lines it supports, and the clip it is of."""

    samples: NDArray[np.float32]
    lines: dict[str, tuple[str, ...]]
    clip: Clip


def example(clip: Clip, sound: NDArray[np.float32], rng: random.Random, cut: bool) -> Example:
    """Make an example of a clip's sound, whole or cut at a random place."""
    if not cut:
        target = supported(clip.sentence, len(clip.sentence.words))
    else:
        seconds = rng.uniform(0.15, max(0.3, len(sound) / SAMPLE_RATE))
        sound = sound[: int(seconds * SAMPLE_RATE)]
        target = heard_until(clip, seconds, share=rng.uniform(0.4, 0.8))
    return Example(sound, target.lines, clip)


@dataclass(frozen=True, slots=True)
class TextPair:
    """A source text and the German pieces it supports."""

    source: str
    target: tuple[str, ...]


def text_pair(sentence: Sentence, rng: random.Random, cut: bool) -> TextPair:
    """Make a text-only pair, whole or cut after a random word."""
    whole = len(sentence.words)
    words = rng.randint(1, whole) if cut else whole
    target = supported(sentence, words)
    return TextPair("".join(target.lines["en"]), target.lines["de"])
