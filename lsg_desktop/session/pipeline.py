"""From a source to events, as a plain generator; it knows no terminal, no window and no file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import LsgError
from lsg_desktop.events import (
    Event,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
)
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.speech.segmenter import Closed, Heard, Opened, Segmenter, SegmentEvent


class Session:
    """One source listened to by one model, from its first block to its last.

    ``clock`` gives seconds; it stamps events and never drives anything.
    """

    def __init__(
        self,
        model: SpeechModel,
        source: Source,
        segmenter: Segmenter,
        order: Order,
        *,
        number: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._source = source
        self._segmenter = segmenter
        self._order = order
        self._number = number
        self._clock = clock
        self._paces = {
            task: Pace(order.language(task), order.settings.chunk_ms) for task in order.tasks
        }
        self._fault: LsgError | None = None
        self._received = 0
        self._busy_s = 0.0
        self._utterance = 0
        self._start_sample = 0
        self._captioner: Captioner | None = None
        self._began = clock()

    def events(self) -> Iterator[Event]:
        """Listen to the end of the source.

        Raises LsgError where the source breaks off, after all that was heard has been written.
        """
        self._began = self._clock()
        yield self._stamped(self._started())
        for block in self._blocks():
            self._received += len(block)
            yield from self._timed(self._segmented(self._segmenter.push(block)))
            yield from map(self._stamped, self._source.take_notices())
        yield from self._timed(self._segmented(self._segmenter.finish()))
        yield from map(self._stamped, self._source.take_notices())
        if self._fault:
            raise self._fault
        yield self._stamped(SessionEnded(rtf=self.rtf))

    @property
    def rtf(self) -> float:
        """Seconds of computing for a second of sound, so far."""
        return self._busy_s * SAMPLE_RATE / self._received if self._received else 0.0

    def _blocks(self) -> Iterator[Samples]:
        try:
            yield from self._source.blocks()
        except LsgError as fault:
            self._fault = fault

    def _started(self) -> SessionStarted:
        info, order = self._model.info, self._order
        return SessionStarted(
            model=info.name,
            precision=info.precision,
            device=info.device,
            task="both" if len(order.tasks) > 1 else order.tasks[0],
            source_lang=order.source_lang,
            target_lang=order.target_lang,
            settings=asdict(order.settings),
        )

    def _timed(self, events: Iterator[Event]) -> Iterator[Event]:
        """Stamp events, and count the time it takes to make them, not to consume them."""
        while True:
            before = self._clock()
            event = next(events, None)
            self._busy_s += self._clock() - before
            if event is None:
                return
            yield self._stamped(event)

    def _stamped(self, event: Event) -> Event:
        return replace(
            event,
            session=self._number,
            speaker=event.speaker or self._source.speaker,
            audio_s=self._received / SAMPLE_RATE,
            clock_s=self._clock() - self._began,
        )

    def _segmented(self, events: Iterable[SegmentEvent]) -> Iterator[Event]:
        for event in events:
            match event:
                case Opened(start_sample):
                    yield from self._open(start_sample)
                case Heard(samples, speech) if self._captioner:
                    yield from self._captioner.hear(samples, speech)
                case Closed(end_sample) if self._captioner:
                    yield from self._close(self._captioner, end_sample)

    def _open(self, start_sample: int) -> Iterator[Event]:
        self._utterance += 1
        self._start_sample = start_sample
        self._captioner = Captioner(self._model, self._order, self._paces, self._utterance)
        yield SpeechStarted(utterance=self._utterance, start_s=start_sample / SAMPLE_RATE)

    def _close(self, captioner: Captioner, end_sample: int) -> Iterator[Event]:
        yield from captioner.finish()
        self._captioner = None
        lines = captioner.lines
        yield UtteranceEnded(
            utterance=self._utterance,
            start_s=self._start_sample / SAMPLE_RATE,
            end_s=end_sample / SAMPLE_RATE,
            transcript=lines.get(Task.TRANSCRIBE, ""),
            translation=lines.get(Task.TRANSLATE, ""),
        )
