"""Text-to-text: words in, the events of captions out; it knows no stream and no terminal.

A chunk is a word, so that j counts words. Text has no time of its own: where seconds are asked for,
it counts as read aloud.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from lsg_desktop.errors import InputFault, LsgError
from lsg_desktop.events import (
    Event,
    Notice,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
)
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import CHARACTERS_A_SECOND, Pace, usual
from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.session.effort import Effort
from lsg_desktop.session.text_words import Word

LETTERS_A_SECOND = 12.0
"""How fast text with spaces is read aloud; the guard allows output two and a half times as long."""


def spoken_s(word: str, language: str) -> float:
    """How long a word, and the space before it, takes to be said."""
    rate = CHARACTERS_A_SECOND if counts_characters(language) else LETTERS_A_SECOND
    return len(word) / rate


def paces(order: Order) -> dict[Task, Pace]:
    """Give the usual paces of an order's tasks: units for each word of the source."""
    word_ms = round(1000 / usual(order.source_lang, 1000))
    return {task: Pace(order.language(task), word_ms) for task in order.tasks}


class TextCaptioner(Captioner):
    """Reads one sentence and writes its translation; dropped at its end."""

    def __init__(
        self, model: SpeechModel, order: Order, paces: dict[Task, Pace], utterance: int
    ) -> None:
        super().__init__(model, order, paces, utterance)
        self._read_s = 0.0

    @property
    def _chunk(self) -> int:
        return 1

    @property
    def _heard_s(self) -> float:
        return self._read_s

    def hear(self, words: Any, speech: bool = True) -> Iterator[Event]:
        """Take in words, a sequence of text, and decide; several at once are one read."""
        self._listening.hear(words)
        self._speech += [speech] * len(words)
        self._read_s += sum(spoken_s(word, self._order.source_lang) for word in words)
        yield from self._decide(over=False)


class TextSession:
    """A stream of words read by one model, a sentence an utterance.

    ``clock`` gives seconds; it stamps events and never drives anything.
    """

    def __init__(
        self,
        model: SpeechModel,
        words: Iterable[Word],
        order: Order,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._words = words
        self._order = order
        self._clock = clock
        self._paces = paces(order)
        self._fault: LsgError | None = None
        self._read_s = 0.0
        self._effort = Effort(clock)
        self._utterance = 0
        self._start_s = 0.0
        self._captioner: TextCaptioner | None = None
        self._began = clock()

    def events(self) -> Iterator[Event]:
        """Read to the end of the words.

        Raises LsgError where they break off, after all that was read has been written.
        """
        yield self._stamped(self._started())
        for word in self._arriving():
            yield from self._timed(self._taken(word))
        if self._captioner:
            yield from self._timed(self._close(self._captioner))
        if self._fault:
            raise self._fault
        rtf = self._effort.seconds / self._read_s if self._read_s else 0.0
        yield self._stamped(SessionEnded(rtf=rtf))

    def _arriving(self) -> Iterator[Word]:
        try:
            yield from self._words
        except LsgError as fault:
            self._fault = fault

    def _taken(self, word: Word) -> Iterator[Event]:
        if word.text:
            yield from self._fitted(word.text)
        if self._captioner and word.ends:
            yield from self._close(self._captioner)

    def _fitted(self, text: str) -> Iterator[Event]:
        """Read a word in the sentence that is open, or in the next where that would be too long."""
        captioner, before_s = self._captioner, self._read_s
        try:
            yield from self._read(text)
        except InputFault as fault:
            if captioner is None:
                raise
            self._read_s = before_s
            yield Notice(text=fault.problem, remedy=fault.remedy)
            yield from self._close(captioner)
            yield from self._read(text.lstrip())

    def _read(self, text: str) -> Iterator[Event]:
        if self._captioner is None:
            self._captioner = self._open()
            yield SpeechStarted(utterance=self._utterance, start_s=self._start_s)
        self._read_s += spoken_s(text, self._order.source_lang)
        yield from self._captioner.hear([text])

    def _open(self) -> TextCaptioner:
        self._utterance += 1
        self._start_s = self._read_s
        return TextCaptioner(self._model, self._order, self._paces, self._utterance)

    def _close(self, captioner: TextCaptioner) -> Iterator[Event]:
        yield from captioner.finish()
        self._captioner = None
        yield UtteranceEnded(
            utterance=self._utterance,
            start_s=self._start_s,
            end_s=self._read_s,
            transcript="",
            translation=captioner.lines[Task.TRANSLATE],
        )

    def _started(self) -> SessionStarted:
        info, order = self._model.info, self._order
        settings = asdict(order.settings)
        del settings["chunk_ms"]  # a chunk is a word
        return SessionStarted(
            model=info.name,
            precision=info.precision,
            device=info.device,
            task=Task.TRANSLATE,
            source_lang=order.source_lang,
            target_lang=order.target_lang,
            settings=settings,
        )

    def _timed(self, events: Iterator[Event]) -> Iterator[Event]:
        """Stamp events, and count the time it takes to make them."""
        return map(self._stamped, self._effort.over(events))

    def _stamped(self, event: Event) -> Event:
        return replace(event, audio_s=self._read_s, clock_s=self._clock() - self._began)
