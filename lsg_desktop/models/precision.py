"""How many bits a weight may take: from the memory that is free, before anything is loaded.

Pure functions of shapes, bytes and the kind of device; torch is not imported.

Sizes of Qwen2-Audio-7B: 33.6 GB in fp32, 16.8 in bf16, 10.3 in int8, 7.2 in nf4, 6.2 in nf4-small.
Quantised, the encoder, the projector, the embeddings and the output head keep 16 bits, since LSG
lives on the probabilities that come out; ``nf4-small`` gives up those of the encoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, prod
from typing import Literal, cast, get_args

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.amounts import size
from lsg_desktop.models.device import Place

Precision = Literal["fp32", "bf16", "fp16", "int8", "nf4", "nf4-small"]
Base = Literal["fp32", "bf16", "fp16"]

CHOICES = ("auto", *get_args(Precision))
QUANTISED = ("int8", "nf4", "nf4-small")

_LARGEST_FIRST: tuple[Precision, ...] = get_args(Precision)

_BYTES: dict[Base, int] = {"fp32": 4, "bf16": 2, "fp16": 2}

_NF4_BYTES = 0.5 + 1 / 64 + 4 / (64 * 256)
"""Four bits, a scale of 8 bits for each 64 weights, and a scale of 32 bits for 256 of those."""

_SMALL_BYTES = 4_000_000_000
"""Up to this size in fp32, a processor computes in fp32."""

_TOKENS_A_SECOND = 25 + 8
_TOKENS_BESIDE = 40
"""Of sound, and of what two tasks write of it; and of their prompts, beside both."""

_PASS_CONTEXTS = 2
_CONTEXTS = _PASS_CONTEXTS + 2
"""Contexts in memory at least: two of a pass, what a prefill gives, and the prefix that was heard
last. A context is the longest utterance with all that is written of it. Filled up to be replayed
two of the longest do not fit into the smallest pass, and take one each."""


_POSITIONS = 64
"""Positions of a pass whose probabilities are computed; each takes four vocabularies of fp32."""

_WORKSPACE_BYTES = 256 * 1024**2

_COMFORTABLE_S = 20.0
_SHORTEST_S = 5.0
"""Utterances that must fit: at best, and at least."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How many weights a checkpoint has, by what can be done with them.

    ``layers`` and ``encoder`` are those of linear layers, which can be quantised; ``kept`` are all
    others; ``states`` are the numbers that the language model keeps of one token.
    """

    layers: int
    encoder: int
    kept: int
    states: int
    vocabulary: int

    @classmethod
    def of(cls, shapes: Mapping[str, tuple[int, ...]]) -> Parts:
        """Sort the tensors of a checkpoint, in either of the two ways they have been named."""
        layers = encoder = states = vocabulary = 0
        for name, shape in shapes.items():
            is_linear = len(shape) == 2 and ".layers." in name
            if is_linear and "audio_tower." in name:
                encoder += prod(shape)
            elif is_linear:
                layers += prod(shape)
                states += shape[0] if name.endswith(("k_proj.weight", "v_proj.weight")) else 0
            elif name.endswith("embed_tokens.weight"):
                vocabulary = shape[0]
        total = sum(prod(shape) for shape in shapes.values())
        return cls(layers, encoder, total - layers - encoder, states, vocabulary)

    def bytes(self, precision: Precision, base: Base) -> int:
        """Count what the weights take; ``base`` is what those that are not quantised are in."""
        kept = _BYTES[base]
        layers: float = {"int8": 1.0, "nf4": _NF4_BYTES, "nf4-small": _NF4_BYTES}.get(
            precision, kept
        )
        encoder = _NF4_BYTES if precision == "nf4-small" else kept
        return round(self.layers * layers + self.encoder * encoder + self.kept * kept)


PASS_TOKENS = 4096
"""How many tokens a pass has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of an utterance is computed at once and kept; more than by default helps little.

    ``pass_tokens`` is how many tokens the rows of a pass have together, those that are there
    already included; ``ring_bytes`` what its prefixes take together, one of which takes 135 MiB at
    10 s in Qwen2-Audio-7B; ``ring_prefixes`` how many are kept that no baseline comes to any more.
    Those that one may still come to are kept beyond that: 8 chunks back or less, but in the
    ``paper`` range.
    """

    pass_tokens: int = PASS_TOKENS
    ring_bytes: int = 2 * 1024**3
    ring_prefixes: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was chosen: how the weights are kept, what for, and what there is room for.

    ``base`` is the type that is computed in; ``limit_s`` the longest utterance that fits;
    ``bounds`` what there is room for beside the weights; ``needed_bytes`` what all of it takes at
    least; ``why`` one sentence.
    """

    precision: Precision
    base: Base
    weights_bytes: int
    limit_s: float
    needed_bytes: int
    bounds: Bounds
    why: str


