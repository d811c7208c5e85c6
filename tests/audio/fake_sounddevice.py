"""sounddevice as it behaves on a desktop, without hardware: a module's worth of attributes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

LINUX = (
    {"name": "HDA Intel PCH: ALC257 Analog (hw:0,0)", "inputs": 2, "rate": 44_100.0},
    {"name": "HDMI 0 (hw:0,3)", "inputs": 0, "rate": 44_100.0},
    {"name": "USB Audio: Podcast (hw:1,0)", "inputs": 1, "rate": 48_000.0},
    {"name": "pulse", "inputs": 32, "rate": 44_100.0},
    {"name": "default", "inputs": 32, "rate": 44_100.0},
)


class PortAudioError(Exception):
    """What sounddevice raises: a text and PortAudio's number."""


class InputStream:
    """A stream whose sound comes from :meth:`record`; it remembers how it was opened."""

    def __init__(self, fake, **options):
        self.options = options
        self.active = False
        self.closed = False
        self._fake = fake

    def start(self):
        if self._fake.start_error:
            raise self._fake.start_error
        self.active = True

    def record(self, samples, status=None):
        """Call back with these samples, (n,) or (n, channels), as PortAudio's thread would."""
        channels = self.options["channels"]
        block = np.asarray(samples, np.float32)
        block = block if block.ndim == 2 else np.repeat(block[:, None], channels, axis=1)
        self.options["callback"](block, len(block), None, status)
        block[:] = np.nan  # PortAudio uses its buffer again

    def vanish(self):
        """End as when the device is unplugged."""
        self.active = False
        self.options["finished_callback"]()

    def stop(self, ignore_errors=True):
        if self.active:
            self.vanish()

    def close(self, ignore_errors=True):
        self.stop()
        self.closed = True


class FakeSoundDevice:
    """The module: a list of devices, the rates and channels they refuse, the streams opened."""

    PortAudioError = PortAudioError

    def __init__(self, devices=LINUX, *, default=4, refused=(), start_error=None):
        self._devices = [
            {
                "name": device["name"],
                "index": index,
                "hostapi": device.get("host", 0),
                "max_input_channels": device["inputs"],
                "max_output_channels": 2,
                "default_samplerate": device["rate"],
            }
            for index, device in enumerate(devices)
        ]
        self._refused = refused
        self.default = SimpleNamespace(device=[default, default])
        self.start_error = start_error
        self.streams = []

    def query_devices(self):
        return tuple(self._devices)

    def check_input_settings(self, *, device, channels, samplerate, dtype):
        assert dtype == "float32"
        self._check(samplerate, channels)

    def InputStream(self, **options):
        self._check(options["samplerate"], options["channels"])
        self.streams.append(InputStream(self, **options))
        return self.streams[-1]

    def _check(self, rate, channels):
        if (rate, channels) in self._refused or rate in self._refused:
            raise PortAudioError("Error opening InputStream: Invalid sample rate", -9997)
