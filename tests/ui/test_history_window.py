"""Past sessions as a person uses them: finding, reading, renaming, copying, deleting."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from lsg_desktop.events import Reason, Skipped, Task
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.record import Summary
from lsg_desktop.ui import theme
from lsg_desktop.ui.export_dialog import ExportDialog
from lsg_desktop.ui.history_hits import excerpt, places
from lsg_desktop.ui.history_queries import Queries
from lsg_desktop.ui.history_rows import Opened
from lsg_desktop.ui.history_window import HistoryWindow
from tests.session.kept import CHINESE, NOON, TALK, cut_off, keep, session, started, unit
from tests.ui import leftovers

Key = Qt.Key
TEXT = Qt.ItemDataRole.AccessibleTextRole
PATIENCE_MS = 30_000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path):
    return History(path)


@pytest.fixture(autouse=True)
def _no_leftovers(qapp):
    yield
    leftovers.clear()


@pytest.fixture
def opened(qtbot, qapp, history):
    """Open the window once everything is kept."""
    theme.apply(qapp, theme.Scheme.LIGHT)

    def give():
        window = HistoryWindow(history)
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=PATIENCE_MS):
            window.show()
            window.activateWindow()
        until(qtbot, lambda: window.pane.hint.text())
        return window

    return give


@pytest.fixture
def window(path, opened, qtbot):
    """Give a window with an English session and, newer, a Chinese one."""
    keep(path, session(), session(CHINESE, languages=("zh", "en")))
    window = opened()
    reads(qtbot, window, 2)
    return window


def until(qtbot, what):
    qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)


def reads(qtbot, window, number):
    """Wait until a session is on the right."""
    until(qtbot, lambda: window.page.summary is not None and window.page.summary.id == number)


def said(window):
    """Give what is read on the right."""
    return window.page.text.splitlines()


def listed(window):
    """Give the sessions on the left, and the lines found in each."""
    entries = [window.model.entry(row) for row in range(window.model.rowCount())]
    return [one.id if isinstance(one, Summary) else one.text for one in entries]


def look_for(qtbot, window, text):
    window.search.setFocus()
    window.search.setText(text)
    until(qtbot, lambda: window.model.listing.wanted == text)


def question(window):
    """Give what is asked, with its buttons by their words."""
    (box,) = window.findChildren(QMessageBox)
    return box.text(), {button.text(): button for button in box.buttons()}


def test_the_newest_session_is_there_to_read(window):
    """It looks as it did while people spoke: time, transcript, translation."""
    assert listed(window) == [2, 1]
    assert said(window) == ["0:10\t我们今天谈模型。\tWe talk about models today."]
    assert window.page.title.toolTip().startswith("我们今天谈模型。")


def test_a_list_says_when_how_long_how_much_and_in_what(window):
    chinese, english = (window.model.index(row).data(TEXT) for row in range(2))
    assert "29 s · 8 words · English → German" in english
    assert "19 s · 8 characters · Chinese → English" in chinese
    assert "2026" in english


def test_another_session_is_read_by_arrow_key(window, qtbot):
    """From the field the list is one key away."""
    qtbot.keyClick(window.search, Key.Key_Down)
    assert window.list.hasFocus()
    qtbot.keyClick(window.list, Key.Key_Down)
    reads(qtbot, window, 1)
    assert said(window)[1] == "0:20\tWe talk about models today.\tWir sprechen heute über Modelle."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("谈模", [2, CHINESE[0][0]]),
        ("ÜBER modelle", [1, TALK[1][1]]),
        ("models", [2, CHINESE[0][1], 1, TALK[1][0]]),
    ],
)
def test_lines_are_found_in_any_language(window, qtbot, wanted, found):
    """They stand below their session, newest first."""
    look_for(qtbot, window, wanted)
    assert listed(window) == found


def test_a_found_line_is_marked_and_shown(window, qtbot):
    """Here in the list, there among all that was said; nobody has to press a key for it."""
    look_for(qtbot, window, "ZEBRA")
    reads(qtbot, window, 1)
    until(qtbot, lambda: window.page.rows.currentIndex().row() == 0)
    assert window.model.excerpt(1).hits == ((14, 19),)
    assert window.page._search.count == 2  # in the transcript and in the translation
    assert window.page._search.current.task is Task.TRANSCRIBE
    assert "0:10" in window.model.index(1).data(TEXT)


def test_every_found_line_can_be_gone_to(path, opened, qtbot):
    """A line far down is brought into sight."""
    keep(path, session([*TALK * 30, ("At last a giraffe.", "Endlich eine Giraffe.")]))
    window = opened()
    look_for(qtbot, window, "giraffe")
    until(qtbot, lambda: window.page.rows.currentIndex().row() == 60)
    rows = window.page.rows
    until(qtbot, lambda: rows.viewport().rect().contains(rows.visualRect(rows.currentIndex())))
    qtbot.keyClick(window.list, Key.Key_Down)
    until(qtbot, lambda: window.page._search.current.task is Task.TRANSLATE)


def test_what_was_not_said_is_not_found(window, qtbot):
    """It says so, and what to try."""
    look_for(qtbot, window, "giraffe")
    until(qtbot, lambda: window.page.record is None)
    assert "giraffe" in window.pane.hint.text()
    assert window.pane.hint.isVisible()
    assert "Esc" in window.page.hint.text()
    assert not any(action.isEnabled() for action in window.acts.of_session)


def test_esc_ends_the_search_and_then_closes_the_window(window, qtbot):
    """What was read is still chosen."""
    look_for(qtbot, window, "zebra")
    reads(qtbot, window, 1)
    qtbot.keyClick(window.list, Key.Key_Escape)
    until(qtbot, lambda: listed(window) == [2, 1])
    assert window.entry.id == 1
    qtbot.keyClick(window.list, Key.Key_Escape)
    assert not window.isVisible()


def test_a_session_is_turned_to_whatever_is_searched_for(window, qtbot):
    look_for(qtbot, window, "我们")
    window.show_session(1)
    reads(qtbot, window, 1)
    assert listed(window) == [2, 1]
    assert window.search.text() == ""


def test_what_is_new_is_listed_and_what_is_read_stays(window, path, qtbot):
    window.show_session(1)
    reads(qtbot, window, 1)
    with Journal(path, lambda: NOON) as journal:
        for event in session():
            journal.take(event)
    window.refresh()
    until(qtbot, lambda: listed(window) == [3, 2, 1])
    assert window.entry.id == window.page.summary.id == 1


def test_a_new_title_is_typed_where_the_old_one_stands(window, history, qtbot):
    """An empty one gives back that of the first words."""
    first = history.sessions()[0].title
    for typed, title in (("Models, a talk", "Models, a talk"), ("", first)):
        qtbot.keyClick(window.list, Key.Key_F2)
        (editor,) = window.list.viewport().findChildren(QLineEdit)
        assert editor.selectedText() == window.entry.title
        editor.setText(typed)
        qtbot.keyClick(editor, Key.Key_Return)
        until(qtbot, lambda title=title: window.entry.title == title)
        until(qtbot, lambda title=title: window.page.summary.title == title)
        assert history.sessions()[0].title == title
        until(qtbot, lambda: not window.list.viewport().findChildren(QLineEdit))


def test_a_title_is_left_with_esc(window, history, qtbot):
    title = window.entry.title
    qtbot.keyClick(window.list, Key.Key_F2)
    (editor,) = window.list.viewport().findChildren(QLineEdit)
    editor.setText("Nothing")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert window.isVisible()
    assert history.sessions()[0].title == title


def test_a_session_of_a_found_line_is_renamed(window, qtbot):
    """Its title stands above the line."""
    look_for(qtbot, window, "zebra")
    window.acts.rename.trigger()
    assert window.model.row_of(1) == window.list.currentIndex().row() == 0
    assert window.list.viewport().findChildren(QLineEdit)


def test_a_session_is_deleted_after_a_question(window, history, qtbot):
    """The next one is read then."""
    window.list.setFocus()
    qtbot.keyClick(window.list, Key.Key_Delete)
    words, buttons = question(window)
    assert "for good" in words
    buttons["Cancel"].click()
    until(qtbot, lambda: not window.findChildren(QMessageBox))
    assert len(history.sessions()) == 2
    window.acts.delete.trigger()
    question(window)[1]["Delete"].click()
    until(qtbot, lambda: listed(window) == [1])
    reads(qtbot, window, 1)
    assert [one.id for one in history.sessions()] == [1]


def test_del_in_the_field_deletes_a_letter(window, qtbot):
    look_for(qtbot, window, "zebra")
    window.search.setCursorPosition(0)
    qtbot.keyClick(window.search, Key.Key_Delete)
    assert window.search.text() == "ebra"
    assert not window.findChildren(QMessageBox)


def test_a_session_that_runs_is_marked_and_not_deleted(path, opened, qtbot):
    """One line says why, and what to do."""
    with Journal(path) as journal:
        for event in session()[:-1]:
            journal.take(event)
        window = opened()
        reads(qtbot, window, 1)
        assert "Running now" in window.model.index(0).data(TEXT)
        window.acts.delete.trigger()
        question(window)[1]["Delete"].click()
        until(qtbot, window.state.isVisible)
        assert window.state.text() == "Session 1 is still running. Stop it first."
        assert listed(window) == [1]


def test_a_session_that_was_cut_off_is_marked(path, opened, qtbot):
    cut_off(path)
    window = opened()
    assert "Ended unexpectedly" in window.model.index(0).data(TEXT)


def test_all_is_copied(window, qtbot):
    """As the rows copy themselves, for a sheet of cells as for a letter."""
    window.acts.copy.trigger()
    assert QApplication.clipboard().text().splitlines() == said(window)
    assert window.state.isVisible()


def test_the_session_that_is_read_is_exported(window, qtbot, tmp_path):
    """The window says where it is."""
    window.acts.export.trigger()
    (dialog,) = window.findChildren(ExportDialog)
    dialog.file.setText(str(tmp_path / "talk.srt"))
    dialog.write()
    until(qtbot, lambda: "talk.srt" in window.state.text())
    assert (tmp_path / "talk.srt").is_file()


def test_without_sessions_it_says_what_to_do(opened, qtbot):
    window = opened()
    until(qtbot, lambda: "Start" in window.page.hint.text())
    assert window.pane.hint.isVisible()
    assert not any(action.isEnabled() for action in window.acts.of_session)


def test_a_session_without_a_word(path, opened, qtbot):
    """It is there all the same, to be deleted."""
    keep(path, session([]))
    window = opened()
    reads(qtbot, window, 1)
    assert window.page.hint.isVisible()
    assert "0 words" in window.page.facts.text()
    assert window.acts.delete.isEnabled()


def test_a_file_that_cannot_be_used_is_told_in_a_line(path, opened, qtbot):
    """The next look finds a new one."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 1000)
    window = HistoryWindow(History(path))
    qtbot.addWidget(window)
    window.refresh()
    until(qtbot, lambda: window.state.text())
    assert "damaged" in window.state.text()
    window.refresh()
    until(qtbot, lambda: not window.state.text())


