"""What was heard, kept as sound in parts of 30 s; it knows no session and no microphone.

A part is a WAV file, 16 kHz mono in 16 bits, which is whole after every push: whatever ends the
process, at most the last block is missing, and there is nothing to repair.

All recordings together stay below a cap. The oldest parts of others make room for new ones, but a
recording never eats itself: one that fills the cap alone stops, and says so.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import OutputFault
from lsg_desktop.settings import SAMPLE_RATE

PART_S = 30
"""How long a part is; number n begins (n - 1) times as much after the first sound."""

_PART_SAMPLES = PART_S * SAMPLE_RATE
_SAMPLE_BYTES = 2
_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PART_BYTES = _HEAD.size + _PART_SAMPLES * _SAMPLE_BYTES


class Recorder:
    """Writes parts until :meth:`close`, or until it can write no more. One thread at a time."""

    def __init__(self, folder: Path, cap_bytes: int, speaker: str | None = None) -> None:
        """Name the folder, which lies beside those of all other recordings.

        It is made with the first sound. ``speaker`` tells apart two who are recorded into it.
        """
        self._folder = folder
        self._cap_bytes = cap_bytes
        self._suffix = f"-{speaker}.wav" if speaker else ".wav"
        self._part: _Part | None = None
        self._parts = 0
        self._is_over = False

    def push(self, samples: NDArray[np.float32]) -> None:
        """Add sound, (n,) in [-1, 1]; it is in the file when the call returns.

        Raises OutputFault, once, where the cap is reached or the disk does not take it; what was
        recorded stays, and what follows is not recorded.
        """
        if self._is_over:
            return
        try:
            self._add(np.rint(samples * 32_768).clip(-32_768, 32_767).astype("<i2"))
        except OutputFault:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise OutputFault(
                f"the recording cannot be written to {self._folder} ({error.strerror})",
                "free some room; what was recorded stays, and captions go on",
            ) from error

    def close(self) -> None:
        """End the recording."""
        self._is_over = True
        self._end_part()

    def _add(self, samples: NDArray[np.int16]) -> None:
        while len(samples):
            part = self._part = self._part or self._next_part()
            room = _PART_SAMPLES - part.samples
            part.add(samples[:room])
            samples = samples[room:]
            if part.samples == _PART_SAMPLES:
                self._end_part()

    def _next_part(self) -> _Part:
        self._make_room()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._parts += 1
        return _Part(self._folder / f"{self._parts:05}{self._suffix}")

    def _end_part(self) -> None:
        if self._part:
            self._part.close()
        self._part = None

    def _make_room(self) -> None:
        """Delete the oldest parts of other recordings until a whole one fits below the cap."""
        there = list(_with_sizes(self._folder.parent))
        own = sum(size for part, size in there if part.parent == self._folder)
        if own + _PART_BYTES > self._cap_bytes:
            raise OutputFault(
                f"the recording has filled the {self._cap_bytes / 1e6:.0f} MB that it may take",
                "allow more; what was recorded stays, and captions go on",
            )
        excess = sum(size for _, size in there) + _PART_BYTES - self._cap_bytes
        for part, size in there:
            if excess > 0 and part.parent != self._folder:
                with suppress(OSError):  # somebody plays it, or there are others in its folder
                    part.unlink(missing_ok=True)
                    excess -= size
                    part.parent.rmdir()


class _Part:
    """A WAV file that is whole after every call."""

    def __init__(self, path: Path) -> None:
        self.samples = 0
        self._file = path.open("xb", buffering=0)
        self._write(0, self._head())

    def add(self, samples: NDArray[np.int16]) -> None:
        self._write(_HEAD.size + self.samples * _SAMPLE_BYTES, samples.tobytes())
        self.samples += len(samples)
        self._write(0, self._head())

    def close(self) -> None:
        with suppress(OSError):  # nothing waits to be written
            self._file.close()

    def _write(self, at: int, data: bytes) -> None:
        self._file.seek(at)
        while data:
            data = data[self._file.write(data) :]

    def _head(self) -> bytes:
        size = self.samples * _SAMPLE_BYTES
        layout = (16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * _SAMPLE_BYTES, _SAMPLE_BYTES, 16)
        return _HEAD.pack(b"RIFF", _HEAD.size - 8 + size, b"WAVE", b"fmt ", *layout, b"data", size)


def parts(folder: Path) -> list[Path]:
    """Give the parts of a recording in order; none where there is no such folder."""
    return sorted(folder.glob("*.wav"))


def forget(folder: Path) -> None:
    """Delete a recording, if there is one. Raises OutputFault where it cannot be."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise OutputFault(
            f"the recording {folder} cannot be deleted ({error.strerror})",
            "close what plays it, and try again",
        ) from error


def _with_sizes(root: Path) -> Iterator[tuple[Path, int]]:
    """Give every part with its size, oldest first: folders are named by when they began."""
    for part in sorted(root.glob("*/*.wav")):
        with suppress(FileNotFoundError):  # another process makes room, too
            yield part, part.stat().st_size
