"""A device that is listened to by name, and what stands in for it."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.audio.following import Following
from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.errors import EnvironmentFault
from tests.audio.devices import BUILT_IN, MONITOR, YETI, Switchboard, device

SOUND = np.full(480, 0.1, np.float32)


class Clock:
    """A clock that goes only when told."""

    now_s = 100.0

    def __call__(self):
        return self.now_s


class Room:
    """What is plugged in, what it opens to, and a source that follows."""

    def __init__(self, *devices, preferred="Yeti", kind="microphone", board=None):
        self.plugged = Plugged(devices or None)
        self.doubts: list[bool] = []
        self.plugged.kept_by(lambda: self.doubts.append(True))
        self.board = board or Switchboard()
        self.clock = Clock()
        self.source = Following(
            preferred, kind, self.board, self.plugged, retry_s=0.0, clock=self.clock
        )
        self.blocks = self.source.blocks()

    def hears(self):
        """Say something into the line that is open and give the next block that is no silence."""
        self.board.last.say(SOUND)
        return next(block for block in self.blocks if block.any())

    def told(self):
        """Give the notices since the last time."""
        return [notice.text for notice in self.source.take_notices()]


def test_the_preferred_device_is_listened_to():
    room = Room(BUILT_IN, YETI)
    assert room.hears() is SOUND
    assert room.board.opened == ["Yeti"]
    assert room.told() == []


def test_what_is_unplugged_is_replaced_by_the_default_and_told():
    room = Room(BUILT_IN, YETI)
    room.hears()
    yeti = room.board.last
    room.plugged.update([BUILT_IN])
    assert yeti.closed.is_set()
    next(room.blocks)
    assert room.board.opened == ["Yeti", "Built-in"]
    assert room.hears() is SOUND
    assert room.told() == ["Yeti is gone: listening to Built-in instead."]


def test_what_comes_back_is_listened_to_again_by_its_name():
    """At another place in the list and perhaps with another index."""
    room = Room(BUILT_IN, YETI)
    room.plugged.update([BUILT_IN])
    next(room.blocks)
    room.told()
    room.plugged.update([YETI, BUILT_IN])
    next(room.blocks)
    assert room.board.opened == ["Yeti", "Built-in", "Yeti"]
    assert room.told() == ["Yeti is back: listening to it again."]
    assert room.hears() is SOUND


def test_the_time_a_change_takes_is_silence():
    """The sound keeps its time, and what was being said ends."""
    room = Room(BUILT_IN, YETI)
    room.hears()
    room.clock.now_s += 0.5
    room.plugged.update([BUILT_IN])
    assert next(room.blocks).tolist() == [0.0] * 8_000


def test_what_was_recorded_before_a_change_is_not_lost():
    room = Room(BUILT_IN, YETI)
    room.board.last.say(SOUND)
    room.plugged.update([BUILT_IN])
    assert next(room.blocks) is SOUND


def test_what_is_not_there_at_the_start_is_waited_for():
    room = Room(BUILT_IN, MONITOR)
    assert room.board.opened == ["Built-in"]
    assert room.told() == ["Yeti is not connected: listening to Built-in."]
    room.plugged.update([BUILT_IN, MONITOR, YETI])
    next(room.blocks)
    assert room.board.opened == ["Built-in", "Yeti"]


def test_before_the_devices_are_known_the_preferred_one_is_tried():
    assert Room().board.opened == ["Yeti"]


def test_before_the_devices_are_known_one_that_is_missing_gives_way_to_the_systems():
    board = Switchboard()
    board.missing = {"Yeti"}
    room = Room(board=board)
    assert board.opened == ["default"]
    assert room.told() == ["Yeti is not connected: listening to default."]
    room.plugged.update([BUILT_IN])
    assert not board.last.closed.is_set()
    board.missing = set()
    room.plugged.update([BUILT_IN, YETI])
    next(room.blocks)
    assert board.opened == ["default", "Yeti"]


def test_one_that_is_there_and_does_not_open_is_a_fault():
    """It may be in use or forbidden, which the user mends."""
    board = Switchboard()
    board.busy = {"Yeti"}
    with pytest.raises(EnvironmentFault, match="Yeti cannot be opened"):
        Room(BUILT_IN, YETI, board=board)


def test_one_that_comes_back_but_does_not_open_leaves_things_as_they_are():
    room = Room(BUILT_IN, YETI)
    room.plugged.update([BUILT_IN])
    next(room.blocks)
    room.board.busy = {"Yeti"}
    room.plugged.update([BUILT_IN, YETI])
    next(room.blocks)
    assert room.board.opened == ["Yeti", "Built-in", "Built-in"]
    assert room.hears() is SOUND


def test_a_stream_that_breaks_off_is_replaced_though_the_list_knows_nothing():
    """As on Windows, where the list may come later or never."""
    room = Room(BUILT_IN, YETI)
    room.board.last.break_off()
    next(room.blocks)
    assert room.board.opened == ["Yeti", "Built-in"]
    assert room.told() == ["Yeti is gone: listening to Built-in instead."]


def test_with_nothing_left_it_waits_and_says_so_once():
    room = Room(YETI)
    room.hears()
    room.board.busy = {"Yeti", None}
    room.board.last.break_off()
    for _ in range(3):
        room.clock.now_s += 1.0
        assert next(room.blocks).tolist() == [0.0] * 16_000
    assert room.told() == ["Yeti is gone, and there is nothing else to listen to."]
    room.board.busy = set()
    next(room.blocks)
    assert room.hears() is SOUND
    assert room.told() == ["Yeti is back: listening to it again."]


def test_a_stand_in_that_does_not_open_at_once_is_tried_again():
    """On a busy computer PortAudio's thread may be too late; that is not worth a word."""
    room = Room(BUILT_IN, YETI)
    room.board.busy = {"Built-in"}
    room.plugged.update([BUILT_IN])
    next(room.blocks)
    room.board.busy = set()
    next(room.blocks)
    assert room.board.opened == ["Yeti", "Built-in"]
    assert room.told() == ["Yeti is gone: listening to Built-in instead."]


