"""Translations of single texts: delays in words, and independence of order."""

from __future__ import annotations

from lsg_desktop.evaluation import texts
from lsg_desktop.evaluation.texts import Translation
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPT = [Spoken("大", 1), Spoken("家早", 2), Spoken("上好", 4)]
SOURCE = "Good morning. Hello all"


def model() -> ScriptedModel:
    return ScriptedModel({task: SCRIPT for task in texts.TASKS})


def order() -> Order:
    return Order(tasks=texts.TASKS, source_lang="en", target_lang="zh", settings=PolicySettings())


def test_each_unit_has_the_words_read_when_it_was_written() -> None:
    """A mark within a text does not end it: whoever scores it has one reference."""
    assert texts.translation(model(), order(), SOURCE) == Translation(
        "大家早上好", (1, 2, 2, 4, 4), 4
    )


def test_offline_reads_everything_before_it_writes() -> None:
    """All delays are the source's length."""
    assert texts.offline(model(), ("en", "zh"), SOURCE) == Translation("大家早上好", (4,) * 5, 4)


def test_a_text_without_words() -> None:
    """Nothing is read, and what is written is written at the end."""
    assert texts.translation(model(), order(), " ").source_words == 0
