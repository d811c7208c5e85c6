"""The head of a WAV, read from a stream that cannot seek; it reads no sound."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import InputFault

START_BYTES = 12
"""How much of a stream :func:`is_wave` looks at."""

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_ENCODINGS = {
    (_PCM, 8): "u8",
    (_PCM, 16): "s16",
    (_PCM, 24): "s24",
    (_PCM, 32): "s32",
    (_FLOAT, 32): "f32",
    (_FLOAT, 64): "f64",
}
# Programs that write to a pipe do not know the length and promise the most a chunk can hold.
_UNKNOWN_FROM = 0x7FFFF000
_LAYOUT_BYTES = 40
_SKIPPED_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class PcmFormat:
    """How frames of sound lie in bytes, little-endian; ``rate`` is in Hz."""

    encoding: str = "s16"
    rate: int = 16_000
    channels: int = 1

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of every channel."""
        return int(self.encoding[1:]) // 8 * self.channels

    def decode(self, data: bytes) -> NDArray[Any]:
        """Give whole frames of bytes as floats in [-1, 1]: (frames, channels)."""
        return self._samples(data).reshape(-1, self.channels)

    def _samples(self, data: bytes) -> NDArray[Any]:
        if self.encoding == "u8":
            return np.frombuffer(data, np.uint8).astype(np.float32) / 128 - 1
        if self.encoding == "s24":
            wide = np.zeros((len(data) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
            return wide.view("<i4")[:, 0] / np.float32(2**31)
        if self.encoding.startswith("f"):
            return np.frombuffer(data, f"<f{self.frame_bytes // self.channels}")
        bits = int(self.encoding[1:])
        return np.frombuffer(data, f"<i{bits // 8}") / np.float32(2 ** (bits - 1))


@dataclass(frozen=True, slots=True)
class WaveHeader:
    """What the head says of the sound; ``data_bytes`` is None where the writer did not know."""

    tag: int
    bits: int
    rate: int
    channels: int
    frame_bytes: int
    data_bytes: int | None

    @property
    def frames(self) -> int | None:
        """How many frames are promised, where the head says so and they are not compressed."""
        plain = self.frame_bytes > 0 and self.frame_bytes == self.bits // 8 * self.channels
        return self.data_bytes // self.frame_bytes if plain and self.data_bytes else None

    def pcm(self) -> PcmFormat:
        """Give the layout of the sound. Raises InputFault where it is compressed or nonsense."""
        encoding = _ENCODINGS.get((self.tag, self.bits))
        if encoding is None:
            raise InputFault(
                f"this WAV is coded in a way that cannot be piped (format {self.tag},"
                f" {self.bits} bits)",
                "give the name of the file instead",
            )
        if not self.channels:
            raise InputFault("the head of this WAV names no channels", "save the sound again")
        return PcmFormat(encoding, self.rate, self.channels)


def is_wave(start: bytes) -> bool:
    """Whether the first bytes of a stream are those of a WAV."""
    return start[:4] == b"RIFF" and start[8:12] == b"WAVE"


def read_header(stream: BinaryIO) -> WaveHeader:
    """Read on from behind the start of a WAV up to its first sample.

    Raises InputFault where the stream ends before.
    """
    layout: bytes = b""
    while True:
        name, size = struct.unpack("<4sI", _exactly(stream, 8))
        if name == b"data":
            return _header(layout, size)
        left = size + size % 2
        if name == b"fmt ":
            layout = _exactly(stream, min(left, _LAYOUT_BYTES))
            left -= len(layout)
        while left:
            left -= len(_exactly(stream, min(left, _SKIPPED_BYTES)))


def read_upto(stream: BinaryIO, count: int) -> bytes:
    """Read so many bytes, or fewer where the stream ends before; a pipe gives them in pieces."""
    data = b""
    while len(data) < count and (more := stream.read(count - len(data))):
        data += more
    return data


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = read_upto(stream, count)
    if len(data) < count:
        raise InputFault("this WAV ends within its head", "save or copy the sound again")
    return data


def _header(layout: bytes, size: int) -> WaveHeader:
    if len(layout) < 16:
        raise InputFault(
            "the head of this WAV does not say how its sound is coded", "save it again"
        )
    tag, channels, rate, _, frame_bytes, bits = struct.unpack("<HHIIHH", layout[:16])
    if tag == _EXTENSIBLE and len(layout) >= 26:
        (tag,) = struct.unpack("<H", layout[24:26])
    return WaveHeader(
        tag, bits, rate, channels, frame_bytes, None if size >= _UNKNOWN_FROM else size
    )
