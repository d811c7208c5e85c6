"""The bundled talk: two minutes of held-out sentences for ``lsg-desktop demo``, and their texts.

The sentences are the grammar's, chosen by hand and never trained on; a lecturer speaks, and a
listener asks the questions.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from lsg_desktop.errors import Bug
from lsg_desktop.evaluation import manifest
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.augment import augment
from lsg_desktop.training.examples import LANGUAGES
from lsg_desktop.training.grammar import Sentence, distinct
from lsg_desktop.training.voices import ALL_VOICES, Manner, pad, speak

LECTURER = ALL_VOICES["flite:slt"]
LISTENER = ALL_VOICES["flite:awb"]

TALK = (
    "Good evening, everyone.",
    "Today we'll talk about these algorithms in machine learning.",
    "The system was invented in 1930.",
    "Your models were developed in 2021, but the colleagues don't study the heavy field.",
    "Please open this slide on page 7.",
    "The robots that we improved yesterday are extremely slow.",
    "How many machines will our reliable teachers need next week?",
    "Your team needs 97 documents.",
    "We tested the system recently, but you can upload our tables.",
    "I think that the speakers will travel to Berlin next week.",
    "Our conference starts at 10:50 in room 93.",
    "Please upload our diagram before Saturday.",
    "I have finally calculated these theorems.",
    "The reports are very good, so I'll develop the task.",
    "We don't know whether this pressure grew by 51 percent.",
    "The length reaches 88.8 meters.",
    "91 percent of the students understood the orders.",
    "Did Laura record your long interviews this morning?",
    "Your team has finally evaluated these solutions.",
    "Has Julia already improved these programs?",
    "Our text that we improved last month is quite complex.",
    "You'll find the book on page 4.",
    "The important cell interacts with the small proteins.",
    "It's important to compare every protein.",
    "Before you test the machines, she'll improve our paper.",
    "Our good lecture ends at 7:40 in room 28.",
    "In conclusion, Peter will travel to Vienna this evening.",
    "Thank you for your article, David.",
)


def sentences() -> list[Sentence]:
    """Look the talk's sentences up in the grammar. Raises Bug for one it no longer makes."""
    known = {sentence.transcript: sentence for sentence in distinct(1500, 7, "heldout")}
    gone = [text for text in TALK if text not in known]
    if gone:
        raise Bug(f"the grammar no longer makes {gone[0]!r}")
    return [known[text] for text in TALK]


def write(folder: Path) -> Path:
    """Write ``talk.flac`` and its manifest; give the sound's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "talk.flac"
    said = sentences()
    soundfile.write(path, _sound(said), SAMPLE_RATE, subtype="PCM_16")
    manifest.write(
        folder / "manifest.tsv",
        [
            manifest.Row(
                path,
                "en",
                " ".join(one.transcript for one in said),
                language,
                ("" if language == "zh" else " ").join(one.translation(language) for one in said),
            )
            for language in LANGUAGES
        ],
    )
    return path


def _sound(said: list[Sentence]) -> NDArray[np.float32]:
    rng = random.Random("talk")
    parts = []
    for sentence in said:
        question = sentence.transcript.endswith("?")
        manner = Manner(
            rate=1.0, pauses=tuple((index, 0.15) for index in sentence.breaks if index > 0)
        )
        words = [word.spoken for word in sentence.words]
        speech = speak(words, LISTENER if question else LECTURER, manner, question=question)
        parts.append(pad(speech, lead_s=0.2, tail_s=rng.uniform(0.8, 1.2)).samples)
    return augment(np.concatenate(parts), np.random.default_rng(4))
