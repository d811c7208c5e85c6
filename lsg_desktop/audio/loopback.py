"""What Windows plays, recorded through WASAPI by PyAudioWPatch; it knows no microphone."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import numpy as np

from lsg_desktop.audio.backlog import Backlog
from lsg_desktop.audio.devices import Device
from lsg_desktop.audio.resample import converted
from lsg_desktop.audio.source import BLOCK_MS, Samples, Source
from lsg_desktop.errors import EnvironmentFault, InputFault

BACKLOG_S = 60.0
"""How far a reader may fall behind before sound is lost."""

QUIET_S = 0.25
"""How long nothing has to come to be taken for silence."""

_MARK = " [Loopback]"


def load(import_module: Callable[[str], Any] = importlib.import_module) -> Any:
    """Give the pyaudiowpatch module. Raises EnvironmentFault where it is not installed."""
    try:
        return import_module("pyaudiowpatch")
    except ImportError:
        raise EnvironmentFault(
            "PyAudioWPatch, which records what Windows plays, is not installed",
            'pip install "lsg-desktop[loopback]"',
        ) from None


def loopbacks(module: Any) -> list[Device]:
    """Give what plays sound and can be recorded. Raises EnvironmentFault where Windows refuses."""
    with _opened(module) as audio:
        return _listed(audio)


class Loopback(Source):
    """What an output device plays, recorded from construction to :meth:`close`."""

    def __init__(
        self,
        device: str | None = None,
        *,
        module: Any = None,
        quiet_s: float = QUIET_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open and start the output of this name, by default the system's.

        ``module`` stands in for pyaudiowpatch. Raises InputFault where there is none of this name,
        EnvironmentFault where it cannot be recorded.
        """
        self._module = module or load()
        self._quiet_s = quiet_s
        self._clock = clock
        self._closed = False
        self._audio = self._module.PyAudio()
        with ExitStack() as undo:
            undo.callback(self._audio.terminate)
            found = _chosen(_listed(self._audio), device)
            super().__init__(found.name)
            self._rate, self._channels = found.rate, found.channels
            self._backlog = Backlog(found.rate, seconds=BACKLOG_S)
            self._stream = self._started(found)
            undo.pop_all()

    def _started(self, device: Device) -> Any:
        try:
            return self._audio.open(
                format=self._module.paFloat32,
                channels=device.channels,
                rate=device.rate,
                frames_per_buffer=device.rate * BLOCK_MS // 1000,
                input=True,
                input_device_index=device.index,
                stream_callback=self._hear,
            )
        except OSError as error:
            raise EnvironmentFault(
                f"the sound of {device.name} cannot be recorded ({error.args[-1]})",
                "choose another output, or close programs that use it alone",
            ) from None

    def blocks(self) -> Iterator[Samples]:
        """Give what is played until :meth:`close`, (samples,) each, and silence in between.

        Raises EnvironmentFault where the device goes away.
        """
        return converted(self._recorded(), rate=self._rate)

    def close(self) -> None:
        """Stop recording; what has been recorded is still given."""
        if self._closed:
            return
        self._closed = True
        with suppress(OSError):  # a device that is gone cannot be stopped
            self._stream.stop_stream()
        with suppress(OSError):
            self._stream.close()
        self._audio.terminate()
        self._backlog.close()

    def _hear(self, data: bytes, _frames: int, _time: Any, _status: int) -> tuple[None, int]:
        # On PortAudio's own thread: nothing here waits, raises or grows.
        self._backlog.put(np.frombuffer(data, np.float32).reshape(-1, self._channels))
        return None, self._module.paContinue

    def _recorded(self) -> Iterator[Samples]:
        heard_s = self._clock()
        while (samples := self._backlog.take(self._quiet_s)) is not None:
            now = self._clock()
            if not len(samples):
                self._check()
                # While nothing plays Windows sends nothing, and sentences have to end all the same.
                samples = np.zeros(round((now - heard_s) * self._rate), np.float32)
            elif lost := self._backlog.take_notice():
                self._notices.append(lost)
            heard_s = now
            yield samples

    def _check(self) -> None:
        with suppress(OSError):
            if self._closed or self._stream.is_active():
                return
        if not self._closed:
            raise EnvironmentFault(
                f"{self.name} has stopped", "connect it again or choose another one"
            )


@contextmanager
def _opened(module: Any) -> Iterator[Any]:
    audio = module.PyAudio()
    try:
        yield audio
    finally:
        audio.terminate()


def _listed(audio: Any) -> list[Device]:
    try:
        default = audio.get_default_wasapi_loopback()["index"]
        listed = list(audio.get_loopback_device_info_generator())
    except (OSError, LookupError):
        raise EnvironmentFault(
            "this computer has no output that can be recorded",
            "switch speakers or headphones on in the sound settings",
        ) from None
    return [
        Device(
            name=item["name"].removesuffix(_MARK),
            kind="computer",
            rate=round(item["defaultSampleRate"]),
            channels=item["maxInputChannels"],
            default=item["index"] == default,
            index=item["index"],
        )
        for item in listed
    ]


def _chosen(devices: list[Device], name: str | None) -> Device:
    for device in devices:
        if device.default if name is None else device.name.casefold() == name.casefold():
            return device
    raise InputFault(
        f"there is no output {name!r}", "choose one of " + ", ".join(one.name for one in devices)
    )
