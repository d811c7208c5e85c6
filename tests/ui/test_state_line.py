"""The line that says what is going on, with the button that helps."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.ui.situation import Kind, State
from lsg_desktop.ui.state_line import StateLine


@pytest.fixture
def line(qtbot):
    """Give a line that is shown."""
    line = StateLine()
    qtbot.addWidget(line)
    line.show()
    return line


@pytest.mark.parametrize("kind", Kind)
def test_every_state_is_said_in_words(line, kind):
    """None depends on the colour of the dot, and no word of the program is left in them."""
    line.show_state(State(kind, seconds=8.0, done=0.42, words="it is gone", remedy="look for it"))
    words = line.words.text()
    assert words and "{" not in words


@pytest.mark.parametrize(
    ("state", "button"),
    [
        (State(Kind.BEHIND, seconds=4.0), "catch_up"),
        (State(Kind.NO_MODEL), "models_wanted"),
        (State(Kind.FAULT, words="memory is full", smaller="nf4"), "smaller"),
        (State(Kind.FAULT, words="it is gone"), "dismissed"),
    ],
)
def test_where_something_helps_there_is_one_button_for_it(line, state, button):
    names = ("catch_up", "models_wanted", "smaller", "dismissed")
    spies = {name: QSignalSpy(getattr(line, name)) for name in names}
    line.show_state(state)
    assert line.button.isVisible()
    line.button.click()
    assert {name for name, spy in spies.items() if spy.count()} == {button}


def test_the_smaller_precision_is_on_the_button_and_in_what_it_asks_for(line):
    spy = QSignalSpy(line.smaller)
    line.show_state(State(Kind.FAULT, words="memory is full", smaller="nf4"))
    line.button.click()
    assert "nf4" in line.button.text()
    assert spy.at(0) == ["nf4"]


def test_where_nothing_helps_there_is_no_button(line):
    """And nothing else moves because of it."""
    line.show_state(State(Kind.FAULT, words="it is gone"))
    high = line.sizeHint().height()
    line.show_state(State(Kind.LISTENING))
    assert not line.button.isVisible()
    assert line.sizeHint().height() == high


def test_a_bar_is_there_only_while_a_model_is_loading(line):
    line.show_state(State(Kind.LOADING, done=0.42))
    assert line.bar.isVisible()
    assert line.bar.value() == 42
    line.show_state(State(Kind.READY))
    assert not line.bar.isVisible()
