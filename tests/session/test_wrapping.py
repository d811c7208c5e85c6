"""Lines broken where a reader would break them, and never moved once they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.session.wrapping import atoms, fitted, tidy, wrapped

TEXTS = st.text(alphabet="ab 1,。，“”「」你好ไทย\u0e31é-'", max_size=60)
LANGUAGES = st.sampled_from(["en", "de", "zh", "ja", "th"])


@given(TEXTS, LANGUAGES, st.booleans(), st.integers(1, 12))
def test_nothing_is_lost_between_lines(text, language, marks_ride, width):
    """Joined, atoms and lines are the text again."""
    parts = atoms(text, language, marks_ride=marks_ride)
    assert "".join(parts) == text
    assert "".join(fitted(parts, width)) == text
    assert "".join(wrapped(parts, width)) == text


@given(TEXTS, LANGUAGES, st.integers(1, 12))
def test_no_line_is_too_long(text, language, width):
    """A line has at most its width, white space at its end aside."""
    assert all(len(line.rstrip()) <= width for line in wrapped(atoms(text, language), width))


@given(st.lists(st.sampled_from([" Good", " morning", " to", " all,", " 3.5"])), st.integers(5, 20))
def test_what_stands_never_moves(words, width):
    """Whole words that come later only add to the last line, or lines below it."""
    lines: list[str] = [""]
    for count in range(len(words) + 1):
        longer = wrapped(atoms("".join(words[:count]).lstrip(), "en"), width)
        assert [line.rstrip() for line in longer[: len(lines) - 1]] == [
            line.rstrip() for line in lines[:-1]
        ]
        assert longer[len(lines) - 1].startswith(lines[-1].rstrip())
        lines = longer


def test_characters_come_later_without_moving_those_before():
    """Chinese grows character by character, punctuation included, where marks do not ride."""
    text = "今天，我们来谈谈GPU和3.5个模型。好！"
    for count in range(1, len(text) + 1):
        parts = atoms(text[:count], "zh", marks_ride=False)
        assert "".join(atoms(text, "zh", marks_ride=False)).startswith("".join(parts))
    assert atoms("天。", "zh", marks_ride=False) == ["天", "。"]


def test_latin_runs_and_numbers_stay_whole_in_chinese():
    """A line is not broken within GPU, 3.5 or 10:30."""
    assert atoms("用GPU和3.5在10:30", "zh") == ["用", "GPU", "和", "3.5", "在", "10:30"]


def test_no_line_begins_with_punctuation_or_ends_with_an_opening_quote():
    """Marks ride with the character that they belong to."""
    assert atoms("他说：“好。”走", "zh") == ["他", "说：", "“好。”", "走"]


def test_nothing_in_a_text_controls_a_terminal():
    """A model may write anything."""
    assert tidy(" a\x1b[2J\n\nb\u2028c\x07 ") == "a [2J b c"
