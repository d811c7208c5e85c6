"""What is sent with a report of a fault, and what never is."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtGui import QGuiApplication

from lsg_desktop import __version__, paths
from lsg_desktop.ui.diagnostics import diagnostics
from tests.ui.world import WORDS, speak


def test_versions_screens_and_places_are_in_it(qapp):
    """A line each, whatever is asked about first."""
    lines = diagnostics("demo fp32 on cpu", "more to know").splitlines()
    assert lines[0] == f"LSG Desktop {__version__}"
    assert "window system offscreen, screens 800x800 at 1" in lines
    assert "model demo fp32 on cpu" in lines
    assert any(f"numpy {metadata.version('numpy')}" in line for line in lines)
    assert lines[-2:] == [f"log in {paths.log_dir()}", "more to know"]


def test_nothing_more_leaves_no_empty_line(qapp):
    assert "" not in diagnostics("none", "").split("\n")


def test_nothing_that_was_said_is_copied(qtbot, opened, world):
    """Neither transcript nor translation, though both are on the screen; the user is told so."""
    speak(qtbot, opened, world)
    window = opened.window
    assert "Good morning" in window.transcript.model.data(window.transcript.model.index(0))
    window.actions_by_name["diagnostics"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert f"LSG Desktop {__version__}" in copied
    assert "model scripted fp32 on cpu" in copied
    said = {str(piece.text).strip() for pieces in WORDS.values() for piece in pieces}
    assert not [word for word in said if word in copied]
    assert window.controller.state().words == "Copied. Nothing that was said is in it."


def test_without_a_model_it_says_so(qtbot, opened):
    opened.window.controller.unload()
    qtbot.waitUntil(lambda: opened.window.controller.model is None)
    opened.window.actions_by_name["diagnostics"].trigger()
    assert "model none" in QGuiApplication.clipboard().text().splitlines()
