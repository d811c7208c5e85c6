"""What is told of pairs, against values worked by hand."""

from __future__ import annotations

from lsg_desktop.training.pairs import Pair
from lsg_desktop.training.pairs_report import HEADER, doubt, page, rows


def pair(heard_s: float, kept: int, target_lang: str = "de", audio: str = "a.wav") -> Pair:
    """A pair of a clip of 4 s and a reference of ten letters."""
    return Pair(audio, 4.0, heard_s, "abcdefghij", "abcdefghij"[:kept], "en", target_lang)


PAIRS = [pair(1.0, 0), pair(2.0, 5), pair(3.0, 10, audio="b.wav"), pair(1.0, 3, "en")]


def test_figures_are_those_by_hand() -> None:
    """Each two languages for themselves, a transcription by its one."""
    found = rows(PAIRS)
    assert all(len(row) == len(HEADER) for row in found)
    assert found[:6] == [
        ("en-de: 3 pairs of 2 clips", "", "", "", ""),
        ("heard, s", "2.00", "1.20", "2.00", "2.80"),
        ("heard, % of the clip", "50.00", "30.00", "50.00", "70.00"),
        ("kept, % of the reference", "50.00", "10.00", "50.00", "90.00"),
        ("nothing kept, % of the pairs", "33.3", "", "", ""),
        ("all kept, % of the pairs", "33.3", "", "", ""),
    ]
    assert found[6][0] == "en: 1 pairs of 1 clips"
    assert found[9][1] == "30.00"


def test_a_page_has_the_figures_and_a_chart_of_each_distribution() -> None:
    """It needs nothing else, and names each group."""
    text = page("demo: 4 pairs", PAIRS)
    assert text.startswith("<!doctype html>")
    assert text.count("<svg") == 3
    assert "en-de: 3 pairs of 2 clips" in text
    assert ">en-de</text>" in text
    assert "src=" not in text
    assert "href=" not in text


def test_many_languages_are_drawn_as_one() -> None:
    """Lines can be told apart up to three."""
    text = page("many", [pair(1.0, 3, language) for language in ("de", "zh", "fr", "it")])
    assert ">all languages</text>" in text
    assert "en-fr: 1 pairs" in text


def test_references_that_nothing_is_kept_of_are_doubted() -> None:
    """They may belong to other clips; a few pairs prove nothing."""
    empty = [pair(1.0, 0)] * 19
    assert doubt(empty) is None
    assert "100 % of the references (en-de)" in str(doubt([*empty, pair(1.0, 0)]))
    assert doubt([*empty, *[pair(1.0, 1)] * 3]) is None
