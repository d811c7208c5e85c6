"""The generator of lecture and meeting talk."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest

from lsg_desktop.training.grammar import (
    LONGEST_TURN,
    PATTERNS,
    Sentence,
    Split,
    distinct,
    is_heldout,
    sample,
    speak,
)

SPLITS: tuple[Split, ...] = ("train", "heldout")


@cache
def drawn(split: Split = "train", count: int = 4000) -> tuple[Sentence, ...]:
    rng = random.Random(7)
    return tuple(sample(rng, split) for _ in range(count))


def sentences(transcript: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", transcript)


def by_pattern(name: str) -> Sentence:
    return next(one for one in drawn() if one.pattern == name)


def test_vocabulary_and_patterns_are_wide() -> None:
    words = {word.text.strip(".,?").lower() for one in drawn() for word in one.words}
    assert len([word for word in words if not re.search(r"\d", word)]) >= 500
    assert {name for one in drawn() for name in one.pattern.split("+")} == {
        pattern.name for pattern in PATTERNS
    }
    assert len(PATTERNS) >= 15


def test_heldout_sentences_never_occur_in_training_text_even_inside_turns() -> None:
    training = {text for one in drawn() for text in sentences(one.transcript)}
    heldout = {text for one in drawn("heldout", 300) for text in sentences(one.transcript)}
    assert not training & heldout
    assert not any(map(is_heldout, training))
    assert all(map(is_heldout, heldout))


def test_heldout_rule_ignores_case_and_punctuation() -> None:
    for one in drawn()[:200]:
        text = sentences(one.transcript)[0]
        assert is_heldout(text) == is_heldout(text.upper().rstrip(".?") + "!")


@pytest.mark.parametrize("split", SPLITS)
def test_needs_grow_to_the_whole_sentence(split: Split) -> None:
    for one in drawn(split, 300):
        for pieces in (one.german, one.chinese):
            needs = [piece.needs for piece in pieces]
            assert needs == sorted(needs)
            assert needs[0] >= 1
            assert needs[-1] == len(one.words)


def test_needs_restart_at_the_second_sentence_of_a_turn() -> None:
    turns = [one for one in drawn() if "+" in one.pattern]
    assert 0.2 < len(turns) / len(drawn()) < 0.3
    for one in turns:
        end = 1 + next(i for i, word in enumerate(one.words) if word.text[-1] in ".?")
        assert end in {piece.needs for piece in one.german}
        assert end in {piece.needs for piece in one.chinese}
        assert end - 1 in one.breaks


def test_same_english_has_the_same_translations() -> None:
    known: dict[str, tuple[str, str]] = {}
    for one in drawn():
        both = one.translation("de"), one.translation("zh")
        assert known.setdefault(one.transcript, both) == both


def test_texts_are_well_formed() -> None:
    for one in drawn():
        german, chinese = one.translation("de"), one.translation("zh")
        assert re.fullmatch(r"[A-ZÄÖÜ0-9][^ ]*( [^ .,?]+(,[0-9])?[.,?]?)+", german), german
        assert re.fullmatch(r"[\u4e00-\u9fff0-9:.，。？]+[。？]", chinese), chinese
        assert re.fullmatch(r"[A-Za-z0-9',.?: ]+[.?]", one.transcript), one.transcript
        assert all(re.fullmatch(r"[a-z' ]+", word.spoken) for word in one.words)
        assert 3 <= len(one.words) <= LONGEST_TURN
        assert all(0 <= index < len(one.words) - 1 for index in one.breaks)


def test_figures_stay_figures() -> None:
    with_figures = [one for one in drawn() if re.search(r"\d", one.transcript)]
    assert len(with_figures) > len(drawn()) / 10
    for one in with_figures:
        figures = sorted(re.findall(r"\d+", one.transcript))
        assert sorted(re.findall(r"\d+", one.translation("de"))) == figures
        assert sorted(re.findall(r"\d+", one.translation("zh"))) == figures


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3:30.", "three thirty"),
        ("9:05", "nine oh five"),
        ("3:00", "three o'clock"),
        ("3.5", "three point five"),
        ("2026", "twenty twenty six"),
        ("1905.", "nineteen oh five"),
        ("37", "thirty seven"),
        ("Don't", "don't"),
        ("Anna,", "anna"),
    ],
)
def test_written_words_are_spoken(text: str, spoken: str) -> None:
    assert speak(text) == spoken


def test_german_waits_where_its_word_order_differs() -> None:
    future = by_pattern("future")
    verb = future.german[-1]
    assert verb.needs == len(future.words)
    assert future.german[0].needs < len(future.words) - 1
    ban = by_pattern("ban")
    assert [piece.needs for piece in ban.german[:2]] == [1, 3]


def test_sampling_is_deterministic_and_distinct() -> None:
    found = distinct(400, 3, "train")
    assert len({one.transcript for one in found}) == 400
    assert distinct(150, 3, "train") == found[:150]
    assert distinct(20, 4, "train") != found[:20]
    assert sample(random.Random(5), "heldout") == sample(random.Random(5), "heldout")
