"""Sums over clips give the figures of ``quality`` and ``latency``, of any choice of clips."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.evaluation import quality
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.latency import laal
from lsg_desktop.evaluation.tally import lag_of, quality_of
from lsg_desktop.events import Task

SAID = ["We meet at noon.", "The reports are very good.", "Please open this slide, David!"]
HEARD = ["we meet at night", "The reports are a very good", ""]
MEANT = ["Wir treffen uns am Mittag.", "Die Berichte sind sehr gut.", "Bitte öffnen Sie die Folie."]
WRITTEN = ["Wir treffen uns heute.", "Die Berichte sind sehr gut.", "Öffnen Sie bitte die Folie."]
CHINESE = ["我们中午见面。", "报告非常好。", "请打开这张幻灯片。"]
SOME = np.array([2, 0, 0])


def picked(texts):
    """Give the texts of some clips."""
    return [texts[place] for place in SOME]


def test_word_errors_are_those_of_the_corpus():
    """Of all clips, and of some of them drawn twice; a clip without output is all wrong."""
    tally = quality_of(Task.TRANSCRIBE, SAID, HEARD, "en")
    assert tally.name == "WER"
    assert tally.figure() == pytest.approx(quality.wer(SAID, HEARD))
    assert tally.figure(SOME) == pytest.approx(quality.wer(picked(SAID), picked(HEARD)))
    assert tally.quality() == pytest.approx(100 - quality.wer(SAID, HEARD))


def test_errors_are_of_characters_where_those_are_the_units():
    """Punctuation does not count."""
    heard = ["我们中午见面", "报告很好。", "请打开这张幻灯片"]
    tally = quality_of(Task.TRANSCRIBE, CHINESE, heard, "zh")
    assert tally.name == "CER"
    assert tally.figure() == pytest.approx(quality.cer(CHINESE, heard))
    assert tally.figure(SOME) == pytest.approx(quality.cer(picked(CHINESE), picked(heard)))


@pytest.mark.parametrize("heard", ["", "好"])
def test_a_reference_without_a_letter_can_be_counted(heard):
    """As the library does: nothing for nothing is right."""
    tally = quality_of(Task.TRANSCRIBE, ["。"], [heard], "zh")
    assert tally.figure() == quality.cer(["。"], [heard])


@pytest.mark.parametrize(
    ("references", "texts", "lang"), [(MEANT, WRITTEN, "de"), (CHINESE, CHINESE[::-1], "zh")]
)
def test_bleu_is_that_of_the_corpus(references, texts, lang):
    """Brevity, n-grams and smoothing included."""
    tally = quality_of(Task.TRANSLATE, references, texts, lang)
    assert tally.name == "BLEU"
    assert tally.figure() == pytest.approx(quality.bleu(references, texts, lang)[0])
    expected = quality.bleu(picked(references), picked(texts), lang)[0]
    assert tally.quality(SOME) == pytest.approx(expected)


LINES = [
    Line("We meet at night", (640.0, 640.0, 1280.0, 2000.0), 2000.0),
    Line("", (), 3000.0),
    Line("Please", (1280.0,), 2500.0),
]


def test_lag_is_the_mean_of_the_clips():
    """LAAL of each against its own reference, in s; of nothing there is none, as in ``scores``."""
    lags = {
        place: laal(LINES[place].delays, LINES[place].source_ms, len(SAID[place].split())) / 1000
        for place in (0, 2)
    }
    tally = lag_of(LINES, SAID, "en")
    assert tally.figure() == pytest.approx(np.mean([*lags.values()]))
    assert tally.figure(SOME) == pytest.approx((lags[2] + 2 * lags[0]) / 3)
    assert tally.figure(np.array([1, 0])) == pytest.approx(lags[0])


def test_where_nothing_was_written_of_any_clip_all_was_late():
    """A setting needs a place on the axis."""
    assert lag_of(LINES, SAID, "en").figure(np.array([1, 1])) == 3.0
