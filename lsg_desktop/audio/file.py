"""Sound from a file, streamed; which formats there are is libsndfile's affair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import soundfile
from numpy.typing import NDArray

from lsg_desktop.audio.pace import Pace
from lsg_desktop.audio.resample import converted
from lsg_desktop.audio.source import BLOCK_MS, Samples, Source
from lsg_desktop.audio.wave_header import START_BYTES, is_wave, read_header
from lsg_desktop.errors import InputFault
from lsg_desktop.events import Notice

_FORMATS = "give a WAV, FLAC, MP3, OGG, Opus or AIFF file"
_UNKNOWN_FRAMES = 2**63 - 1


class FileSource(Source):
    """A sound file as a source, as fast as it is read, or at the speed of speech (``pace``).

    ``duration_s`` is how much of it there is: a guess for an MP3, None where its head does not say.
    """

    def __init__(
        self, path: str | Path, *, speaker: str | None = None, pace: Pace | None = None
    ) -> None:
        """Open the file. Raises InputFault where it is missing, empty or not sound."""
        self._path = Path(path)
        super().__init__(self._path.name, speaker=speaker)
        promised = _promised_by_wave(self._path)
        self._file = _opened(self._path)
        self._rate: int = self._file.samplerate
        frames: int | None = self._file.frames if self._file.frames < _UNKNOWN_FRAMES else None
        # For MP3 libsndfile guesses the length from the bit rate, so that promises nothing.
        self._promised = promised or (None if self._file.format == "MP3" else frames)
        self._pace = pace
        self._closed = False
        self.duration_s = frames / self._rate if frames else None

    def blocks(self) -> Iterator[Samples]:
        """Give the sound to its end, (samples,) each; what is damaged or missing is a notice.

        Raises InputFault where not one sample can be read.
        """
        blocks = converted(self._frames(), rate=self._rate)
        return self._pace.hold(blocks) if self._pace else blocks

    def close(self) -> None:
        """End the sound with the block that is being read."""
        self._closed = True

    def _frames(self) -> Iterator[NDArray[Any]]:  # (frames, channels) each
        count = self._rate * BLOCK_MS // 1000
        read = 0
        with self._file:
            while not self._closed:
                try:
                    block = self._file.read(count, dtype="float32", always_2d=True)
                except soundfile.LibsndfileError:
                    break  # damaged from here on, as _account() says
                if not len(block):
                    break
                read += len(block)
                yield block
        if not self._closed:
            self._account(read)

    def _account(self, read: int) -> None:
        if not read:
            raise InputFault(f"{self.name} holds no sound that can be read", _FORMATS)
        if self._promised is not None and read < self._promised:
            promised_s = self._promised / self._rate
            self._notices.append(
                Notice(
                    text=f"{self.name} is cut short or damaged: the last"
                    f" {promised_s - read / self._rate:.1f} of {promised_s:.1f} s are missing.",
                    remedy="Copy the file again if the original is whole.",
                )
            )


def _opened(path: Path) -> Any:
    if path.suffix.lower() == ".raw":
        raise InputFault(
            f"{path} has no head that says how its sound is coded",
            f"pipe it instead, giving its rate: lsg-desktop caption - < {path.name}",
        )
    try:
        file = soundfile.SoundFile(path)
    except soundfile.LibsndfileError:
        raise InputFault(f"{path} is not a sound file that can be read", _FORMATS) from None
    if not file.frames:
        file.close()
        raise InputFault(f"{path} holds no sound", _FORMATS)
    # Where one can seek, soundfile seeks to where it is after each read. libmpg123 then spoils what
    # follows in some MP3s, and in a FLAC of unknown length that is an error.
    file.seekable = lambda: False
    return file


def _promised_by_wave(path: Path) -> int | None:
    """Give the frames that a WAV promises; libsndfile only tells those that are there.

    Raises InputFault where there is no file, or none that can be read.
    """
    if path.is_dir():
        raise InputFault(f"{path} is a folder", "give one of the sound files in it")
    try:
        with path.open("rb") as stream:
            return _promised(stream, path)
    except FileNotFoundError:
        raise InputFault(f"there is no file {path}", "check its name and folder") from None
    except OSError as error:
        raise InputFault(
            f"{path} cannot be read ({error.strerror})", "check that you may read it"
        ) from None


def _promised(stream: BinaryIO, path: Path) -> int | None:
    start = stream.read(START_BYTES)
    if not start:
        raise InputFault(f"{path} is empty", _FORMATS)
    if is_wave(start):
        with suppress(InputFault):  # what is wrong with it libsndfile finds too
            return read_header(stream).frames
    return None