def test_all_that_can_be_done_is_reached_by_keys_and_named(window):
    """Buttons say what they do, and by which key."""
    names = {action.text(): action.toolTip() for action in window.acts.of_session}
    assert names["Rename"] == "Rename (F2)"
    assert all(window.acts.menu(window).actions())
    for widget in (window.search, window.list, window.page.rows):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_thousands_of_sessions_are_listed_and_drawn(path, opened, qtbot):
    keep(path, *[[started(), unit("Hello.")] for _ in range(30)])
    with closing(sqlite3.connect(path)) as connection, connection:
        (names,) = connection.execute(
            "SELECT group_concat(name) FROM pragma_table_info('sessions') WHERE name != 'id'"
        ).fetchone()
        for _ in range(7):
            connection.execute(f"INSERT INTO sessions({names}) SELECT {names} FROM sessions")
    window = opened()
    until(qtbot, lambda: window.model.rowCount() == 30 * 128)
    window.list.scrollToBottom()
    window.grab()
    assert window.list.indexAt(window.list.viewport().rect().center()).row() > 3800


# --- a record as rows ----------------------------------------------------------------------------


def test_a_record_is_shown_with_gaps_and_reasons(path, history):
    """Each word says why it was written, as it did when it was."""
    gap = Skipped(session=1, start_s=15.0, end_s=18.0)
    keep(path, [*session()[:-1], gap])
    opened = Opened.of(history.get(1))
    assert [(row.start_s, row.is_gap) for row in opened.rows] == [
        (10.0, False),
        (15.0, True),
        (20.0, False),
    ]
    line = opened.rows[0].lines[Task.TRANSLATE]
    assert line.text == "Guten Morgen, Zebra."
    word = line.unit_at(7)
    assert word is not None
    assert line.text[word.start : word.end] == " Morgen,"
    assert (word.reason, word.kl, word.confidence) == (Reason.DIVERGENCE, 8.0, 0.5)


