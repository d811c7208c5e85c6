"""A lag that is asked for is held, on plants of known answers: no model, no sound, no clock."""

from __future__ import annotations

import math
import random
from collections import deque
from dataclasses import astuple, replace
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.policy.steering import Steering, at, presets
from lsg_desktop.settings import PolicySettings

BASE = PolicySettings()
TARGETS = (1.0, 1.5, 2.0, 3.0)
UNITS = 700


def strictness(settings):
    """Give how strict the thresholds are, 0 to 1, whatever moves them."""
    delta = 1.0 if math.isinf(settings.delta) else settings.delta / (settings.delta + 7.0)
    return (delta + settings.alpha) / 2


class Plant:
    """Writes units late by ``least_s``, more with the thresholds, and ``chunk_s`` for each L.

    What is written follows the settings a few units later, with noise, and now and then there is a
    pause of seconds.
    """

    def __init__(self, least_s=0.3, span_s=3.2, chunk_s=0.64, noise_s=0.3, steep=1, delay=4):
        self.least_s = least_s
        self._span_s, self._chunk_s, self._steep = span_s, chunk_s, steep
        self._noise_s = noise_s
        self._chance = random.Random(7)
        self._under_way: deque[float] = deque(maxlen=delay + 1)

    def lag_s(self, settings):
        """Give the lag that settings come to have."""
        lifted = self._span_s * strictness(settings) ** self._steep
        return self.least_s + lifted + self._chunk_s * (settings.low - 1)

    def unit(self, settings):
        """Write a unit by settings, and give how late it is."""
        self._under_way.append(self.lag_s(settings))
        pause_s = self._chance.uniform(2, 8) if self._chance.random() < 0.04 else 0.0
        return max(0.0, self._under_way[0] + self._chance.gauss(0, self._noise_s) + pause_s)


LLM: dict[str, float] = {}
STEEP = {"steep": 4}
FLAT = {"least_s": 0.41, "span_s": 0.33, "chunk_s": 0.5}
"""A model that the thresholds hardly move, like the demo's."""


def steered(steering, plant, units=UNITS):
    """Let a plant run, and give the settings of each unit."""
    taken = []
    for _ in range(units):
        taken.append(steering.settings())
        steering.note(plant.unit(taken[-1]), 0.0)
    return taken


