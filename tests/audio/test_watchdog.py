"""Whether a device that recorded has fallen silent."""

from __future__ import annotations

import math

from lsg_desktop.audio.watchdog import Watch, Watchdog

BLOCK = 16_000


def test_sound_and_its_pauses_are_alive():
    """A room that is quiet still gives some noise."""
    dog = Watchdog(stalled_s=4.0, silent_s=5.0)
    assert {dog.note(BLOCK, 1e-5, second) for second in range(20)} == {Watch.ALIVE}


def test_no_samples_for_a_while_are_a_stall_and_the_next_end_it():
    dog = Watchdog(stalled_s=4.0, silent_s=5.0)
    dog.note(BLOCK, 0.1, 0.0)
    assert dog.note(0, 0.0, 3.9) is Watch.ALIVE
    assert dog.note(0, 0.0, 4.0) is Watch.STALLED
    assert dog.note(BLOCK, 0.1, 5.0) is Watch.ALIVE


def test_a_device_that_never_gave_anything_stalls_from_its_first_note_on():
    dog = Watchdog(stalled_s=4.0, silent_s=5.0)
    assert dog.note(0, 0.0, 100.0) is Watch.ALIVE
    assert dog.note(0, 0.0, 104.0) is Watch.STALLED


def test_zeros_of_what_was_alive_are_silence_counted_in_samples():
    """How fast they are read does not matter: blocks may come merged."""
    dog = Watchdog(stalled_s=4.0, silent_s=5.0)
    dog.note(BLOCK, 0.1, 0.0)
    assert dog.note(4 * BLOCK, 0.0, 0.0) is Watch.ALIVE
    assert dog.note(BLOCK, 0.0, 0.0) is Watch.SILENT
    assert dog.note(BLOCK, 1e-6, 0.0) is Watch.ALIVE


def test_zeros_of_what_was_never_heard_mean_nothing():
    """A device that is muted from the start is no worse than before."""
    dog = Watchdog(stalled_s=4.0, silent_s=5.0)
    assert {dog.note(BLOCK, 0.0, second) for second in range(20)} == {Watch.ALIVE}


def test_where_silence_is_usual_it_is_not_watched():
    dog = Watchdog(stalled_s=4.0, silent_s=math.inf)
    dog.note(BLOCK, 0.1, 0.0)
    assert {dog.note(BLOCK, 0.0, second) for second in range(20)} == {Watch.ALIVE}
