"""Words fed by another's evaluator: what is due after each, the same as our own run writes."""

from __future__ import annotations

from lsg_desktop.evaluation import texts
from lsg_desktop.evaluation.sentences import Sentence
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPT = [Spoken("Der", 1), Spoken(" Kurs", 2), Spoken(" hat", 4), Spoken(" es", 5)]
SOURCE = "The course. does have it"


def model() -> ScriptedModel:
    return ScriptedModel({task: SCRIPT for task in texts.TASKS})


def order(source_lang: str = "en", target_lang: str = "de") -> Order:
    return Order(
        tasks=texts.TASKS,
        source_lang=source_lang,
        target_lang=target_lang,
        settings=PolicySettings(),
    )


def read(source: str, wanted: Order) -> list[str]:
    sentence = Sentence(model(), wanted)
    words = source.split()
    return [
        sentence.hear([word], is_last=number == len(words)) for number, word in enumerate(words, 1)
    ]


def test_each_word_gives_what_is_due() -> None:
    """As many words as our own run has written by then; a mark within ends nothing."""
    due = read(SOURCE, order())
    line = texts.translation(model(), order(), SOURCE)
    assert "".join(due) == line.text == "Der Kurs hat es"
    assert [len(text.split()) for text in due] == [line.delays.count(n) for n in range(1, 6)]


def test_what_holds_several_characters_is_read_at_once() -> None:
    """SimulEval splits at spaces, of which there are none."""
    first, last = read("今天我们 见面", order("zh", "en"))
    assert first.startswith("Der Kurs")
    assert first + last == "Der Kurs hat es"


def test_the_end_can_come_without_a_word() -> None:
    """What is left is written then."""
    sentence = Sentence(model(), order())
    early = [sentence.hear([word], is_last=False) for word in "a b".split()]
    rest = sentence.hear([], is_last=True)
    assert rest
    assert "".join((*early, rest)) == "Der Kurs hat es"
