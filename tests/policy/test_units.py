"""What is one unit: words with what is attached to them, and characters; see tests/charts.py."""

from __future__ import annotations

import pytest

from lsg_desktop.events import Decision, Written
from lsg_desktop.policy import units
from tests.charts import play


def written_units(*tokens, language="en"):
    """Give what is written unit by unit of a draft in which every token is certain."""
    coded = [token if isinstance(token, bytes) else token.encode() for token in tokens]
    draft = ", ".join(f"<{token.hex(' ')}> 0.9" for token in coded)
    chart = f"1280ms | transcribe | draft {draft}\n1280ms | transcribe | READ hold"
    events, _ = play(chart, languages=(language, "en"), range_mode="off", traced=False)
    return [event.text for event in events if isinstance(event, Written)]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["Good", " morning", " all"], ["Good", " morning"]),
        ([" Good", " morning", " all"], ["Good", " morning"]),
        (["3", ".", "5", " per", "cent", " of"], ["3.5", " percent"]),
        (["I", " don", "'t", " know"], ["I", " don't"]),
        (["At", " ", "10", ":", "30", ",", " he"], ["At", " 10:30,"]),
        (["Yes", "!", '"', " he"], ['Yes!"']),
        (["Well", ",", " “", "Good", "”", ".", " So"], ["Well,", " “Good”."]),
        (["un", "for", "tu", "nate", "ly", " so"], ["unfortunately"]),
        (["Hello", " ", " ", "world", " ", "so"], ["Hello", "  world"]),
        (["Hello", " ", " world", " so"], ["Hello", "  world"]),
        (["\n", "Hello", " world"], ["Hello"]),
        (["One", ".\n", "Two", " three"], ["One.\n", "Two"]),
        (["a", " –", " b", " c"], ["a", " –", " b"]),
        (["a", " $", "5", ".", "00", " b"], ["a", " $5.00"]),
        (["C", "++", " is"], ["C++"]),
        (["caf", b"\xc3", b"\xa9", " so"], ["café"]),
    ],
)
def test_a_word_is_what_stands_between_white_space(tokens, expected):
    """With attached punctuation, however it is cut into tokens; the last one waits for the next."""
    assert written_units(*tokens) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["今天", "天气", "很", "好"], ["今天", "天气", "很", "好"]),
        (["好", "，", "我们", "。"], ["好", "，", "我们", "。"]),
        (["用", "G", "PU", "训练"], ["用", "GPU", "训练"]),
        (["用", " G", "PU", " 训练"], ["用", " GPU", " 训练"]),
        (["有", "1", "0", "0", "个"], ["有", "100", "个"]),
        (["约", "3", ".", "5", "度"], ["约", "3", ".", "5", "度"]),
        (["在", "2024"], ["在"]),
        (["在", "2024", "年"], ["在", "2024", "年"]),
        ([b"\xe4\xbd", b"\xa0", "好"], ["你", "好"]),
        ([b"\xe4", b"\xbd", b"\xa0"], ["你"]),
        (["他\N{CJK UNIFIED IDEOGRAPH-4F60}", b"\xe5\xa5", b"\xbd"], ["他你", "好"]),
        ([b"\xe4\xbd\xa0\xe5\xa5", b"\xbd", "吗"], ["你好", "吗"]),
        ([b"\xe4\xbd"], []),
        (["好", b"\xe4\xbd"], ["好"]),
        (["A", b"\xe4\xbd", b"\xa0", "好"], ["A你", "好"]),
        (["caf", b"\xc3", b"\xa9", "好"], ["café", "好"]),
        (["好", " ", "的", " "], ["好", " 的"]),
        (["三十", "GB ", "内存"], ["三十", "GB ", "内存"]),
    ],
)
def test_in_chinese_a_unit_is_a_token_that_ends_with_a_character(tokens, expected):
    """But Latin letters and digits stay together, until the next token ends their run."""
    assert written_units(*tokens, language="zh") == expected


def test_japanese_and_thai_are_written_by_the_character_too():
    """Kana, kanji and Thai signs need no next token."""
    assert written_units("今日", "は", "いい", language="ja") == ["今日", "は", "いい"]
    assert written_units("สวัส", "ดี", "ครับ", language="th") == ["สวัส", "ดี", "ครับ"]


def test_korean_has_words():
    """It is written with spaces."""
    assert not units.counts_characters("ko")
    assert written_units("안녕", "하세요", " 여러분", " 네", language="hi") == [
        "안녕하세요",
        " 여러분",
    ]


@pytest.mark.parametrize(
    ("tokens", "numbers"),
    [
        (["今天", "天气", "好", "啊"], [1, 3, 5, 6, 7]),
        (["用", "GPU", "训"], [1, 2, 5, 6]),
        (["用", " GPU", " 训"], [1, 2, 5, 6]),
    ],
)
def test_a_token_of_n_characters_is_decided_once_and_advances_i_by_n(tokens, numbers):
    """White space is no character, as in SimulEval."""
    draft = ", ".join(f'"{token}" 0.9' for token in tokens)
    wanted = "\n".join(f'640ms | transcribe | WRITE confidence "{token}"' for token in tokens)
    events, _ = play(
        f"640ms | transcribe | draft {draft}\n{wanted}\n640ms | transcribe | READ end-token",
        languages=("zh", "en"),
    )
    assert [event.unit for event in events if isinstance(event, Decision)] == numbers


