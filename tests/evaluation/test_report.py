"""The report: one page that needs nothing else, true to any text and any run."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from lsg_desktop.evaluation import charts, report
from lsg_desktop.evaluation.charts import Axis, Series
from lsg_desktop.evaluation.scores import scores
from tests.evaluation.test_scores import EMPTY, EVEN, LATE

SETTINGS = {"model": "demo", "task": "translate", "delta": float("inf"), "target_lang": None}


class Tags(HTMLParser):
    """Holds the tags that are open, and fails where one is closed that is not."""

    VOID = frozenset({"meta", "br", "path", "polyline"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def page(*instances) -> str:
    return report.page(SETTINGS, scores(instances, "de"), instances, "de")


def test_the_page_is_whole_and_needs_no_network() -> None:
    """Every tag is closed, and no address stands in it."""
    text = page(EVEN, LATE, EMPTY)
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not re.search(r"https?://|src=|<link|<script|url\(", text)
    assert "prefers-color-scheme: dark" in text


def test_figures_and_settings_are_on_it() -> None:
    """By sound heard, and by the clock."""
    text = page(EVEN, LATE)
    assert '<td>LAAL</td><td class="number">2500</td><td class="number">2800</td>' in text
    assert "<td>delta</td><td>inf</td>" in text


def test_of_text_lags_are_in_words() -> None:
    """Nothing is said of a clock."""
    text = replace(EVEN, delays=(1, 2, 3, 4), elapsed=(0,) * 4, source_length=4)
    found = report.page(SETTINGS, scores([text], "de", "words"), [text], "de")
    assert '<td>LAAL</td><td class="number">1.00</td></tr>' in found
    assert "In words; AP is a ratio." in found
    assert "LAAL of an utterance, words" in found
    assert "clock" not in found


def test_the_worst_comes_first() -> None:
    """What is right is not among them, and markup in a text is text."""
    bad = replace(EVEN, index=1, prediction="<b>wir</b> sehen dich bald & so")
    text = page(EVEN, bad, EMPTY)
    assert "&lt;b&gt;wir&lt;/b&gt; sehen dich bald &amp; so" in text
    rows = text.split("Where it went wrong")[1].split("Settings")[0]
    assert rows.count("<tr>") == 3
    assert "Nowhere" in page(EVEN)


def test_a_run_without_a_word_has_a_page() -> None:
    """There is nothing to draw."""
    assert "<svg" not in page(EMPTY)


def test_charts_are_xml_with_a_title_and_marks_beside_colour() -> None:
    """Each line has a class of its own, which gives it a dash."""
    drawn = charts.lines(
        "A & B", Axis("time, s", 3.7), Axis("%", 100.0), [Series("a", [(0, 0), (3.7, 100)])] * 2
    )
    caption, root = ElementTree.fromstring(drawn)
    assert caption.text == "A & B"
    assert (root.get("aria-label"), root.get("role")) == ("A & B", "img")
    lines = [item.get("class") for item in root if item.tag == "polyline"]
    assert lines == ["line s0", "line s1"]
    points = next(item.get("points", "") for item in root if item.tag == "polyline").split()
    assert points == ["56.0,274.0", "624.0,34.0"]


def test_a_histogram_counts_what_lies_where() -> None:
    """What lies on the end belongs to the last stretch, what lies outside to the nearest."""
    drawn = charts.histogram("x", Axis("s", 2.0), "n", [("a", [0.0, 0.05, 2.0, -1.0])])
    (line,) = ElementTree.fromstring(drawn).iter("polyline")
    heights = [float(point.split(",")[1]) for point in line.get("points", "").split()]
    assert heights[1] == 34.0
    assert heights[-2] == pytest.approx(274 - 240 / 3, abs=0.1)
