"""Subtitles that keep to the rules of subtitling, whatever was said and when."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsg_desktop.session.subtitles import (
    LONGEST_MS,
    SHORTEST_MS,
    VTT_HEAD,
    Cue,
    Line,
    Subtitles,
    srt,
    vtt,
)

WORDS = st.lists(
    st.sampled_from(
        ["a", "speech", "3.5", "Donaudampfschifffahrtsgesellschaftskapitänsmützen", "x,"]
    ),
    max_size=80,
).map(" ".join)
CHARACTERS = st.text(alphabet="今天我们谈模型，。GPU 35", max_size=150)
UTTERANCES = st.lists(
    st.tuples(st.floats(0, 3), st.floats(0.01, 28), WORDS, CHARACTERS), min_size=1, max_size=5
)


def cues_of(*utterances):
    """Give all cues of (start, end, lines) utterances."""
    subtitles = Subtitles()
    return [cue for utterance in utterances for cue in subtitles.cues(*utterance)]


def one(text, start_s=0.0, end_s=3.0, language="en"):
    return cues_of((start_s, end_s, [Line(text, language)]))


@settings(max_examples=60)
@given(UTTERANCES)
def test_the_rules_hold_for_whatever_is_said(utterances):
    """1 to 7 s a cue, no overlap, two lines of 42 (zh: 21) a language, not a letter lost."""
    at, given_ = 0.0, []
    for gap, length, words, characters in utterances:
        at += gap
        given_.append((at, at + length, [Line(words, "en"), Line(characters, "zh")]))
        at += length
    cues = cues_of(*given_)
    for cue in cues:
        assert SHORTEST_MS <= cue.end_ms - cue.start_ms <= LONGEST_MS
        assert 1 <= len(cue.lines) <= 4
        assert all(line and len(line) <= 42 for line in cue.lines)
    for cue, following in pairwise(cues):
        assert cue.end_ms <= following.start_ms
    said = "".join(line.text for _, _, lines in given_ for line in lines)
    shown = "".join(line for cue in cues for line in cue.lines)
    assert sorted(re.sub(r"\s", "", shown)) == sorted(re.sub(r"\s", "", said))


def test_a_short_line_is_one_cue_for_as_long_as_it_was_spoken():
    """What fits stands as it is."""
    assert one("Good morning.", 1.5, 4.0) == [Cue(1500, 4000, ("Good morning.",))]


def test_an_instant_is_shown_for_a_second():
    """Nobody can read faster."""
    assert one("Yes.", 2.0, 2.2) == [Cue(2000, 3000, ("Yes.",))]


def test_an_utterance_that_follows_at_once_waits_for_the_one_before():
    """Cues never overlap, even where the first needed longer than it took."""
    cues = cues_of((0.0, 0.3, [Line("Yes.", "en")]), (0.3, 2.0, [Line("No.", "en")]))
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [(0, 1000), (1000, 2000)]


def test_two_lines_are_about_as_long_as_each_other():
    """A long line is broken in its middle, between words."""
    (cue,) = one("Your models were developed in 2021, but the colleagues study.")
    assert cue.lines == ("Your models were developed in", "2021, but the colleagues study.")


def test_a_long_utterance_is_split_in_proportion_to_its_text():
    """20 s need three cues at least; each has the time that its text took."""
    text = " ".join(["one two three four five six seven"] * 6)
    cues = one(text, 0.0, 20.0)
    assert len(cues) == 3
    assert " ".join(" ".join(cue.lines) for cue in cues) == text
    assert [cue.start_ms for cue in cues] == pytest.approx([0, 6667, 13333], abs=300)
    assert [one.end_ms for one in cues[:-1]] == [other.start_ms for other in cues[1:]]


def test_one_word_in_twenty_seconds_leaves_the_screen_after_seven():
    """What cannot be split is not shown for longer than a cue may be."""
    assert one("Hello.", 0.0, 20.0) == [Cue(0, 7000, ("Hello.",))]


def test_both_languages_stand_in_one_cue_transcript_first():
    """The translation is below what was said."""
    (cue,) = cues_of((0.0, 3.0, [Line("Good morning.", "en"), Line("早上好。", "zh")]))
    assert cue.lines == ("Good morning.", "早上好。")


def test_chinese_lines_have_twenty_one_characters():
    """They are twice as wide."""
    (cue,) = one("今" * 40, language="zh")
    assert cue.lines == ("今" * 20, "今" * 20)


def test_one_language_without_text_leaves_the_other():
    """An empty translation is no empty line."""
    (cue,) = cues_of((0.0, 3.0, [Line("Good morning.", "en"), Line("  ", "de")]))
    assert cue.lines == ("Good morning.",)


def test_an_utterance_without_text_gives_no_cue():
    """Nothing was said."""
    assert cues_of((0.0, 3.0, [Line("", "en"), Line(" \n", "de")])) == []


def test_a_line_break_in_the_text_does_not_end_the_cue():
    """A blank line would."""
    (cue,) = one("Good\n\nmorning\u2028all")
    assert srt(1, cue).splitlines()[2:] == ["Good morning all", ""]


def test_srt_is_as_players_read_it():
    """Number, times with a comma, lines, a blank line; an arrow in the text is no time."""
    cue = Cue(3_723_004, 3_725_060, ("a --> b", "c"))
    assert srt(7, cue) == "7\n01:02:03,004 --> 01:02:05,060\na → b\nc\n\n"


def test_vtt_is_as_browsers_read_it():
    """Times with a point, and what would be markup escaped."""
    cue = Cue(0, 1000, ("a --> b & <c>",))
    assert VTT_HEAD + vtt(cue) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na --&gt; b &amp; &lt;c&gt;\n\n"
    )
