"""A lag is held over clips as a session of the window holds it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lsg_desktop.audio.source import Samples
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.holding import Holding, held_task
from lsg_desktop.evaluation.memo import Passes, Remembering
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.steering import Steering
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.figures import Figures
from lsg_desktop.session.pipeline import Session
from lsg_desktop.settings import PREVIEW_TOKENS, PolicySettings
from lsg_desktop.speech.segmenter import Cause, Closed, Heard, Opened, SegmentEvent
from tests.session.coded import SoundSource

CHUNK = 10_240
CLIPS = [np.zeros(length, np.float32) for length in (90_000, 70_003, 100_000, 82_000, 90_000)]
# The paper's range knows no pace, which a session would learn and a sweep does not.
BASE = PolicySettings(range_mode="paper", low=2)
ORDER = Order(
    tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
    source_lang="en",
    target_lang="de",
    settings=BASE,
    traced=True,
)


def model() -> ScriptedModel:
    """A model that hears a word each quarter of a second, and guesses the next one wrong."""
    said = [Spoken(f" a{n}", 4_000 * (n + 1), guess=f" b{n}") for n in range(18)]
    meant = [Spoken(f" c{n}", 4_000 * (n + 1) + 3_000, guess=f" d{n}") for n in range(18)]
    return ScriptedModel(
        {Task.TRANSCRIBE: said, Task.TRANSLATE: meant}, sure=0.8, unsure=0.4, divergence=6.0
    )


class Cut:
    """Begins an utterance with the first sound; the third block without any ends it."""

    def __init__(self) -> None:
        self._place = 0
        self._is_open = False
        self._empty = 0

    def push(self, block: Samples) -> list[SegmentEvent]:
        if len(block):
            opened = [] if self._is_open else [Opened(self._place)]
            self._is_open, self._empty = True, 0
            self._place += len(block)
            return [*opened, Heard(block, speech=True)]
        self._empty += 1
        if self._empty < 3:
            return []
        self._is_open = False
        return [Closed(self._place, Cause.PAUSE)]


def live(target_s: float) -> tuple[list[float], list[PolicySettings]]:
    """Hold a lag as the window does, in a session whose computing takes no time.

    A change acts from the next block on, as there.
    """
    order = replace(ORDER, preview=PREVIEW_TOKENS)
    source: Any = SoundSource(np.zeros(0, np.float32))
    cut: Any = Cut()
    session = Session(model(), source, cut, order, clock=lambda: 0.0)
    figures, steering = Figures(Task.TRANSLATE), Steering(target_s, BASE)
    lags_s, in_force = [], [BASE]
    for sound in CLIPS:
        pieces = [sound[start : start + CHUNK] for start in range(0, len(sound), CHUNK)]
        for block in (*pieces, *[sound[:0]] * 3):
            for event in session.push(block):
                if figures.take(event) and figures.unit_s is not None:
                    lags_s.append(figures.unit_s)
                    steering.note(figures.unit_s, figures.compute_s)
                    if steering.settings() != in_force[-1]:
                        in_force.append(steering.settings())
                        session.change(in_force[-1])
    return lags_s, in_force


def held(target_s: float, listened: Any = None) -> tuple[Holding, list[float]]:
    """Hold a lag over the clips; give all lags that were heard."""
    holding = Holding(target_s, BASE, Task.TRANSLATE)
    lags_s: list[float] = []
    for sound in CLIPS:
        clips.captions(listened or model(), ORDER, sound, holding=holding)
        lags_s += holding.lags_s
    return holding, lags_s


@pytest.mark.parametrize("target_s", [0.8, 1.5, 4.0])
def test_a_lag_is_held_as_in_a_session(target_s: float) -> None:
    """The same lags are heard and the same settings found, whatever is asked for."""
    lags_s, in_force = live(target_s)
    holding, heard_s = held(target_s)
    assert len(in_force) > 1
    assert heard_s == pytest.approx(lags_s)
    assert holding.settings == in_force[-1]


def test_settings_change_within_a_clip() -> None:
    """As soon as enough has been heard; the next clip begins with the last."""
    free = replace(BASE, range_mode="off")
    order = replace(ORDER, settings=free)
    holding = Holding(3.0, free, Task.TRANSLATE)
    held = clips.captions(model(), order, CLIPS[0], holding=holding)[Task.TRANSLATE]
    alone = clips.captions(model(), order, CLIPS[0])[Task.TRANSLATE]
    assert held.delays[:8] == alone.delays[:8]
    assert sum(held.delays) > sum(alone.delays)
    assert held.text == alone.text
    assert holding.begin() == holding.settings != free


def test_a_memory_changes_nothing() -> None:
    """Whatever other settings have asked before."""
    for sound in CLIPS[:2]:
        remembering = Remembering(model(), Passes())
        for low in (1, 4):
            order = replace(ORDER, settings=replace(BASE, low=low))
            clips.captions(remembering, order, sound)
        alone, swept = (Holding(0.3, BASE, Task.TRANSLATE) for _ in range(2))
        line = clips.captions(model(), ORDER, sound, holding=alone)[Task.TRANSLATE]
        other = clips.captions(remembering, ORDER, sound, holding=swept)[Task.TRANSLATE]
        assert (line.text, line.delays) == (other.text, other.delays)
        assert alone.lags_s == swept.lags_s


def test_clips_that_were_heard_before_lead_to_the_same() -> None:
    """A sweep that was interrupted goes on with the settings it had."""
    whole, lags_s = held(1.5)
    again = Holding(1.5, BASE, Task.TRANSLATE)
    again.replay(lags_s)
    assert (again.settings, again.at_limit) == (whole.settings, whole.at_limit)


def test_a_lag_that_cannot_be_reached_is_at_its_limit() -> None:
    """Nothing is as early as that."""
    holding = Holding(0.05, BASE, Task.TRANSLATE)
    for _ in range(4):
        for sound in CLIPS:
            clips.captions(model(), ORDER, sound, holding=holding)
    assert holding.at_limit
    assert holding.settings.low == 1


def test_the_translation_is_held_where_there_is_one() -> None:
    """As the window does."""
    assert held_task((Task.TRANSCRIBE,)) is Task.TRANSCRIBE
    assert held_task((Task.TRANSCRIBE, Task.TRANSLATE)) is Task.TRANSLATE
