"""The computer's own sound on each system."""

from __future__ import annotations

import pytest

from lsg_desktop.audio.computer import open_computer
from lsg_desktop.errors import EnvironmentFault, InputFault
from tests.audio.devices import MONITOR, YETI, Line


def opened(name=None, devices=(YETI, MONITOR), platform="linux"):
    """Give the name of what would be recorded."""
    return open_computer(
        name,
        devices=lambda: devices,
        record=lambda found: Line(f"recorded {found}"),
        loopback=lambda found: Line(f"windows {found}"),
        platform=platform,
    ).name


def test_on_linux_it_is_the_monitor_of_an_output():
    assert opened() == "recorded Monitor of Speakers"
    assert opened("monitor of speakers") == "recorded Monitor of Speakers"


def test_on_windows_it_is_wasapis_loopback():
    assert opened(platform="win32") == "windows None"
    assert opened("Speakers", platform="win32") == "windows Speakers"


def test_a_name_that_is_not_there_is_a_fault():
    with pytest.raises(InputFault, match="'HDMI'"):
        opened("HDMI")


def test_a_mac_that_is_not_set_up_is_told_where_to_read_how():
    with pytest.raises(EnvironmentFault) as caught:
        opened(devices=(YETI,), platform="darwin")
    assert caught.value.remedy == "see Help > Computer sound on a Mac"


@pytest.mark.parametrize(("platform", "says"), [("linux", "PulseAudio"), ("aix", "microphone")])
def test_where_it_cannot_be_recorded_the_remedy_says_what_can(platform, says):
    with pytest.raises(EnvironmentFault, match=says):
        opened("HDMI", devices=(YETI,), platform=platform)
