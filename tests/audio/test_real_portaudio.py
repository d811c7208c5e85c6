"""The real PortAudio, on a private sound server without hardware."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from tests.virtual_microphone import virtual_microphone

__all__ = ["virtual_microphone"]

PLUGIN_MISSING = "ALSA has no plug-in for PulseAudio (Debian: libasound2-plugins)"

# Records two sources at once in one process until each has had half a second that is not silent.
RECORD_TWO = """
import json, sys
import numpy as np
from lsg_desktop.audio.devices import input_devices
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.audio.portaudio import load

def recorded(microphone):
    sound = np.zeros(0, np.float32)
    for block in microphone.blocks():
        if len(sound) or np.abs(block).max(initial=0) > 0.01:
            sound = np.concatenate([sound, block])
        if len(sound) > 12_000:
            return sound[4_000:12_000]

with Microphone(sys.argv[1]) as first, Microphone(sys.argv[2]) as second:
    heard = [recorded(first), recorded(second)]
    names = [first.name, second.name]
    notices = [notice.text for notice in first.take_notices() + second.take_notices()]
print(json.dumps({
    "names": names,
    "hertz": [int(np.abs(np.fft.rfft(sound)).argmax()) * 2 for sound in heard],
    "levels": [float(sound.std()) for sound in heard],
    "notices": notices,
    "devices": [(device.name, device.kind) for device in input_devices(load())],
}))
"""

RECORD_ON = """
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.errors import EnvironmentFault

with Microphone() as microphone:
    blocks = microphone.blocks()
    print("recording" if len(next(blocks)) else "stalled", flush=True)
    try:
        for block in blocks:
            pass
    except EnvironmentFault as fault:
        print(fault)
"""


def test_a_microphone_and_the_computers_sound_are_recorded_at_once(virtual_microphone, tmp_path):
    virtual_microphone.add("speakers", "other", "Another microphone")
    time_s = np.arange(16_000 * 20) / 16_000
    for sink, frequency, level in (("room", 440, 0.3), ("speakers", 1_000, 0.1)):
        path = tmp_path / f"{sink}.wav"
        soundfile.write(path, level * np.sin(2 * np.pi * frequency * time_s), 16_000)
        virtual_microphone.play(path, sink)
    result = subprocess.run(
        [sys.executable, "-c", RECORD_TWO, "virtual MIC", "speakers.monitor"],
        env=virtual_microphone.env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "there is no microphone" in result.stderr or "has no microphone" in result.stderr:
        pytest.skip(PLUGIN_MISSING)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["names"] == ["Virtual microphone", "Monitor of Null Output"]
    assert told["hertz"] == [440, 1_000]
    assert told["levels"] == [pytest.approx(0.212, abs=0.02), pytest.approx(0.0707, abs=0.01)]
    assert told["notices"] == []
    assert ["Virtual microphone", "microphone"] in told["devices"]
    assert told["devices"].count(["Monitor of Null Output", "computer"]) == 2


def test_a_sound_server_that_goes_away_is_told_at_once(virtual_microphone):
    with subprocess.Popen(
        [sys.executable, "-c", RECORD_ON],
        env=virtual_microphone.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as recorder:
        assert recorder.stdout is not None
        started = recorder.stdout.readline()
        virtual_microphone.close()
        try:
            told, errors = recorder.communicate(timeout=30)
        finally:
            recorder.kill()
    if "has no microphone" in errors:
        pytest.skip(PLUGIN_MISSING)
    assert started == "recording\n", errors
    assert "has stopped recording: plug it in again" in told