def test_two_who_spoke_at_once_are_told_apart(path, history):
    """Utterances are numbered for each of them."""
    events = [started()]
    for speaker in ("You", "Computer"):
        events.append(unit(f"I am {speaker}.", speaker=speaker, audio_s=2.0))
    keep(path, events)
    opened = Opened.of(history.get(1))
    for found in history.search("I am"):
        number = opened.row_of(found)
        assert number is not None
        row = opened.rows[number]
        assert row.lines[Task.TRANSCRIBE].text == found.text == f"I am {row.speaker}."


# --- answers -------------------------------------------------------------------------------------


class Slow(History):
    """A history whose records come when they are let go."""

    def __init__(self, path):
        super().__init__(path)
        self.ready = {number: threading.Event() for number in (1, 2)}

    def get(self, session):
        assert self.ready[session].wait(30)
        return super().get(session)


def test_an_answer_that_comes_too_late_is_dropped(path, qtbot):
    """Who turns pages quickly reads the last one."""
    keep(path, session(), session())
    slow = Slow(path)
    queries = Queries(slow)
    told = QSignalSpy(queries.opened)
    queries.open(1)
    queries.open(2)
    slow.ready[2].set()
    until(qtbot, lambda: told.count() == 1)
    slow.ready[1].set()
    leftovers.join()
    QApplication.processEvents()
    assert [told.at(at)[0].record.summary.id for at in range(told.count())] == [2]


