"""``history``: past sessions in the terminal, for people and for pipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from lsg_desktop.cli.main import main
from lsg_desktop.cli.output import StandardOutput
from lsg_desktop.cli.sinks import sink
from lsg_desktop.events import Task
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.record import State
from lsg_desktop.session.recording import Recorder
from lsg_desktop.settings import PolicySettings
from tests.cli.stage import ROOT, machine
from tests.session.kept import CHINESE, NOON, TALK, cut_off, keep, session, started, unit

COMMAND = "from tests.cli.stage import run_here; import sys; run_here(*sys.argv[1:])"


@pytest.fixture
def path(lsg_home):
    """Give the file where the command looks."""
    return lsg_home / "data" / "history.sqlite3"


@pytest.fixture
def talks(path):
    """Keep a talk in English, and then one in Chinese."""
    keep(path, session(), session(CHINESE, languages=("zh", "en")))


@pytest.fixture
def said(capsys):
    """Give a function that runs a command and gives (exit code, stdout, stderr)."""

    def run(*argv):
        code = main(["history", *map(str, argv)], machine())
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def refused(said):
    """Give a function that runs a command which must fail, and gives the line that says why."""

    def run(*argv):
        code, out, err = said(*argv)
        assert (code, out) == (2, "")
        assert err.startswith("lsg-desktop: ")
        assert err.count("\n") == 1
        return err.removeprefix("lsg-desktop: ").rstrip("\n")

    return run


# --- list ----------------------------------------------------------------------------------------


def test_sessions_are_listed_for_a_program(talks, said):
    """A line each, parted by tabs, newest first."""
    code, out, err = said("list")
    assert (code, err) == (0, "")
    chinese, english = (line.split("\t") for line in out.splitlines())
    local = NOON.astimezone()
    assert english == [
        *("1", f"{local:%Y-%m-%d %H:%M}", "0:29", "en → de", "demo", "8", ""),
        f"Good morning, zebra. We talk about models …, {local:%Y-%m-%d}",
    ]
    assert chinese[0] == "2"


def test_a_session_that_was_cut_off_is_marked(path, said):
    """In the list, as the only one."""
    keep(path, session())
    cut_off(path)
    states = [line.split("\t")[6] for line in said("list")[1].splitlines()]
    assert states == [State.UNFINISHED, ""]


def test_the_first_list_is_empty(said):
    """That is an answer, and goes where it does not disturb a pipe."""
    assert said("list") == (0, "", "lsg-desktop: there are no sessions yet\n")


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("ZEBRA", "1\t0:10\t\tGood morning, zebra."),
        ("模型", "2\t0:10\t\t我们今天谈模型。"),
        ("谈", "2\t0:10\t\t我们今天谈模型。"),
    ],
)
def test_what_was_said_is_found(talks, said, wanted, line):
    """With the session and the place in it."""
    code, out, err = said("list", "--search", wanted)
    assert (code, err) == (0, "")
    assert line in out.splitlines()


def test_what_was_never_said(talks, said):
    """That is an answer, too."""
    expected = (0, "", "lsg-desktop: nothing was found\n")
    assert said("list", "--search", "giraffe") == expected


def listing(**options):
    """Start a process that lists the sessions."""
    command = [sys.executable, "-W", "error", "-c", COMMAND, "history", "list"]
    return subprocess.Popen(command, cwd=ROOT, **options)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
def test_on_a_terminal_a_list_has_a_head(talks):
    """Columns are named, and laid out to its width."""
    ours, theirs = os.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "24"}
    with listing(stdout=theirs, env=env):
        os.close(theirs)
        shown = b""
        while piece := read_terminal(ours):
            shown += piece
    os.close(ours)
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown.decode())
    head, chinese, english = plain.splitlines()
    assert re.search("id +started +length +languages +model +words +state +title", head)
    assert "我们今天谈模型。" in chinese
    assert "Good morning, zebra." in english


def read_terminal(number):
    """Read what there is; nothing at the end, which Linux tells as an error."""
    try:
        return os.read(number, 65_536)
    except OSError:
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_has_had_enough(path):
    """``| head -1`` is no fault."""
    keep(path, *[session() for _ in range(40)])
    with listing(stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- show ----------------------------------------------------------------------------------------


def test_a_session_is_shown_as_it_was_captioned(talks, said, capsys):
    """The lines are those that ``caption`` writes of the same talk."""
    order = Order(tasks=tuple(Task), source_lang="en", target_lang="de", settings=PolicySettings())
    captions = sink("text", StandardOutput(), order)
    for event in session():
        captions.take(event)
    captioned = capsys.readouterr().out
    assert said("show", 1) == (0, captioned, "")


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_subtitles_are_those_that_were_captioned(talks, said, capsys, form):
    """To the letter."""
    order = Order(tasks=tuple(Task), source_lang="en", target_lang="de", settings=PolicySettings())
    captions = sink(form, StandardOutput(), order)
    for event in session():
        captions.take(event)
    captioned = capsys.readouterr().out
    assert said("show", 1, "--format", form) == (0, captioned, "")


def test_the_last_session_is_shown_in_any_format(talks, said):
    """In the language that is wanted."""
    language = ("--last", "--language", "source")
    assert said("show", *language, "--format", "txt") == (0, "我们今天谈模型。\n", "")
    assert "我们今天谈模型。" in said("show", *language, "--format", "srt")[1]
    assert said("show", *language, "--format", "vtt")[1].startswith("WEBVTT\n")
    (line,) = said("show", *language, "--format", "jsonl")[1].splitlines()
    assert json.loads(line)["transcript"] == "我们今天谈模型。"
    assert json.loads(said("show", *language, "--format", "json")[1])["id"] == 2


def test_a_session_that_runs_is_shown_so_far(path, said):
    """With the words that are there."""
    with Journal(path) as journal:
        journal.take(started())
        journal.take(unit("Good"))
        assert said("show", "--last") == (0, "[0:00-0:00] en: Good\n", "")


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (("show", "7"), "there is no session 7: lsg-desktop history list has them all"),
        (("show", "x"), "invalid int value: 'x'"),
        (("show",), "one of the arguments ID --last is required"),
        (("show", "1", "--last"), "not allowed with argument ID"),
        (("show", "1", "--format", "doc"), "invalid choice: 'doc'"),
        ((), "the following arguments are required: WHAT"),
        (("rename", "7", "x"), "there is no session 7"),
        (("delete", "7"), "there is no session 7"),
        (("export", "1"), "the following arguments are required: --output"),
    ],
)
def test_what_cannot_be_meant(talks, refused, argv, problem):
    """It is told in one line, with what to do."""
    told = refused(*argv)
    assert problem in told
    assert ": " in told


def test_no_session_to_show(refused):
    """There is a remedy for that, too."""
    assert refused("show", "--last") == "there are no sessions yet: start one"


# --- export --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("talk.srt", "1\n00:00:10,000 --> 00:00:14,000\n"),
        ("talk.VTT", "WEBVTT\n"),
        ("talk.json", "{\n"),
        ("talk.jsonl", '{"event": "utterance"'),
        ("talk.txt", "Good morning, zebra.\n"),
        ("talk", "Good morning, zebra.\n"),
    ],
)
def test_the_name_says_the_format(talks, said, tmp_path, name, beginning):
    """Where none is given; a name that says nothing gives plain text."""
    path = tmp_path / name
    assert said("export", 1, "--output", path) == (0, f"session 1 is in {path}\n", "")
    assert path.read_text(encoding="utf-8").startswith(beginning)


def test_a_format_and_a_language_can_be_given(talks, said, tmp_path):
    """They count more than the name."""
    path = tmp_path / "talk.srt"
    wanted = ("--format", "txt", "--language", "target")
    assert said("export", 1, "--output", path, *wanted)[0] == 0
    assert path.read_text(encoding="utf-8").splitlines() == [translated for _, translated in TALK]


def test_a_file_that_is_there_is_replaced_only_when_forced(talks, said, refused, tmp_path):
    """It might be the only copy."""
    path = tmp_path / "talk.txt"
    path.write_text("mine")
    assert refused("export", 1, "--output", path).endswith(
        "is there already: choose another name, or add --force"
    )
    assert path.read_text() == "mine"
    assert said("export", 1, "--output", path, "--force")[0] == 0
    assert path.read_text().startswith("Good morning")


def test_a_folder_that_is_not_there(talks, refused, tmp_path):
    """It is told, and no folder is made by mistake."""
    told = refused("export", 1, "--output", tmp_path / "none" / "talk.txt")
    assert "cannot be written (No such file or directory): choose another place" in told


# --- rename and delete ---------------------------------------------------------------------------


def test_a_session_gets_another_title(talks, said):
    """It is said how it is called now; none gives back the first words."""
    assert said("rename", 1, "Models")[1] == "session 1 is called Models\n"
    assert said("list")[1].splitlines()[1].endswith("\tModels")
    assert said("rename", 1, "")[1].startswith("session 1 is called Good morning, zebra.")


def test_a_session_is_deleted_with_its_recording(path, said):
    """Once that is confirmed; nobody is there to ask in a pipe."""
    with Journal(path) as journal:
        journal.take(started())
        recorder = Recorder(journal.recording(1), 10**7)
        recorder.push(np.zeros(480, np.float32))
        recorder.close()
    assert len(list(path.parent.rglob("*.wav"))) == 1
    assert said("delete", 1, "--yes") == (0, "session 1 is deleted\n", "")
    assert History(path).sessions() == []
    assert list(path.parent.rglob("*.wav")) == []


def test_nothing_is_deleted_without_a_word(talks, refused, path):
    """In a script it has to be given at once."""
    assert refused("delete", 1) == "session 1 would be gone for good: add --yes"
    assert len(History(path).sessions()) == 2


class Terminal:
    """Somebody who answers."""

    def __init__(self, answer):
        self._answer = answer

    def isatty(self):
        return True

    def readline(self):
        return self._answer


@pytest.mark.parametrize(("answer", "stays"), [("y\n", 0), ("\n", 1), ("", 1)])
def test_whoever_is_there_is_asked(talks, said, monkeypatch, answer, stays):
    """Anything but yes leaves the session where it is, and the exit code says so."""
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    code, out, _ = said("delete", 1)
    assert code == stays
    assert out.startswith("Delete session 1 (Good morning, zebra.")
    assert len(History().sessions()) == 1 + stays


def test_a_session_that_runs_is_not_deleted(path, refused):
    """What to do first is told."""
    with Journal(path) as journal:
        journal.take(started())
        assert refused("delete", 1, "--yes") == "session 1 is still running: stop it first"


def test_a_damaged_file_is_told_in_one_line(path, said, refused):
    """And the next command begins a new one."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# A recipe\n" * 1000)
    assert "was damaged and is kept as history-damaged-" in refused("list")
    assert said("list")[0] == 0
