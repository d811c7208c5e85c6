"""Words and sentences out of text, however its bytes arrive."""

from __future__ import annotations

import io

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.session.text_words import (
    LONGEST_SENTENCE,
    LONGEST_WORD,
    Splitter,
    WordStream,
    words,
)


def sentences(text, language="en"):
    """Split text and show it: words between bars, a sentence in each line."""
    splitter = Splitter(language)
    shown: list[list[str]] = [[]]
    for word in (*splitter.push(text), *splitter.finish()):
        shown[-1] += [word.text] if word.text else []
        if word.ends:
            shown.append([])
    assert shown.pop() == []
    return ["|".join(line) for line in shown]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good morning all. Thank you!", ["Good| morning| all.", "Thank| you!"]),
        ("no mark\nnor here", ["no| mark", "nor| here"]),
        ("one\r\n\r\n\n two \n", ["one", "two"]),
        ('"Why?" he asked.', ['"Why?"', "he| asked."]),
        ("It costs 3.5 or 10:30.", ["It| costs| 3.5| or| 10:30."]),
        ("a\t b\u3000c", ["a| b| c"]),
        ("", []),
        (" \n\t\n", []),
        ("Hello . So", ["Hello| .", "So"]),
    ],
)
def test_words_and_sentences(text, expected):
    """White space parts words; a mark or a line feed ends a sentence, and so does the end."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "“好。”他走了。", ["“|好|。|”", "他|走|了|。"]),
        ("zh", "“好。坏！！”\n", ["“|好|。", "坏|！|！|”"]),
        ("zh", "（『好。』）『好", ["（|『|好|。|』|）", "『|好"]),
        ("zh", '他说"好。"对', ['他|说|"|好|。|"', "对"]),
        ("ja", "「はい。」\n", ["「|は|い|。|」"]),
        ("fr", "« Bon. » Il dort. « Là", ["«| Bon.| »", "Il| dort.", "«| Là"]),
        ("de", "„Gut.“ Sie geht. »Gut.« Ja", ["„Gut.“", "Sie| geht.", "»Gut.«", "Ja"]),
    ],
)
def test_closing_marks_stay_with_their_sentence(language, text, expected):
    """Where they come as a word of their own, too."""
    assert sentences(text, language) == expected


def test_a_sentence_that_quotes_nothing_ends_at_once():
    """Nobody waits for a mark that will not come."""
    splitter = Splitter("zh")
    assert [word.ends for word in splitter.push("“好”吧。")] == [False] * 4 + [True]


@pytest.mark.parametrize("text", ["”\n", "。。\n", "... \n", "- - -\n", "♪ " * 150])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_marks_alone_are_no_sentence(language, text):
    """There is nothing to translate."""
    assert sentences(text, language) == []
    assert sentences(f"a.\n{text}\nb.", language) == ["a.", "b."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good ！！ day", ["Good| ！", "day"]),
        ("- Good. - Day.", ["-| Good.", "-| Day."]),
        ("... and on", ["...| and| on"]),
        ("He said ... nothing.", ["He| said| ...| nothing."]),
    ],
)
def test_marks_beside_a_sentence(text, expected):
    """Those before its first word belong to it, those after its end to none."""
    assert sentences(text.replace("！！", "! !")) == [one.replace("！", "!") for one in expected]


def test_characters_are_words_where_a_language_counts_them():
    """But for a run of ASCII, and without the spaces between characters."""
    assert sentences("今天用 GPT-4 speaks吗？好。", "zh") == [
        "今|天|用|GPT-4| speaks|吗|？",
        "好|。",
    ]


def test_words_joined_are_the_sentence():
    """Each brings the space before it."""
    assert "".join(words("  Dr. Who? is\n 3.5  m ", "en")) == "Dr. Who? is 3.5 m"
    assert words("大家 早。好", "zh") == ("大", "家", "早", "。", "好")


def test_a_sentence_without_an_end_is_ended():
    """And a word without one."""
    long = sentences("word " * (LONGEST_SENTENCE + 1))
    assert [len(line.split("|")) for line in long] == [LONGEST_SENTENCE, 1]
    assert sentences("x" * (LONGEST_WORD + 1)) == ["x" * LONGEST_WORD + "|x"]


def test_a_word_is_told_when_it_is_complete():
    """White space completes it; what comes after need not be there."""
    splitter = Splitter("en")
    assert [word.text for word in splitter.push("Good mor")] == ["Good"]
    assert [word.text for word in splitter.push("ning ")] == [" morning"]
    (end,) = splitter.finish()
    assert (end.text, end.ends) == ("", True)


# --- bytes ---------------------------------------------------------------------------------------


def read(data):
    return [word.text for word in WordStream(io.BytesIO(data), "a pipe", "en").words()]


def test_bytes_are_utf_8_with_or_without_a_mark():
    """Characters of several bytes are whole."""
    assert read("\ufeffÄpfel größer".encode()) == ["Äpfel", " größer", ""]


@pytest.mark.parametrize("data", [b"fine caf\xe9 there", b"fine \xc3"], ids=["latin-1", "cut"])
def test_bytes_that_are_not_are_a_fault_after_what_was_before(data):
    """The words before are given first."""
    stream = WordStream(io.BytesIO(data), "a pipe", "en").words()
    assert next(stream).text == "fine"
    with pytest.raises(InputFault, match="a pipe is not UTF-8"):
        list(stream)


def test_a_stream_that_is_closed_ends_with_what_was_read():
    """The word that is being read is the last."""
    stream = WordStream(io.BytesIO(b"one two three"), "a pipe", "en")
    words = stream.words()
    assert next(words).text == "one"
    stream.close()
    assert [word.text for word in words] == [""]