def test_without_a_preference_it_is_the_default_and_goes_with_it():
    room = Room(YETI, BUILT_IN, preferred=None)
    assert room.board.opened == ["Built-in"]
    room.plugged.update([device("Yeti", default=True), device("Built-in")])
    next(room.blocks)
    assert room.board.opened == ["Built-in", "Yeti"]
    assert room.told() == ["Listening to Yeti now."]


def test_a_stand_in_stays_while_it_is_there():
    """Another default is no reason to change once more."""
    room = Room(BUILT_IN)
    room.plugged.update([device("Built-in"), device("Webcam", default=True)])
    assert not room.board.last.closed.is_set()


def test_a_microphone_never_stands_in_for_the_computers_sound():
    room = Room(BUILT_IN, MONITOR, preferred="Monitor of HDMI", kind="computer")
    assert room.board.opened == ["Monitor of Speakers"]


def test_zeros_from_what_was_alive_have_the_devices_looked_at_once():
    """Linux says nothing of a device that is unplugged; the list decides, not the silence."""
    room = Room(BUILT_IN, YETI)
    room.hears()
    for _ in range(10):
        room.board.last.say(np.zeros(16_000, np.float32))
        next(room.blocks)
    assert room.doubts == [True]
    assert room.board.opened == ["Yeti"]


def test_a_stall_has_the_devices_looked_at():
    room = Room(BUILT_IN, YETI)
    room.hears()
    room.clock.now_s += 4.0
    room.board.last.say(np.zeros(0, np.float32))
    next(room.blocks)
    assert room.doubts == [True]


def test_a_computer_that_plays_nothing_is_in_no_doubt():
    room = Room(MONITOR, preferred=None, kind="computer")
    room.hears()
    room.board.last.say(np.zeros(16_000 * 60, np.float32))
    next(room.blocks)
    assert room.doubts == []


def test_closing_gives_what_was_recorded_and_then_the_end():
    room = Room(BUILT_IN, YETI)
    room.board.last.say(SOUND)
    room.source.close()
    room.source.close()
    assert list(room.blocks) == [SOUND]
    room.plugged.update([BUILT_IN])
    assert room.board.opened == ["Yeti"]


def test_what_a_source_has_to_say_is_passed_on_also_after_it_is_left():
    room = Room(BUILT_IN, YETI)
    room.board.last.tell("5 s of sound were lost.")
    room.plugged.update([BUILT_IN])
    next(room.blocks)
    assert room.told()[0] == "5 s of sound were lost."
