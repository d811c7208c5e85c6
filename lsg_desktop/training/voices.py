"""Sentences spoken by free synthesisers, with the time at which each word has been said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import soxr  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray

from lsg_desktop.training import espeak, festival, flite
from lsg_desktop.training.take import Take

SAMPLE_RATE = 16_000
PEAK = 0.9
_ITEM = re.compile(r"[a-z']*[a-z][a-z']*( [a-z']*[a-z][a-z']*)*")
_LEAST_WORD_S = 0.02
_FADE_S = 0.005
_MARGIN_S = 0.03  # kept around the speech, so that a fade never touches a word
_LATEST_TAIL_S = 0.08  # how long after its last phoneme a word may still ring
_TAIL_DB = -40.0
_FRAME = SAMPLE_RATE // 100


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: ``name`` is what the corpus records, the rest is how to reach it.

    ``engine`` is "espeak", "flite" or "festival", ``engine_name`` the voice's name there.
    """

    name: str
    engine: str
    engine_name: str

    @property
    def is_of_a_person(self) -> bool:
        """Whether it was made from somebody's recordings, not by rule as all of espeak-ng's."""
        return self.engine != "espeak"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sentence is said.

    ``rate`` is a factor on the normal speed (0.8..1.3), ``pitch`` on the voice's pitch
    (0.8..1.25). ``pauses`` holds (word index, seconds of silence after that word), ``commas`` the
    indices of the words after which the engine sees a comma, for its prosody and its own pause.
    ``tract`` (0.9..1.1) lengthens the vocal tract: formants and pitch go down by it, the speed
    stays.
    """

    rate: float = 1.0
    pitch: float = 1.0
    pauses: tuple[tuple[int, float], ...] = ()
    commas: tuple[int, ...] = ()
    tract: float = 1.0


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken sentence.

    ``samples`` is ``(n,)`` float32, 16 kHz mono in [-1, 1]; ``starts`` and ``ends`` are
    ``(words,)`` float32: the second at which each item begins and has been fully spoken.
    ``ends`` strictly increases and does not pass the end of the samples.
    """

    samples: NDArray[np.float32]
    ends: NDArray[np.float32]
    starts: NDArray[np.float32]


def _espeak(*names: str) -> tuple[Voice, ...]:
    # espeak-ng's library, unlike its program, knows British English by the name "en" only.
    return tuple(Voice(f"espeak:{name}", "espeak", name.replace("en-gb+", "en+")) for name in names)


def _named(engine: str, *names: str) -> tuple[Voice, ...]:
    return tuple(Voice(f"{engine}:{name}", engine, name) for name in names)


TRAINING_VOICES: tuple[Voice, ...] = (
    *_espeak("en-us+m3", "en-us+f2", "en-us+Michael", "en-us+f4", "en-us-nyc+m1"),
    *_espeak("en-gb+m2", "en-gb+f5", "en-gb+adam", "en-gb-x-rp+f1", "en-gb-x-gbclan+m8"),
    *_espeak("en-gb-scotland+m4", "en-029+f3", "en-us+klatt2"),
    *_named("flite", "slt", "awb", "kal16"),
    *_named("festival", "ked", "slt"),
)
HELDOUT_VOICES: tuple[Voice, ...] = (*_espeak("en-us+m7"), *_named("flite", "rms"))
ALL_VOICES: Mapping[str, Voice] = MappingProxyType(
    {voice.name: voice for voice in (*TRAINING_VOICES, *HELDOUT_VOICES)}
)


def speak(words: Sequence[str], voice: Voice, manner: Manner, *, question: bool = False) -> Speech:
    """Speak ``words`` (spoken forms; an item may hold several words, timings are per item).

    The result begins and ends with at most 30 ms of silence and peaks at 0.9. A pause after the
    last word is not inserted: that is what ``pad`` is for. Only espeak-ng's melody heeds
    ``question``; flite's "rms" and Festival's "slt" do not heed the manner's ``pitch``, but do its
    ``tract``. Not for several threads at once.

    Raises ``ValueError`` if there are no words or one is not lower-case letters, apostrophes and
    single spaces, and ``EnvironmentFault`` if the voice's engine is not installed.
    """
    if not words or any(_ITEM.fullmatch(word) is None for word in words):
        raise ValueError(f"words must be lower-case spoken forms: {list(words)!r}")
    take = _take(words, voice, manner, "?" if question else ".")
    return _with_pauses(_finish(take, words, manner.tract), dict(manner.pauses))


def pad(speech: Speech, lead_s: float, tail_s: float) -> Speech:
    """Put ``lead_s`` and ``tail_s`` seconds of silence before and after; the timings shift."""
    lead, tail = (round(seconds * SAMPLE_RATE) for seconds in (lead_s, tail_s))
    shift = np.float32(lead / SAMPLE_RATE)
    samples = np.pad(speech.samples, (lead, tail))
    return Speech(samples, speech.ends + shift, speech.starts + shift)


def rest() -> None:
    """Give back the memory that speaking took; the next to speak takes it again."""
    festival.rest()


