"""The help pages as the window shows them."""

from __future__ import annotations

from itertools import chain

import pytest
from PySide6.QtGui import QTextDocument

from lsg_desktop import paths
from lsg_desktop.ui.actions import ENTRIES

HELP = paths.resources() / "help"


@pytest.mark.parametrize(
    "page", sorted(HELP.glob("*/*.md")), ids=lambda page: f"{page.parent.name}/{page.name}"
)
def test_no_mark_of_a_page_is_left_standing(qapp, page):
    """Beside Chinese punctuation an asterisk easily is."""
    document = QTextDocument()
    document.setMarkdown(page.read_text("utf-8"))
    assert not set("*`#[]") & set(document.toPlainText())


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_the_page_of_keys_names_those_of_the_window(language):
    """Who has forgotten one looks there."""
    page = (HELP / language / "7-keys.md").read_text("utf-8")
    page = page.replace("Strg", "Ctrl").replace("Umschalt", "Shift")
    named = set(chain(*(line.split("|")[1].split() for line in page.splitlines() if "|" in line)))
    assert {entry.keys for entry in ENTRIES if entry.keys} <= named