def choose(asked: str, parts: Parts, place: Place, limit_s: float = 30.0) -> Plan:
    """Choose a precision, or hold the one asked for to what is free.

    ``limit_s`` is the longest utterance the model takes. Raises EnvironmentFault, naming the next
    smaller precision that fits, and InputFault for a word that is none of CHOICES.
    """
    if asked not in CHOICES:
        raise InputFault(f"there is no precision {asked!r}", f"choose one of {', '.join(CHOICES)}")
    if asked == "auto":
        return _auto(parts, place, limit_s)
    return _asked(cast(Precision, asked), parts, place, limit_s)


def smaller(precision: Precision, parts: Parts, place: Place) -> Precision | None:
    """Give the next precision that takes less memory and that this device can do."""
    taken = parts.bytes(precision, _base(precision, place))
    for other in _possible(place):
        if parts.bytes(other, _base(other, place)) < taken:
            return other
    return None


def _auto(parts: Parts, place: Place, limit_s: float) -> Plan:
    order = _preferred(parts, place)
    wanted_s = min(_COMFORTABLE_S, limit_s)
    rooms = {precision: _room_s(precision, parts, place) for precision in order}
    # Where none leaves room for long utterances: the one that leaves most, if that is enough.
    chosen = next((p for p in order if rooms[p] >= wanted_s), max(order, key=lambda p: rooms[p]))
    if rooms[chosen] < _SHORTEST_S:
        needed = _needed(chosen, parts, place, _SHORTEST_S)
        raise EnvironmentFault(
            f"the model does not fit: {chosen} needs {size(needed)}, {_free(place)}",
            _another_way(place),
        )
    why = _free(place)
    if chosen != order[0]:
        passed = order[order.index(chosen) - 1]
        why = f"since {passed} needs {size(_needed(passed, parts, place, wanted_s))}, {why}"
    return _plan(chosen, parts, place, limit_s, why)


def _asked(precision: Precision, parts: Parts, place: Place, limit_s: float) -> Plan:
    if precision not in _possible(place):
        raise EnvironmentFault(
            f"{precision} cannot be computed on {place.label}",
            f"choose one of {', '.join(('auto', *_possible(place)))}",
        )
    if _room_s(precision, parts, place) < _SHORTEST_S:
        needed = _needed(precision, parts, place, _SHORTEST_S)
        fitting = [
            other
            for other in _possible(place)
            if _needed(other, parts, place, _SHORTEST_S) < needed
            and _room_s(other, parts, place) >= _SHORTEST_S
        ]
        raise EnvironmentFault(
            f"{precision} needs {size(needed)}, {_free(place)}",
            f"choose --precision {fitting[0]}" if fitting else _another_way(place),
        )
    return _plan(precision, parts, place, limit_s, f"as asked, {_free(place)}")


