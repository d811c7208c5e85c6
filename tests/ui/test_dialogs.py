"""What opens beside the window."""

from __future__ import annotations

import importlib

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from lsg_desktop import __version__
from lsg_desktop.ui.export_dialog import ExportDialog
from lsg_desktop.ui.situation import Kind
from tests.ui.world import PATIENCE_MS, speak

KINDS = {
    "history": "HistoryWindow",
    "models": "ModelsDialog",
    "calibrate": "CalibrationDialog",
    "settings": "SettingsDialog",
    "help": "HelpWindow",
}


def visible(kind):
    """Give the windows of a kind that are seen."""
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if type(one).__name__ == kind and one.isVisible()]


@pytest.fixture
def trigger(opened):
    """Give a function that does what a menu entry does."""
    if importlib.util.find_spec("torch"):
        importlib.import_module("torch")  # the models dialog asks it on a thread, which takes long
    return lambda name: opened.window.actions_by_name[name].trigger()


@pytest.mark.parametrize("name", KINDS)
def test_a_dialog_is_made_when_it_is_first_wanted_and_opens_again(opened, trigger, name):
    """There is one of it, however often it is asked for."""
    with pytest.raises(KeyError):
        opened.dialogs.opened(name)
    trigger(name)
    (first,) = visible(KINDS[name])
    assert first is opened.dialogs.opened(name)
    trigger(name)
    assert visible(KINDS[name]) == [first]
    first.close()
    assert visible(KINDS[name]) == []
    trigger(name)
    assert visible(KINDS[name]) == [first]


def test_a_window_that_closes_takes_its_dialogs_along(opened, trigger):
    """Also those that are windows of their own."""
    for name in KINDS:
        trigger(name)
    opened.dialogs.close()
    assert [kind for kind in KINDS.values() if visible(kind)] == []


def test_the_models_dialog_knows_what_is_loaded_before_it_was_opened(qtbot, opened, trigger):
    """And gives its memory back."""
    trigger("models")
    strip = opened.dialogs.opened("models").strip
    strip.unload_button.click()
    qtbot.waitUntil(lambda: opened.window.controller.model is None, timeout=PATIENCE_MS)
    assert not strip.unload_button.isVisible()
    assert opened.window.controller.state().kind is Kind.NO_MODEL


def test_a_model_that_is_chosen_in_the_dialog_is_loaded_by_the_window(
    qtbot, opened, trigger, world
):
    """And again at the next start."""
    trigger("models")
    opened.dialogs.opened("models").use.emit("other", "nf4")
    qtbot.waitUntil(lambda: world.loaded[-1] == ("other", "nf4"), timeout=PATIENCE_MS)
    listen = opened.keeper.preferences.listen
    assert (listen.model, listen.precision) == ("other", "nf4")


def test_without_a_session_there_is_nothing_to_export(opened, trigger):
    """Which is told in the window's own line."""
    trigger("export")
    assert opened.window.findChildren(ExportDialog) == []
    state = opened.window.controller.state()
    assert state.kind is Kind.NOTICE and state.words


def test_the_last_session_is_exported_again_and_again(qtbot, opened, trigger, world):
    """Each time as it is then."""
    speak(qtbot, opened, world)
    for _ in range(2):
        trigger("export")
        (dialog,) = visible("ExportDialog")
        dialog.close()
    assert visible("ExportDialog") == []


def test_about_says_which_version_this_is(opened, trigger):
    """And under which licence."""
    said = []

    def read():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(box.text())
            box.close()

    look = QTimer(interval=5)
    look.timeout.connect(read)
    look.start()
    trigger("about")
    look.stop()
    assert f"LSG Desktop {__version__}" in said[0]
    assert "Apache" in said[0]
