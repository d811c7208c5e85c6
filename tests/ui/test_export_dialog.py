"""A session goes to a file as a person asks for it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMessageBox, QWidget

from lsg_desktop.session.export import FORMATS, Language, exported
from lsg_desktop.session.history import History
from lsg_desktop.ui.export_dialog import ExportDialog
from tests.session.kept import keep, session
from tests.ui import leftovers

PATIENCE_MS = 30_000


@pytest.fixture(autouse=True)
def _no_leftovers(qapp):
    yield
    leftovers.clear()


@pytest.fixture
def records(tmp_path):
    """Give a session with a translation, and one without."""
    path = tmp_path / "data" / "history.sqlite3"
    keep(path, session(), session(task="transcribe"))
    history = History(path)
    history.rename(1, 'What: a "talk" / 1.5')
    return history.get(1), history.get(2)


class Opener:
    """Opens dialogs whose files go to a folder of their own."""

    def __init__(self, window, record, folder):
        self._window = window  # a dialog is gone once it is closed
        self._record = record
        self.folder = folder
        self.asked = []

    def __call__(self, record=None, choice=None):
        """Open one; ``choice`` is the file that is chosen in it."""

        def choose_file(parent, proposed):
            self.asked.append(proposed)
            return choice

        record = record or self._record
        dialog = ExportDialog(record, self._window, choose_file=choose_file, folder=self.folder)
        dialog.show()
        return dialog


@pytest.fixture
def opened(qtbot, records, tmp_path):
    folder = tmp_path / "Documents"
    folder.mkdir()
    window = QWidget()
    qtbot.addWidget(window)
    return Opener(window, records[0], folder)


def choose(dialog, form, language=Language.BOTH):
    dialog.format.setCurrentIndex(dialog.format.findData(form))
    dialog.language.setCurrentIndex(dialog.language.findData(language.value))


def write(qtbot, dialog):
    """Press Export and wait for the file."""
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE_MS) as told:
        dialog.export.click()
    return told.args[0]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_as_it_is_previewed(opened, records, qtbot, form):
    """The ending of the name says which it is."""
    dialog = opened()
    choose(dialog, form)
    shown = dialog.preview.toPlainText()
    path = opened.folder / f"What a talk 1.5.{form}"
    assert write(qtbot, dialog) == str(path)
    text = path.read_text(encoding="utf-8")
    assert text == exported(records[0], form)
    assert text.startswith(shown[:200])


@pytest.mark.parametrize(
    ("language", "is_said", "is_translated"),
    [(Language.SOURCE, True, False), (Language.TARGET, False, True), (Language.BOTH, True, True)],
)
def test_the_languages_that_are_wanted(opened, qtbot, language, is_said, is_translated):
    dialog = opened()
    choose(dialog, "json", language)
    assert ("zebra." in dialog.preview.toPlainText()) is is_said
    write(qtbot, dialog)
    (file,) = opened.folder.iterdir()
    utterance = json.loads(file.read_text(encoding="utf-8"))["utterances"][0]
    assert ("transcript" in utterance, "translation" in utterance) == (is_said, is_translated)


def test_what_was_not_written_is_not_offered(opened, records):
    """A session without a translation has one language."""
    dialog = opened(records[1])
    assert [dialog.language.itemData(row) for row in range(dialog.language.count())] == ["source"]
    assert dialog.preview.toPlainText().startswith("Good morning, zebra.")


def test_a_file_is_chosen(opened, qtbot, tmp_path):
    """Its ending chooses the format."""
    dialog = opened(choice=tmp_path / "talk.VTT")
    dialog.browse.click()
    assert opened.asked == [opened.folder / "What a talk 1.5.txt"]
    assert dialog.format.currentData() == "vtt"
    assert dialog.preview.toPlainText().startswith("WEBVTT")
    assert write(qtbot, dialog) == str(tmp_path / "talk.VTT")


def test_no_file_is_chosen(opened):
    dialog = opened(choice=None)
    before = dialog.file.text()
    dialog.browse.click()
    assert dialog.file.text() == before


@pytest.mark.parametrize(
    ("typed", "name", "form"),
    [
        ("notes", "notes.txt", "txt"),
        ("notes.srt", "notes.srt", "srt"),
        ("notes.md", "notes.md", "txt"),
        (" talk 1. und 2. ", "talk 1. und 2..txt", "txt"),
    ],
)
def test_a_name_is_typed(opened, qtbot, typed, name, form):
    """Without a folder the file goes to that of documents, and a known ending is the format."""
    dialog = opened()
    dialog.file.clear()
    qtbot.keyClicks(dialog.file, typed)
    assert dialog.format.currentData() == form
    assert write(qtbot, dialog) == str(opened.folder / name)


def test_another_format_changes_the_ending_and_nothing_else(opened):
    """A dot may be part of a title."""
    dialog = opened()
    choose(dialog, "srt")
    assert dialog.file.text().endswith("What a talk 1.5.srt")
    dialog.file.setText("/tmp/version 2.0")
    choose(dialog, "vtt")
    assert dialog.file.text() == "/tmp/version 2.0.vtt"


def test_a_file_that_is_there_is_replaced_after_a_question(opened, qtbot):
    """Without a yes it stays."""
    file = opened.folder / "talk.txt"
    file.write_text("mine", encoding="utf-8")
    for word, text in (("Cancel", "mine"), ("Replace", "Good morning")):
        dialog = opened()
        dialog.file.setText("talk.txt")
        spy = QSignalSpy(dialog.exported)
        dialog.export.click()
        (box,) = dialog.findChildren(QMessageBox)
        assert "talk.txt" in box.text()
        next(button for button in box.buttons() if button.text() == word).click()
        if word == "Replace":
            qtbot.waitUntil(lambda spy=spy: spy.count() == 1, timeout=PATIENCE_MS)
        assert file.read_text(encoding="utf-8").startswith(text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "no name"),
        ("nowhere/talk.txt", "cannot be written"),
        ("x" * 300 + ".txt", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_line(opened, qtbot, typed, told):
    """The dialog stays, to try another name."""
    dialog = opened()
    dialog.file.setText(typed)
    dialog.export.click()
    qtbot.waitUntil(lambda: told in dialog.state.text(), timeout=PATIENCE_MS)
    assert "\n" not in dialog.state.text()
    assert dialog.isVisible()
    dialog.file.setText("talk.txt")
    write(qtbot, dialog)


def test_a_session_without_a_word(opened, tmp_path):
    """The dialog says that there is nothing in it."""
    path = tmp_path / "empty" / "history.sqlite3"
    keep(path, session([]))
    dialog = opened(History(path).get(1))
    assert "Nothing" in dialog.state.text()


def test_every_field_has_a_name(opened):
    dialog = opened()
    assert dialog.file.accessibleName()
    assert dialog.preview.accessibleName()
    assert dialog.format.accessibleName()
    assert dialog.language.accessibleName()
