"""What is committed is kept, whatever happens next."""

from __future__ import annotations

import math
import signal
import sqlite3
import sys
from contextlib import closing, contextmanager
from threading import Thread

import pytest

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.events import (
    Drafted,
    Reason,
    SettingsChanged,
    Skipped,
    SpeechStarted,
    Task,
)
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.record import Gap, State
from tests.session.kept import (
    NOON,
    TALK,
    decided,
    ended,
    endless,
    keep,
    over,
    session,
    started,
    unit,
    utterance,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def journal(path):
    """Give a journal that is closed after the test, whatever state it is in."""
    with Journal(path, lambda: NOON) as journal:
        yield journal


def kept(path):
    """Give the texts of all units, in the order written."""
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM units ORDER BY id")]


def test_a_unit_is_in_the_file_when_take_returns(path, journal):
    """Somebody else can read it there."""
    journal.take(started())
    for text in ("Good", " morning,", " zebra."):
        journal.take(unit(text))
        assert kept(path)[-1] == text
        assert History(path).last().utterances[0].transcript.endswith(text)


def test_a_session_is_kept_with_all_that_was_said(path):
    """Its utterances with both texts, their times and their units; model, languages, settings."""
    keep(path, session())
    record = History(path).last()
    summary = record.summary
    assert (summary.model, summary.precision, summary.device) == ("demo", "fp32", "cpu")
    assert (summary.task, summary.languages, summary.started) == ("both", ("en", "de"), NOON)
    assert (summary.state, summary.length_s) == (State.ENDED, 29.0)
    assert record.settings == {"delta": 7.0}
    assert [(one.transcript, one.translation) for one in record.utterances] == list(TALK)
    first = record.utterances[0]
    assert (first.number, first.speaker, first.start_s, first.end_s) == (1, None, 10.0, 14.0)
    assert (first.audio_s, first.clock_s) == (14.5, 15.0)
    second_word = first.units[1]
    assert (second_word.text, second_word.task) == (" morning,", Task.TRANSCRIBE)
    assert (second_word.reason, second_word.kl, second_word.confidence) == ("divergence", 8.0, 0.5)
    assert (second_word.audio_s, second_word.clock_s) == (11.0, 11.25)


def test_only_the_decision_on_a_unit_belongs_to_it(path, journal):
    """Without a trace there is none, and that on another unit says nothing."""
    good = unit("Good")
    journal.take(started())
    journal.take(decided(good, kl=math.inf, confidence=None))
    journal.take(good)
    journal.take(unit(" morning"))
    first, second = History(path).last().utterances[0].units
    assert (first.kl, first.confidence) == (math.inf, None)
    assert (second.kl, second.confidence) == (None, None)


def test_what_is_not_committed_leaves_nothing(path, journal):
    """A draft, a cough."""
    journal.take(started())
    journal.take(SpeechStarted(session=1, utterance=1, start_s=1.0))
    journal.take(Drafted(session=1, utterance=1, task=Task.TRANSCRIBE, text="Good"))
    journal.take(over(start_s=1.0, end_s=2.0))
    assert History(path).last().utterances == ()


def test_two_who_speak_at_once_stay_apart(path, journal):
    """Each counts its own utterances."""
    journal.take(started())
    both = [utterance(1, 1, "Good morning.", "", speaker=who) for who in ("You", "Computer")]
    for mine, other in zip(*both, strict=True):
        journal.take(mine)
        journal.take(other)
    said = {one.speaker: one.transcript for one in History(path).last().utterances}
    assert said == {"You": "Good morning.", "Computer": "Good morning."}


def test_a_session_that_begins_before_the_last_has_drained(path, journal):
    """Both are kept, each with its own words."""
    for event in (started(1), started(2), unit("one", 1), unit("two", 2), ended(1), ended(2)):
        journal.take(event)
    history = History(path)
    assert [history.get(number).utterances[0].transcript for number in (1, 2)] == ["one", "two"]


def test_the_settings_last_in_force_are_kept(path, journal):
    """JSON has no infinity."""
    journal.take(started())
    journal.take(SettingsChanged(session=1, settings={"delta": math.inf, "alpha": 0.9}))
    assert History(path).last().settings == {"delta": None, "alpha": 0.9}


def test_a_gap_is_kept(path, journal):
    """The record does not pretend that nothing was said there."""
    journal.take(started())
    journal.take(Skipped(session=1, start_s=2.0, end_s=5.0))
    assert History(path).last().gaps == (Gap(speaker=None, start_s=2.0, end_s=5.0),)


def test_what_belongs_to_no_session_is_not_kept(path, journal):
    """The end of one that was abandoned before it began."""
    journal.take(ended(7))
    assert not path.exists()


def test_every_session_has_a_place_for_its_sound(path, journal):
    """A folder of its own, even of two that begin at once; none is made before there is sound."""
    for number in (1, 2):
        journal.take(started(number))
    first, second = journal.recording(1), journal.recording(2)
    assert first != second
    assert first.parent == second.parent == path.parent / "recordings"
    assert first.name.startswith("20261121T120000Z-")
    assert not first.parent.exists()


def test_closing_ends_what_runs(path):
    """That is no crash: nothing is offered at the next start."""
    with Journal(path) as journal:
        journal.take(started())
        journal.take(unit("Good"))
    history = History(path)
    assert history.unfinished() == []
    assert history.sessions()[0].state is State.ENDED
    assert [found.text for found in history.search("good")] == ["Good"]
    assert list(path.parent.glob("running/*")) == []


def test_it_is_closed_by_another_thread(path):
    """The worker's thread has ended by then."""
    journal = Journal(path)

    def work():
        for event in session():
            journal.take(event)

    worker = Thread(target=work)
    worker.start()
    worker.join()
    journal.close()
    assert len(kept(path)) == sum(len(line.split()) for lines in TALK for line in lines)


# --- crashes -------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("count", [1, 50, 333])
def test_nothing_that_was_kept_is_lost_by_kill_9(path, count):
    """And the session is offered; while its process lives it is not."""
    history = History(path)
    with endless(path) as process:
        told = [process.stdout.readline() for _ in range(count)]
        assert history.unfinished() == []
        assert history.last().summary.state is State.RUNNING
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
    told = [line.rstrip("\n") for line in told if line.endswith("\n")]
    there = kept(path)
    assert there[: len(told)] == told
    assert len(there) <= len(told) + 1
    (offered,) = history.unfinished()
    assert offered.state is State.UNFINISHED
    record = history.get(offered.id)
    assert "".join(one.transcript for one in record.utterances) == "".join(there)


def test_two_processes_keep_sessions_at_once(path):
    """Each waits for the other for a moment, and neither loses a unit."""
    with endless(path) as first, endless(path) as second:
        told = [[process.stdout.readline() for _ in range(100)] for process in (first, second)]
    records = [History(path).get(number) for number in (1, 2)]
    said = ["".join(one.transcript for one in record.utterances) for record in records]
    for lines in told:
        assert any(text.startswith("".join(lines).replace("\n", "")) for text in said)


# --- disks ---------------------------------------------------------------------------------------


@contextmanager
def no_room(path, spare_bytes=20_000):
    """Let no file of this process become longer than the log is, and a little more."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = path.with_name(f"{path.name}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + spare_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_once_and_loses_nothing(path, journal):
    """What there was no room for is written when there is some again."""
    journal.take(started())
    said = [f" word{number}" for number in range(100)]
    told = []
    with no_room(path):
        for text in said:
            try:
                journal.take(unit(text))
            except OutputFault as fault:
                told.append(fault)
        there = kept(path)
        assert len(there) < len(said)
        assert there == said[: len(there)]
    assert len(told) == 1
    assert told[0].remedy.endswith("what was written stays")
    journal.take(ended())
    assert kept(path) == said


def test_a_file_that_another_program_holds(path, journal):
    """It is told after a moment; a unit does not wait again, and nothing is missing at the end."""
    journal.take(started())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputFault, match="is in use by another program"):
            journal.take(unit("Good"))
        journal.take(unit(" morning"))
    assert kept(path) == []
    journal.take(ended())
    assert kept(path) == ["Good", " morning"]


def test_a_folder_that_cannot_be_made(tmp_path, path):
    """It is told with its remedy, and once it can be made nothing is missing."""
    path.parent.write_text("no folder")
    with Journal(path) as journal:
        with pytest.raises(OutputFault, match="cannot be written") as caught:
            journal.take(started())
        assert "LSG_HOME" in caught.value.remedy
        journal.take(unit("Good"))
        path.parent.unlink()
        journal.take(ended())
    assert kept(path) == ["Good"]


def test_a_file_of_a_newer_version_is_left_alone(path):
    """It is not written to, and the fault says what to do; it is told once."""
    keep(path, session())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = path.read_bytes()
    journal = Journal(path)
    with pytest.raises(InputFault, match="newer version of lsg-desktop: update"):
        journal.take(started())
    journal.take(unit("Good"))
    journal.close()
    assert path.read_bytes() == before
    with pytest.raises(InputFault, match="newer version"):
        History(path).sessions()


def aside(path):
    """Give the files that were kept aside."""
    return sorted(path.parent.glob("history-damaged-*.sqlite3"))


def test_a_file_that_is_none_of_ours_is_kept_aside(path):
    """The fault tells under which name, and the session is kept in a new one from its start."""
    path.parent.mkdir()
    path.write_bytes(b"# A recipe\n" * 1000)
    with Journal(path) as journal:
        with pytest.raises(OutputFault) as caught:
            journal.take(started())
        journal.take(unit("Good"))
    (old,) = aside(path)
    assert old.name in caught.value.problem
    assert old.read_bytes() == b"# A recipe\n" * 1000
    assert kept(path) == ["Good"]


def test_a_file_that_is_damaged_within_is_kept_aside(path):
    """A running session goes on in the new one; what it had written before is in the old."""
    keep(path, session())
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with Journal(path) as journal:
        with pytest.raises(OutputFault, match="was damaged"):
            journal.take(started())
        journal.take(unit("Good"))
    (old,) = aside(path)
    assert old.stat().st_size == size
    assert kept(path) == ["Good"]


def test_a_session_goes_on_in_a_new_file(path, journal):
    """From its start, with all that could not be written to the old one."""
    journal.take(started())
    with no_room(path, spare_bytes=0), pytest.raises(OutputFault):
        journal.take(unit("Good"))
    path.write_bytes(b"# A recipe\n" * 1000)
    journal.take(unit(" morning"))
    with pytest.raises(OutputFault, match="was damaged"):
        journal.take(over("Good morning"))
    journal.take(unit("zebra", utterance=2))
    assert kept(path) == ["Good", " morning", "zebra"]
    (summary,) = History(path).sessions()
    assert (summary.model, summary.state) == ("demo", State.RUNNING)


def test_history_keeps_a_damaged_file_aside_too(path):
    """The fault is told once; the next call finds a new file."""
    path.parent.mkdir()
    path.write_bytes(b"# A recipe\n" * 1000)
    history = History(path)
    with pytest.raises(OutputFault, match="is kept as history-damaged-"):
        history.sessions()
    assert history.sessions() == []
    assert len(aside(path)) == 1


def test_the_end_of_an_utterance_may_hold_many_words(path, journal):
    """What was left at its end is one unit; its words are counted all the same."""
    journal.take(started())
    journal.take(unit("Good morning, zebra.", reason=Reason.END))
    journal.take(over("Good morning, zebra."))
    assert History(path).last().summary.words == 3
