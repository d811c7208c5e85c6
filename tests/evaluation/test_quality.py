"""Quality figures on texts whose errors can be counted by hand."""

from __future__ import annotations

import pytest

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
