"""Settings tried on speech without a reference."""

from __future__ import annotations

import json

import numpy as np
import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.calibrate import calibrate, grid, points, presets
from lsg_desktop.evaluation.front import pareto
from lsg_desktop.events import Calibrated, Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

OWN = PolicySettings(delta=4.0, alpha=0.85)
GUESSED = {
    Task.TRANSCRIBE: [
        Spoken("Good", 8000),
        Spoken(" morning", 24000, guess=" evening"),
        Spoken(" everybody", 30000),
    ]
}
ORDER = Order(tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=OWN)


def found(model, order=ORDER):
    """Give how far it was after each step, and what was found."""
    steps = calibrate(model, order, [np.zeros(40_000, np.float32)] * 2)
    done = []
    while True:
        try:
            done.append(next(steps))
        except StopIteration as end:
            return done, end.value


def test_the_models_own_settings_are_among_what_is_tried():
    """Each setting that a preset moves but U, each combination once."""
    tried = grid(OWN)
    assert OWN in {trial.settings for trial in tried}
    assert len({trial.settings for trial in tried}) == len(tried)
    assert {trial.settings.range for trial in tried} == {OWN.range}


def test_who_waits_writes_what_the_model_writes_after_hearing_everything():
    """And who does not, what it has guessed."""
    _, tried = found(ScriptedModel(GUESSED, unsure=0.55))
    front = pareto(points(tried, Task.TRANSCRIBE))
    hasty, patient = front[0], front[-1]
    assert hasty.quality == pytest.approx(200 / 3)
    assert patient.quality == 100
    assert hasty.of.alpha < 0.55 <= patient.of.alpha
    assert hasty.lag_s < patient.lag_s


def test_presets_are_three_points():
    _, tried = found(ScriptedModel(GUESSED, unsure=0.55))
    chosen = presets(tried)
    assert list(chosen) == ["faster", "balanced", "accurate"]
    assert chosen["accurate"].quality == 1.0


def test_how_much_is_done_only_grows():
    done, _ = found(ScriptedModel(GUESSED))
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == 1
    assert len(done) > 2 * len(grid(OWN))


def test_a_model_that_writes_nothing_is_told():
    """There is nothing to compare with."""
    with pytest.raises(InputFault, match="written nothing"):
        found(ScriptedModel({Task.TRANSCRIBE: []}))


def test_what_was_found_is_a_line_of_json():
    """As every event: an infinite threshold is null."""
    _, tried = found(ScriptedModel(GUESSED))
    told = json.loads(Calibrated(tried=tried).json())
    assert len(told["tried"]) == len(tried)
    assert any(settings["delta"] is None for settings, _, _ in told["tried"])
