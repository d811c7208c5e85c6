"""What a person can choose to record."""

from __future__ import annotations

import json

import pytest

from lsg_desktop.audio.listing import listed, named, usual
from lsg_desktop.errors import EnvironmentFault
from tests.audio.fake_pyaudio import FakePyAudioWPatch
from tests.audio.fake_sounddevice import FakeSoundDevice, PortAudioError
from tests.audio.test_devices import PULSE

SERVER = json.dumps(
    {
        "default_source_name": "alsa_input.usb-Blue_Yeti",
        "default_sink_name": "alsa_output.pci-0000_00_1f.3.analog-stereo",
    }
)


def devices(listing=PULSE, server=SERVER, platform="linux", windows=None, **options):
    return listed(
        sound=lambda: FakeSoundDevice(**options),
        pactl=lambda: listing,
        server=lambda: server,
        windows=windows or FakePyAudioWPatch,
        platform=platform,
    )


def test_what_pulseaudio_names_is_listed_once_with_both_defaults_marked():
    """PortAudio's "pulse", "default" and the hardware behind them would be doubles."""
    assert [(one.name, one.kind, one.default) for one in devices()] == [
        ("Monitor of Built-in Audio", "computer", True),
        ("Yeti Stereo Microphone", "microphone", True),
        ("bluez_input.00_11", "microphone", False),
    ]


def test_without_pulseaudio_it_is_portaudios_list():
    assert [one.name for one in devices("")][-1] == "default"
    assert [one.default for one in devices("")] == [False, False, False, True]


@pytest.mark.parametrize("server", ["", "{}", "no json"])
def test_a_server_that_names_no_default_marks_none(server):
    assert not any(one.default for one in devices(server=server))


def test_twins_of_one_description_go_by_their_sources():
    yeti = json.loads(PULSE)[1]
    twins = json.dumps([{**yeti, "name": "yeti.1"}, {**yeti, "name": "yeti.2"}])
    assert [one.name for one in devices(twins)] == ["yeti.1", "yeti.2"]


def test_blackhole_is_a_macs_own_sound():
    mac = tuple(
        {"name": name, "inputs": 2, "rate": 48_000.0}
        for name in ("MacBook Microphone", "BlackHole 2ch")
    )
    found = devices("", platform="darwin", devices=mac, default=0)
    assert [one.kind for one in found] == ["microphone", "computer"]


def test_windows_has_its_outputs_too():
    found = devices("", platform="win32")[4:]
    assert [(one.name, one.kind, one.default) for one in found] == [
        ("Headphones (USB)", "computer", False),
        ("Speakers (Realtek)", "computer", True),
    ]


def test_windows_without_pyaudiowpatch_still_has_its_microphones():
    def missing():
        raise EnvironmentFault("not installed")

    assert len(devices("", platform="win32", windows=missing)) == 4


def test_portaudio_that_cannot_list_is_a_fault():
    class Broken(FakeSoundDevice):
        def query_devices(self):
            raise PortAudioError("Error querying device -1", -9996)

    with pytest.raises(EnvironmentFault, match="list of microphones"):
        listed(sound=Broken, pactl=lambda: "", server=lambda: "", platform="linux")


def test_a_name_is_found_whole_in_any_case_and_of_its_kind():
    found = devices()
    assert named(found, "microphone", "YETI stereo microphone") == found[1]
    assert named(found, "microphone", "alsa_input.usb-Blue_Yeti") == found[1]
    assert named(found, "microphone", "Yeti") is None
    assert named(found, "computer", "Yeti Stereo Microphone") is None


def test_the_usual_one_is_the_default_or_else_the_first():
    found = devices()
    assert usual(found, "microphone") == found[1]
    assert usual(found[2:], "microphone") == found[2]
    assert usual(found[1:], "computer") is None
