"""espeak-ng in this process, through ctypes: text to samples and phoneme-exact word times."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training.take import REMEDY, Take, load

WORDS_PER_MINUTE = 165
_SYNCHRONOUS = 2
_PHONEME_EVENTS, _DONT_EXIT = 0x0001, 0x8000
_EVENT_WORD, _EVENT_END, _EVENT_PHONEME = 1, 5, 7
_PARAMETER_RATE, _PARAMETER_PITCH = 1, 3
_RATE_RANGE = (80, 449)  # from 450 on espeak-ng switches to another way of speeding up
_POS_CHARACTER, _CHARS_UTF8 = 1, 1


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_void_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class _Phone:
    """A phoneme: its mnemonic and where it lies, in samples."""

    name: str
    start: int
    end: int


class _Engine:
    """The library, initialised once per process; espeak-ng itself is not for several threads."""

    def __init__(self) -> None:
        self._library = load("libespeak-ng.so.1", "espeak-ng")
        options = _PHONEME_EVENTS | _DONT_EXIT
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, options)
        if self.rate <= 0:
            raise EnvironmentFault("espeak-ng lacks its data files", remedy=REMEDY)
        self._voice = ""
        self._chunks: list[bytes] = []
        self._events: list[tuple[int, int, int, str]] = []
        self._callback: Callable[..., int] = _Callback(self._collect)  # kept: C holds a pointer
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, samples: int | None, count: int, events: Sequence[_Event]) -> int:
        if samples and count:
            self._chunks.append(ctypes.string_at(samples, 2 * count))
        index = 0
        while kind := events[index].type:
            event = events[index]
            if kind in (_EVENT_WORD, _EVENT_END, _EVENT_PHONEME):
                name = event.id.string.decode("latin-1") if kind == _EVENT_PHONEME else ""
                self._events.append((kind, event.text_position, event.sample, name))
            index += 1
        return 0

    def run(
        self, text: str, voice: str, words_per_minute: int, pitch: int
    ) -> tuple[bytes, list[tuple[int, int, int, str]]]:
        """Speak; give the 16-bit samples and (type, text position, sample, phoneme) events."""
        if voice != self._voice:
            if self._library.espeak_SetVoiceByName(voice.encode()):
                raise EnvironmentFault(f"espeak-ng has no voice {voice!r}", remedy=REMEDY)
            self._voice = voice
        self._library.espeak_SetParameter(_PARAMETER_RATE, words_per_minute, 0)
        self._library.espeak_SetParameter(_PARAMETER_PITCH, pitch, 0)
        self._chunks, self._events = [], []
        raw = text.encode()
        fault = self._library.espeak_Synth(
            raw, ctypes.c_size_t(len(raw) + 1), 0, _POS_CHARACTER, 0, _CHARS_UTF8, None, None
        )
        if fault:
            raise EnvironmentFault(f"espeak-ng failed with error {fault}", remedy=REMEDY)
        return b"".join(self._chunks), self._events


@cache
def _engine() -> _Engine:
    return _Engine()


def say(text: str, spans: Sequence[tuple[int, int]], voice: str, rate: float, pitch: float) -> Take:
    """Speak ``text`` with the voice of that espeak-ng name.

    ``spans`` gives the first and past-the-last character of each item in the text; ``rate`` and
    ``pitch`` are factors on the normal speed and pitch. Raises ``EnvironmentFault`` if
    the library, its data or the voice is absent. espeak-ng keeps its oscillators running from
    call to call: the same words come out alike but not equal to the bit, times within 1 ms.
    """
    engine = _engine()
    speed = round(min(max(WORDS_PER_MINUTE * rate, _RATE_RANGE[0]), _RATE_RANGE[1]))
    # espeak-ng's pitch runs 0..100 over two octaves about 50.
    tone = round(min(max(50 + 50 * math.log2(pitch), 0), 100))
    raw, events = engine.run(text, voice, speed, tone)
    samples = np.frombuffer(raw, dtype=np.int16)
    phones = _phones_by_item(events, spans, len(samples))
    starts, ends = np.full(len(spans), np.nan), np.full(len(spans), np.nan)
    for item, own in enumerate(_share(phones, text, spans)):
        if own:
            starts[item], ends[item] = own[0].start / engine.rate, own[-1].end / engine.rate
    return Take(samples, engine.rate, starts, ends)


def _phones_by_item(
    events: Sequence[tuple[int, int, int, str]], spans: Sequence[tuple[int, int]], total: int
) -> list[list[_Phone]]:
    """The sounding phonemes under each item's own word events; none for an item without one."""
    found: list[list[_Phone]] = [[] for _ in spans]
    item = 0
    for index, (kind, position, sample, name) in enumerate(events):
        if kind == _EVENT_WORD:
            # Positions count from 1. They never go back, so the search starts where it stood.
            while item + 1 < len(spans) and position - 1 >= spans[item + 1][0]:
                item += 1
        elif kind == _EVENT_PHONEME and not name.startswith("_"):  # "_" and "_:" are pauses
            end = events[index + 1][2] if index + 1 < len(events) else total
            if end > sample:
                found[item].append(_Phone(name, sample, end))
    return found


def _share(
    phones: Sequence[list[_Phone]], text: str, spans: Sequence[tuple[int, int]]
) -> list[list[_Phone]]:
    """Give items that espeak-ng merged into their predecessor ("in the") a part of its phonemes."""
    shared = [list(own) for own in phones]
    first = 0
    while first < len(shared):
        last = first + 1
        while last < len(shared) and not phones[last]:
            last += 1
        names = [text[start:end] for start, end in spans[first:last]]
        shared[first:last] = _split(phones[first], names)
        first = last
    return shared


def _split(phones: list[_Phone], names: Sequence[str]) -> list[list[_Phone]]:
    """Cut one run of phonemes into one part per name, in proportion to the letters."""
    parts: list[list[_Phone]] = []
    rest = phones
    for index, name in enumerate(names[:-1]):
        letters = sum(map(len, names[index:]))
        cut = len(rest) * len(name) / letters
        if names[index + 1].startswith("th"):
            cut = _nearest_th(rest, cut)
        whole = min(max(round(cut), 1), max(len(rest) - (len(names) - index - 1), 1))
        parts.append(rest[:whole])
        rest = rest[whole:]
    return [*parts, rest]


def _nearest_th(phones: Sequence[_Phone], cut: float) -> float:
    """Where, nearest to ``cut``, a word in "th" begins by its sound; ``cut`` if nowhere."""
    for sounds in ("DT", "d"):  # Caribbean English says "de"
        places = [k for k in range(1, len(phones)) if phones[k].name[0] in sounds]
        if places:
            return min(places, key=lambda k: abs(k - cut))
    return cut
