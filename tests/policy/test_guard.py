"""What people say again and again is not a loop; what a model writes for ever is."""

from __future__ import annotations

import pytest

from lsg_desktop.policy import guard

SAID = [
    "No, no, no",
    "No, no, no, no, no, no!",
    "It is very very very good",
    "ha ha ha ha",
    "ha ha ha ha ha ha ha ha",
    "My number is 5 5 5 5 5",
    "5 5 5 5 5 5 5 5",
    "zero zero zero one zero zero zero one zero zero zero one",
    "1 2 3 1 2 3 1 2 3",
    "left right left right left right left right",
    "I love you I love you I love you",
    "Let it be, let it be, let it be, let it be,",
    "Row, row, row your boat",
    "knock knock knock knock",
    "bla bla bla bla bla bla",
    "it was a cat, it was a cat, it was a cat",
]

SAID_BY_THE_CHARACTER = [
    "哈哈哈哈",
    "哈哈哈哈哈哈哈哈",
    "谢谢谢谢谢谢",
    "好好好好好好",
    "对不起，对不起，对不起，",
    "没关系没关系没关系",
    "电话是55555555",
    "一共1000000",
    "一二三四一二三四一二三四",
    "はいはいはいはい",
    "ははははははは",
]


@pytest.mark.parametrize("text", SAID)
def test_what_people_repeat_in_words_is_no_loop(text):
    """Real speech first: a loop that is imagined costs the rest of the utterance."""
    words = text.split()
    for heard in range(1, len(words) + 1):
        assert not guard.loops(" ".join(words[:heard]), characters=False)


@pytest.mark.parametrize("text", SAID_BY_THE_CHARACTER)
def test_what_people_repeat_in_characters_is_no_loop(text):
    """A word is one or two characters, so more of them repeat."""
    for heard in range(1, len(text) + 1):
        assert not guard.loops(text[:heard], characters=True)


@pytest.mark.parametrize(
    ("run", "times"),
    [
        ("the", 10),
        ("thank you", 5),
        ("I don't know.", 4),
        ("and so on, and", 4),
        ("we are going to have to look at this again and again", 4),
    ],
)
def test_the_same_words_over_and_over_are_a_loop(run, times):
    """Four times at the least, and ten words in all, whatever came before."""
    assert guard.loops(f"Well, {' '.join([run] * times)}", characters=False)
    assert not guard.loops(" ".join([run] * (times - 1)), characters=False)
    assert not guard.loops(f"{' '.join([run] * times)} again", characters=False)


@pytest.mark.parametrize(
    ("run", "times"), [("啊", 15), ("哈哈", 8), ("谢谢你", 5), ("我不知道", 4)]
)
def test_the_same_characters_over_and_over_are_a_loop(run, times):
    """Four times at the least, and fifteen characters in all."""
    assert guard.loops(f"他说{run * times}", characters=True)
    assert not guard.loops(run[:1] + run * times + "吗", characters=True)


def test_thirteen_words_over_and_over_are_left_to_the_length():
    """A longer run than this is not looked for."""
    run = " ".join(map(str, range(13)))
    assert not guard.loops(" ".join([run] * 6), characters=False)
    assert guard.runs_away(" ".join([run] * 6), 5.0, "en")


@pytest.mark.parametrize(
    ("language", "seconds", "most"),
    [("en", 0.0, 30), ("en", 1.0, 30), ("de", 2.5, 75), ("zh", 0.64, 12), ("ja", 3.0, 36)],
)
def test_a_line_may_have_so_many_characters_a_second(language, seconds, most):
    """30, or 12 in zh, ja and th; a first second is granted."""
    text = "".join(map(chr, range(0x4E00, 0x4E00 + most)))
    assert not guard.runs_away(text, seconds, language)
    assert guard.runs_away(f"{text}!", seconds, language)
    assert guard.most_tokens(seconds) >= most


def test_a_line_is_watched_for_loops_by_what_its_language_counts():
    """Words in German, characters in Chinese."""
    assert guard.runs_away("ja " * 10, 60, "de")
    assert not guard.runs_away("是的" * 7, 60, "zh")
    assert guard.runs_away("是的" * 8, 60, "zh")
