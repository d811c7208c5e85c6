"""Whose settings are in force: the model's own, the user's, a preset's, or what holds a lag."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lsg_desktop.events import Task
from lsg_desktop.policy.steering import Steering, presets
from lsg_desktop.session import calibration
from lsg_desktop.session.calibration import Measured
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.situation import Kind
from lsg_desktop.ui.tuner import Tuner
from lsg_desktop.ui.tuning import TuningPanel
from tests.ui.test_controller import Desk

PATIENCE_MS = 60_000
OWN = PolicySettings(delta=3.0, alpha=0.5, low=2)
FOUND = {
    name: Measured(replace(OWN, delta=delta, range=3.0), lag_s=delta, share=90.0)
    for name, delta in (("faster", 1.5), ("balanced", 2.5), ("accurate", 8.5))
}


class Bench:
    """A tuner with its panel and its controller, whose window writes ``languages``."""

    def __init__(self, qtbot, folder) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.languages = ("en", "de")
        self.controller = Desk(qtbot).controller
        self.file = calibration.file(folder)
        self.open()

    def open(self):
        """Make what a start makes, with what is stored."""
        self.keeper = Keeper(self.folder / "settings.toml")
        self.panel = TuningPanel()
        self._qtbot.addWidget(self.panel)
        self.tuner = Tuner(self.panel, self.controller, self.keeper, self.file, self.order)

    def order(self):
        """Give what is to be written."""
        spoken, written = self.languages
        return Order(
            tasks=tuple(Task), source_lang=spoken, target_lang=written, settings=self.tuner.own
        )

    def move(self, name, value):
        """Move a slider, and wait until that is kept."""
        self.panel.rows[name].changed.emit(value)
        self._qtbot.waitUntil(lambda: self.kept.get(name) == value, timeout=PATIENCE_MS)

    def press(self, name):
        """Press the button of a preset, and wait for its settings."""
        before = self.controller.policy
        self.panel.presets.buttons[name].click()
        self._qtbot.waitUntil(lambda: self.controller.policy != before, timeout=PATIENCE_MS)

    @property
    def kept(self):
        """What is kept of the user's choice for the model."""
        listen = self.keeper.preferences.listen
        return self.keeper.preferences.policies.get(listen.model, {})

    @property
    def shown(self):
        """The settings that the panel shows."""
        return PolicySettings(**{name: row.value for name, row in self.panel.rows.items()})


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path)
    yield bench
    bench.controller.close()


def steered(bench, lag_s):
    """Have the lag that is held steered, after lags of this length, as a session does it."""
    steering = bench.controller.steering
    before = steering.settings()
    for _ in range(100):
        steering.note(lag_s, 0.0)
        if steering.settings() != before:
            break
    moved = steering.settings()
    assert moved != before
    bench.controller.set_policy(moved)
    bench.controller.steered.emit(steering)
    return moved


def test_words_are_written_by_a_models_own_settings(bench):
    """The panel shows them, and each slider goes back to them."""
    bench.tuner.set_own(OWN)
    assert bench.tuner.own == bench.controller.policy == bench.shown == OWN
    bench.move("delta", 9.0)
    bench.panel.rows["delta"].reset.click()
    assert bench.shown == OWN


def test_what_the_user_has_chosen_is_kept_for_its_model(bench):
    """And no more than that: what belongs to the model may become another."""
    bench.tuner.set_own(OWN)
    bench.move("alpha", 0.75)
    assert bench.controller.policy == replace(OWN, alpha=0.75)
    assert bench.kept == {"alpha": 0.75}
    bench.tuner.set_own(replace(OWN, delta=4.0))
    assert bench.controller.policy == bench.shown == replace(OWN, delta=4.0, alpha=0.75)
    bench.keeper.change_listen(model="other")
    bench.tuner.set_own(OWN)
    assert bench.controller.policy == bench.shown == OWN


def test_while_another_model_is_awaited_a_change_is_kept_for_the_one_that_is_there(bench):
    """What was kept for the other would be lost, had it been taken for that one's."""
    bench.tuner.set_own(OWN)
    there = bench.keeper.preferences.listen.model
    bench.keeper.keep_policy("other", OWN, replace(OWN, low=4))
    bench.keeper.change_listen(model="other")
    bench.panel.changed.emit(replace(OWN, alpha=0.75))
    assert bench.controller.policy.alpha == 0.75
    assert bench.keeper.preferences.policies == {there: {"alpha": 0.75}, "other": {"low": 4}}


def test_before_the_first_model_there_is_nothing_to_change(bench):
    """A difference from settings that are no model's own would be kept otherwise."""
    bench.panel.changed.emit(replace(OWN, alpha=0.75))
    assert bench.kept == {}
    bench.tuner.set_own(OWN)
    assert bench.controller.policy == bench.shown == OWN


