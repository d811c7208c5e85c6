"""A microphone on a sounddevice without hardware; test_real_portaudio.py has the real one."""

from __future__ import annotations

import itertools
import os

import numpy as np
import pytest

from lsg_desktop.audio import portaudio
from lsg_desktop.audio.microphone import Microphone
from lsg_desktop.errors import EnvironmentFault, InputFault
from tests.audio.fake_sounddevice import FakeSoundDevice, PortAudioError
from tests.audio.test_devices import PULSE


def opened(fake, device=None, **options):
    """Give a microphone and the stream that it has opened."""
    microphone = Microphone(device, module=fake, pactl=lambda: PULSE, **options)
    return microphone, fake.streams[-1]


def block(value, count=480):
    return np.full(count, value, np.float32)


def test_it_records_from_the_default_at_16_khz_mono_in_blocks_of_30_ms():
    microphone, stream = opened(FakeSoundDevice(), speaker="You")
    with microphone:
        assert (microphone.name, microphone.speaker) == ("default", "You")
        assert stream.active
        asked = {
            name: stream.options[name]
            for name in ("device", "samplerate", "channels", "blocksize", "dtype")
        }
        assert asked == {
            "device": 4,
            "samplerate": 16_000,
            "channels": 1,
            "blocksize": 480,
            "dtype": "float32",
        }
    assert stream.closed


def test_what_is_recorded_is_heard():
    microphone, stream = opened(FakeSoundDevice())
    blocks = microphone.blocks()
    for value in (0.1, 0.2, 0.3):
        stream.record(block(value))
        assert next(blocks).tolist() == block(value).tolist()


def test_a_reader_slower_than_speech_gets_merged_blocks():
    microphone, stream = opened(FakeSoundDevice())
    blocks = microphone.blocks()
    for value in (0.1, 0.2, 0.3):
        stream.record(block(value))
    assert next(blocks).tolist() == [*block(0.1), *block(0.2), *block(0.3)]
    assert microphone.take_notices() == []


def test_closing_gives_what_was_recorded_and_then_the_end():
    microphone, stream = opened(FakeSoundDevice())
    blocks = microphone.blocks()
    stream.record(block(0.5))
    microphone.close()
    microphone.close()
    assert [len(samples) for samples in blocks] == [480]


def test_closing_before_anything_is_recorded_gives_nothing():
    microphone, _ = opened(FakeSoundDevice())
    microphone.close()
    assert list(microphone.blocks()) == []


def test_a_device_that_refuses_16_khz_is_resampled():
    fake = FakeSoundDevice(refused=(16_000,))
    microphone, stream = opened(fake, "podcast")
    assert (stream.options["samplerate"], stream.options["blocksize"]) == (48_000, 1440)
    time_s = np.arange(48_000) / 48_000
    for part in np.split(0.5 * np.sin(2 * np.pi * 440 * time_s), 48_000 // 480):
        stream.record(part)
    microphone.close()
    heard = np.concatenate(list(microphone.blocks()))
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert len(heard) == 16_000
    assert np.abs(heard - expected)[800:-800].max() < 0.01


def test_a_device_that_refuses_mono_is_averaged():
    fake = FakeSoundDevice(refused=((16_000, 1), (44_100, 1)))
    microphone, stream = opened(fake, "ALC257")
    assert stream.options["channels"] == 2
    stream.record(np.tile([[0.2, 0.4]], (44_100, 1)))
    microphone.close()
    heard = np.concatenate(list(microphone.blocks()))
    assert len(heard) == 16_000
    assert heard[8_000] == pytest.approx(0.3, abs=1e-3)


def test_numbers_that_are_none_become_silence():
    microphone, stream = opened(FakeSoundDevice())
    stream.record(block(np.nan))
    assert next(microphone.blocks()).tolist() == block(0.0).tolist()


def test_a_source_of_pulseaudio_is_opened_through_pulse():
    seen = []

    class Watched(FakeSoundDevice):
        def InputStream(self, **options):
            seen.append(os.environ.get("PULSE_SOURCE"))
            return super().InputStream(**options)

    microphone, stream = opened(Watched(), "yeti")
    assert microphone.name == "Yeti Stereo Microphone"
    assert stream.options["device"] == 3
    assert seen == ["alsa_input.usb-Blue_Yeti"]
    assert os.environ.get("PULSE_SOURCE") != "alsa_input.usb-Blue_Yeti"


def test_sound_that_there_is_no_room_for_is_a_notice():
    microphone, stream = opened(FakeSoundDevice(), backlog_s=0.03)
    blocks = microphone.blocks()
    stream.record(block(0.1))
    stream.record(block(0.2))
    assert next(blocks).tolist() == block(0.1).tolist()
    (notice,) = microphone.take_notices()
    assert "were lost" in notice.text
    stream.record(block(0.3))
    assert next(blocks).tolist() == block(0.3).tolist()
    assert microphone.take_notices() == []


def test_sound_that_portaudio_had_no_time_for_is_a_notice():
    microphone, stream = opened(FakeSoundDevice())
    stream.record(block(0.1), status="input overflow")
    next(microphone.blocks())
    (notice,) = microphone.take_notices()
    assert "too busy" in notice.text


def test_a_device_that_gives_nothing_is_a_notice_and_an_empty_block():
    microphone, stream = opened(FakeSoundDevice(), stalled_s=0.0)
    blocks = microphone.blocks()
    assert [len(samples) for samples in itertools.islice(blocks, 3)] == [0, 0, 0]
    (notice,) = microphone.take_notices()
    assert "Nothing has come from default" in notice.text
    stream.record(block(0.1))
    assert len(next(blocks)) == 480
    assert microphone.take_notices() == []


def test_a_device_that_goes_away_gives_what_it_had_and_is_a_fault():
    microphone, stream = opened(FakeSoundDevice())
    blocks = microphone.blocks()
    stream.record(block(0.1))
    stream.vanish()
    assert len(next(blocks)) == 480
    with pytest.raises(EnvironmentFault, match="default has stopped recording"):
        next(blocks)


def test_a_name_that_fits_none_is_a_fault_that_lists_all():
    with pytest.raises(InputFault, match="Yeti Stereo Microphone"):
        opened(FakeSoundDevice(), "Rode")


def test_a_computer_without_microphones_is_a_fault():
    with pytest.raises(EnvironmentFault, match="no microphone"):
        Microphone(module=FakeSoundDevice(devices=(), default=-1), pactl=lambda: "")


def test_a_device_that_takes_no_format_is_a_fault():
    fake = FakeSoundDevice(refused=(16_000, 44_100))
    with pytest.raises(EnvironmentFault) as caught:
        opened(fake)
    assert "default cannot be opened (Error opening InputStream" in str(caught.value)
    assert caught.value.remedy


def test_a_device_that_is_in_use_is_a_fault_that_says_what_to_close():
    fake = FakeSoundDevice(start_error=PortAudioError("Device unavailable", -9985))
    with pytest.raises(EnvironmentFault, match="close the program that is using it"):
        opened(fake)
    assert fake.streams[-1].closed


def test_an_error_without_a_number_is_a_fault_too():
    with pytest.raises(EnvironmentFault, match="lsg-desktop devices"):
        opened(FakeSoundDevice(start_error=PortAudioError("Error")))


def test_a_missing_portaudio_library_is_a_fault_that_says_what_to_install():
    def without_library(name):
        raise OSError("PortAudio library not found")

    with pytest.raises(EnvironmentFault) as caught:
        portaudio.load(without_library)
    assert caught.value.problem == "PortAudio is not installed"
    assert caught.value.remedy == "sudo apt-get install libportaudio2"
