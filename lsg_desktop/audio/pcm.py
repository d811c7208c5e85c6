"""Raw sound from a stream such as standard input; a WAV that is piped in is understood too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from numpy.typing import NDArray

from lsg_desktop.audio.resample import Resampler, converted
from lsg_desktop.audio.source import BLOCK_MS, Samples, Source
from lsg_desktop.audio.wave_header import (
    START_BYTES,
    PcmFormat,
    is_wave,
    read_header,
    read_upto,
)
from lsg_desktop.errors import InputFault
from lsg_desktop.events import Notice

_PIPE = "pipe sound into it, such as: arecord -f S16_LE -r 16000 | lsg-desktop caption -"
_COMPRESSED = {b"fLaC": "FLAC", b"OggS": "OGG", b"ID3": "MP3", b"FORM": "AIFF"}


class PcmSource(Source):
    """16-bit little-endian sound from a stream, or the WAV that the stream turns out to be."""

    def __init__(
        self,
        stream: BinaryIO,
        *,
        rate: int = 16_000,
        channels: int = 1,
        speaker: str | None = None,
    ) -> None:
        """Wait for the first bytes; ``rate`` in Hz and ``channels`` count unless it is a WAV.

        Raises InputFault where the stream is empty, a terminal, or sound of another kind.
        """
        super().__init__("standard input", speaker=speaker)
        self._stream = stream
        self._closed = False
        self._promised: int | None = None
        self._format = self._begin(PcmFormat("s16", rate, channels))
        Resampler(self._format.rate)  # refuses an impossible rate now rather than later

    def blocks(self) -> Iterator[Samples]:
        """Give the sound until the stream ends, (samples,) of 30 ms each."""
        return converted(self._frames(), rate=self._format.rate)

    def close(self) -> None:
        """End the sound with the block that is being read; the stream itself stays open."""
        self._closed = True

    def _begin(self, raw: PcmFormat) -> PcmFormat:
        if raw.channels < 1:
            raise InputFault(f"sound cannot have {raw.channels} channels", "give 1 or more")
        if self._stream.isatty():
            raise InputFault("standard input is a terminal", _PIPE)
        self._start = read_upto(self._stream, START_BYTES)
        for magic, kind in _COMPRESSED.items():
            if self._start.startswith(magic):
                raise InputFault(
                    f"standard input is {kind} rather than raw sound",
                    "give the name of the file instead",
                )
        found = self._behind_header() if is_wave(self._start) else raw
        self._start += read_upto(self._stream, found.frame_bytes - len(self._start))
        if len(self._start) < found.frame_bytes:
            raise InputFault("standard input holds no sound", _PIPE)
        return found

    def _behind_header(self) -> PcmFormat:
        header = read_header(self._stream)
        self._start = b""
        self._promised = header.data_bytes or None
        return header.pcm()

    def _frames(self) -> Iterator[NDArray[Any]]:  # (frames, channels) each
        size = self._format.frame_bytes
        left = self._promised
        for data in self._pieces(self._format.rate * BLOCK_MS // 1000 * size):
            piece = data if left is None else data[:left]
            left = None if left is None else left - len(piece)
            # A stream may end within a sample; what is left of it is no sound.
            yield self._format.decode(piece[: len(piece) // size * size])
            if left == 0 or self._closed:
                return
        if left:
            self._report_missing(left)

    def _pieces(self, count: int) -> Iterator[bytes]:
        piece = self._start + read_upto(self._stream, count - len(self._start))
        while piece:
            yield piece
            piece = read_upto(self._stream, count)

    def _report_missing(self, missing_bytes: int) -> None:
        missing_s = missing_bytes / self._format.frame_bytes / self._format.rate
        self._notices.append(
            Notice(
                text=f"The WAV from {self.name} is cut short: {missing_s:.1f} s are missing.",
                remedy="Check the program that writes it.",
            )
        )
