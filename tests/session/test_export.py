"""A session as others read it: in the formats that they know, in the languages that they want."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.events import Skipped, SpeechStarted, Task
from lsg_desktop.session.export import FORMATS, GAP, Language, clock, exported, timed, write
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from tests.session.kept import TALK, ended, keep, session, started, unit, utterance

LINES = {
    Language.SOURCE: [said for said, _ in TALK],
    Language.TARGET: [translated for _, translated in TALK],
    Language.BOTH: [line for lines in TALK for line in lines],
}

BLOCK = re.compile(r"(\d+)\n(\S+) --> (\S+)\n((?:.+\n)+)\n")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def record(path):
    """Give the record of the talk."""
    keep(path, session())
    History(path).rename(1, "Talk")
    return History(path).last()


@pytest.fixture
def gappy(path):
    """Give the record of a talk with a gap between its utterances."""
    said = [utterance(1, number, *lines) for number, lines in enumerate(TALK, start=1)]
    gap = Skipped(session=1, start_s=15.0, end_s=18.0)
    keep(path, [started(), *said[0], gap, *said[1], ended()])
    return History(path).last()


def milliseconds(time):
    hours, minutes, seconds, rest = map(int, re.split("[:,.]", time))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def parsed(srt):
    """Read SRT as a player does; give (start_ms, end_ms, lines) of each cue."""
    blocks = BLOCK.findall(srt)
    assert "".join(f"{n}\n{a} --> {b}\n{text}\n" for n, a, b, text in blocks) == srt
    assert [int(number) for number, *_ in blocks] == list(range(1, len(blocks) + 1))
    return [(milliseconds(a), milliseconds(b), text.splitlines()) for _, a, b, text in blocks]


# --- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMATS)
def test_only_the_wanted_language_is_there(record, form, language):
    """In every format."""
    text = exported(record, form, language)
    for line in LINES[Language.BOTH]:
        assert (line in text) == (line in LINES[language])


@pytest.mark.parametrize("form", FORMATS)
def test_a_language_that_was_not_written(path, form):
    """It is told which there is; both are what there is."""
    keep(path, session((("Good morning.", ""),), task="transcribe"))
    record = History(path).last()
    with pytest.raises(InputFault, match="was not written in its target language: ask for source"):
        exported(record, form, Language.TARGET)
    assert exported(record, form) == exported(record, form, Language.SOURCE)


@pytest.mark.parametrize(
    ("form", "expected"), [("txt", ""), ("srt", ""), ("vtt", "WEBVTT\n\n"), ("jsonl", "")]
)
def test_a_session_in_which_nothing_was_said(path, form, expected):
    """It gives an empty file of its kind."""
    keep(path, session(()))
    assert exported(History(path).last(), form) == expected


# --- formats -------------------------------------------------------------------------------------


def test_txt_is_the_words_alone(record):
    """A line an utterance; two languages are a pair of lines with an empty line between pairs."""
    assert exported(record, "txt", Language.SOURCE) == (
        "Good morning, zebra.\nWe talk about models today.\n"
    )
    assert exported(record, "txt") == (
        "Good morning, zebra.\nGuten Morgen, Zebra.\n"
        "\n"
        "We talk about models today.\nWir sprechen heute über Modelle.\n"
    )


def test_timed_text_says_when(record):
    """For a reader who looks for a place."""
    assert timed(record, Language.TARGET) == (
        "[0:10-0:14] de: Guten Morgen, Zebra.\n[0:20-0:24] de: Wir sprechen heute über Modelle.\n"
    )


def test_srt_parses_back(record):
    """Into the times and lines that went in; cues never overlap."""
    cues = parsed(exported(record, "srt"))
    assert cues == [
        (10_000, 14_000, list(TALK[0])),
        (20_000, 24_000, list(TALK[1])),
    ]


def test_long_srt_loses_no_word(path):
    """Utterances of all lengths, in both languages."""
    sentences = [(f"{'word ' * count}end.", f"{'Wort ' * count}Ende.") for count in range(60)]
    keep(path, session(sentences))
    cues = parsed(exported(History(path).last(), "srt", Language.SOURCE))
    assert " ".join(line for _, _, lines in cues for line in lines) == " ".join(
        said for said, _ in sentences
    )
    assert all(before[1] <= after[0] for before, after in pairwise(cues))


def test_vtt_escapes_what_would_be_markup(path):
    """A player shows what was said."""
    keep(path, session((("a < b & c", "x"),)))
    text = exported(History(path).last(), "vtt", Language.SOURCE)
    assert text == "WEBVTT\n\n00:00:10.000 --> 00:00:14.000\na &lt; b &amp; c\n\n"


def test_json_is_all_that_is_kept(path):
    """One document, with the units and why each was written; JSON has no infinity."""
    with Journal(path) as journal:
        for event in session(delta=float("inf")):
            journal.take(event)
    record = History(path).last()
    document = json.loads(exported(record, "json"), parse_constant=pytest.fail)
    assert (document["source_lang"], document["target_lang"]) == ("en", "de")
    assert (document["model"], document["settings"]) == ("demo", {"delta": None})
    first = document["utterances"][0]
    assert (first["start_s"], first["end_s"], first["transcript"]) == (10.0, 14.0, TALK[0][0])
    said = [unit["text"] for unit in first["units"] if unit["task"] == Task.TRANSCRIBE]
    assert "".join(said) == TALK[0][0]
    assert (first["units"][0]["reason"], first["units"][0]["kl"]) == ("divergence", 8.0)


def test_jsonl_is_the_events_that_ended_utterances(record):
    """As a live session writes them."""
    said = [event.json() for event in session() if event.name == "utterance"]
    assert exported(record, "jsonl").splitlines() == said


def test_who_spoke_is_said_where_it_is_known(path):
    """In every format."""
    keep(path, session(speaker="You"))
    record = History(path).last()
    first = TALK[0][0]
    assert exported(record, "txt", Language.SOURCE).startswith(f"You: {first}\n")
    assert timed(record, Language.SOURCE).startswith(f"[0:10-0:14] You, en: {first}\n")
    assert parsed(exported(record, "srt", Language.SOURCE))[0][2] == [f"You: {first}"]
    for form in ("json", "jsonl"):
        assert '"speaker": "You"' in exported(record, form)


# --- gaps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["txt", "srt", "vtt"])
def test_a_gap_is_marked_where_it_is(gappy, form):
    """A reader sees that something was left out between the utterances."""
    text = exported(gappy, form, Language.SOURCE)
    first, second = LINES[Language.SOURCE]
    assert text.index(first) < text.index(GAP) < text.index(second)


def test_a_gap_has_its_time(gappy):
    """In what is for programs, and in what is read along."""
    assert f"[0:15-0:18] {GAP}\n" in timed(gappy)
    assert parsed(exported(gappy, "srt"))[1] == (15_000, 18_000, [GAP])
    assert json.loads(exported(gappy, "json"))["gaps"] == [
        {"speaker": None, "start_s": 15.0, "end_s": 18.0}
    ]
    skipped = json.loads(exported(gappy, "jsonl").splitlines()[1])
    assert (skipped["event"], skipped["start_s"], skipped["end_s"]) == ("skipped", 15.0, 18.0)


# --- odd text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["txt", "srt", "vtt", "jsonl"])
def test_no_text_breaks_out_of_its_line(path, form):
    """Line feeds, arrows and what would control a terminal."""
    with Journal(path) as journal:
        journal.take(started())
        journal.take(SpeechStarted(session=1, utterance=1, start_s=0.0))
        journal.take(unit("one\n\n2\n00:00:01,000 --> 00:00:02,000\n\x1b[2Jtwo", audio_s=2.0))
    text = exported(History(path).last(), form)
    assert "\x1b" not in text
    if form == "srt":
        assert len(parsed(text)) == 1
    if form == "jsonl":
        assert "\\n" in text


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "0:00"), (7.9, "0:07"), (754.0, "12:34"), (3723.0, "1:02:03")]
)
def test_a_place_in_a_source(seconds, said):
    """As people say it."""
    assert clock(seconds) == said


# --- files ---------------------------------------------------------------------------------------


def test_a_file_is_written_whole(tmp_path):
    """In UTF-8 with line feeds on every system, in place of what was there, and nothing else."""
    path = tmp_path / "talk.srt"
    for text in ("long ago\n" * 1000, "über 模型\n"):
        write(path, text)
        assert path.read_bytes() == text.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_link_points_to_is_replaced(tmp_path):
    """The link stays."""
    path = tmp_path / "talk.txt"
    path.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    write(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_file_that_cannot_be_written(tmp_path):
    """Told with its remedy; nothing is left lying about."""
    with pytest.raises(OutputFault, match=r"cannot be written .*: choose another place"):
        write(tmp_path / "none" / "talk.txt", "text")
    with pytest.raises(OutputFault, match="is no ordinary file"):
        write(tmp_path, "text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="POSIX devices")
def test_a_device_is_not_replaced():
    """It would be gone for every program."""
    with pytest.raises(OutputFault, match="is no ordinary file"):
        write(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


def test_an_infinite_divergence_is_null(path):
    """A unit may have been traced with one."""
    keep(path, session())
    record = History(path).last()
    first, *others = record.utterances
    odd = replace(first, units=tuple(replace(one, kl=float("inf")) for one in first.units))
    document = json.loads(
        exported(replace(record, utterances=(odd, *others)), "json"), parse_constant=pytest.fail
    )
    assert document["utterances"][0]["units"][0]["kl"] is None
