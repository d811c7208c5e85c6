"""Captions fed by another's evaluator: due words after each segment, the same as our own run."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.segments import Utterance
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
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
    sound = [0.0] * round(rate * seconds)
    size = rate * 640 // 1000
    return [sound[start : start + size] for start in range(0, len(sound), size)]


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


def test_sound_at_another_rate_loses_nothing() -> None:
    """The resampler's filter only makes some of it later."""
    assert "".join(heard(48_000)) == "Good morning to all"


def test_an_impossible_rate_is_said() -> None:
    """Before anything is heard."""
    with pytest.raises(InputFault, match="rate"):
        Utterance(ScriptedModel(SCRIPT), ORDER, 0)
