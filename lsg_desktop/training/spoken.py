"""Sets of spoken sentences for listening to: what is measured, and what ``demo-corpus`` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.corpus import clip, heard_sound
from lsg_desktop.training.examples import LANGUAGES
from lsg_desktop.training.grammar import Sentence, Split, distinct
from lsg_desktop.training.voices import ALL_VOICES, TRAINING_VOICES, Voice


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with its sound as a microphone hears it, (n,) float32."""

    sentence: Sentence
    samples: NDArray[np.float32]


def spoken(
    count: int, seed: int, split: Split, voices: Sequence[Voice] = TRAINING_VOICES
) -> Iterator[Spoken]:
    """Speak ``count`` distinct sentences of a split with voices, manners and noise by the seed."""
    for index, sentence in enumerate(distinct(count, seed, split)):
        made = clip(sentence, index, seed, voices)
        yield Spoken(sentence, heard_sound(made, np.random.default_rng([seed, index])))


def named_voices(names: Sequence[str]) -> tuple[Voice, ...]:
    """Look voices up; none named gives the training voices. Raises InputFault."""
    unknown = [name for name in names if name not in ALL_VOICES]
    if unknown:
        raise InputFault(f"there is no voice {unknown[0]}", f"choose from {', '.join(ALL_VOICES)}")
    return tuple(ALL_VOICES[name] for name in names) or TRAINING_VOICES


def write(folder: Path, sentences: Iterator[Spoken]) -> Iterator[Path]:
    """Write a WAV for each sentence and, last, a manifest with a row for each target language."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[manifest.Row] = []
    for index, one in enumerate(sentences):
        path = folder / f"{index:05d}.wav"
        soundfile.write(path, one.samples, SAMPLE_RATE, subtype="PCM_16")
        said = one.sentence
        rows += [
            manifest.Row(path, "en", said.transcript, language, said.translation(language))
            for language in LANGUAGES
        ]
        yield path
    manifest.write(folder / "manifest.tsv", rows)
