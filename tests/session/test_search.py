"""Text is compared as a reader would: whatever its case, its width, its white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.events import Task
from lsg_desktop.session.database import fold
from lsg_desktop.session.history import History
from lsg_desktop.session.search import folded
from tests.session.kept import keep, session


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("STRASSE", "straße"),
        ("Café", "cafe\u0301"),
        ("ＧＰＵ　３５", "gpu 35"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("one\u00a0two\tthree", "one two three"),
    ],
)
def test_what_reads_the_same_is_the_same(said, wanted):
    """In every script."""
    assert fold(said) == fold(wanted)


@given(st.text(), st.text())
def test_an_utterance_is_searched_in_two_lines(transcript, translation):
    """No text that is looked for can reach from one into the other."""
    assert folded(transcript, translation).split("\n") == [fold(transcript), fold(translation)]


def test_a_line_that_is_not_the_one_is_not_given(tmp_path):
    """Of an utterance only the language that holds the text; with who spoke."""
    path = tmp_path / "history.sqlite3"
    keep(path, session(speaker="You"))
    (found,) = History(path).search("heute")
    assert (found.task, found.speaker, found.utterance) == (Task.TRANSLATE, "You", 2)
