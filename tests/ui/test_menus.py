"""Where each action is found."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenuBar

from lsg_desktop.ui.actions import ENTRIES, Actions
from lsg_desktop.ui.menus import fill


@pytest.fixture
def bar(qtbot):
    """Give an empty menu bar."""
    bar = QMenuBar()
    qtbot.addWidget(bar)
    return bar


def entries(bar):
    """Give the actions of all menus."""
    menus = [one.menu() for one in bar.actions()]
    return [one for menu in menus for one in menu.actions() if not one.isSeparator()]


def test_every_action_is_in_one_menu(bar):
    """What has no key is found there, and what has one is learnt there."""
    actions = Actions(bar, {})
    fill(bar, actions)
    assert sorted(one.text() for one in entries(bar)) == sorted(
        actions[entry.name].text() for entry in ENTRIES
    )


def test_menus_that_are_filled_again_hold_everything_once(bar):
    """As after a change of language."""
    actions = Actions(bar, {})
    fill(bar, actions)
    once = len(entries(bar))
    fill(bar, actions)
    assert len(entries(bar)) == once


def test_no_two_menus_open_with_the_same_letter(bar):
    fill(bar, Actions(bar, {}))
    letters = [one.text().partition("&")[2][:1] for one in bar.actions()]
    assert len(set(letters)) == len(letters)


def test_keys_are_the_users_where_there_are_some(bar):
    """And the usual ones again once they are taken back."""
    actions = Actions(bar, {"clear": "Ctrl+K"})
    assert actions["clear"].shortcut().toString() == "Ctrl+K"
    actions.set_keys({})
    assert actions["clear"].shortcut().toString() == "Ctrl+L"
