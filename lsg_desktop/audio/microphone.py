"""Sound as it is recorded; it does not know what listens, nor how slowly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from lsg_desktop.audio import portaudio
from lsg_desktop.audio.backlog import Backlog
from lsg_desktop.audio.devices import Device, Pactl, ask_pactl, chosen, input_devices, routed
from lsg_desktop.audio.resample import converted
from lsg_desktop.audio.source import BLOCK_MS, Samples, Source
from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import Notice
from lsg_desktop.settings import SAMPLE_RATE

BACKLOG_S = 60.0
"""How far a reader may fall behind before sound is lost."""

STALLED_S = 4.0
"""How long a device may give nothing before the user is told."""


class Microphone(Source):
    """A microphone, or the computer's own sound, recorded from construction to :meth:`close`.

    A reader slower than speech gets several blocks merged into one.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        speaker: str | None = None,
        backlog_s: float = BACKLOG_S,
        stalled_s: float = STALLED_S,
        module: Any = None,
        pactl: Pactl = ask_pactl,
    ) -> None:
        """Open and start the device of this name, by default the system's.

        ``module`` stands in for sounddevice. Raises InputFault where the name fits none or
        several, EnvironmentFault where there is no microphone or it cannot be opened.
        """
        sound = module or portaudio.load()
        found = chosen(input_devices(sound, pactl=pactl), device)
        super().__init__(found.name, speaker=speaker)
        self._stalled_s = stalled_s
        self._closed = False
        self._stalled = False
        self._overruns = 0
        with portaudio.translated(sound, found.name):
            self._rate, channels = _accepted(sound, found)
            self._backlog = Backlog(self._rate, seconds=backlog_s)
            with routed(found):
                self._stream = self._started(sound, found.index, channels)

    def _started(self, sound: Any, index: int, channels: int) -> Any:
        stream = sound.InputStream(
            device=index,
            samplerate=self._rate,
            channels=channels,
            dtype="float32",
            blocksize=self._rate * BLOCK_MS // 1000,
            callback=self._hear,
            finished_callback=self._backlog.close,
        )
        try:
            stream.start()
        except sound.PortAudioError:
            stream.close(ignore_errors=True)
            raise
        return stream

    def blocks(self) -> Iterator[Samples]:
        """Give what is recorded until :meth:`close`, (samples,) each; empty while nothing comes.

        Raises EnvironmentFault where the device goes away.
        """
        return converted(self._recorded(), rate=self._rate)

    def close(self) -> None:
        """Stop recording; what has been recorded is still given."""
        if self._closed:
            return
        self._closed = True
        self._stream.stop(ignore_errors=True)
        self._stream.close(ignore_errors=True)
        self._backlog.close()

    def _hear(self, block: NDArray[Any], _frames: int, _time: Any, status: Any) -> None:
        # On PortAudio's own thread: nothing here waits, raises or grows.
        if status:
            self._overruns += 1
        self._backlog.put(block)

    def _recorded(self) -> Iterator[Samples]:
        while (samples := self._backlog.take(self._stalled_s)) is not None:
            self._report(stalled=not len(samples))
            yield samples
        if not self._closed:
            raise EnvironmentFault(
                f"{self.name} has stopped recording", "plug it in again or choose another one"
            )

    def _report(self, *, stalled: bool) -> None:
        if lost := self._backlog.take_notice():
            self._notices.append(lost)
        if self._overruns:
            self._overruns = 0
            self._notices.append(
                Notice(
                    text=f"The computer was too busy to take all sound from {self.name}.",
                    remedy="Close other programs.",
                )
            )
        if stalled and not self._stalled:
            self._notices.append(
                Notice(
                    text=f"Nothing has come from {self.name} for {self._stalled_s:.0f} s.",
                    remedy="Check that it is plugged in and switched on.",
                )
            )
        self._stalled = stalled


def _accepted(sound: Any, device: Device) -> tuple[int, int]:
    """Give the first rate and number of channels that the device records with, 16 kHz mono first.

    Raises the module's PortAudioError where it takes none.
    """
    ways = ((SAMPLE_RATE, 1), (device.rate, 1), (device.rate, device.channels))
    for rate, channels in ways[:-1]:
        try:
            sound.check_input_settings(
                device=device.index, channels=channels, samplerate=rate, dtype="float32"
            )
        except sound.PortAudioError:
            continue
        return rate, channels
    return ways[-1]
