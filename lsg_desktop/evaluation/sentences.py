"""One sentence fed by somebody else's evaluator: words in, what is due out; it knows no clock."""

from __future__ import annotations

from collections.abc import Sequence

from lsg_desktop.evaluation.segments import Fed
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.text import TextCaptioner, paces
from lsg_desktop.session.text_words import Splitter


class Sentence:
    """Writes the translation of one text; dropped at its end. ``order`` has that one task."""

    def __init__(self, model: SpeechModel, order: Order) -> None:
        self._fed = Fed(TextCaptioner(model, order, paces(order), utterance=1))
        self._splitter = Splitter(order.source_lang, is_whole=True)

    def hear(self, words: Sequence[str], *, is_last: bool) -> str:
        """Take in what stood between spaces; give all that is due now, perhaps nothing.

        It is read at once: one decision for a word, also where our words are its characters.
        """
        ours = [word.text for word in self._splitter.push("".join(f"{one} " for one in words))]
        return self._fed.hear(ours, is_last=is_last)
