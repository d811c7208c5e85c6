"""Which language is heard and which is written."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop.ui.language_pair import NONE, LanguagePair

KNOWN = {"en": ("de", "zh"), "de": ("en",), "ja": ()}


@pytest.fixture
def pair(qtbot):
    """Give two lists of what a model knows, English into German chosen."""
    pair = LanguagePair()
    qtbot.addWidget(pair)
    pair.offer(KNOWN)
    pair.choose("en", "de")
    return pair


def offered(box):
    return [box.itemText(row) for row in range(box.count())]


def pick(box, code):
    """Choose as a person does."""
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def test_languages_stand_by_name_with_no_translation_first(pair):
    """In the order of their names."""
    assert offered(pair.spoken) == ["English", "German", "Japanese"]
    assert offered(pair.written) == ["No translation", "Chinese", "German"]
    assert pair.pair == ("en", "de")


def test_what_is_written_follows_what_is_heard(pair):
    """What a language cannot be translated into is not offered; the new pair is told once."""
    spy = QSignalSpy(pair.changed)
    pick(pair.spoken, "de")
    assert offered(pair.written) == ["No translation", "English"]
    assert [spy.at(number) for number in range(spy.count())] == [list(pair.pair)]


def test_a_language_without_translations_has_none(pair):
    pick(pair.spoken, "ja")
    assert pair.pair == ("ja", NONE)


def test_no_translation_can_be_chosen_and_stays(pair):
    """Also where another language is heard."""
    pick(pair.written, NONE)
    assert pair.pair == ("en", NONE)
    pick(pair.spoken, "de")
    assert pair.pair == ("de", NONE)


def test_another_model_keeps_what_it_can_of_a_pair_and_tells_nobody(pair):
    """The user has chosen nothing."""
    spy = QSignalSpy(pair.changed)
    pair.offer({"en": ("de", "fr"), "fr": ("en",)})
    assert pair.pair == ("en", "de")
    pair.offer({"fr": ("en",)})
    assert pair.pair[0] == "fr"
    assert spy.count() == 0


def test_both_lists_have_names(pair):
    """For who cannot see the arrow between them."""
    assert pair.spoken.accessibleName() == "Language spoken"
    assert pair.written.accessibleName() == "Language to translate into"