def _plan(precision: Precision, parts: Parts, place: Place, limit_s: float, why: str) -> Plan:
    base = _base(precision, place)
    weights = parts.bytes(precision, base)
    room_s = min(limit_s, float(int(_room_s(precision, parts, place))))
    needed = _needed(precision, parts, place, room_s)
    said = f"{precision}, {size(weights)} of weights: {why}"
    if room_s < limit_s:
        said += f"; memory is short, so utterances are cut at {room_s:.0f} s"
    return Plan(
        precision=precision,
        base=base,
        weights_bytes=weights,
        limit_s=room_s,
        needed_bytes=needed,
        bounds=_bounds(place.free_bytes - needed, room_s, _context_bytes_a_token(parts, base)),
        why=said,
    )


def _bounds(spare_bytes: int, limit_s: float, token_bytes: int) -> Bounds:
    """Share out what is free beyond what is needed: a quarter to passes, the rest to the ring.

    Of both only so much as helps.
    """
    context = _context_tokens(limit_s)
    least = _PASS_CONTEXTS * context
    tokens = max(least, min(PASS_TOKENS, least + spare_bytes // 4 // max(1, token_bytes)))
    ring_bytes = spare_bytes - (tokens - least - context) * token_bytes
    return Bounds(pass_tokens=tokens, ring_bytes=min(Bounds().ring_bytes, ring_bytes))


def _preferred(parts: Parts, place: Place) -> tuple[Precision, ...]:
    """Order the precisions by how gladly they are used on a device."""
    if place.kind == "cuda":
        return ("bf16" if place.has_bf16 else "fp16", "int8", "nf4", "nf4-small")
    if parts.bytes("fp32", "fp32") <= _SMALL_BYTES:
        return ("fp32",)
    if place.kind == "mps":
        return ("fp16",)
    if place.has_bf16 or not place.has_int8:
        return ("bf16", "int8", "nf4", "nf4-small")
    # With AVX-512 and no bfloat16, int8 is several times as fast as any wider type.
    return ("int8", "bf16", "nf4", "nf4-small")


def _possible(place: Place) -> tuple[Precision, ...]:
    if place.kind == "mps":
        return ("fp32", "bf16", "fp16")
    return _LARGEST_FIRST


def _base(precision: Precision, place: Place) -> Base:
    """Give the type that is computed in."""
    if precision == "fp32" or precision == "bf16" or precision == "fp16":
        return precision
    if place.has_bf16:
        return "bf16"
    # A processor without bfloat16 is three times as slow in it as in float32 on a prompt.
    return "fp16" if place.kind == "cuda" else "fp32"


def _room_s(precision: Precision, parts: Parts, place: Place) -> float:
    """Give the longest utterance that fits beside the weights; below 0 where none does."""
    base = _base(precision, place)
    left = place.free_bytes - parts.bytes(precision, base) - _fixed_bytes(parts)
    tokens = left / (_CONTEXTS * max(1, _context_bytes_a_token(parts, base)))
    return (tokens - _TOKENS_BESIDE) / _TOKENS_A_SECOND


def _needed(precision: Precision, parts: Parts, place: Place, seconds: float) -> int:
    """Count the memory that a precision takes with utterances of so many seconds."""
    base = _base(precision, place)
    contexts = _CONTEXTS * _context_tokens(seconds) * _context_bytes_a_token(parts, base)
    return parts.bytes(precision, base) + _fixed_bytes(parts) + contexts


def _context_tokens(seconds: float) -> int:
    return ceil(seconds * _TOKENS_A_SECOND + _TOKENS_BESIDE)


def _context_bytes_a_token(parts: Parts, base: Base) -> int:
    """Count the key-value states of a token: 0.5 MiB in Qwen2-Audio-7B."""
    return parts.states * _BYTES[base]


def _fixed_bytes(parts: Parts) -> int:
    """Count what is there however long an utterance is."""
    return _WORKSPACE_BYTES + _POSITIONS * parts.vocabulary * 4 * _BYTES["fp32"]


def _free(place: Place) -> str:
    return f"{size(place.free_bytes)} free on {place.label}"


def _another_way(place: Place) -> str:
    if place.kind == "cuda":
        return "close other programs that use the GPU, or choose --device cpu or --model demo"
    return "close other programs, or choose --model demo"
