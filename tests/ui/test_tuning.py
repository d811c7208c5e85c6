"""The panel that tunes when words are written, as a person uses it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QScrollArea

from lsg_desktop.events import Decision, Reason, Task
from lsg_desktop.policy.steering import presets
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.tuning import TuningPanel
from tests.ui import hands

LEFT = Qt.MouseButton.LeftButton

FASTER = PolicySettings(delta=4.0, alpha=0.4)
BALANCED = PolicySettings()
ACCURATE = PolicySettings(delta=9.0, alpha=0.8, low=2)


@pytest.fixture
def panel(qtbot):
    """Give a panel with presets, Advanced open."""
    panel = TuningPanel()
    qtbot.addWidget(panel)
    panel.set_presets({"faster": FASTER, "balanced": BALANCED, "accurate": ACCURATE})
    panel.set_advanced(True)
    panel.resize(336, 900)
    panel.show()
    return panel


def sent(spy):
    """Give the values that a signal has carried."""
    return [spy.at(number)[0] for number in range(spy.count())]


def checked(panel):
    """Give the preset that is down."""
    return [name for name, button in panel.presets.buttons.items() if button.isChecked()]


def test_a_preset_sets_its_thresholds(panel, qtbot):
    panel.set_settings(replace(BALANCED, range=3.0))
    spy = QSignalSpy(panel.changed)
    qtbot.mouseClick(panel.presets.buttons["accurate"], LEFT)
    assert sent(spy) == [ACCURATE]
    assert checked(panel) == ["accurate"]
    assert panel.rows["delta"].value == 9.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chunk_ms", 320),
        ("kl_direction", "baseline_current"),
        ("baseline", "wait-1"),
        ("range_mode", "off"),
    ],
)
def test_with_other_settings_than_its_own_a_preset_gives_way(panel, qtbot, name, value):
    """Thresholds that were measured say nothing then: those around the model's own count."""
    own = replace(BALANCED, delta=3.0)
    panel.set_defaults(own)
    panel.set_settings(ACCURATE)
    panel.rows[name].changed.emit(value)
    assert checked(panel) == []
    spy = QSignalSpy(panel.changed)
    panel.presets.buttons["accurate"].click()
    wanted = replace(presets(own)["accurate"], **{name: value})
    qtbot.waitUntil(lambda: bool(spy.count()) and sent(spy)[-1] == wanted)
    assert checked(panel) == ["accurate"]
    panel.rows[name].reset.click()
    panel.presets.buttons["accurate"].click()
    qtbot.waitUntil(lambda: sent(spy)[-1] == ACCURATE)


def test_arrow_keys_go_from_preset_to_preset(panel, qtbot):
    button = panel.presets.buttons["balanced"]
    button.setFocus()
    spy = QSignalSpy(panel.changed)
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert [settings.delta for settings in sent(spy)] == [9.0]
    assert checked(panel) == ["accurate"]


def test_settings_that_match_no_preset_are_custom(panel, qtbot):
    assert checked(panel) == ["balanced"]
    assert panel.presets.state.text() == ""
    qtbot.keyClick(panel.rows["alpha"].control.slider, Qt.Key.Key_Right)
    assert checked(panel) == []
    assert panel.presets.state.text() == "Custom"
    qtbot.keyClick(panel.rows["alpha"].control.slider, Qt.Key.Key_Left)
    assert checked(panel) == ["balanced"]


def test_without_a_preset_its_button_is_off(qtbot):
    """No model, no presets: there is nothing to choose."""
    panel = TuningPanel()
    qtbot.addWidget(panel)
    assert not any(button.isEnabled() for button in panel.presets.buttons.values())
    panel.set_presets({"faster": FASTER})
    assert [button.isEnabled() for button in panel.presets.buttons.values()] == [True, False, False]


def test_dragging_sends_few_changes_and_the_last_one(panel, qtbot):
    """While a hand moves a slider fast, only some of its places are sent, and then the end."""
    spy = QSignalSpy(panel.changed)
    row = panel.rows["delta"]
    moved = QSignalSpy(row.changed)
    start = hands.handle(row.control.slider)
    hands.drag(row.control.slider, start, start + QPoint(60, 0), start + QPoint(30, 0))
    assert moved.count() > 5
    qtbot.waitUntil(lambda: bool(spy.count()) and sent(spy)[-1].delta == row.value)
    assert spy.count() < moved.count()
    assert row.value > 7


def test_each_click_is_one_change(panel, qtbot):
    spy = QSignalSpy(panel.changed)
    qtbot.keyClick(panel.rows["low"].control.slider, Qt.Key.Key_Right)
    assert sent(spy) == [replace(BALANCED, low=2)]


def test_showing_settings_tells_nobody(panel):
    spies = [QSignalSpy(one) for one in (panel.changed, panel.target_changed)]
    panel.set_settings(ACCURATE)
    panel.set_target(3.0)
    panel.set_target(None)
    panel.set_defaults(ACCURATE)
    assert [spy.count() for spy in spies] == [0, 0]
    assert checked(panel) == ["accurate"]
    assert panel.rows["low"].value == 2


