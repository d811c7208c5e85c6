"""Captions of single clips: units, delays and independence of order."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.evaluation import clips
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPT = {
    Task.TRANSCRIBE: [Spoken("Good", 8_000), Spoken(" morning", 20_000), Spoken(" all", 26_000)],
    Task.TRANSLATE: [Spoken("大", 8_000), Spoken("家早", 20_000), Spoken("上好", 26_000)],
}
SAMPLES = np.zeros(30_000, np.float32)


def order() -> Order:
    return Order(
        tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
        source_lang="en",
        target_lang="zh",
        settings=PolicySettings(),
    )


def test_each_unit_has_the_audio_heard_when_it_was_written() -> None:
    """Words for English, characters for Chinese; the last ones carry the unrounded length."""
    lines = clips.captions(ScriptedModel(SCRIPT), order(), SAMPLES)
    assert lines[Task.TRANSCRIBE].text == "Good morning all"
    assert lines[Task.TRANSCRIBE].delays == (640, 1280, 1875)
    assert lines[Task.TRANSLATE].delays == (640, 1280, 1280, 1875, 1875)
    assert lines[Task.TRANSLATE].source_ms == pytest.approx(1875)


def test_offline_hears_everything_before_it_writes() -> None:
    """All delays are the source's length."""
    lines = clips.offline(ScriptedModel(SCRIPT), (Task.TRANSCRIBE,), ("en", "zh"), SAMPLES)
    assert lines[Task.TRANSCRIBE].text == "Good morning all"
    assert set(lines[Task.TRANSCRIBE].delays) == {1875.0}
