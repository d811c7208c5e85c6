"""From what was chosen to sources."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from lsg_desktop.audio.pace import Pace
from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.errors import InputFault
from lsg_desktop.session.openings import Choice, openings
from tests.audio.devices import BUILT_IN, MONITOR, YETI, Switchboard


def opened(choice):
    """Give the speakers, and the names of what was opened as microphone and as computer."""
    microphone, computer = Switchboard(), Switchboard()
    plugged = Plugged([BUILT_IN, YETI, MONITOR])
    found = openings(choice, plugged, microphone=microphone, computer=computer)
    for one in found:
        one.open().close()
    assert all(one.is_live for one in found)
    return [one.speaker for one in found], microphone.opened, computer.opened


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), (["You"], ["Built-in"], [])),
        (Choice(microphone="Yeti", computer="x"), (["You"], ["Yeti"], [])),
        (Choice(kind="computer", microphone="Yeti"), (["Computer"], [], [MONITOR.name])),
        (
            Choice(kind="both", microphone="Yeti"),
            (["You", "Computer"], ["Yeti"], [MONITOR.name]),
        ),
    ],
)
def test_a_choice_opens_its_devices_under_its_speakers(choice, expected):
    assert opened(choice) == expected


def test_a_file_is_played_at_the_speed_of_speech(tmp_path):
    path = tmp_path / "talk.wav"
    soundfile.write(path, np.zeros(16_000), 16_000)
    slept: list[float] = []
    pace = Pace(clock=lambda: 0.0, sleep=slept.append)
    (only,) = openings(Choice(kind="file", file=path), Plugged(), pace=pace)
    assert (only.speaker, only.is_live) == (None, False)
    with only.open() as source:
        assert sum(map(len, source.blocks())) == 16_000
    assert slept[-1] == pytest.approx(1.0)


def test_a_file_that_is_missing_is_a_fault_when_it_is_opened(tmp_path):
    (only,) = openings(Choice(kind="file", file=tmp_path / "gone.wav"), Plugged())
    with pytest.raises(InputFault, match="there is no file"):
        only.open()


def test_no_file_is_a_fault():
    with pytest.raises(InputFault, match="no file has been chosen"):
        openings(Choice(kind="file"), Plugged())