def test_what_a_slider_cannot_show_survives_another_sliders_move(panel, qtbot):
    """δ = ∞ and α = 0.61803 come back as they were."""
    panel.set_settings(replace(BALANCED, delta=math.inf, alpha=0.61803))
    spy = QSignalSpy(panel.changed)
    qtbot.keyClick(panel.rows["low"].control.slider, Qt.Key.Key_Right)
    assert sent(spy) == [replace(BALANCED, delta=math.inf, alpha=0.61803, low=2)]


def test_a_change_that_waits_is_sent_before_others_are_shown(panel, qtbot):
    slider = panel.rows["alpha"].control.slider
    spy = QSignalSpy(panel.changed)
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    panel.set_settings(ACCURATE)
    assert sent(spy)[-1].alpha == 0.63
    assert panel.rows["alpha"].value == 0.8


def test_a_lag_can_be_held(panel, qtbot):
    """Ticking sends the lag in the box; changing the box sends another; no tick, no lag."""
    spy = QSignalSpy(panel.target_changed)
    hands.tick(panel.target.wanted)
    panel.target.seconds.stepUp()
    hands.tick(panel.target.wanted)
    assert sent(spy) == [2.0, 2.1, None]


def test_while_a_lag_is_held_its_sliders_move_by_themselves(panel):
    """What the controller does is shown and cannot be changed; the rest can."""
    panel.set_target(2.0)
    panel.set_settings(replace(BALANCED, delta=3.0, alpha=0.3))
    held = [name for name, row in panel.rows.items() if row.control.is_read_only]
    assert held == ["delta", "alpha", "low"]
    assert panel.rows["delta"].control.box.value() == 3.0
    assert panel.presets.state.text() == "Holding a lag"
    panel.set_target(None)
    assert not any(row.control.is_read_only for row in panel.rows.values())
    assert panel.presets.state.text() == "Custom"


def test_a_preset_lets_go_of_the_lag(panel, qtbot):
    """Somebody who presses Faster wants that, not what was ticked before."""
    panel.set_target(2.0)
    changed, target = QSignalSpy(panel.changed), QSignalSpy(panel.target_changed)
    qtbot.mouseClick(panel.presets.buttons["balanced"], LEFT)
    assert sent(target) == [None]
    assert sent(changed) == []  # those settings are in force
    qtbot.mouseClick(panel.presets.buttons["faster"], LEFT)
    assert [settings.delta for settings in sent(changed)] == [4.0]
    assert checked(panel) == ["faster"]


def test_a_lag_out_of_reach_is_said(panel):
    panel.set_target(0.5)
    panel.target.show_reached(1.84)
    assert panel.target.fault.isVisible()
    assert "1.8 s" in panel.target.fault.text()
    panel.target.show_reached(None)
    assert not panel.target.fault.isVisible()


def test_advanced_opens_and_its_owner_is_told(panel, qtbot):
    """What the owner remembered is shown without being told again."""
    spy = QSignalSpy(panel.advanced_toggled)
    panel.set_advanced(False)
    assert not panel.plot.isVisible()
    assert sent(spy) == []
    qtbot.keyClick(panel.advanced, Qt.Key.Key_Space)
    assert panel.plot.isVisible()
    assert panel.rows["delta"].isVisible()
    assert sent(spy) == [True]


def test_lines_of_the_plot_and_sliders_are_one(panel, qtbot):
    spy = QSignalSpy(panel.changed)
    panel.plot.delta_moved.emit(5.5)
    assert panel.rows["delta"].value == 5.5
    assert sent(spy) == [replace(BALANCED, delta=5.5)]
    panel.rows["alpha"].control.box.stepUp()
    assert panel.plot.view.confidence.threshold_at == 0.61


def test_decisions_reach_the_plot(panel, qtbot):
    panel.take(
        Decision(
            utterance=1,
            task=Task.TRANSCRIBE,
            chunk=2,
            unit=1,
            baseline=1,
            kl=8.0,
            confidence=0.5,
            action="write",
            reason=Reason.DIVERGENCE,
            text="so",
        )
    )
    qtbot.waitUntil(lambda: panel.plot.summary().startswith("1 decisions, 1 written."))


def test_the_wheel_scrolls_the_panel_and_turns_nothing(panel, qtbot):
    """Over a slider, a box or the plot, the panel goes down and no setting changes."""
    panel.resize(336, 400)
    spy = QSignalSpy(panel.changed)
    area = panel.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    view = panel.plot.view.graphics.viewport()
    for part in (panel.rows["delta"].control.slider, panel.rows["alpha"].control.box, view):
        area.ensureWidgetVisible(part)
        before = bar.value()
        hands.wheel(part, -1)
        assert bar.value() > before, part
    assert spy.count() == 0


def test_everything_is_reached_by_tab(panel, qtbot):
    """From the presets to the last setting, without a mouse."""
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.presets.buttons["balanced"].setFocus()
    wanted = {panel.target.wanted, panel.advanced, panel.plot.view.graphics}
    for row in panel.rows.values():
        wanted |= {getattr(row.control, "slider", row.control)}
    seen = set()
    for _ in range(60):
        seen.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= seen


def test_nothing_is_cut_off_where_it_is_narrowest(panel, qtbot):
    """All that is inside the panel lies within its width."""
    panel.resize(panel.minimumSizeHint().width(), 500)
    area = panel.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().width() < 336)
    assert panel.width() <= 320
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
