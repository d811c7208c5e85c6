"""What the core says reaches the window in its own words and language, values untouched."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication

from lsg_desktop import paths
from lsg_desktop.session import database
from lsg_desktop.ui import translation
from lsg_desktop.ui.core_words import PHRASE_FIELDS, SENTENCE_FIELDS, TABLE, recognised, said, told
from lsg_desktop.ui.situation import Kind, State
from lsg_desktop.ui.state_line import state_words
from tests.ui.core_sources import HOLE, PACKAGE, Core

LANGUAGES = ("de", "zh")
FOLDER = paths.resources() / "translations"

UNHEARD = {
    *("audio/pcm.py", "audio/wave_header.py", "session/text_words.py"),
    *(f"models/text{part}.py" for part in ("", "_card", "_listening", "_load")),
    *("models/text_shapes.py", "policy/baselines.py"),
    *(f"models/qwen_audio_v1{part}.py" for part in ("", "_layout", "_tokens")),
}
"""What only a terminal hears of: the window listens to no standard input, translates no text,
compares no policies and converts no model."""

VALUES = {"mps", "preprocessor_config.json", "tokenizer.json"}
"""Values that stand in the source as they are."""

FIELD = re.compile(r"\{[^{}]*\}")


def core() -> Core:
    rooms = ("audio", "speech", "models", "policy", "session")
    files = [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]
    names = ("settings.py", "paths.py", "preferences.py", "evaluation/calibrate.py")
    alone = [PACKAGE / name for name in names]
    heard = [path for path in files if path.relative_to(PACKAGE).as_posix() not in UNHEARD]
    return Core([*heard, *alone])


def templates() -> dict[str, str]:
    """Give every template that can reach the window, and where it is from."""
    source = core()
    found = {template: place for place, template in source.templates() if template}
    # A place that is not the processor has the name that its maker gave it.
    places = {template for template, place in found.items() if template == HOLE}
    assert {found[one].partition(":")[0] for one in places} <= {
        "models/device.py",
        "session/database.py",
    }
    # SQLite's ailments come from a table by number, which no source shows.
    del found[HOLE], found[f"{HOLE} ({HOLE})"]
    for problem, remedy in database._AILMENTS.values():
        found |= {f"{problem} ({HOLE})": "session/database.py", remedy: "session/database.py"}
    # What is wrong in the file of settings is put together of the file's name and a fault.
    remedies = [one for one, place in found.items() if place.startswith("settings.py")]
    lines = source.lines("preferences.py") - {f"{HOLE}: {HOLE}"}
    table = f"{HOLE} cannot be {HOLE}: make it a table"
    lines = {f"{HOLE}: {table}" if one == table else one for one in lines}
    lines |= {
        f"{HOLE}: {HOLE} cannot be {HOLE}: {remedy}"
        for remedy in remedies
        if not remedy.startswith(HOLE)
    }
    return found | dict.fromkeys(lines, "preferences.py")


def filled(template: str) -> str:
    """Put a value into each hole that no sentence of the core has."""
    numbers = count(1)
    return re.sub(re.escape(HOLE), lambda _: f"⟨{next(numbers)}⟩", template)


def unknown(text: str, used: set[str]) -> list[str]:
    """Give what in a text is the core's and not known to the window; note what is used."""
    found = recognised(text)
    if found is None:
        return [text] if any(letter.isalpha() for letter in text) else []
    words, values = found
    used.add(words)
    left = []
    for field, value in values.items():
        if field in PHRASE_FIELDS | SENTENCE_FIELDS:
            left += unknown(value, used)
        elif value not in VALUES and any(letter.isalpha() for letter in value):
            left.append(f"{field}: {value}")
    return left


@pytest.fixture
def speak(qapp):
    """Have the window speak a language until the test is over."""
    yield lambda language: translation.speak(qapp, language, FOLDER)
    translation.speak(qapp, "en", FOLDER)


def messages(language: str) -> list[tuple[str, str, ElementTree.Element]]:
    """Give every message of a language: its context, its words and its translation."""
    found = []
    for context in ElementTree.parse(FOLDER / f"lsg_{language}.ts").iter("context"):
        for message in context.iter("message"):
            translated = message.find("translation")
            assert translated is not None
            found.append((context.findtext("name", ""), message.findtext("source", ""), translated))
    return found


