"""What was kept is found again, by its time, its words or its title, until somebody deletes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from lsg_desktop.errors import InputFault, LsgError, OutputFault
from lsg_desktop.events import Skipped
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.record import State
from lsg_desktop.session.recording import Recorder
from tests.session.kept import CHINESE, NOON, cut_off, ended, keep, over, session, started, unit


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path):
    return History(path)


def on_disk(path):
    """Give all that is in the folder of the history."""
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


# --- lists ---------------------------------------------------------------------------------------


def test_nothing_was_kept_yet(history):
    """That is no fault, but there is no last session."""
    assert history.sessions() == history.unfinished() == []
    with pytest.raises(InputFault, match="no sessions yet: start one"):
        history.last()


def test_the_newest_session_comes_first(path, history):
    """A list can be cut short; last() is its first."""
    keep(path, session(), session(CHINESE, languages=("zh", "en")))
    assert [one.id for one in history.sessions()] == [2, 1]
    assert [one.id for one in history.sessions(limit=1)] == [2]
    assert history.last().summary == history.sessions()[0]


def test_a_summary_says_what_a_list_shows(path, history):
    """Words of the transcript are counted; in Chinese they are characters."""
    keep(path, session(), session(CHINESE, languages=("zh", "en")))
    chinese, english = history.sessions()
    assert (english.words, english.languages, english.length_s) == (8, ("en", "de"), 29.0)
    assert (english.started, english.state) == (NOON, State.ENDED)
    assert (chinese.words, chinese.languages) == (8, ("zh", "en"))


def test_the_words_of_a_translation_count_where_there_is_no_transcript(path, history):
    """Nothing else was written."""
    keep(path, session((("", CHINESE[0][0]),), task="translate", languages=("en", "zh")))
    (summary,) = history.sessions()
    assert (summary.words, summary.languages) == (8, ("zh",))


@pytest.mark.parametrize("number", [0, -1, 7, 2**70])
def test_a_session_that_there_is_not(path, history, number):
    """Whatever is asked of it, that is told."""
    keep(path, session())
    asked = (history.get, history.recover, history.delete, history.recording)
    for ask in (*asked, lambda number: history.rename(number, "x")):
        with pytest.raises(InputFault, match=f"there is no session {number}: .*history list"):
            ask(number)


# --- titles --------------------------------------------------------------------------------------


def test_a_session_is_called_by_its_first_words(path, history):
    """One line of them, and the day."""
    keep(path, session(), session(()))
    silent, spoken = history.sessions()
    day = NOON.astimezone().date().isoformat()
    assert spoken.title == f"Good morning, zebra. We talk about models …, {day}"
    assert silent.title == f"Session of {day}"


def test_a_title_that_was_given_stays_until_it_is_taken_back(path, history):
    """It is one line, whatever was typed."""
    keep(path, session())
    before = history.sessions()[0].title
    history.rename(1, " Models,\n part 1\x1b \udc80")
    assert history.sessions()[0].title == "Models, part 1 ?"
    history.rename(1, "")
    assert history.sessions()[0].title == before


# --- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["ZEBRA", "zebra.", "ebr", "morning, z", "  zebra\n", "ｚebra"])
def test_words_are_found_whatever_their_case(path, history, wanted):
    """And parts of words, in letters of any width, in the transcript and in the translation."""
    keep(path, session())
    found = history.search(wanted)
    assert "Good morning, zebra." in [one.text for one in found]
    assert {one.session for one in found} == {1}


@pytest.mark.parametrize("wanted", ["模", "谈模", "今天谈", "我们今天谈模型。"])
def test_chinese_is_found(path, history, wanted):
    """From a single character on."""
    keep(path, session(), session(CHINESE, languages=("zh", "en")))
    (found,) = history.search(wanted)
    assert (found.session, found.utterance, found.start_s) == (2, 1, 10.0)
    assert found.text == "我们今天谈模型。"


@pytest.mark.parametrize("wanted", ["", " ", "zebra we", "zebra. guten", "good%", "go_d", '"', "*"])
def test_what_was_not_said_is_not_found(path, history, wanted):
    """Nothing is found across lines or utterances, and no character means more than itself."""
    keep(path, session())
    assert history.search(wanted) == []


def test_the_newest_lines_are_found_first(path, history):
    """Within a session they are in the order of speaking; a limit counts lines."""
    keep(path, session(), session())
    found = history.search("e")
    assert [(one.session, one.utterance, one.task) for one in found] == [
        (number, utterance, task)
        for number in (2, 1)
        for utterance in (1, 2)
        for task in ("transcribe", "translate")
    ]
    assert history.search("e", limit=3) == found[:3]


def test_an_utterance_is_found_while_it_grows(path, history):
    """With its last unit."""
    with Journal(path) as journal:
        journal.take(started())
        journal.take(unit("Good"))
        journal.take(unit(" mor"))
        assert history.search("good morning") == []
        journal.take(unit("ning"))
        assert [one.text for one in history.search("good morning")] == ["Good morning"]


# --- ends ----------------------------------------------------------------------------------------


def test_a_session_that_was_cut_off_is_offered_until_it_is_recovered(path, history):
    """What was written of it stays, and its words are counted and found meanwhile."""
    cut_off(path)
    (offered,) = history.unfinished()
    assert (offered.state, offered.words > 0) == (State.UNFINISHED, True)
    assert history.search("word1 ")
    before = history.get(offered.id)
    history.recover(offered.id)
    assert history.unfinished() == []
    after = history.get(offered.id)
    assert after.summary.state is State.RECOVERED
    assert after.utterances == before.utterances
    assert list(path.parent.glob("running/*")) == []


def test_a_session_that_ended_needs_no_recovery(path, history):
    """It stays as it is."""
    keep(path, session())
    history.recover(1)
    assert history.sessions()[0].state is State.ENDED


def test_a_session_that_runs_is_neither_deleted_nor_recovered(path, history):
    """But it can be called by a better name."""
    with Journal(path) as journal:
        journal.take(started())
        for ask in (history.delete, history.recover):
            with pytest.raises(InputFault, match="session 1 is still running: stop it first"):
                ask(1)
        history.rename(1, "Models")
        journal.take(ended())
    assert [one.title for one in history.sessions()] == ["Models"]
    history.delete(1)
    assert history.sessions() == []


def test_what_was_deleted_is_gone_from_the_disk(path, history):
    """Its words and its sound, those of no other session; no number comes twice."""
    with Journal(path) as journal:
        for number, sentence in enumerate(("A secret.", "No secret at all."), start=1):
            for event in session(((sentence, "Ein Geheimnis."),), number):
                journal.take(event)
            recorder = Recorder(journal.recording(number), cap_bytes=10**7)
            recorder.push(np.zeros(480, np.float32))
            recorder.close()
        journal.take(Skipped(session=1, start_s=1.0, end_s=2.0))
        history.delete(1)
        assert b"A secret" not in on_disk(path)  # nor in the log, which is in use
        assert b"No secret" in on_disk(path)
    assert [one.text for one in history.search("secret")] == ["No secret at all."]
    assert len(list(path.parent.rglob("*.wav"))) == len(history.recording(2)) == 1
    history.delete(2)
    with closing(sqlite3.connect(path)) as connection:
        for table in ("sessions", "utterances", "units", "gaps"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    keep(path, session())
    assert history.sessions()[0].id == 3


def test_a_session_without_sound_has_no_recording(path, history):
    """And is deleted like any other."""
    keep(path, session())
    assert history.recording(1) == []
    history.delete(1)
    assert history.sessions() == []


# --- faults --------------------------------------------------------------------------------------


def test_a_file_that_another_program_holds(path, history):
    """It is told after a moment, and nothing has changed."""
    keep(path, session())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputFault, match=r"is in use by another program .*: close that"):
            history.rename(1, "Models")
    history.rename(1, "Models")


def test_a_folder_in_place_of_the_file(path, history):
    """SQLite cannot open it."""
    path.mkdir(parents=True)
    with pytest.raises(OutputFault, match=r"cannot be written .*LSG_HOME"):
        history.sessions()


def test_a_file_with_other_tables(path, history):
    """What nobody expects is told in one line all the same, and is no traceback."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE sessions (id)")
    with pytest.raises(LsgError, match=r"cannot be used .*: report it"):
        history.sessions()
    with pytest.raises(LsgError, match="cannot be used"), Journal(path) as journal:
        journal.take(started())


def test_the_record_of_an_utterance_that_was_cut_short(path, history):
    """It ends where it was last written to; one that ended has the end that it had."""
    with Journal(path) as journal:
        journal.take(started())
        journal.take(unit("Good", utterance=1, audio_s=3.0))
        journal.take(over("Good", end_s=2.5, audio_s=3.5))
        journal.take(unit("morning", utterance=2, audio_s=7.0))
    assert [one.end_s for one in history.last().utterances] == [2.5, 7.0]
