"""The latest decisions as columns of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lsg_desktop.events import Decision, Reason, Task
from lsg_desktop.ui.decision_record import MOST, Record


def decided(audio_s, task=Task.TRANSCRIBE, **other):
    """Give a decision at a time."""
    values: dict[str, Any] = {
        "utterance": 1,
        "chunk": 1,
        "unit": 1,
        "baseline": 1,
        "kl": 1.0,
        "confidence": 0.5,
        "action": "write",
        "reason": Reason.CONFIDENCE,
        "text": "word",
    }
    return Decision(audio_s=audio_s, task=task, **(values | other))


def columns(*decisions, task=Task.TRANSCRIBE):
    """Give the columns of decisions."""
    record = Record()
    for decision in decisions:
        record.add(decision)
    return record.columns(task)


def test_none_are_none():
    empty = columns()
    assert len(empty.decisions) == len(empty.middle_s) == len(empty.kl) == 0


def test_each_task_has_its_own():
    both = [decided(1.0), decided(1.0, task=Task.TRANSLATE, kl=7.0)]
    assert columns(*both, task=Task.TRANSLATE).kl.tolist() == [7.0]


def test_the_oldest_are_forgotten():
    record = Record()
    for number in range(MOST + 50):
        record.add(decided(float(number)))
    kept = record.columns(Task.TRANSCRIBE)
    assert len(kept.decisions) == MOST
    assert kept.decisions[0].audio_s == 50


def test_figures_that_are_missing_are_not_numbers():
    kept = columns(decided(1.0, kl=None), decided(2.0, confidence=None))
    assert np.isnan(kept.kl).tolist() == [True, False]
    assert np.isnan(kept.confidence).tolist() == [False, True]


def test_a_decision_alone_lies_at_its_time():
    kept = columns(decided(1.0), decided(1.64), decided(2.28))
    assert kept.middle_s == pytest.approx([1.0, 1.64, 2.28])
    assert kept.width_s == pytest.approx([0.64, 0.64, 0.64])


def test_words_of_one_chunk_lie_side_by_side():
    """Three at one moment share the room around it and do not overlap."""
    kept = columns(decided(1.0), *[decided(1.6)] * 3, decided(2.2))
    edges = np.column_stack((kept.middle_s - kept.width_s / 2, kept.middle_s + kept.width_s / 2))
    assert edges[1:4].ravel() == pytest.approx([1.3, 1.5, 1.5, 1.7, 1.7, 1.9])
    assert (np.diff(edges.ravel()) > -1e-9).all()


def test_two_speakers_are_put_in_order_of_time():
    kept = columns(decided(2.0, speaker="You"), decided(1.5, speaker="Computer"))
    assert [decision.speaker for decision in kept.decisions] == ["Computer", "You"]
