"""PyAudioWPatch as it behaves on Windows with two outputs: a module's worth of attributes."""

from __future__ import annotations

import numpy as np

OUTPUTS = (
    {"index": 7, "name": "Headphones (USB) [Loopback]", "channels": 1, "rate": 16_000.0},
    {"index": 9, "name": "Speakers (Realtek) [Loopback]", "channels": 2, "rate": 48_000.0},
)


class Stream:
    """A stream whose sound comes from :meth:`play`."""

    def __init__(self, options):
        self.options = options
        self.active = True
        self.closed = False

    def play(self, samples):
        """Call back with these samples, (n,), on all channels."""
        block = np.repeat(np.asarray(samples, np.float32)[:, None], self.options["channels"], 1)
        return self.options["stream_callback"](block.tobytes(), len(block), None, 0)

    def is_active(self):
        return self.active

    def stop_stream(self):
        if not self.active:
            raise OSError("Stream not open")
        self.active = False

    def close(self):
        self.closed = True


class FakePyAudioWPatch:
    """The module, which is also its own PyAudio."""

    paFloat32 = 1
    paContinue = 0

    def __init__(self, outputs=OUTPUTS, *, default=9, refusal=None):
        self._outputs = [
            {
                "index": output["index"],
                "name": output["name"],
                "maxInputChannels": output["channels"],
                "defaultSampleRate": output["rate"],
            }
            for output in outputs
        ]
        self._default = default
        self._refusal = refusal
        self.in_use = 0
        self.streams = []

    def PyAudio(self):
        self.in_use += 1
        return self

    def terminate(self):
        self.in_use -= 1

    def get_loopback_device_info_generator(self):
        yield from self._outputs

    def get_default_wasapi_loopback(self):
        for output in self._outputs:
            if output["index"] == self._default:
                return output
        raise LookupError

    def open(self, **options):
        if self._refusal:
            raise self._refusal
        self.streams.append(Stream(options))
        return self.streams[-1]
