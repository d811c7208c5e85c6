"""What a user chose, put together."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.scripted import LANGUAGES, ScriptedModel
from lsg_desktop.session.build import TASKS, policy_settings, session
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from tests.session.coded import SoundSource


def info(**defaults):
    return ModelInfo("some", "some", "none", "cpu", LANGUAGES, defaults)


def test_a_models_defaults_are_the_settings():
    """What it says nothing about is the application's own."""
    assert policy_settings(info()) == PolicySettings()
    assert policy_settings(info(delta=3.0)) == PolicySettings(delta=3.0)


def test_what_the_user_chose_goes_before_a_models_defaults():
    """None is no choice; 0 is one."""
    chosen = policy_settings(info(delta=3.0, alpha=0.5), delta=0.0, alpha=None, low=2)
    assert chosen == PolicySettings(delta=0.0, alpha=0.5, low=2)
    assert policy_settings(info(), delta=math.inf).delta == math.inf


def test_what_is_no_policy_setting_is_left_alone():
    """A file beside the weights may say more."""
    assert policy_settings(info(colour="blue")) == PolicySettings()


def test_a_choice_out_of_bounds_is_refused():
    """With what would be accepted."""
    with pytest.raises(InputFault, match="alpha"):
        policy_settings(info(), alpha=1.5)


def test_tasks_are_asked_for_by_a_word():
    """Both come in one pass, the transcript first."""
    assert TASKS["both"] == (*TASKS["transcribe"], *TASKS["translate"])
    assert TASKS["both"] == (Task.TRANSCRIBE, Task.TRANSLATE)


def test_a_session_has_a_voice_detector_of_its_own():
    """Silence is no speech to it."""
    wanted = Order(
        tasks=TASKS["both"], source_lang="en", target_lang="de", settings=PolicySettings()
    )
    model = ScriptedModel({Task.TRANSCRIBE: [], Task.TRANSLATE: []})
    built = session(model, SoundSource(np.zeros(16000, np.float32)), wanted, number=5)
    assert [(event.name, event.session) for event in built.events()] == [("session", 5), ("end", 5)]
