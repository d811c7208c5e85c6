"""One setting as a person moves it."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel

from lsg_desktop.errors import Bug
from lsg_desktop.settings import Declaration, PolicySettings, declared
from lsg_desktop.ui import theme
from lsg_desktop.ui.number_box import Scale
from lsg_desktop.ui.sliders import SettingRow
from tests.ui import hands

DECLARED = {name: (default, one) for name, default, one in declared(PolicySettings)}


@pytest.fixture(scope="module", autouse=True)
def look(qapp):
    """Give boxes the size and padding that they have in the window."""
    theme.apply(qapp, theme.Scheme.LIGHT)


@pytest.fixture
def row(qtbot):
    """Give a function that makes and shows the row of a policy setting."""

    def made(name):
        default, declaration = DECLARED[name]
        row = SettingRow(declaration, default)
        qtbot.addWidget(row)
        row.resize(320, 160)
        row.show()
        return row

    return made


def chosen(spy):
    """Give the values that a signal has carried."""
    return [spy.at(number)[0] for number in range(spy.count())]


def typed(qtbot, box, text):
    """Type a number into a box as a person does."""
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", DECLARED)
def test_a_row_says_what_is_declared(row, name):
    """Label, unit, range, help and when it acts are there to be read, not only to be pointed at."""
    _, declaration = DECLARED[name]
    texts = [label.text() for label in row(name).findChildren(QLabel) if label.isVisible()]
    assert declaration.label in texts
    assert declaration.help in texts
    assert ("From the next utterance on." in texts) is not declaration.at_once
    if declaration.shown:
        bottom, top = declaration.shown
        assert f"{declaration.unit}, {bottom:g} to {top:g}" in texts


@pytest.mark.parametrize("name", DECLARED)
def test_everything_to_press_has_a_name(row, name):
    made = row(name)
    control = made.control
    is_choice = bool(DECLARED[name][1].choices)
    parts = [control] if is_choice else [control.slider, control.box, control.never]
    assert all(DECLARED[name][1].label in part.accessibleName() for part in (made.reset, *parts))


def test_dragging_the_slider_gives_values_all_the_way(row):
    """δ moves in steps of 0.05 nats."""
    made = row("delta")
    spy = QSignalSpy(made.changed)
    slider = made.control.slider
    start = hands.handle(slider)
    hands.drag(slider, start, start - QPoint(40, 0))
    steps = chosen(spy)
    assert len(steps) > 3
    assert steps == sorted(steps, reverse=True)
    assert made.value == steps[-1] < 7
    assert all(round(value / 0.05, 6).is_integer() for value in steps)
    assert made.control.box.value() == made.value


def test_arrow_keys_move_by_one_step(row, qtbot):
    made = row("delta")
    spy = QSignalSpy(made.changed)
    qtbot.keyClick(made.control.slider, Qt.Key.Key_Right)
    qtbot.keyClick(made.control.slider, Qt.Key.Key_Left)
    qtbot.keyClick(made.control.slider, Qt.Key.Key_Left)
    assert chosen(spy) == [7.05, 7.0, 6.95]


def test_the_box_takes_more_than_the_slider_shows(row, qtbot):
    """A value beyond the slider's end is kept, and the slider stays at its end."""
    made = row("delta")
    spy = QSignalSpy(made.changed)
    typed(qtbot, made.control.box, "25.5")
    assert chosen(spy) == [25.5]
    assert made.control.slider.value() == made.control.slider.maximum()
    assert made.value == 25.5


def test_the_box_refuses_what_is_not_accepted(row, qtbot):
    """Chunks longer than declared cannot be typed."""
    made = row("chunk_ms")
    typed(qtbot, made.control.box, "99999")
    assert made.value <= 1920


@pytest.mark.parametrize("name", ["delta", "range"])
def test_infinity_can_be_typed(row, qtbot, name):
    made = row(name)
    typed(qtbot, made.control.box, "inf")
    assert made.value == math.inf
    assert made.control.box.text() == "∞"
    assert made.control.never.isChecked()


def test_the_sign_of_infinity_can_be_pasted(row, qtbot):
    made = row("delta")
    made.control.box.selectAll()
    made.control.box.lineEdit().insert("∞")
    qtbot.keyClick(made.control.box, Qt.Key.Key_Return)
    assert made.value == math.inf


