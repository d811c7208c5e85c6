"""Captions fed by another's evaluator: due words after each segment, the same as our own run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lsg_desktop.audio.resample import Resampler
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.segments import Utterance
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedListening, ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPT = {
    Task.TRANSCRIBE: [
        Spoken("Good", 8_000),
        Spoken(" morning", 9_000),
        Spoken(" to", 20_000),
        Spoken(" all", 29_000),
    ]
}
ORDER = Order(
    tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=PolicySettings(low=1)
)


def pieces(rate: int, seconds: float = 1.875) -> list[list[float]]:
    """Cut silence into segments of 640 ms, as lists, as SimulEval gives them."""
    return cut([0.0] * round(rate * seconds), rate)


def cut(sound: Any, rate: int) -> list[Any]:
    """Cut a sound into segments of 640 ms."""
    size = rate * 640 // 1000
    return [sound[start : start + size] for start in range(0, len(sound), size)]


class Ear(ScriptedModel):
    """A scripted model that keeps the sound it hears."""

    def __init__(self) -> None:
        super().__init__(SCRIPT)
        self.sounds: list[NDArray[np.float32]] = []

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> KeepingListening:
        """Start an utterance."""
        return KeepingListening(self)


class KeepingListening(ScriptedListening):
    """One utterance of it."""

    def __init__(self, ear: Ear) -> None:
        super().__init__(ear, SCRIPT)
        self._sounds = ear.sounds

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Keep samples: (n,)."""
        super().hear(samples)
        self._sounds.append(samples)


def heard(rate: int) -> list[str]:
    utterance = Utterance(ScriptedModel(SCRIPT), ORDER, rate)
    given = pieces(rate)
    return [
        utterance.hear(piece, is_last=number == len(given)) for number, piece in enumerate(given, 1)
    ]


def test_each_segment_gives_what_is_due() -> None:
    """As many words as our own run has after each chunk, and all in the end."""
    due = heard(16_000)
    assert "".join(due) == "Good morning to all"
    line = clips.captions(ScriptedModel(SCRIPT), ORDER, np.zeros(30_000, np.float32))
    delays = line[Task.TRANSCRIBE].delays
    assert [len(text.split()) for text in due] == [delays.count(ms) for ms in (640, 1280, 1875)]


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000])
def test_sound_at_another_rate_loses_nothing(rate: int) -> None:
    """Nor is any of it later: no filter waits for the next segment."""
    assert heard(rate) == heard(16_000) == ["Good morning", " to", " all"]


@pytest.mark.parametrize("rate", [8_000, 44_100])
def test_sound_is_converted_as_if_it_came_at_once(rate: int) -> None:
    """But for a few samples at the end of a segment, where nobody knows how it goes on."""
    model = Ear()
    utterance = Utterance(model, ORDER, rate)
    tone = np.sin(2 * np.pi * 440 / rate * np.arange(4 * rate, dtype=np.float32))
    for piece in cut(tone, rate):
        utterance.hear(piece, is_last=False)
    utterance.hear([], is_last=True)
    sound = np.concatenate(model.sounds)
    resampler = Resampler(rate)
    at_once = np.concatenate([resampler.push(tone), resampler.finish()])
    assert len(sound) == len(at_once) == 4 * 16_000
    assert np.mean(np.abs(sound - at_once) > 0.01) < 0.01


def test_an_impossible_rate_is_said() -> None:
    """Before anything is heard."""
    with pytest.raises(InputFault, match="rate"):
        Utterance(ScriptedModel(SCRIPT), ORDER, 0)
