"""Quality figures on texts whose errors can be counted by hand."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec

import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.evaluation import quality


def test_wer_passes_over_case_and_punctuation() -> None:
    """One wrong word of four is 25 %."""
    assert quality.wer(["We meet at noon."], ["we meet at night"]) == pytest.approx(25)
    assert quality.wer(["We meet, at noon!"], ["we meet at noon"]) == 0


def test_cer_counts_characters_without_punctuation() -> None:
    """One wrong character of five is 20 %."""
    assert quality.cer(["我们会见面。"], ["我们会见到"]) == pytest.approx(20)


def test_bleu_is_100_for_the_reference_and_says_how_it_counts() -> None:
    """The signature names the tokenizer."""
    text = ["Wir werden morgen die Ergebnisse besprechen."]
    score, signature = quality.bleu(text, text, "de")
    assert score == pytest.approx(100)
    assert "tok:13a" in signature
    assert "tok:zh" in quality.bleu(["我们会见面。"], ["我们会见面。"], "zh")[1]


def test_wer_of_other_languages_keeps_accents() -> None:
    """Whisper's other normaliser: case and punctuation go, what spells a word stays."""
    assert quality.wer(["Él está aquí."], ["él está aquí"], "es") == 0
    assert quality.wer(["Él está aquí."], ["el esta aquí"], "es") == pytest.approx(200 / 3)


def test_an_empty_hypothesis_is_wholly_wrong() -> None:
    """Every word is missing; what is written for nothing said counts too."""
    assert quality.wer(["We meet at noon."], [""]) == pytest.approx(100)
    assert quality.wer(["We meet.", "[noise]"], ["we meet", "yes"]) == pytest.approx(50)


def test_cer_keeps_the_marks_that_spell_a_word() -> None:
    """A Thai vowel above its consonant is no punctuation."""
    assert quality.cer(["กิน"], ["กน"]) == pytest.approx(100 / 3)


def test_chrf_is_100_for_the_reference_and_says_how_it_counts() -> None:
    """The signature names the orders."""
    score, signature = quality.chrf(["Wir sehen uns."], ["Wir sehen uns."])
    assert score == pytest.approx(100)
    assert "nc:6" in signature


def test_what_is_missing_is_said_with_what_brings_it() -> None:
    """Japanese needs a program that splits it, unless it is installed here."""
    quality.check_libraries("zh")
    said: AbstractContextManager[object] = nullcontext()
    if find_spec("MeCab") is None:
        said = pytest.raises(EnvironmentFault, match=r"pip install 'sacrebleu\[ja\]'")
    with said:
        quality.check_libraries("ja")


def test_british_spellings_are_no_errors() -> None:
    """As in Whisper's own figures, from which its table comes."""
    said, heard = "The organisation changed its colour.", "the organization changed its color"
    assert quality.wer([said], [heard]) == 0
