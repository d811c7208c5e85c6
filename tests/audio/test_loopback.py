"""What Windows plays, on a PyAudioWPatch without Windows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lsg_desktop.audio import loopback
from lsg_desktop.audio.loopback import Loopback
from lsg_desktop.errors import EnvironmentFault, InputFault
from tests.audio.fake_pyaudio import FakePyAudioWPatch


def opened(fake, device=None, **options):
    """Give a source and the stream that it has opened."""
    source = Loopback(device, module=fake, **options)
    return source, fake.streams[-1]


def test_the_usual_output_is_recorded_as_it_plays():
    fake = FakePyAudioWPatch()
    source, stream = opened(fake)
    with source:
        assert source.name == "Speakers (Realtek)"
        asked = {name: stream.options[name] for name in ("input_device_index", "channels", "rate")}
        assert asked == {"input_device_index": 9, "channels": 2, "rate": 48_000}
    assert stream.closed
    assert fake.in_use == 0


def test_what_is_played_is_heard_mono_at_16_khz():
    source, stream = opened(FakePyAudioWPatch())
    time_s = np.arange(48_000) / 48_000
    assert stream.play(0.5 * np.sin(2 * np.pi * 440 * time_s)) == (None, 0)
    source.close()
    heard = np.concatenate(list(source.blocks()))
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert len(heard) == 16_000
    assert np.abs(heard - expected)[800:-800].max() < 0.01


def test_another_output_is_found_by_its_name():
    source, stream = opened(FakePyAudioWPatch(), "headphones (usb)")
    assert source.name == "Headphones (USB)"
    assert stream.options["input_device_index"] == 7


def test_while_nothing_plays_there_is_silence_as_long_as_it_lasts():
    """Windows sends nothing then, and sentences have to end all the same."""
    seconds = itertools.count(start=10.0, step=0.5)
    source, stream = opened(
        FakePyAudioWPatch(), "Headphones (USB)", quiet_s=0.0, clock=lambda: next(seconds)
    )
    blocks = source.blocks()
    stream.play(np.full(480, 0.1))
    assert len(next(blocks)) == 480
    assert [next(blocks).tolist() for _ in range(2)] == [[0.0] * 8_000] * 2
    stream.play(np.full(480, 0.1))
    assert next(blocks).tolist() == pytest.approx([0.1] * 480)


def test_an_output_that_goes_away_is_a_fault():
    source, stream = opened(FakePyAudioWPatch(), quiet_s=0.0)
    blocks = source.blocks()
    stream.active = False
    with pytest.raises(EnvironmentFault, match=r"Speakers \(Realtek\) has stopped"):
        next(blocks)
    source.close()
    source.close()
    assert stream.closed


def test_a_name_that_is_not_there_lists_those_that_are():
    fake = FakePyAudioWPatch()
    with pytest.raises(InputFault, match="'HDMI': choose one of Headphones"):
        Loopback("HDMI", module=fake)
    assert fake.in_use == 0


def test_an_output_that_refuses_is_a_fault():
    fake = FakePyAudioWPatch(refusal=OSError(-9996, "Invalid device"))
    with pytest.raises(EnvironmentFault, match=r"cannot be recorded \(Invalid device\)"):
        Loopback(module=fake)
    assert fake.in_use == 0


def test_a_computer_without_outputs_says_so():
    with pytest.raises(EnvironmentFault, match="no output"):
        Loopback(module=FakePyAudioWPatch(outputs=()))


def test_a_missing_pyaudiowpatch_is_a_fault_that_says_what_to_install():
    def missing(name):
        raise ImportError(name)

    with pytest.raises(EnvironmentFault) as caught:
        loopback.load(missing)
    assert caught.value.remedy == 'pip install "lsg-desktop[loopback]"'
