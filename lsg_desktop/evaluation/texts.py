"""Translations of single texts, each one utterance read word by word; it computes no score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lsg_desktop.evaluation.clips import WHOLE
from lsg_desktop.events import Task, Written
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy import units
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.text import TextCaptioner, paces
from lsg_desktop.session.text_words import words

TASKS = (Task.TRANSLATE,)
"""All that there is to do about text."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What was written of a text, and how many words had been read when each unit was."""

    text: str
    delays: tuple[int, ...]
    source_words: int


def translation(model: SpeechModel, order: Order, source: str) -> Translation:
    """Translate a text word by word; paces are the languages' own, so texts are independent."""
    source_words = words(source, order.source_lang)
    return _line(model, order, [[word] for word in source_words])


def offline(model: SpeechModel, languages: tuple[str, str], source: str) -> Translation:
    """Translate a text after reading all of it."""
    source_lang, target_lang = languages
    order = Order(tasks=TASKS, source_lang=source_lang, target_lang=target_lang, settings=WHOLE)
    return _line(model, order, [words(source, source_lang)])


def _line(model: SpeechModel, order: Order, reads: Sequence[Sequence[str]]) -> Translation:
    captioner = TextCaptioner(model, order, paces(order), utterance=1)
    characters = units.counts_characters(order.target_lang)
    delays: list[int] = []
    read = 0
    for several in (*reads, ()):
        read += len(several)
        for event in captioner.hear(several) if several else captioner.finish():
            if isinstance(event, Written):
                delays += [read] * units.count(event.text, characters)
    text = units.plain(captioner.lines[Task.TRANSLATE], characters)
    return Translation(text, tuple(delays), read)