@pytest.mark.parametrize(
    ("text", "characters", "found"),
    [
        (" We meet,\u3000at 3.5 – ", False, ["We", "meet,", "at", "3.5", "–"]),
        ("用 Qt 写\u3000。", True, ["用", "Q", "t", "写", "。"]),
        (" \n", True, []),
    ],
)
def test_a_text_is_its_units_without_white_space(text, characters, found):
    """In words or in characters, as the language has it."""
    assert units.split(text, characters) == found
    assert units.count(text, characters) == len(found)
    assert units.split(units.plain(text, characters), characters) == found
    assert units.plain(text, characters) in ("用Qt写。", "We meet, at 3.5 –", "")


def test_words_are_counted_one_by_one():
    """Punctuation that stands alone is a word to white space, and so to us."""
    events, _ = play(
        """
        640ms | transcribe | draft "a" 0.9, " –" 0.9, " b" 0.9, "," 0.9, " c" 0.9
        640ms | transcribe | WRITE confidence "a"
        640ms | transcribe | WRITE confidence " –"
        640ms | transcribe | WRITE confidence " b,"
        640ms | transcribe | READ hold " c"
        """
    )
    assert [event.unit for event in events if isinstance(event, Decision)] == [1, 2, 3, 4]


def test_chart_of_punctuation_that_rides_along():
    """It is not tested, before or after the letters; the word's own tokens are."""
    play(
        """
        640ms  | transcribe | draft "¿" 0.01 0, "Qu" 0.9 0, "é" 0.8 0, "?" 0.01 0, " So" 0.1 0
        640ms  | transcribe | WRITE confidence "¿Qué?" p 0.80
        640ms  | transcribe | READ threshold " So"
        """,
    )


def test_chart_of_punctuation_that_stands_alone():
    """It has no word to ride on, so it is tested itself, once it is complete."""
    play(
        """
        640ms  | transcribe | draft "a" 0.9 0, " –" 0.2 0
        640ms  | transcribe | WRITE confidence "a"
        640ms  | transcribe | READ hold " –"
        1280ms | transcribe | draft "a" 0.9 0, " –" 0.2 0, " b" 0.9 0, " c" 0.1 0
        1280ms | transcribe | READ threshold " –" p 0.20
        1920ms | transcribe | draft "a" 0.9 0, " –" 0.2 8, " b" 0.9 0, " c" 0.1 0
        1920ms | transcribe | WRITE divergence " –" p 0.20 KL 8.00 b 1
        1920ms | transcribe | WRITE confidence " b"
        1920ms | transcribe | READ threshold " c"
        """
    )


def test_chart_of_chinese_punctuation():
    """By the character every unit stands alone."""
    play(
        """
        640ms  | transcribe | draft "好" 0.9 0, "，" 0.2 0, "我" 0.9 0
        640ms  | transcribe | WRITE confidence "好"
        640ms  | transcribe | READ threshold "，" p 0.20
        1280ms | transcribe | draft "好" 0.9 0, "，" 0.2 8, "我" 0.9 0
        1280ms | transcribe | WRITE divergence "，"
        1280ms | transcribe | WRITE confidence "我"
        1280ms | transcribe | READ end-token
        """,
        languages=("zh", "en"),
    )


def test_chart_of_a_character_in_parts():
    """Each part is tested; what is not a character yet is not shown."""
    play(
        """
        640ms  | transcribe | draft <e4 bd> 0.9 0, <a0> 0.2 0, "好" 0.9 0
        640ms  | transcribe | READ threshold "你" p 0.20
        1280ms | transcribe | draft <e4 bd> 0.2 0, <a0> 0.9 0, "好" 0.9 0
        1280ms | transcribe | READ threshold "" p 0.20
        1920ms | transcribe | draft <e4 bd> 0.7 0
        1920ms | transcribe | READ hold "" p 0.70
        2560ms | transcribe | draft <e4 bd> 0.7 0, <a0> 0.9 0
        2560ms | transcribe | WRITE confidence "你" p 0.70
        2560ms | transcribe | READ end-token
        """,
        languages=("zh", "en"),
    )


def test_chart_of_latin_letters_in_chinese():
    """The run needs the next token, even at the top of the range."""
    play(
        """
        640ms  | transcribe | draft "用" 0.1 0, "G" 0.1 0
        640ms  | transcribe | WRITE range-top "用"
        640ms  | transcribe | READ hold "G"
        1280ms | transcribe | draft "用" 0.1 0, "G" 0.1 0, "PU" 0.1 0
        1280ms | transcribe | READ hold "GPU"
        1920ms | transcribe | draft "用" 0.1 0, "G" 0.1 0, "PU" 0.1 0, "！" 0.1 0
        1920ms | transcribe | WRITE range-top "GPU"
        1920ms | transcribe | WRITE range-top "！"
        1920ms | transcribe | READ end-token
        """,
        languages=("zh", "en"),
        range=0,
    )


@pytest.mark.parametrize(
    ("token", "tested"),
    [
        ("a", True),
        (" a", True),
        ("7", True),
        ("½", True),
        ("é", True),
        ("你", True),
        ("\N{DEVANAGARI VOWEL SIGN I}", True),
        ("\N{DEVANAGARI SIGN VIRAMA}", True),
        (units.UNFINISHED, True),
        (",", False),
        (" –", False),
        ("...", False),
        (" ", False),
        ("€", False),
        ("，", False),
    ],
)
def test_tokens_that_carry_a_letter_or_digit_are_tested(token, tested):
    """Part of a letter counts: a vowel sign, or bytes that are no character yet."""
    assert units.is_tested(token) is tested


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [("", 0, 0), (" ", 0, 0), (" a b, c", 3, 4), ("你好 GPU", 2, 5)],
)
def test_units_of_a_text_are_words_or_characters(text, words, characters):
    """White space is neither."""
    assert (units.count(text, False), units.count(text, True)) == (words, characters)
