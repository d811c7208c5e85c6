"""From a source to events, as a plain generator; it knows no terminal, no window and no file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from queue import SimpleQueue

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import Bug, LsgError
from lsg_desktop.events import (
    Event,
    SessionEnded,
    SessionStarted,
    SettingsChanged,
    Skipped,
    SpeechStarted,
    Task,
    UtteranceEnded,
)
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.session.effort import Effort
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings
from lsg_desktop.speech.segmenter import (
    LONGEST_S,
    Closed,
    Heard,
    Opened,
    Segmenter,
    SegmentEvent,
)


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
        self._model: SpeechModel | None = model
        self._info = model.info
        self._source = source
        self._segmenter = segmenter
        self._order = order
        self._number = number
        self._clock = clock
        self._paces = {
            task: Pace(order.language(task), order.settings.chunk_ms) for task in order.tasks
        }
        self._changes: SimpleQueue[PolicySettings] = SimpleQueue()
        self._fault: LsgError | None = None
        self._received = 0
        self._effort = Effort(clock)
        self._utterance = 0
        self._start_sample = 0
        self._captioner: Captioner | None = None
        self._began = clock()

    def events(self) -> Iterator[Event]:
        """Listen to the end of the source.

        Raises LsgError where the source breaks off, after all that was heard has been written.
        """
        yield from self.begin()
        for block in self._blocks():
            yield from self.push(block)
        yield from self.end()
        if self._fault:
            raise self._fault
        yield self.ended

    def begin(self) -> Iterator[Event]:
        """Say what is about to listen."""
        self._began = self._clock()
        yield self._stamped(self._started())

    def push(self, block: Samples) -> Iterator[Event]:
        """Listen to the next sound, (n,)."""
        yield from self._timed(self._changed())
        self._received += len(block)
        yield from self._timed(self._segmented(self._segmenter.push(block)))
        yield from map(self._stamped, self._source.take_notices())

    def end(self) -> Iterator[Event]:
        """Write what is left; nothing may follow."""
        yield from self._timed(self._segmented(self._segmenter.finish()))
        yield from map(self._stamped, self._source.take_notices())

    def change(self, settings: PolicySettings) -> None:
        """Go on with other settings, from the next block on. Any thread."""
        self._changes.put(settings)

    def skip(self, samples: int) -> Iterator[Event]:
        """End the utterance and leave so much sound out, to catch up; the record shows the gap."""
        start_s = self._received / SAMPLE_RATE
        yield from self._timed(self._segmented(self._segmenter.skip(samples)))
        self._received += samples
        yield self._stamped(Skipped(start_s=start_s, end_s=self._received / SAMPLE_RATE))

    def release(self) -> Iterator[Event]:
        """End the utterance and hold the model no longer; ``switch`` has to come before sound."""
        yield from self._timed(self._segmented(self._segmenter.skip(0)))
        self._model = None

    def switch(self, model: SpeechModel) -> None:
        """Go on with another model. Raises InputFault where it does not know the languages."""
        order = self._order
        check_languages(model.info, order.tasks, order.source_lang, order.target_lang)
        self._segmenter.limit(min(LONGEST_S, model.info.limit_s))
        self._model, self._info = model, model.info

    @property
    def ended(self) -> Event:
        """Say that it is over."""
        return self._stamped(SessionEnded(rtf=self.rtf))

    @property
    def rtf(self) -> float:
        """Seconds of computing for a second of sound, so far."""
        return self._effort.seconds * SAMPLE_RATE / self._received if self._received else 0.0

    def _blocks(self) -> Iterator[Samples]:
        try:
            yield from self._source.blocks()
        except LsgError as fault:
            self._fault = fault

    def _started(self) -> SessionStarted:
        info, order = self._info, self._order
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
        """Stamp events, and count the time it takes to make them."""
        return map(self._stamped, self._effort.over(events))

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

    def _changed(self) -> Iterator[Event]:
        while not self._changes.empty():
            settings = self._changes.get()
            self._order = replace(self._order, settings=settings)
            yield SettingsChanged(settings=asdict(settings))
            if self._captioner:
                yield from self._captioner.change(settings)

    def _open(self, start_sample: int) -> Iterator[Event]:
        if self._model is None:
            raise Bug("sound came while a session had no model")
        chunk_ms = self._order.settings.chunk_ms
        self._paces = {task: pace.at(chunk_ms) for task, pace in self._paces.items()}
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
