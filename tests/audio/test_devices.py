"""What can be recorded from, and what a name means."""

from __future__ import annotations

import json
import os

import pytest

from lsg_desktop.audio.devices import ask_pactl, chosen, input_devices, routed
from lsg_desktop.errors import EnvironmentFault, InputFault
from tests.audio.fake_sounddevice import FakeSoundDevice

PULSE = json.dumps(
    [
        {
            "name": "alsa_output.pci-0000_00_1f.3.analog-stereo.monitor",
            "description": "Monitor of Built-in Audio",
            "sample_specification": "s32le 2ch 48000Hz",
            "monitor_source": "alsa_output.pci-0000_00_1f.3.analog-stereo",
        },
        {
            "name": "alsa_input.usb-Blue_Yeti",
            "description": "Yeti Stereo Microphone",
            "sample_specification": "s16le 2ch 44100Hz",
            "monitor_source": "",
        },
        {
            "name": "bluez_input.00_11",
            "description": "",
            "sample_specification": "s16le 1ch 16000Hz",
            "monitor_source": "",
        },
    ]
)


def devices(listing=PULSE, **options):
    return input_devices(FakeSoundDevice(**options), pactl=lambda: listing)


def test_only_what_has_an_input_is_listed_and_the_default_is_marked():
    found = devices("")
    assert [device.name for device in found] == [
        "HDA Intel PCH: ALC257 Analog (hw:0,0)",
        "USB Audio: Podcast (hw:1,0)",
        "pulse",
        "default",
    ]
    assert [device.default for device in found] == [False, False, False, True]
    assert [device.rate for device in found] == [44_100, 48_000, 44_100, 44_100]


def test_the_sources_of_pulseaudio_are_listed_by_their_descriptions():
    monitor, yeti, bluetooth = devices()[4:]
    assert (monitor.name, monitor.kind) == ("Monitor of Built-in Audio", "computer")
    assert (yeti.name, yeti.kind) == ("Yeti Stereo Microphone", "microphone")
    assert bluetooth.name == "bluez_input.00_11"
    assert (monitor.rate, yeti.rate, bluetooth.rate) == (48_000, 44_100, 16_000)
    assert {device.index for device in (monitor, yeti, bluetooth)} == {3}  # that of "pulse"


def test_without_portaudios_pulse_device_the_sources_cannot_be_reached():
    alsa_only = ({"name": "hw:0", "inputs": 2, "rate": 44_100.0},)
    assert [device.name for device in devices(devices=alsa_only, default=0)] == ["hw:0"]


@pytest.mark.parametrize("listing", ["", "[]", "no json", '[{"rate": 0,00}]'])
def test_pulseaudio_that_answers_nonsense_has_no_sources(listing):
    assert len(devices(listing)) == 4


def test_pactl_is_asked_without_harm_where_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask_pactl() == ""


def test_of_several_host_systems_only_the_defaults_is_listed():
    windows = tuple(
        {"name": name, "inputs": inputs, "rate": 44_100.0, "host": host}
        for host in range(3)
        for name, inputs in (("Microphone (Realtek)", 2), ("Speakers (Realtek)", 0))
    )
    found = devices(devices=windows, default=2)
    assert [(device.name, device.index) for device in found] == [("Microphone (Realtek)", 2)]


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_it_is_the_default(name):
    assert chosen(devices(), name).name == "default"


def test_without_a_default_it_is_the_first():
    assert chosen(devices(default=-1), None).name.startswith("HDA Intel")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("USB Audio: Podcast (hw:1,0)", "USB Audio: Podcast (hw:1,0)"),
        ("podcast", "USB Audio: Podcast (hw:1,0)"),
        ("YETI", "Yeti Stereo Microphone"),
        ("alsa_input.usb-Blue_Yeti", "Yeti Stereo Microphone"),
        ("monitor", "Monitor of Built-in Audio"),
        ("default", "default"),
    ],
)
def test_a_name_or_part_of_one_in_any_case_is_enough(name, found):
    assert chosen(devices(), name).name == found


def test_a_whole_name_wins_over_a_part_of_others():
    twins = tuple(
        {"name": name, "inputs": 1, "rate": 48_000.0} for name in ("Mic", "Mic 2", "Dynamic")
    )
    assert chosen(devices(devices=twins, default=0), "mic").name == "Mic"


def test_a_name_that_fits_several_lists_them():
    with pytest.raises(InputFault) as caught:
        chosen(devices(), "audio")
    assert "several microphones fit 'audio'" in str(caught.value)
    assert "USB Audio: Podcast (hw:1,0), Monitor of Built-in Audio" in str(caught.value)


def test_twins_of_one_description_are_told_apart_by_their_sources():
    listing = json.dumps(
        [
            {**json.loads(PULSE)[1], "name": "yeti.1"},
            {**json.loads(PULSE)[1], "name": "yeti.2"},
        ]
    )
    found = devices(listing)
    with pytest.raises(InputFault, match=r"choose one of yeti\.1, yeti\.2"):
        chosen(found, "Yeti Stereo Microphone")
    assert chosen(found, "yeti.2").source == "yeti.2"


def test_a_name_that_fits_none_lists_all():
    with pytest.raises(InputFault) as caught:
        chosen(devices(), "Rode")
    assert "there is no microphone 'Rode'" in str(caught.value)
    assert "Yeti Stereo Microphone" in caught.value.remedy
    assert "default" in caught.value.remedy


def test_a_computer_without_microphones_says_so():
    with pytest.raises(EnvironmentFault, match="no microphone"):
        chosen(devices(devices=(), default=-1), None)


@pytest.mark.parametrize("before", [None, "other"])
def test_pulseaudio_is_led_to_the_source_only_while_a_stream_is_opened(before, monkeypatch):
    if before:
        monkeypatch.setenv("PULSE_SOURCE", before)
    else:
        monkeypatch.delenv("PULSE_SOURCE", raising=False)
    with routed(chosen(devices(), "yeti")):
        assert os.environ["PULSE_SOURCE"] == "alsa_input.usb-Blue_Yeti"
    assert os.environ.get("PULSE_SOURCE") == before
    with routed(chosen(devices(), "podcast")):
        assert os.environ.get("PULSE_SOURCE") == before