def test_the_window_has_words_for_all_that_the_core_says():
    """Whoever adds a fault or a notice adds a line to a table of ui/core_words_*.py."""
    used: set[str] = set()
    found = templates()
    missing = [
        f"{place}: {template!r} ({left})"
        for template, place in found.items()
        if (left := unknown(filled(template), used))
    ]
    assert missing == []
    assert len(found) > 200
    assert {words for words in TABLE.values() if words not in used} == set()


def test_no_sentence_of_the_window_speaks_of_commands():
    """Its user has buttons; and it says no value that the core does not give."""
    for template, words in TABLE.items():
        assert not re.search(r"lsg-desktop|--\w|sudo|pip install|hf auth", words), words
        assert set(FIELD.findall(words)) <= set(FIELD.findall(template)), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_with_the_same_fields(language):
    """Of the whole window: packaging/translations.py counts what is missing."""
    for context, words, translated in messages(language):
        text = translated.text or ""
        assert text and translated.get("type") is None, f"{context}: {words}"
        assert sorted(FIELD.findall(words)) == sorted(FIELD.findall(text)), f"{context}: {words}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language, speak):
    """The words of the core in the file that ships are those of the file that is edited."""
    speak(language)
    ours = {words: one.text for name, words, one in messages(language) if name == "CoreWords"}
    assert {*TABLE.values()} <= ours.keys()
    translated = {words: QCoreApplication.translate("CoreWords", words) for words in ours}
    assert translated == ours


def test_a_problem_and_its_remedy_are_two_sentences():
    """Of the window where they are known, and else as they are."""
    assert told("this computer has no microphone", "plug one in") == (
        "This computer has no microphone. Plug one in."
    )
    assert told("it is broken", "mend it") == "It is broken. Mend it."
    assert told("Is it on?") == "Is it on?"
    assert told("") == ""


def test_a_remedy_for_a_terminal_is_one_for_the_window():
    """The core's own words stay right for terminals."""
    known = "choose another one: lsg-desktop devices lists them"
    assert told("Yeti cannot be opened (Device unavailable)", known) == (
        "Yeti cannot be opened (Device unavailable). Choose another source above."
    )
    assert told("big is not on this machine", "run: lsg-desktop models download big") == (
        "big is not on this computer. Download big under “Models”."
    )


def test_an_unknown_text_is_given_back():
    assert said("something else entirely {x}") == "something else entirely {x}"


def test_the_template_with_the_most_words_counts():
    """Another one that is a part of it would take its words for a value."""
    assert said("a.toml cannot be used (x): it is kept as b, and the usual settings count") == (
        "a.toml cannot be used (x): it is kept as b, and the usual settings count."
    )
    assert said("Yeti has stopped recording") == "Yeti has stopped recording."


def test_values_are_never_translated(speak):
    """Whatever a device or a file is called."""
    speak("de")
    assert said("there is no microphone 'plug one in'") == "Es gibt kein Mikrofon 'plug one in'."
    assert said("{0} is empty") == "{0} ist leer."


def test_words_of_the_core_within_a_sentence_are(speak):
    """A place, a fault within a fault, a language by its code."""
    speak("de")
    assert said("int8 needs 12.0 GB, 9.1 GB free on the processor (8 cores)") == (
        "int8 braucht 12.0 GB: 9.1 GB frei (Prozessor, 8 Kerne)."
    )
    saved = told("the settings are not saved (a.toml is no ordinary file)")
    assert saved == "Die Einstellungen sind nicht gespeichert. a.toml ist keine gewöhnliche Datei."
    assert said("demo does not understand 'zh'") == (
        "demo versteht diese Sprache nicht: Chinesisch."
    )
    assert said("choose one of en, fp32") == "Zur Wahl stehen: Englisch, fp32."


def test_the_state_line_speaks_chinese(speak):
    """Where no space divides sentences."""
    speak("zh")
    fault = State(Kind.FAULT, words="no model is loaded", remedy="choose one")
    assert state_words(fault) == "没有加载模型。请选择一个。"
    lost = State(Kind.NOTICE, words="Yeti is back: listening to it again.")
    assert state_words(lost) == "Yeti 已恢复：继续听它。"


def test_a_place_is_said_in_the_language_of_the_window(speak):
    speak("zh")
    assert said("the processor (8 cores)") == "处理器（8 核）"
    assert said("NVIDIA H200") == "NVIDIA H200"


def test_a_path_may_hold_anything():
    """Braces, brackets and line breaks among it."""
    path = Path("a {b}\n(c).wav")
    assert said(f"there is no file {path}") == f"There is no file {path}."
