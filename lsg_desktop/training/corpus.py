"""Spoken sentences by the thousand, on disk and resumable; it knows no model.

Sentences come from the grammar, speech from the synthesisers. Clip ``i`` of a corpus depends on
its seed and ``i`` alone, so shards can be made in any order, by any number of processes.
"""

from __future__ import annotations

import json
import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import InputFault
from lsg_desktop.training.augment import augment
from lsg_desktop.training.grammar import Piece, Sentence, Word, distinct
from lsg_desktop.training.voices import TRAINING_VOICES, Manner, Speech, Voice, pad, speak

SHARD = 250
"""Clips in one file of a corpus."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A spoken sentence: float32 mono at 16 kHz and, per word, the seconds it starts and ends."""

    sentence: Sentence
    voice: str
    samples: NDArray[np.float32]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]


def say(sentence: Sentence, voice: Voice, rng: random.Random) -> Speech:
    """Speak a sentence in a manner drawn from ``rng``: rate, pitch, tract, pauses, silence."""
    breaks = [index for index in sentence.breaks if rng.random() < 0.6]
    if rng.random() < 0.15 and len(sentence.words) > 4:
        breaks.append(rng.randrange(1, len(sentence.words) - 1))
    last = len(sentence.words) - 1
    pauses = {index: rng.uniform(0.08, 0.5) for index in sorted(set(breaks)) if index < last}
    manner = Manner(
        rate=rng.uniform(0.85, 1.3),
        pitch=rng.uniform(0.8, 1.25),
        tract=rng.uniform(0.92, 1.08),
        pauses=tuple(pauses.items()),
    )
    speech = speak(
        [word.spoken for word in sentence.words],
        voice,
        manner,
        question=sentence.words[-1].text.endswith("?"),
    )
    return pad(speech, lead_s=rng.uniform(0.05, 0.5), tail_s=rng.uniform(0.1, 0.9))


def clip(sentence: Sentence, index: int, seed: int, voices: Sequence[Voice]) -> Clip:
    """Speak the ``index``-th sentence of a corpus, dry: no gain, no noise."""
    rng = random.Random(f"clip {seed} {index}")
    voice = voice_for(voices, rng)
    speech = say(sentence, voice, rng)
    return Clip(sentence, voice.name, speech.samples, speech.starts, speech.ends)


OF_PEOPLE = 0.6
"""How much of a corpus voices made from recordings speak: few, and harder to recognise."""


def voice_for(voices: Sequence[Voice], rng: random.Random) -> Voice:
    """Draw a voice, a person's as often as OF_PEOPLE says where both kinds are given."""
    people = [voice for voice in voices if voice.is_of_a_person]
    others = [voice for voice in voices if not voice.is_of_a_person]
    of_a_person = not others or (bool(people) and rng.random() < OF_PEOPLE)
    return rng.choice(people if of_a_person else others)


@dataclass(frozen=True, slots=True)
class Corpus:
    """``count`` training clips in ``folder``, int16 on disk, read through memory maps."""

    folder: Path
    count: int
    seed: int

    def build(self, workers: int, advance: Callable[[int], None]) -> None:
        """Synthesise the shards that are missing; ``advance`` is told of each finished clip.

        Raises InputFault where the folder holds another corpus.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._check()
        shards = range(-(-self.count // SHARD))
        missing = [shard for shard in shards if not self._index(shard).exists()]
        advance(min(self.count, (len(shards) - len(missing)) * SHARD))
        if not missing:
            return
        # Synthesisers keep state in their libraries: each process loads its own.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            jobs = [pool.submit(_make_shard, self, shard) for shard in missing]
            for job in as_completed(jobs):
                advance(job.result())

    def _check(self) -> None:
        """See that what is there was drawn as what is missing would be."""
        names = [voice.name for voice in TRAINING_VOICES]
        given = {"clips": self.count, "seed": self.seed, "voices": names, "people": OF_PEOPLE}
        told = self.folder / "corpus.json"
        if not any(self.folder.iterdir()):
            told.write_text(json.dumps(given), "utf-8")
        try:
            known = json.loads(told.read_text("utf-8"))
        except (OSError, ValueError):
            known = None
        if known != given:
            raise InputFault(
                f"{self.folder} holds a corpus of other clips or voices",
                "delete it, with what was learnt from it, or choose another working folder",
            )

    def clips(self) -> list[Clip]:
        """Open every clip; samples are int16 views into memory maps."""
        return list(self._read())

    def _read(self) -> Iterator[Clip]:
        for shard in range(-(-self.count // SHARD)):
            sound = np.load(self._sound(shard), mmap_mode="r")
            entries = json.loads(self._index(shard).read_text("utf-8"))
            for entry in entries:
                yield Clip(
                    _sentence(entry["sentence"]),
                    entry["voice"],
                    sound[entry["start"] : entry["stop"]],
                    np.asarray(entry["starts"], np.float32),
                    np.asarray(entry["ends"], np.float32),
                )

    def _sound(self, shard: int) -> Path:
        return self.folder / f"{self.seed}-{shard:04d}.npy"

    def _index(self, shard: int) -> Path:
        return self.folder / f"{self.seed}-{shard:04d}.json"


@cache
def _sentences(count: int, seed: int) -> list[Sentence]:
    """The sentences of a corpus; a process that makes many shards draws them once."""
    return distinct(count, seed, "train")


def _sentence(entry: dict[str, Any]) -> Sentence:
    return Sentence(
        pattern=entry["pattern"],
        words=tuple(Word(**word) for word in entry["words"]),
        german=tuple(Piece(**piece) for piece in entry["german"]),
        chinese=tuple(Piece(**piece) for piece in entry["chinese"]),
        breaks=tuple(entry["breaks"]),
    )


def _make_shard(corpus: Corpus, shard: int) -> int:
    first, last = shard * SHARD, min((shard + 1) * SHARD, corpus.count)
    sentences = _sentences(corpus.count, corpus.seed)[first:last]
    entries: list[dict[str, Any]] = []
    sounds: list[NDArray[np.int16]] = []
    position = 0
    for index, sentence in enumerate(sentences, first):
        made = clip(sentence, index, corpus.seed, TRAINING_VOICES)
        sound = (made.samples * 32767).clip(-32768, 32767).astype(np.int16)
        entries.append(
            {
                "sentence": asdict(sentence),
                "voice": made.voice,
                "start": position,
                "stop": position + len(sound),
                "starts": made.starts.round(4).tolist(),
                "ends": made.ends.round(4).tolist(),
            }
        )
        position += len(sound)
        sounds.append(sound)
    np.save(corpus._sound(shard), np.concatenate(sounds))
    # The index is written last and whole: a shard without one is made again.
    partial = corpus._index(shard).with_suffix(".part")
    partial.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    partial.replace(corpus._index(shard))
    return last - first


def dry_sound(made: Clip) -> NDArray[np.float32]:
    """Give a clip's sound as it was synthesised, (n,) float32."""
    if made.samples.dtype == np.int16:
        return made.samples.astype(np.float32) / 32768.0
    return made.samples


def heard_sound(made: Clip, rng: np.random.Generator) -> NDArray[np.float32]:
    """Give a clip's sound as a microphone hears it: gain, room, noise. (n,) float32."""
    return augment(dry_sound(made), rng)