def _take(words: Sequence[str], voice: Voice, manner: Manner, final: str) -> Take:
    """Have the engine speak; its rate makes up for what ``tract`` does to the tempo."""
    rate = manner.rate * manner.tract
    pieces, spans, position = [], [], 0
    for index, word in enumerate(words):
        last = index == len(words) - 1
        mark = final if last else "," if index in manner.commas else ""
        pieces.append(word + mark)
        spans.append((position, position + len(word)))
        position += len(pieces[-1]) + 1
    text = " ".join(pieces)
    if voice.engine == "espeak":
        return espeak.say(text, spans, voice.engine_name, rate, manner.pitch)
    counts = [len(word.split()) for word in words]
    say = flite.say if voice.engine == "flite" else festival.say
    return say(text, counts, voice.engine_name, rate, manner.pitch)


def _finish(take: Take, words: Sequence[str], tract: float) -> Speech:
    """Resample, settle the times, cut the silence around the speech and scale to the peak."""
    samples = np.asarray(
        soxr.resample(take.samples.astype(np.float32), take.rate / tract, SAMPLE_RATE),
        dtype=np.float32,
    )
    samples *= PEAK / max(float(np.max(np.abs(samples), initial=0.0)), 1.0)
    duration = len(samples) / SAMPLE_RATE
    starts, ends = _settle(take.starts * tract, take.ends * tract, words, duration)
    ends[-1] = max(ends[-1], _sound_end(samples, ends[-1]))
    first = max(round((starts[0] - _MARGIN_S) * SAMPLE_RATE), 0)
    last = min(round((ends[-1] + _MARGIN_S) * SAMPLE_RATE), len(samples))
    cut = _faded(samples[first:last])
    shift = first / SAMPLE_RATE
    ends = np.minimum(ends - shift, len(cut) / SAMPLE_RATE)
    return Speech(cut, ends.astype(np.float32), (starts - shift).astype(np.float32))


def _settle(
    starts: NDArray[np.float64], ends: NDArray[np.float64], words: Sequence[str], duration: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fill in what the engine did not say, by letters, and make the times increase."""
    starts, ends = starts.copy(), ends.copy()
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and np.isnan(starts[last]):
            last += 1
        if last > first:
            left = ends[first - 1] if first else 0.0
            right = starts[last] if last < len(words) else duration
            edges = np.cumsum([0, *(len(word) for word in words[first:last])])
            grid = left + (right - left) * edges / edges[-1]
            starts[first:last], ends[first:last] = grid[:-1], grid[1:]
        first = last + 1
    ramp = np.arange(len(words)) * _LEAST_WORD_S
    ends = np.maximum.accumulate(ends - ramp) + ramp
    starts = np.minimum(np.maximum.accumulate(starts), ends)
    return starts, ends


def _sound_end(samples: NDArray[np.float32], end_s: float) -> float:
    """When the ringing of the last word is over, at most ``_LATEST_TAIL_S`` after ``end_s``."""
    first = round(end_s * SAMPLE_RATE)
    tail = samples[first : first + round(_LATEST_TAIL_S * SAMPLE_RATE)]
    loud = np.flatnonzero(np.abs(tail) > PEAK * 10 ** (_TAIL_DB / 20))
    return (first + int(loud[-1]) + 1) / SAMPLE_RATE if len(loud) else end_s


def _faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """A copy whose ends fade from and to nothing."""
    count = min(round(_FADE_S * SAMPLE_RATE), len(samples) // 2)
    ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)
    faded = samples.copy()
    faded[:count] *= ramp
    faded[len(faded) - count :] *= ramp[::-1]
    return faded


def _with_pauses(speech: Speech, pauses: Mapping[int, float]) -> Speech:
    """Open the waveform after the words of ``pauses`` and shift what follows."""
    starts, ends = speech.starts.astype(np.float64), speech.ends.astype(np.float64)
    pieces, taken, shift = [], 0, 0.0
    for index in range(len(ends) - 1):
        silence = round(pauses.get(index, 0.0) * SAMPLE_RATE)
        if silence > 0:
            cut = max(_quietest(speech.samples, ends[index], starts[index + 1] - shift), taken)
            pieces += [_faded(speech.samples[taken:cut]), np.zeros(silence, dtype=np.float32)]
            ends[index] = min(ends[index], cut / SAMPLE_RATE)
            starts[index + 1] = max(starts[index + 1], cut / SAMPLE_RATE)
            taken = cut
        ends[index] += shift
        shift += silence / SAMPLE_RATE
        starts[index + 1] += shift
    ends[-1] += shift
    if not pieces:
        return speech
    pieces.append(_faded(speech.samples[taken:]))
    samples = np.concatenate(pieces)
    return Speech(samples, ends.astype(np.float32), starts.astype(np.float32))


def _quietest(samples: NDArray[np.float32], end_s: float, start_s: float) -> int:
    """The middle of the quietest 10 ms between 20 ms before ``end_s`` and after ``start_s``."""
    first = max(round((end_s - 0.02) * SAMPLE_RATE), 0)
    last = min(round((max(start_s, end_s) + 0.02) * SAMPLE_RATE), len(samples))
    power = np.cumsum(np.concatenate(([0.0], np.square(samples[first:last], dtype=np.float64))))
    if len(power) <= _FRAME:
        return (first + last) // 2
    return first + int(np.argmin(power[_FRAME:] - power[:-_FRAME])) + _FRAME // 2
