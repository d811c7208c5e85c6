"""Keys that a person gives to actions."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.ui.actions import ENTRIES
from lsg_desktop.ui.shortcut_editor import ShortcutEditor


@pytest.fixture
def editor(qtbot):
    """Give an editor in which one action has other keys than usual."""
    editor = ShortcutEditor({"clear": "Ctrl+K"})
    qtbot.addWidget(editor)
    return editor


def keys(editor, name):
    return editor.fields[name].keySequence().toString()


def test_every_action_has_a_field_with_its_keys_and_its_name(editor):
    """The usual ones, but for those that were changed."""
    assert set(editor.fields) == {entry.name for entry in ENTRIES}
    assert (keys(editor, "clear"), keys(editor, "find")) == ("Ctrl+K", "Ctrl+F")
    assert all(field.accessibleName() for field in editor.fields.values())


def test_only_what_is_unusual_is_told(editor):
    """So that a new version can give other usual keys."""
    spy = QSignalSpy(editor.changed)
    editor.fields["find"].setKeySequence("Ctrl+G")
    editor.fields["clear"].setKeySequence("Ctrl+L")
    assert [spy.at(number)[0] for number in range(spy.count())] == [
        {"clear": "Ctrl+K", "find": "Ctrl+G"},
        {"find": "Ctrl+G"},
    ]


def test_an_action_may_have_no_keys_and_so_may_another(editor):
    """Nothing is taken by it."""
    editor.fields["find"].clear()
    editor.fields["clear"].clear()
    assert editor.fault.text() == ""
    assert (keys(editor, "find"), keys(editor, "clear")) == ("", "")


def test_keys_that_are_taken_are_refused_until_they_are_free(editor):
    """By whom they are taken is said, and no longer once it is mended."""
    spy = QSignalSpy(editor.changed)
    editor.fields["find"].setKeySequence("Ctrl+K")
    assert "Clear the transcript" in editor.fault.text()
    assert (keys(editor, "find"), spy.count()) == ("Ctrl+F", 0)
    editor.fields["clear"].setKeySequence("Ctrl+L")
    editor.fields["find"].setKeySequence("Ctrl+K")
    assert editor.fault.text() == ""
    assert keys(editor, "find") == "Ctrl+K"


def test_all_keys_are_the_usual_ones_again(editor):
    """With one press."""
    spy = QSignalSpy(editor.changed)
    editor.fields["find"].setKeySequence("Ctrl+K")
    editor.reset.click()
    assert {name: keys(editor, name) for name in editor.fields} == {
        entry.name: editor.fields[entry.name].keySequence().fromString(entry.keys).toString()
        for entry in ENTRIES
    }
    assert spy.at(spy.count() - 1)[0] == {}
    assert editor.fault.text() == ""
