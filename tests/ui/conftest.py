"""What the tests of the window share: a screen that is not there."""

from __future__ import annotations

import gc
import os

import pytest

from lsg_desktop.ui.immortal import keep_singletons

# Qt reads it when the application is made.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()

pytest.importorskip("PySide6")


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """Leave no thread and no widget of one test to the next."""
    yield
    from tests.ui import leftovers

    leftovers.clear()
    gc.freeze()  # what is there by now, torch perhaps, is not looked through after every test


@pytest.fixture
def world(tmp_path):
    """A computer to open the application on."""
    from tests.ui.world import World

    return World(tmp_path)


@pytest.fixture
def opened(qtbot, world):
    """The application, with its model loaded."""
    from tests.ui.world import PATIENCE_MS, open_in

    application = open_in(world)
    window = application.window
    qtbot.waitUntil(lambda: window.controller.model is not None, timeout=PATIENCE_MS)
    yield application
    application.close()