def test_what_holds_a_lag_is_shown_and_not_kept(bench):
    """What the user moves meanwhile is; once the lag is let go, that is in force."""
    bench.tuner.set_own(OWN)
    bench.move("alpha", 0.75)
    bench.panel.target.wanted.setChecked(True)
    moved = steered(bench, 5.0)
    assert bench.shown == moved
    assert moved.delta < OWN.delta
    bench.move("range", 3.0)
    assert bench.kept == {"alpha": 0.75, "range": 3.0}
    bench.panel.target.wanted.setChecked(False)
    assert bench.controller.policy == bench.shown == replace(OWN, alpha=0.75, range=3.0)


def test_a_change_while_a_lag_is_held_starts_from_what_the_user_chose(bench):
    """What was moved before belonged to other settings."""
    bench.tuner.set_own(OWN)
    bench.panel.target.wanted.setChecked(True)
    steered(bench, 5.0)
    bench.move("range", 3.0)
    assert bench.controller.steering.settings() == replace(OWN, range=3.0)


def test_a_lag_that_was_held_is_held_at_the_next_start(bench):
    """The panel says so before a model is there."""
    bench.panel.target.seconds.setValue(3.5)
    bench.panel.target.wanted.setChecked(True)
    assert bench.keeper.preferences.listen.target_lag_s == 3.5
    bench.keeper.save()
    bench.open()
    assert bench.panel.target.value == 3.5
    bench.tuner.set_own(OWN)
    assert bench.controller.steering.settings() == OWN
    bench.panel.target.wanted.setChecked(False)
    assert bench.keeper.preferences.listen.target_lag_s == 0.0
    assert bench.controller.steering is None


def test_a_lag_out_of_reach_is_said_until_it_is_reached(bench):
    """With the one that is nearest."""
    bench.tuner.set_own(OWN)
    out_of_reach, in_reach = Steering(0.5, OWN), Steering(2.0, OWN)
    for _ in range(2000):
        out_of_reach.note(4.0, 0.0)
    assert out_of_reach.at_limit
    bench.controller.steered.emit(out_of_reach)
    assert "4.0 s" in bench.panel.target.fault.text()
    bench.controller.steered.emit(in_reach)
    assert bench.panel.target.fault.text() == ""


def test_without_measured_presets_there_are_some_around_a_models_own(bench):
    bench.tuner.set_own(OWN)
    for name in ("faster", "accurate", "balanced"):
        bench.press(name)
        assert bench.controller.policy == presets(OWN)[name]


def test_measured_presets_come_first(bench):
    """Those of this model and these languages, where they were measured."""
    bench.tuner.set_own(OWN)
    calibration.save(bench.file, bench.tuner.subject, {"faster": FOUND["faster"]})
    bench.tuner.offer_presets()
    bench.press("faster")
    assert bench.controller.policy == FOUND["faster"].settings
    bench.press("accurate")
    assert bench.controller.policy == presets(OWN)["accurate"]
    bench.languages = ("en", "zh")
    bench.tuner.offer_presets()
    bench.press("faster")
    assert bench.controller.policy == presets(OWN)["faster"]


def test_presets_are_not_offered_for_another_precision(bench):
    """What was measured of whole weights says nothing of rounded ones."""
    bench.tuner.set_own(OWN)
    other = replace(bench.tuner.subject, precision="nf4")
    bench.tuner.keep_presets(other, FOUND)
    bench.press("faster")
    assert bench.controller.policy == presets(OWN)["faster"]


def test_presets_that_are_kept_are_offered_at_once_and_later(bench):
    """For the languages that they were measured in, whatever has been chosen since."""
    bench.tuner.set_own(OWN)
    subject = bench.tuner.subject
    bench.languages = ("en", "zh")
    bench.tuner.keep_presets(subject, FOUND)
    bench.press("faster")
    assert bench.controller.policy == presets(OWN)["faster"]
    bench.languages = ("en", "de")
    bench.tuner.keep_presets(subject, FOUND)
    bench.press("accurate")
    assert bench.controller.policy == FOUND["accurate"].settings
    bench.open()
    bench.tuner.set_own(OWN)
    bench.press("faster")
    assert bench.controller.policy == FOUND["faster"].settings


def test_a_file_of_presets_that_cannot_be_read_is_told(bench):
    """Those around the model's own are offered."""
    bench.file.write_text("no table", "utf-8")
    bench.tuner.set_own(OWN)
    state = bench.controller.state()
    assert state.kind is Kind.NOTICE
    assert str(bench.file) in state.words
    bench.press("faster")
    assert bench.controller.policy == presets(OWN)["faster"]