def test_never_is_a_tick_away_and_back(row, qtbot):
    """Taking the tick away gives the number that was there."""
    made = row("delta")
    spy = QSignalSpy(made.changed)
    hands.tick(made.control.never)
    assert made.control.box.text() == "∞"
    hands.tick(made.control.never)
    assert chosen(spy) == [math.inf, 7.0]


def test_down_from_infinity_is_the_top_of_the_slider(row, qtbot):
    made = row("range")
    made.show_value(math.inf)
    made.control.box.stepDown()
    assert made.value == 12


def test_only_what_may_be_infinite_offers_it(row):
    offering = [
        name
        for name in ("delta", "alpha", "low", "range", "chunk_ms")
        if row(name).control.never.isVisible()
    ]
    assert offering == ["delta", "range"]


def test_whole_settings_stay_whole(row, qtbot):
    """L is counted in chunks: no number with a point ever leaves the row."""
    made = row("low")
    spy = QSignalSpy(made.changed)
    qtbot.keyClick(made.control.slider, Qt.Key.Key_Right)
    typed(qtbot, made.control.box, "30")
    assert [(value, type(value)) for value in chosen(spy)] == [(2, int), (30, int)]


def test_reset_is_there_only_where_something_differs(row, qtbot):
    made = row("alpha")
    assert not made.reset.isEnabled()
    made.show_value(0.8)
    assert made.reset.isEnabled()
    spy = QSignalSpy(made.changed)
    qtbot.mouseClick(made.reset, Qt.MouseButton.LeftButton)
    assert chosen(spy) == [0.6]
    assert not made.reset.isEnabled()


def test_reset_goes_to_the_models_default(row, qtbot):
    made = row("delta")
    made.set_default(1.25)
    assert made.value == 7.0
    qtbot.mouseClick(made.reset, Qt.MouseButton.LeftButton)
    assert made.value == 1.25


def test_showing_a_value_tells_nobody_and_rounds_nothing(row):
    made = row("delta")
    spy = QSignalSpy(made.changed)
    made.show_value(3.14159265)
    assert made.value == 3.14159265
    assert made.control.box.text() == "3.1416"
    assert chosen(spy) == []


def test_a_choice_is_made_by_key(row, qtbot):
    made = row("range_mode")
    spy = QSignalSpy(made.changed)
    qtbot.keyClick(made.control, Qt.Key.Key_Down)
    assert chosen(spy) == ["off"]


def test_read_only_shows_but_takes_nothing(row, qtbot):
    made = row("delta")
    made.set_read_only(True)
    spy = QSignalSpy(made.changed)
    made.show_value(3.0)
    start = hands.handle(made.control.slider)
    hands.drag(made.control.slider, start, start + QPoint(50, 0))
    typed(qtbot, made.control.box, "9")
    assert made.value == 3.0
    assert not made.reset.isEnabled()
    assert chosen(spy) == []
    assert made.control.slider.value() == Scale.of(DECLARED["delta"][1]).place(3.0)


@pytest.mark.parametrize("is_read_only", [False, True])
def test_a_number_can_be_read_in_its_box(row, is_read_only):
    """Also where it cannot be changed."""
    made = row("delta")
    made.set_read_only(is_read_only)
    made.show_value(11.55)
    QApplication.processEvents()
    line = made.control.box.lineEdit()
    assert made.control.box.rect().contains(line.geometry())
    assert line.width() >= line.fontMetrics().horizontalAdvance("11.55")


@pytest.mark.parametrize("name", ["delta", "low", "range_mode"])
def test_the_wheel_changes_only_what_is_in_use(row, name):
    """Who scrolls the panel does not turn a control that happens to come by."""
    made = row(name)
    before = made.value
    made.setFocus()
    parts = [made.control] if name == "range_mode" else [made.control.slider, made.control.box]
    for part in parts:
        hands.wheel(part, 3)
    assert made.value == before
    parts[0].setFocus()
    hands.wheel(parts[0], 1)
    assert made.value != before


def test_a_scale_needs_a_range():
    with pytest.raises(Bug):
        Scale.of(Declaration("Label", "Help."))