def held_s(plant, taken, last=UNITS // 2):
    """Give the lags that settings come to have, once settled."""
    return [plant.lag_s(settings) for settings in taken[-last:]]


def changes(taken):
    return sum(one != other for one, other in pairwise(taken))


@pytest.mark.parametrize("target_s", TARGETS)
@pytest.mark.parametrize("kind", [LLM, STEEP])
def test_a_lag_is_reached_and_held(kind, target_s):
    """Within a minute of speech; from then on it stays near and does not swing."""
    plant = Plant(**kind)
    taken = steered(Steering(target_s, BASE), plant)
    assert min(abs(plant.lag_s(settings) - target_s) for settings in taken[:150]) < 0.2
    lags_s = held_s(plant, taken)
    assert fmean(lags_s) == pytest.approx(target_s, abs=0.15)
    assert max(abs(lag_s - target_s) for lag_s in lags_s) < 0.4
    assert {settings.low for settings in taken} == {1}


@pytest.mark.parametrize("target_s", TARGETS)
def test_where_thresholds_do_little_the_range_is_moved(target_s):
    """It moves by whole chunks: what is nearest is held, without going to and fro."""
    plant = Plant(**FLAT)
    taken = steered(Steering(target_s, BASE), plant)
    lags_s = held_s(plant, taken)
    assert fmean(lags_s) == pytest.approx(target_s, abs=0.5)
    assert changes(taken[-UNITS // 2 :]) == 0
    assert taken[-1].low == 1 or strictness(taken[-1]) > 0.99


@pytest.mark.parametrize("target_s", TARGETS)
@pytest.mark.parametrize("kind", [LLM, STEEP])
def test_without_noise_it_stands_still(kind, target_s):
    plant = Plant(noise_s=0.0, **kind)
    taken = steered(Steering(target_s, BASE), plant)
    assert changes(taken[200:]) == 0
    assert plant.lag_s(taken[-1]) == pytest.approx(target_s, abs=0.15)


@pytest.mark.parametrize("by_s", [0.8, -0.25])
@pytest.mark.parametrize("target_s", [1.5, 2.0, 3.0])
def test_it_recovers_from_a_disturbance(target_s, by_s):
    """Another speaker, another subject: the same settings give another lag from here on."""
    plant, steering = Plant(), Steering(target_s, BASE)
    steered(steering, plant)
    plant.least_s += by_s
    lags_s = held_s(plant, steered(steering, plant))
    assert fmean(lags_s) == pytest.approx(target_s, abs=0.2)


def test_a_hitch_changes_nothing():
    """A second or two in which the machine was busy with something else."""
    plant, steering = Plant(noise_s=0.1), Steering(2.0, BASE)
    before = steered(steering, plant)[-1]
    for lag_s in (30.0, 12.0, 8.0):
        steering.note(lag_s, 3.0)
    assert steering.settings() == before


def test_what_computing_adds_counts():
    """It is the same to a listener what he waits for."""
    waiting, slow = Steering(2.0, BASE), Steering(2.0, BASE)
    for _ in range(100):
        waiting.note(3.0, 0.0)
        slow.note(1.0, 2.0)
    assert waiting.settings() == slow.settings()
    assert waiting.settings().delta < BASE.delta


def test_too_short_a_lag_is_at_its_limit():
    """As fast as it goes, and it says so, with what was reached."""
    plant, steering = Plant(least_s=1.2, noise_s=0.1), Steering(0.5, replace(BASE, low=3))
    taken = steered(steering, plant)
    fastest = taken[-1]
    assert fastest.low == 1
    assert strictness(fastest) < 0.02
    assert steering.at_limit
    assert steering.lag_s == pytest.approx(plant.lag_s(fastest), abs=0.2)
    assert changes(taken[-200:]) == 0


def test_too_long_a_lag_is_at_its_limit():
    plant, steering = Plant(**FLAT, noise_s=0.1), Steering(10.0, BASE)
    taken = steered(steering, plant)
    assert taken[-1].low == 8
    assert steering.at_limit
    assert steering.lag_s == pytest.approx(plant.lag_s(taken[-1]), abs=0.2)


def test_it_leaves_its_limit_at_once():
    """However long it stood there: nothing has added up."""
    plant, steering = Plant(least_s=2.2, noise_s=0.1), Steering(1.5, BASE)
    steered(steering, plant, 3000)
    stood = steering.at_limit
    plant.least_s = 0.3
    taken = steered(steering, plant, 200)
    assert (stood, steering.at_limit) == (True, False)
    assert plant.lag_s(taken[-1]) == pytest.approx(1.5, abs=0.3)


def test_changes_are_few_and_far_between():
    """Each is one that can be seen, and the next waits until it has shown."""
    taken = steered(Steering(1.0, BASE), Plant(noise_s=0.6))
    at_unit = [n for n, (one, two) in enumerate(pairwise(taken)) if one != two]
    assert min(two - one for one, two in pairwise(at_unit)) >= 16
    for n in at_unit:
        one, two = taken[n], taken[n + 1]
        assert abs(math.log(two.delta / one.delta)) > 0.05 or one.low != two.low


def test_the_same_lags_give_the_same_settings():
    runs = [steered(Steering(1.5, BASE), Plant(noise_s=0.6)) for _ in range(2)]
    assert runs[0] == runs[1]


def test_before_anything_is_known_the_base_counts():
    steering = Steering(1.0, BASE)
    for _ in range(7):
        assert steering.lag_s is None
        steering.note(9.0, 0.0)
        assert steering.settings() is BASE
    steering.note(9.0, 0.0)
    assert steering.settings() != BASE
    assert steering.lag_s == 9.0
    assert not steering.at_limit


@pytest.mark.parametrize("lag_s", [math.nan, math.inf, -math.inf])
def test_what_is_no_lag_is_passed_over(lag_s):
    steering = Steering(1.0, BASE)
    for _ in range(100):
        steering.note(lag_s, 0.0)
    assert steering.settings() is BASE


def test_another_lag_is_aimed_at_from_where_it_is():
    """A person who turns a knob does not want to begin anew."""
    plant, steering = Plant(), Steering(1.0, BASE)
    before = steered(steering, plant)[-1]
    steering.aim(1.5)
    assert steering.settings() == before
    assert steering.lag_s is None
    lags_s = held_s(plant, steered(steering, plant))
    assert fmean(lags_s) == pytest.approx(1.5, abs=0.15)


NUMBERS = st.floats(0, 20) | st.sampled_from([0.0, 0.3, 7.0, 7.125, math.inf])
BASES = st.builds(
    PolicySettings,
    delta=NUMBERS,
    alpha=st.floats(0, 1) | st.sampled_from([0.0, 0.6, 1.0]),
    low=st.integers(1, 20),
)
PATIENCES = st.floats(-60, 60) | st.sampled_from([-5.0, 0.0, 5.0, 7.0])


@given(BASES, PATIENCES, PATIENCES)
def test_more_patience_never_makes_anything_lower(base, one, other):
    """So that the lag can only rise with it, whatever the model."""
    less, more = (at(base, patience) for patience in sorted((one, other)))
    assert less.delta <= more.delta
    assert less.alpha <= more.alpha
    assert less.low <= more.low
    assert replace(less, delta=0, alpha=0, low=1) == replace(base, delta=0, alpha=0, low=1)


@given(BASES)
def test_no_patience_is_the_base(base):
    assert at(base, 0.0) is base


def test_thresholds_come_before_the_range():
    assert [at(BASE, patience).low for patience in (-5, 0, 4.9, 5, 5.1, 7, 7.1, 99)] == [
        *(1, 1, 1, 1),
        *(2, 2, 3, 8),
    ]
    assert at(BASE, 5.0).delta == math.inf
    assert at(BASE, -5.0).alpha < 0.02
    assert [at(replace(BASE, low=3), patience).low for patience in (-5, -6, -8, -99)] == [
        3,
        2,
        1,
        1,
    ]


@given(BASES, st.lists(st.floats(-1, 40), max_size=200), st.floats(0.5, 10))
def test_whatever_it_hears_it_gives_settings(base, lags_s, target_s):
    """They are checked when they are made: none is out of bounds."""
    steering = Steering(target_s, base)
    for lag_s in lags_s:
        steering.note(lag_s, 0.0)
        settings = steering.settings()
    if lags_s:
        assert settings.low >= 1
        assert replace(settings, delta=0, alpha=0, low=1) == replace(base, delta=0, alpha=0, low=1)


def test_presets_lie_around_a_models_own_settings():
    own = PolicySettings(delta=3.0, alpha=0.5, low=2, chunk_ms=320)
    offered = presets(own)
    assert list(offered) == ["faster", "balanced", "accurate"]
    assert offered["balanced"] is own
    assert astuple(offered["faster"])[:3] == (1.1, 0.269, 1)
    assert astuple(offered["accurate"])[:3] == (8.15, 0.731, 3)
    assert {settings.chunk_ms for settings in offered.values()} == {320}


@given(BASES)
def test_presets_are_in_order(base):
    faster, balanced, accurate = presets(base).values()
    for name in ("delta", "alpha", "low"):
        assert getattr(faster, name) <= getattr(balanced, name) <= getattr(accurate, name)
