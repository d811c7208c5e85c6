"""The language that the window speaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from lsg_desktop import paths
from lsg_desktop.ui import translation
from lsg_desktop.ui.actions import ENTRIES

FOLDER = paths.resources() / "translations"


@pytest.fixture
def speak(qapp):
    """Give a function that changes the language; in the end it is English again."""
    yield lambda language: translation.speak(qapp, language, FOLDER)
    translation.speak(qapp, "en", FOLDER)


def said():
    """Give the words of all actions."""
    return [QCoreApplication.translate("Actions", entry.words) for entry in ENTRIES]


@pytest.mark.parametrize("language", ["de", "zh"])
def test_every_action_is_said_in_the_language_of_the_window(speak, language):
    """With the numbers of that language."""
    speak(language)
    english = {entry.words for entry in ENTRIES}
    assert [words for words in said() if words in english] == []
    assert QLocale().name().startswith(language)


def test_a_language_takes_the_place_of_the_one_before(speak):
    speak("de")
    speak("zh")
    chinese = said()
    speak("en")
    assert said() == [entry.words for entry in ENTRIES]
    speak("zh")
    assert said() == chinese


def test_qts_own_words_are_in_the_language_too(speak):
    """Those of a question's buttons, say."""
    speak("de")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_the_users_choice_comes_before_the_systems():
    assert translation.chosen("zh") == "zh"
    assert translation.chosen("system") in translation.LANGUAGES
    assert translation.chosen("klingon") in translation.LANGUAGES