# --- where a text stands -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wanted", "marked"),
    [
        ("Good morning, zebra.", "ZEBRA", ["zebra"]),
        ("a banana", "ana", ["ana"]),
        ("one one", "one", ["one", "one"]),
        ("我们今天谈模型。", "谈模", ["谈模"]),
        ("ＡＢＣ und abc", "abc", ["ＡＢＣ", "abc"]),
        ("two  blanks", "two blanks", ["two  blanks"]),
        ("Die Straße", "STRASSE", ["Straße"]),
        ("Cafe\u0301 au lait", "café", ["Cafe\u0301"]),
        ("zebra", " ", []),
    ],
)
def test_a_text_is_marked_as_the_search_found_it(line, wanted, marked):
    """Whatever its case and the width of its letters."""
    assert [line[start:end] for start, end in places(line, wanted)] == marked


def test_a_hit_far_in_is_shown_with_a_few_words_before_it():
    line = "word " * 30 + "zebra and more"
    shown = excerpt(line, "zebra")
    ((start, end),) = shown.hits
    assert shown.text[start:end] == "zebra"
    assert shown.text.startswith("…word ")
    assert start < 45
    chinese = excerpt("我" * 60 + "谈模型", "谈模")
    assert chinese.text == "…" + "我" * 20 + "谈模型"
