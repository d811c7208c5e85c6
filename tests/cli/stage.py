"""What a command is tested with: a talk that is quickly made, and a model that knows its words.

A test gives ``machine()`` to :func:`lsg_desktop.cli.main.main`; a subprocess runs
``run_here(argv)``.
"""

from __future__ import annotations

import io
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from lsg_desktop.audio.pace import Pace
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.main import main
from lsg_desktop.events import Task
from lsg_desktop.models.catalogue import Card
from lsg_desktop.models.protocol import Listening, ModelInfo
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.settings import SAMPLE_RATE
from tests.speech.sounds import silence, voice

ROOT = Path(__file__).parents[2]

INFO = ModelInfo("demo", "scripted", "fp32", "cpu", {"en": ("de", "zh")}, {"delta": 3.0})

SENTENCES = (
    ("Good morning, zebra.", "Guten Morgen, Zebra."),
    ("We talk about models today.", "Wir sprechen heute über Modelle."),
    ("Thank you.", "Danke."),
)
"""What is said in the talk, an utterance each: transcript and translation."""

WORDS = frozenset(
    word.strip(".,") for sentence in SENTENCES for text in sentence for word in text.split()
)


def talk(seconds=2.0, pause=1.2, count=3):
    """Give so many utterances, with pauses between them: (samples,) at 16 kHz."""
    parts = [silence(0.5)]
    for _ in range(count):
        parts += [voice(seconds), silence(pause)]
    return np.concatenate(parts)


def write_talk(path, **options):
    """Write the talk to a file and give its path as text."""
    soundfile.write(path, talk(**options), SAMPLE_RATE)
    return str(path)


def _spoken(text: str, from_s: float) -> list[Spoken]:
    words = [word if not number else f" {word}" for number, word in enumerate(text.split())]
    return [
        Spoken(word, round((from_s + 0.3 * number) * SAMPLE_RATE))
        for number, word in enumerate(words)
    ]


@dataclass
class ScriptedModels:
    """Models that need no weights; ``loaded`` counts how often one was loaded."""

    sentences: tuple[tuple[str, str], ...] = SENTENCES
    loaded: int = 0
    info: ModelInfo = INFO
    fault: Exception | None = None
    kind: type[ScriptedModel] = ScriptedModel

    def card(self, name: str) -> Card:
        return Card(name, self.info.languages, self.info.defaults, 30.0)

    def load(self, name, device, precision, tell, *, adapter=None):
        self.loaded += 1
        tell("Loading model", 0.5)
        if self.fault:
            raise self.fault
        return self.kind(
            *(
                {Task.TRANSCRIBE: _spoken(said, 0.9), Task.TRANSLATE: _spoken(translated, 1.3)}
                for said, translated in self.sentences
            ),
            info=self.info,
        )


TRANSLATED = "Der Professor liest das Buch.\nDie Studenten lesen es auch.\n"
"""What is written of a text, a sentence a line, a word for each word that is read."""


@dataclass
class ScriptedTexts:
    """Models of text that need no weights; ``loaded`` says how each was asked for."""

    loaded: list[tuple[str, str | None, Path | None]] = field(default_factory=list)

    def card(self, name: str) -> Card:
        return Card(name, INFO.languages, INFO.defaults, 30.0)

    def load(self, name, device, precision, tell, *, prompt, adapter):
        self.loaded.append((name, prompt, adapter))
        return ScriptedModel(*map(_read, TRANSLATED.splitlines()), info=INFO)


def _read(text: str) -> dict[Task, list[Spoken]]:
    words = [word if not number else f" {word}" for number, word in enumerate(text.split())]
    return {Task.TRANSLATE: [Spoken(word, number + 1) for number, word in enumerate(words)]}


class StuckModel(ScriptedModel):
    """A model that answers about 1.5 s of an utterance and then not for a minute."""

    def begin(self, tasks, source_lang, target_lang):
        return StuckListening(super().begin(tasks, source_lang, target_lang))


class StuckListening:
    """What it hears; it says on standard output that it is stuck."""

    def __init__(self, inner: Listening) -> None:
        self._inner = inner

    @property
    def heard(self) -> int:
        return self._inner.heard

    def hear(self, samples):
        self._inner.hear(samples)

    def score(self, queries):
        if self.heard > 1.5 * SAMPLE_RATE:
            sys.stdout.write("stuck\n")
            sys.stdout.flush()
            time.sleep(60)
        return self._inner.score(queries)


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds

    @property
    def pace(self) -> Pace:
        return Pace(lambda: self.now_s, self.sleep)


def machine(models: Any = None, **rest: Any) -> Machine:
    """Give a machine with scripted models, no sound devices and nothing to wait for."""
    given: dict[str, Any] = {
        "text_models": ScriptedTexts(),
        "pactl": lambda: "",
        "pace": FakeTime().pace,
        "has_display": lambda: False,
        **rest,
    }
    if isinstance(given.get("standard_input"), bytes):
        piped = io.BytesIO(given["standard_input"])
        given["standard_input"] = lambda: piped
    return Machine(models=models or ScriptedModels(), **given)


def run_here(*argv: str, kind: type[ScriptedModel] = ScriptedModel) -> None:
    """Run a command in this process with scripted models, and exit as it does."""
    sys.exit(main(argv, machine(ScriptedModels(kind=kind))))
