"""Where utterances begin and end; it is given samples and knows no source, thread or clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.settings import SAMPLE_RATE, SpeechSettings
from lsg_desktop.speech.vad import FRAME_SAMPLES, Vad

Samples = NDArray[np.float32]

_ONSET, _ONSET_OF = 3, 5  # frames of speech among the last so many
_SHORTEST_PAUSE = SAMPLE_RATE // 10
LONGEST_S = 28.0
"""An utterance is cut before this, well within the 30 s that models hear at once."""

_HOLDING_S = 2.0  # before the longest: from here on sound is held back to choose the cut
_HELD = 640 * SAMPLE_RATE // 1000  # with the frame that completes it well within 28 s
_QUIET = 20 * SAMPLE_RATE // 1000


class Cause(StrEnum):
    """Why an utterance has ended."""

    PAUSE = "pause"
    SOFT_CUT = "soft-cut"
    HARD_CUT = "hard-cut"
    END = "end"


@dataclass(frozen=True, slots=True)
class Opened:
    """An utterance begins with this sample of the source."""

    start_sample: int


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """The next sound of the open utterance, (samples,), and whether there is speech in it."""

    samples: Samples
    speech: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The open utterance has ended before this sample of the source."""

    end_sample: int
    cause: Cause


SegmentEvent = Opened | Heard | Closed


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    start: int
    samples: Samples
    speech: bool

    @property
    def end(self) -> int:
        return self.start + len(self.samples)

    def after(self, sample: int) -> _Frame:
        skipped = max(0, sample - self.start)
        return _Frame(self.start + skipped, self.samples[skipped:], self.speech)


@dataclass(slots=True)
class _Utterance:
    start: int
    held: list[_Frame]


