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
