"""Committed text stays where it was shown, letter for letter."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF

from lsg_desktop.ui.transcript_text import Lettering, lay_out, letters, utf16

CHINESE = [*list("今天我们谈模型，。」（"), "GPU", "3.5", "😀"]
WORDS = ["a", "speech,", "(3.5)", "Donaudampfschifffahrtsgesellschaft", "so", "nord-süd", "it!"]
Place = tuple[int, float, float]
ARABIC = ["مرحبا", "بكم", "في", "المحاضرة", "الثالثة"]


@pytest.fixture
def lettering(qapp):
    return lambda language: Lettering.of(14, language, is_wide=language == "zh")


def x_of(line, place):
    x, _ = line.cursorToX(place)
    return x


def places(block):
    """Give (line, x, baseline) of each letter, as Qt counts them."""
    found = {}
    for number in range(block.layout.lineCount()):
        line = block.layout.lineAt(number)
        for place in range(line.textStart(), line.textStart() + line.textLength()):
            found[place] = number, round(x_of(line, place), 1), round(line.y() + line.ascent(), 1)
    return found


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("language", "units"), [("de", WORDS), ("zh", CHINESE)])
def test_committed_text_never_moves(lettering, language, units, seed):
    """Whatever follows it, and whatever was drafted behind it before."""
    rng = random.Random(seed)
    space = "" if language == "zh" else " "
    width = rng.choice([90, 150, 240, 333])
    text, kept = "", None
    before: dict[int, Place] = {}
    for _ in range(40):
        # A run of Latin letters is one unit: none grows by the next.
        fitting = [unit for unit in units if not (text[-1:].isascii() and unit[0].isascii())]
        text += space + rng.choice(fitting if language == "zh" else units)
        draft = "".join(space + rng.choice(units) for _ in range(rng.randint(0, 6)))
        block = lay_out(text + draft, len(text), lettering(language), width, kept)
        now = places(block)
        assert {place: now[place] for place in before} == before
        kept = block.kept
        before = {place: now[place] for place in range(kept.committed)}


def test_a_draft_stands_where_it_will_be_committed(lettering):
    """Its letters stay when it comes true."""
    draft = lay_out("We are here and go on", 3, lettering("en"), 120)
    committed = lay_out("We are here and go on", 21, lettering("en"), 120, draft.kept)
    assert places(draft) == places(committed)


def test_a_mark_that_may_not_begin_a_line_hangs(lettering):
    """By an em at most, for which columns have room."""
    many = lay_out("今" * 100, 100, lettering("zh"), 200)
    full = "今" * many.layout.lineAt(0).textLength()
    kept = lay_out(full, len(full), lettering("zh"), 200).kept
    block = lay_out(full + "，", len(full) + 1, lettering("zh"), 200, kept)
    assert block.layout.lineCount() == 1
    assert block.layout.lineAt(0).naturalTextWidth() <= 200 + lettering("zh").em_px


def test_lines_keep_their_distance_in_every_script(lettering):
    """Another font on a line does not push the lines below it."""
    latin = lay_out("a b c d " * 20, 0, lettering("en"), 100)
    mixed = lay_out("a 今 ü 😀 " * 20, 0, lettering("en"), 100)
    for block in (latin, mixed):
        assert block.height == block.layout.lineCount() * lettering("en").pitch_px


def test_arabic_begins_on_the_right(lettering):
    """And goes on to the left without moving what stands."""
    text, kept = "", None
    before: dict[int, Place] = {}
    for word in ARABIC * 3:
        text += f" {word}" if text else word
        block = lay_out(text, len(text), lettering("ar"), 160, kept)
        now = places(block)
        assert {place: now[place] for place in before} == before
        kept, before = block.kept, {place: now[place] for place in range(utf16(text) - 1)}
    line = block.layout.lineAt(0)
    assert line.x() + line.width() == pytest.approx(160, abs=0.5)
    assert x_of(line, 0) > 150


def test_letters_are_found_under_a_point(lettering):
    """Beside the text there are none."""
    block = lay_out("Hello world", 11, lettering("en"), 300)
    assert block.place_at(QPointF(2, 10)) == 0
    assert block.place_at(QPointF(290, 10)) is None
    assert block.place_at(QPointF(2, 200)) is None


@pytest.mark.parametrize("text", ["", "abc", "今天", "a😀b", "👩‍🎓"])
def test_letters_are_counted_as_qt_counts_them_and_back(text):
    """An emoji is two for Qt."""
    assert letters(text, utf16(text)) == len(text)
    assert utf16("a😀b") == 4
    assert letters("a😀b", 3) == 2


def test_line_feeds_are_spaces(lettering):
    """A unit cannot break a line by itself."""
    block = lay_out("one\ntwo\u2028three", 0, lettering("en"), 500)
    assert block.layout.lineCount() == 1
