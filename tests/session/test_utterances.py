"""Sound cut into utterances."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.session.utterances import utterances
from lsg_desktop.settings import SAMPLE_RATE, SpeechSettings
from tests.session.test_runner import hum

LIMIT_S = 28.0


def silence(seconds):
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def lengths_s(blocks, most_s=60.0):
    found = utterances(blocks, SpeechSettings(), LIMIT_S, most_s)
    return [len(one) / SAMPLE_RATE for one in found]


def test_pauses_part_utterances():
    """As in a session: with what belongs to them, and without the rest."""
    found = lengths_s([silence(2.0), hum(2.0), silence(3.0), hum(1.0), silence(2.0)])
    assert found == [pytest.approx(2.0, abs=1.6), pytest.approx(1.0, abs=1.6)]


def test_what_is_longer_than_a_model_takes_is_cut():
    assert max(lengths_s([hum(40.0)])) < LIMIT_S


def test_no_more_is_read_than_is_wanted():
    """A lecture of hours is not waited for."""
    read = []

    def lecture():
        for number in range(100):
            read.append(number)
            yield from (hum(4.0), silence(2.0))

    assert sum(lengths_s(lecture(), most_s=10.0)) == 10.0
    assert len(read) < 5


def test_sound_without_speech_is_told():
    with pytest.raises(InputFault, match="no speech"):
        lengths_s([silence(5.0)])
