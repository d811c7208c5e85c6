"""Calls into Qt never use up None, True and False."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

from lsg_desktop.ui.immortal import keep_singletons


@pytest.mark.parametrize("one", [None, True, False])
def test_there_are_references_for_years(one):
    """However often they were taken away before, and asking twice does no harm."""
    keep_singletons()
    keep_singletons()
    asked = QObject()
    for _ in range(20_000):
        asked.setObjectName("")
    assert sys.version_info >= (3, 12) or 1 << 40 < sys.getrefcount(one) < 1 << 60
