"""How far words are behind the speaker, split into waiting and computing."""

from __future__ import annotations

import pytest

from lsg_desktop.events import Reason, SpeechStarted, Task, UtteranceEnded, Written
from lsg_desktop.session.figures import Figures


def wrote(audio_s: float, clock_s: float, task: Task = Task.TRANSLATE) -> Written:
    return Written(
        utterance=1,
        task=task,
        text=" w",
        reason=Reason.CONFIDENCE,
        audio_s=audio_s,
        clock_s=clock_s,
    )


def test_a_machine_that_keeps_up_adds_nothing():
    """A word a second, at the speed of speech: one second behind, all of it on purpose."""
    figures = Figures(Task.TRANSLATE)
    figures.take(SpeechStarted(utterance=1, start_s=0.0))
    for second in range(1, 9):
        assert figures.take(wrote(second, second + 0.3))
    assert figures.policy_s == pytest.approx(1.0)
    assert figures.compute_s == pytest.approx(0.0)


def test_sound_that_waits_is_computing():
    """The clock runs ahead of the sound that was heard by two seconds more than at first."""
    figures = Figures(Task.TRANSLATE)
    figures.take(SpeechStarted(utterance=1, start_s=0.0))
    figures.take(wrote(1.0, 1.2))
    figures.take(wrote(2.0, 4.2))
    assert figures.compute_s == pytest.approx(2.0)


def test_the_other_task_says_nothing():
    """The figures are those of one task."""
    figures = Figures(Task.TRANSLATE)
    figures.take(SpeechStarted(utterance=1, start_s=0.0))
    assert not figures.take(wrote(1.0, 1.0, Task.TRANSCRIBE))
    assert figures.policy_s is None


def test_speakers_are_behind_each_on_their_own():
    """What one of them has written does not shorten the lag of the other."""
    figures = Figures(Task.TRANSLATE)
    figures.take(SpeechStarted(utterance=1, start_s=0.0, speaker="You"))
    figures.take(SpeechStarted(utterance=1, start_s=3.0, speaker="Computer"))
    figures.take(
        Written(
            utterance=1,
            task=Task.TRANSLATE,
            text="x",
            reason=Reason.CONFIDENCE,
            speaker="Computer",
            audio_s=4.0,
        )
    )
    assert figures.policy_s == pytest.approx(1.0)
    ended = UtteranceEnded(
        utterance=1, start_s=0.0, end_s=4.0, transcript="", translation="", speaker="You"
    )
    assert not figures.take(ended)
