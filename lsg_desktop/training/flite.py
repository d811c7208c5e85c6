"""flite in this process, through ctypes: text to samples and segment-exact word times."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache

import numpy as np

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training.take import REMEDY, Take, item_times, load

# Each voice's own mean pitch in hertz and stretch of the durations.
_NORMAL = {"slt": (172.0, 1.0), "awb": (132.0, 1.0), "rms": (98.0, 1.0), "kal16": (95.0, 1.1)}
_START = b"daughter.R:SylStructure.daughter.daughter.R:Segment.p.end"
_END = b"daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end"


class _Voice(ctypes.Structure):
    """The head of flite's ``cst_voice``; the rest is not touched."""

    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


class _Wave(ctypes.Structure):
    """flite's ``cst_wave``."""

    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.c_void_p),
    )


@cache
def _library() -> ctypes.CDLL:
    """The core library with the signatures set that are used here."""
    library = load("libflite.so.1", "flite")
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    signatures = {
        "flite_synth_text": (pointer, (text, ctypes.POINTER(_Voice))),
        "utt_relation": (pointer, (pointer, text)),
        "relation_head": (pointer, (pointer,)),
        "item_next": (pointer, (pointer,)),
        "ffeature_float": (ctypes.c_float, (pointer, text)),
        "utt_wave": (ctypes.POINTER(_Wave), (pointer,)),
        "feat_set_float": (None, (pointer, text, ctypes.c_float)),
        "delete_utterance": (None, (pointer,)),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.flite_init()
    load("libflite_usenglish.so.1", "flite")
    load("libflite_cmulex.so.1", "flite")
    return library


@cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None)


@cache
def _voice(name: str) -> ctypes._Pointer[_Voice]:
    """Register the voice ``name`` ("slt") once."""
    _library()
    register = load(f"libflite_cmu_us_{name}.so.1", "flite")[f"register_cmu_us_{name}"]
    register.restype = ctypes.POINTER(_Voice)
    register.argtypes = (ctypes.c_char_p,)
    voice: ctypes._Pointer[_Voice] = register(None)
    return voice


def say(text: str, counts: Sequence[int], voice: str, rate: float, pitch: float) -> Take:
    """Speak ``text`` with the voice of that flite name.

    ``counts`` gives how many space-separated words each item has; ``rate`` and ``pitch`` are
    factors on the normal speed and pitch. Raises ``EnvironmentFault`` if the library or the
    voice is absent or fails.
    """
    library, chosen = _library(), _voice(voice)
    features = chosen.contents.features
    hertz, stretch = _NORMAL[voice]
    library.feat_set_float(features, b"duration_stretch", stretch / rate)
    library.feat_set_float(features, b"int_f0_target_mean", hertz * pitch)
    _c_library().srand(1)  # flite's breath is C's random noise: the same words, the same samples
    utterance = library.flite_synth_text(text.encode(), chosen)
    if not utterance:
        raise EnvironmentFault(f"flite could not speak with {voice!r}", remedy=REMEDY)
    try:
        wave = library.utt_wave(utterance).contents
        raw = ctypes.string_at(wave.samples, 2 * wave.num_samples)
        times = item_times(_spans(library, utterance), counts)
        return Take(np.frombuffer(raw, dtype=np.int16), int(wave.sample_rate), *times)
    finally:
        library.delete_utterance(utterance)


def _spans(library: ctypes.CDLL, utterance: int) -> list[tuple[float, float]]:
    """Start and end of each of flite's tokens, NaN where it has no sound."""
    spans: list[tuple[float, float]] = []
    token = library.relation_head(library.utt_relation(utterance, b"Token"))
    while token:
        # A token may be several flite words ("it's"): from the first one to the last.
        start, end = (float(library.ffeature_float(token, path)) for path in (_START, _END))
        spans.append((start, end) if end > start else (np.nan, np.nan))
        token = library.item_next(token)
    return spans