class Segmenter:
    """Cuts the sound of one source into utterances. Two states: waiting for speech, or in one.

    Sound is given out as it comes and no cut lies before a sample that has been given out, so
    that utterances that adjoin do so to the sample. After a cut, and until a whole pause has
    passed since the last speech, any frame of speech opens the next utterance at the cut itself;
    otherwise three of five frames do, with the pre-roll before them. ``longest_s`` is 4 or more.
    """

    def __init__(self, settings: SpeechSettings, vad: Vad, *, longest_s: float = LONGEST_S) -> None:
        self._vad = vad
        self._pause = settings.pause_ms * SAMPLE_RATE // 1000
        self._pre_roll = settings.pre_roll_ms * SAMPLE_RATE // 1000
        self._soft_cut_s = settings.soft_cut_s
        self.limit(longest_s)
        self._pending = np.zeros(FRAME_SAMPLES, np.float32)
        self._filled = 0
        self._position = 0  # samples of the source in whole frames so far
        self._kept: deque[_Frame] = deque()  # while waiting: may belong to the next utterance
        self._utterance: _Utterance | None = None
        self._speech_end = -self._pause  # where speech was last

    def limit(self, longest_s: float) -> None:
        """Let utterances be so long at most from here on; between two of them."""
        self._hold_from = round((longest_s - _HOLDING_S) * SAMPLE_RATE)
        self._soft_from = round(self._soft_cut_s * longest_s / LONGEST_S * SAMPLE_RATE)

    def push(self, samples: Samples) -> list[SegmentEvent]:
        """Take the next samples, (n,), of any number; give what they have led to, in order."""
        events: list[SegmentEvent] = []
        at = 0
        while at < len(samples):
            piece = samples[at : at + FRAME_SAMPLES - self._filled]
            self._pending[self._filled : self._filled + len(piece)] = piece
            self._filled += len(piece)
            at += len(piece)
            if self._filled == FRAME_SAMPLES:
                speech = self._vad.is_speech(self._pending)
                events += self._advance(_Frame(self._position, self._pending.copy(), speech))
                self._position += FRAME_SAMPLES
                self._filled = 0
        return events

    def finish(self) -> list[SegmentEvent]:
        """Close the open utterance, if any, with the end of the source; nothing may follow."""
        if self._utterance is None:
            return []
        rest = _Frame(self._position, self._pending[: self._filled].copy(), speech=False)
        self._filled = 0
        events: list[SegmentEvent] = []
        left = [*self._utterance.held, rest]
        if any(len(frame.samples) for frame in left):
            events.append(_heard(left))
        return [*events, self._close(rest.end, Cause.END)]

    def skip(self, samples: int) -> list[SegmentEvent]:
        """Close the open utterance, if any, and go on so many samples of the source later."""
        unfinished = self._filled
        events = self.finish()
        self._filled = 0
        self._kept.clear()
        self._position += unfinished + samples
        self._speech_end = self._position - self._pause
        return events

    def _advance(self, frame: _Frame) -> list[SegmentEvent]:
        if self._utterance is None:
            return self._wait(frame)
        if frame.speech:
            self._speech_end = frame.end
        if frame.end - self._utterance.start > self._hold_from:
            return self._hold(self._utterance, frame)
        return [_heard([frame]), *self._close_after_pause(self._utterance, frame.end)]

    def _wait(self, frame: _Frame) -> list[SegmentEvent]:
        self._kept.append(frame)
        resumable = frame.start < self._speech_end + self._pause
        if resumable and frame.speech:
            return self._open(self._kept[0].start)
        onset = [kept for kept in list(self._kept)[-_ONSET_OF:] if kept.speech]
        if len(onset) >= _ONSET:
            return self._open(max(self._kept[0].start, onset[0].start - self._pre_roll))
        if not resumable:
            needed_from = frame.end - _ONSET_OF * FRAME_SAMPLES - self._pre_roll
            while self._kept[0].end <= needed_from:
                self._kept.popleft()
        return []

    def _open(self, start: int) -> list[SegmentEvent]:
        frames = [kept.after(start) for kept in self._kept if kept.end > start]
        self._kept.clear()
        self._utterance = _Utterance(start, held=[])
        self._speech_end = frames[-1].end
        return [Opened(start), _heard(frames)]

    def _close(self, end: int, cause: Cause) -> Closed:
        self._utterance = None
        return Closed(end, cause)

    def _close_after_pause(self, utterance: _Utterance, now: int) -> list[SegmentEvent]:
        silent = now - self._speech_end
        if silent >= self._pause:
            return [self._close(now, Cause.PAUSE)]
        if silent >= self._accepted_pause(now - utterance.start):
            return [self._close(now, Cause.SOFT_CUT)]
        return []

    def _accepted_pause(self, length: int) -> float:
        """Give how long a pause must be to end an utterance of this length, both in samples."""
        late = max(0, length - self._soft_from) / max(1, self._hold_from - self._soft_from)
        return self._pause - late * (self._pause - _SHORTEST_PAUSE)

    def _hold(self, utterance: _Utterance, frame: _Frame) -> list[SegmentEvent]:
        held = utterance.held
        held.append(frame)
        if sum(len(kept.samples) for kept in held) < _HELD:
            return []
        cut = held[0].start + quietest(np.concatenate([kept.samples for kept in held]))
        before = [
            _Frame(kept.start, kept.samples[: cut - kept.start], kept.speech)
            for kept in held
            if kept.start < cut
        ]
        events: list[SegmentEvent] = [_heard(before), self._close(cut, Cause.HARD_CUT)]
        # The rest is waited with like anything new: it opens the next utterance if it is speech.
        for kept in held:
            if kept.end > cut:
                events += self._advance(kept.after(cut))
        return events


def quietest(samples: Samples) -> int:
    """Give the middle of the quietest 20 ms, as an offset into samples, (n,) with n of 320 or more.

    A constant offset of the signal is not loudness.
    """
    level = samples.astype(np.float64) - samples.mean()
    energy = np.concatenate(([0.0], np.cumsum(level**2)))
    windows = energy[_QUIET:] - energy[:-_QUIET]
    return int(windows.argmin()) + _QUIET // 2


def _heard(frames: Sequence[_Frame]) -> Heard:
    return Heard(
        np.concatenate([frame.samples for frame in frames]), any(frame.speech for frame in frames)
    )
