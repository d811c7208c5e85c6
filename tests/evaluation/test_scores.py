"""The scores of a run: means over what was written, and honest about what was not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import LAGS, lag, reference_units, scores

EVEN = Instance(
    index=0,
    source="a.wav",
    prediction="wir sehen uns bald",
    reference="wir sehen uns bald",
    delays=(1000.0, 2000.0, 3000.0, 4000.0),
    elapsed=(1100.0, 2100.0, 3100.0, 4100.0),
    source_length=4000.0,
)
LATE = replace(EVEN, index=1, delays=(4000.0,) * 4, elapsed=(4500.0,) * 4)
EMPTY = replace(EVEN, index=2, prediction="", delays=(), elapsed=())


def test_latencies_are_means_over_utterances() -> None:
    """A second behind, and four; by the clock 0.1 and 0.5 s more."""
    found = scores([EVEN, LATE], "de")
    assert found["LAAL"] == found["AL"] == pytest.approx((1000 + 4000) / 2)
    assert found["LAAL_CA"] == pytest.approx((1100 + 4500) / 2)
    assert found["YAAL"] == pytest.approx(1000)
    assert found["AP"] == pytest.approx((0.625 + 1) / 2)


def test_an_utterance_with_nothing_written_has_no_latency() -> None:
    """It is counted, and costs quality: SimulEval passes over it too."""
    found, without = scores([EVEN, EMPTY], "de"), scores([EVEN], "de")
    assert (found["instances"], found["empty"]) == (2, 1)
    assert found["LAAL"] == without["LAAL"]
    assert found["WER"] == pytest.approx(50)
    assert without["WER"] == 0


def test_a_run_that_wrote_nothing_still_has_scores() -> None:
    """Latencies are null."""
    found = scores([EMPTY], "de")
    assert all(found[name] is found[f"{name}_CA"] is None for name in LAGS)
    assert (found["WER"], found["flicker"], found["degenerate"]) == (100, 0, False)


def test_scores_are_flat_and_json() -> None:
    """Every name that was promised is there."""
    found = json.loads(json.dumps(scores([EVEN, LATE], "de"), allow_nan=False))
    names = {"BLEU", "CHRF", "WER", "CER", *LAGS, *(f"{name}_CA" for name in LAGS)}
    assert names <= found.keys()
    assert not any(isinstance(value, dict | list) for value in found.values())
    assert "tok:13a" in found["BLEU_signature"]


def test_languages_of_characters_have_no_word_errors() -> None:
    """Units are characters, and BLEU splits them."""
    chinese = replace(
        EVEN, prediction="我们见面", reference="我们见面", delays=(1000.0, 2000.0, 3000.0, 4000.0)
    )
    found = scores([chinese], "zh")
    assert (found["WER"], found["CER"]) == (None, 0)
    assert "tok:zh" in str(found["BLEU_signature"])
    assert lag("LAAL", chinese, "zh") == pytest.approx(1000)


def test_reference_units_are_simulevals() -> None:
    """Spaces between characters count there."""
    assert reference_units("wir sehen uns", characters=False) == 3
    assert reference_units("用 Qt 写 ", characters=True) == 6


def test_what_was_taken_back_is_told() -> None:
    """Units erased per unit written in the end."""
    assert scores([EVEN, replace(EVEN, erased=2)], "de")["flicker"] == pytest.approx(2 / 8)


def test_of_text_latencies_are_in_words_and_there_is_no_clock() -> None:
    """As SimulEval has it."""
    text = replace(EVEN, delays=(1, 2, 3, 4), elapsed=(0,) * 4, source_length=4)
    found = scores([text, EMPTY], "de", "words")
    assert (found["latency_unit"], found["LAAL"], found["AL"], found["ATD"]) == ("words", 1, 1, 1)
    assert all(found[f"{name}_CA"] is None for name in LAGS)
    assert (found["BLEU"], found["empty"]) == (scores([EVEN, EMPTY], "de")["BLEU"], 1)
