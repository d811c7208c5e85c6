"""Captions of single clips: units, delays and independence of order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.clips import WallClock, Writing
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPT = {
    Task.TRANSCRIBE: [Spoken("Good", 8_000), Spoken(" morning", 20_000), Spoken(" all", 26_000)],
    Task.TRANSLATE: [Spoken("大", 8_000), Spoken("家早", 20_000), Spoken("上好", 26_000)],
}
SAMPLES = np.zeros(30_000, np.float32)


def order() -> Order:
    return Order(
        tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
        source_lang="en",
        target_lang="zh",
        settings=PolicySettings(),
    )


def test_each_unit_has_the_audio_heard_when_it_was_written() -> None:
    """Words for English, characters for Chinese; the last ones carry the unrounded length."""
    lines = clips.captions(ScriptedModel(SCRIPT), order(), SAMPLES)
    assert lines[Task.TRANSCRIBE].text == "Good morning all"
    assert lines[Task.TRANSCRIBE].delays == (640, 1280, 1875)
    assert lines[Task.TRANSLATE].delays == (640, 1280, 1280, 1875, 1875)
    assert lines[Task.TRANSLATE].source_ms == pytest.approx(1875)


def test_offline_hears_everything_before_it_writes() -> None:
    """All delays are the source's length."""
    lines = clips.offline(ScriptedModel(SCRIPT), (Task.TRANSCRIBE,), ("en", "zh"), SAMPLES)
    assert lines[Task.TRANSCRIBE].text == "Good morning all"
    assert set(lines[Task.TRANSCRIBE].delays) == {1875.0}


class Steps:
    """A clock that is asked at the beginning and end of each step, which take so many seconds."""

    def __init__(self, *seconds: float) -> None:
        self._times = [time for second in seconds for time in (0.0, second)]

    def __call__(self) -> float:
        return self._times.pop(0)


def test_a_step_begins_when_its_sound_is_there_and_the_step_before_is_done() -> None:
    """A slow step holds up the next; a quick one catches up."""
    wall = WallClock(Steps(0.1, 1.0, 0.1, 0.1))
    done = [wall.run([], heard_ms) for heard_ms in (640, 1280, 1920, 2560)]
    assert done == pytest.approx([740, 2280, 2380, 2660])


def test_each_unit_has_its_time_by_the_clock() -> None:
    """Steps at 640, 1280, 1875 and, to finish, 1875 ms; the second takes 1 s."""
    clock = Steps(0.1, 1.0, 0.1, 0.1)
    line = clips.captions(ScriptedModel(SCRIPT), order(), SAMPLES, clock)[Task.TRANSCRIBE]
    assert line.elapsed == pytest.approx([740, 2280, 2480])
    assert line.erased == 0
    assert line.delays == (640, 1280, 1875)


def test_a_unit_is_as_late_as_its_latest_change() -> None:
    """What was written over counts as erased, with all after it."""
    writing = Writing("en")
    writing.note("we will", 640, 700)
    writing.note("we will meet", 1280, 1300)
    writing.note("we shall meet", 1920, 2000)
    line = writing.line("we shall meet", 1920)
    assert (line.delays, line.elapsed, line.erased) == ((640, 1920, 1920), (700, 2000, 2000), 2)


def test_a_word_that_grows_is_complete_when_it_has_grown() -> None:
    """Its delay is that of its last letter."""
    writing = Writing("en")
    writing.note("a para", 640, 640)
    writing.note("a paragraph", 1280, 1280)
    assert writing.line("a paragraph", 1280).delays == (640, 1280)


def test_a_sound_of_which_a_part_is_missing_is_refused(tmp_path: Path) -> None:
    """What the model did not hear is no mistake of its."""
    soundfile.write(tmp_path / "a.wav", SAMPLES, 16_000)
    whole = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "a.wav").write_bytes(whole[:-16_000])
    with pytest.raises(InputFault, match=r"the last 0\.5 of 1\.9 s are missing: copy the file"):
        clips.load(tmp_path / "a.wav")


def test_a_sound_of_which_nothing_is_left_at_16_khz_is_refused(tmp_path: Path) -> None:
    """One frame of 48 kHz is a third of a sample."""
    soundfile.write(tmp_path / "a.wav", np.zeros(1, np.float32), 48_000)
    with pytest.raises(InputFault, match=r"a\.wav is too short to be heard: leave out its row"):
        clips.load(tmp_path / "a.wav")
