"""Trials, and what a sweep of them makes of clips."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.sweep import Trial, joined, sweep, trials
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.baselines import LSG, Name, Policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

OWN = PolicySettings()
SCRIPTS = (
    {Task.TRANSCRIBE: [Spoken("Good", 8_000), Spoken(" morning", 20_000, guess=" day")]},
    {Task.TRANSCRIBE: [Spoken("Thank", 4_000), Spoken(" you", 6_000), Spoken(" all", 9_000)]},
)


@pytest.fixture
def sounds(tmp_path):
    """Two clips of silence, which is all that the scripted model needs."""
    found = []
    for name, seconds in (("a", 1.5), ("b", 1.0)):
        path = tmp_path / f"{name}.wav"
        soundfile.write(path, np.zeros(int(16_000 * seconds), np.float32), 16_000)
        found.append(Clip(path, path.name, "Good morning", "Guten Morgen"))
    return found


def order(settings: PolicySettings = OWN) -> Order:
    return Order(tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=settings)


def test_every_trial_hears_every_clip_and_the_model_each_clip_once(sounds):
    """A scripted model takes its next script each time an utterance begins."""
    tried = trials(OWN, ["lsg"], {"alpha": [0.1, 0.9], "delta": [7.0, math.inf]}, ())
    found = list(sweep(ScriptedModel(*SCRIPTS), order(), tried, sounds))
    swept = joined(order(), tried, found)
    assert [*swept.lines] == tried
    for trial, lines in swept.lines.items():
        alone = [
            clips.captions(ScriptedModel(script), order(trial.settings), clips.load(sound.audio))
            for script, sound in zip(SCRIPTS, sounds, strict=True)
        ]
        texts = [(line[Task.TRANSCRIBE].text, line[Task.TRANSCRIBE].delays) for line in lines]
        assert texts == [(one[Task.TRANSCRIBE].text, one[Task.TRANSCRIBE].delays) for one in alone]
    assert [clip.index for clip in found] == [0, 1]
    assert swept.passes.made < swept.passes.asked


def test_lsg_takes_every_combination():
    """6 × 6 × 4 are 144."""
    grid = {"delta": [1.0, 2, 3, 4, 5, 6], "alpha": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]}
    found = trials(OWN, ["lsg"], {**grid, "low": [1, 2, 3, 4]}, ())
    assert len(found) == 144
    assert len({trial.settings for trial in found}) == 144


def test_other_policies_take_what_they_decide_by():
    """No trial is made twice for a setting that does not matter to it."""
    grid: dict[str, Any] = {"delta": [1.0, 2.0], "low": [1, 2], "range_mode": ["rate", "off"]}
    names: list[Name] = ["wait-k", "hold-n", "local-agreement", "offline"]
    found = trials(OWN, names, grid, (3, 5))
    assert [(trial.policy.name, trial.label) for trial in found] == [
        ("wait-k", "k 1"),
        ("wait-k", "k 2"),
        ("hold-n", "n 3"),
        ("hold-n", "n 5"),
        ("local-agreement", "640 ms"),
        ("offline", "at the end"),
    ]
    assert {trial.settings.range_mode for trial in found} == {"rate"}


def test_a_value_given_twice_is_tried_once():
    """The same trial is the same trial."""
    assert len(trials(OWN, ["lsg", "lsg"], {"alpha": [0.5, 0.5]}, ())) == 1


def test_a_curve_is_named_by_what_is_unusual():
    """Thresholds move along a curve and do not name it."""
    other = PolicySettings(delta=1.0, range_mode="paper", chunk_ms=320)
    assert Trial(OWN).curve(OWN) == "LSG"
    assert Trial(other).curve(OWN) == "LSG, paper, 320 ms"
    assert Trial(other, Policy("hold-n")).curve(OWN) == "hold-n, 320 ms"
    assert Trial(other, Policy("local-agreement")).curve(OWN) == "local-agreement"
    assert Trial(other, LSG).label == "δ 1 α 0.6 L 1 U 6"


def test_a_lag_to_hold_is_a_trial_and_a_curve_of_its_own():
    """It begins with the model's own settings, whatever else is tried."""
    found = trials(OWN, ["lsg"], {"low": [3]}, (), [1.5, 2.0, 1.5])
    assert [trial.label for trial in found[1:]] == ["asked 1.5 s", "asked 2 s"]
    assert {trial.curve(OWN) for trial in found[1:]} == {"LSG, target lag"}
    assert {trial.settings for trial in found[1:]} == {OWN}


def test_a_sweep_goes_on_where_it_was(sounds):
    """Lags that are held too: what was heard before counts."""
    tried = trials(OWN, ["lsg"], {"low": [1, 2]}, (), [0.3, 2.0])
    sounds = sounds * 6
    scripts = SCRIPTS * 6
    whole = list(sweep(ScriptedModel(*scripts), order(), tried, sounds))
    assert len({trial.ended for trial in joined(order(), tried, whole).held.values()}) > 1
    for cut in (1, 5, 12):
        rest = sweep(ScriptedModel(*scripts[cut:], {}), order(), tried, sounds, whole[:cut])
        assert whole[:cut] + list(rest) == whole


def test_a_sound_that_is_longer_than_the_model_takes_or_damaged_is_refused(sounds):
    """As in ``evaluate``: the head of a file does not tell all."""
    model = ScriptedModel(*SCRIPTS, info=replace(ScriptedModel(*SCRIPTS).info, limit_s=1.2))
    with pytest.raises(InputFault, match=r"a\.wav is 1\.5 s long"):
        list(sweep(model, order(), [Trial(OWN)], sounds))
    whole = sounds[0].audio.read_bytes()
    sounds[0].audio.write_bytes(whole[:-8_000])
    with pytest.raises(InputFault, match=r"a\.wav is cut short or damaged"):
        list(sweep(ScriptedModel(*SCRIPTS), order(), [Trial(OWN)], sounds))
