"""Speech without a pause, cut at every place of a word: none is doubled, none is lost."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.events import Task, UtteranceEnded, Written
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.pipeline import Session
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings, SpeechSettings
from lsg_desktop.speech.segmenter import Segmenter
from tests.session.coded import CodedModel, Deaf, SoundSource, coded, decoded

WORD = 410 * SAMPLE_RATE // 1000  # half of it is between two steps of 10 ms
STEP = SAMPLE_RATE // 100
CUT = 2621 * STEP  # where 20 ms are made quiet, within the 640 ms that are held back from 26 s on
LENGTH = 42 * SAMPLE_RATE


def word_lengths(offset):
    """Give the lengths of words of which one begins so many samples before the cut."""
    first = (CUT - offset) % WORD
    whole, last = divmod(LENGTH - first, WORD)
    return [length for length in (first, *[WORD] * whole, last) if length]


def transcripts(sound, lengths, vad, block=480, **settings):
    """Give (end in samples, transcript) of each utterance of a sound."""
    order = Order(
        tasks=(Task.TRANSCRIBE,),
        source_lang="en",
        target_lang="de",
        settings=PolicySettings(**settings),
    )
    segmenter = Segmenter(SpeechSettings(), vad)
    session = Session(CodedModel(lengths), SoundSource(sound, block), segmenter, order)
    events = list(session.events())
    ended = [event for event in events if isinstance(event, UtteranceEnded)]
    for event in ended:
        wrote = [
            one.text
            for one in events
            if isinstance(one, Written) and one.utterance == event.utterance
        ]
        assert "".join(wrote) == event.transcript
    return [(round(event.end_s * SAMPLE_RATE), event.transcript) for event in ended]


def all_words(lengths):
    return [f"w{number}" for number in range(1, len(lengths) + 1)]


def said(found):
    return " ".join(transcript for _, transcript in found).split()


def test_the_sound_carries_its_words():
    """The test's own code: every sample says its word, quiet or loud."""
    lengths = word_lengths(0)
    sound = coded(lengths, (CUT - STEP, CUT + STEP))
    assert np.bincount(decoded(sound)).tolist() == [0, *lengths]


@pytest.mark.parametrize("offset", range(0, WORD, STEP))
def test_a_hard_cut_at_every_place_of_a_word_doubles_and_loses_none(offset):
    """A word cut in two is in the part that holds more than half of it."""
    lengths = word_lengths(offset)
    sound = coded(lengths, (CUT - STEP, CUT + STEP))
    first, second = transcripts(sound, lengths, Deaf())
    assert first[0] == CUT
    assert second[0] == LENGTH
    assert said([first, second]) == all_words(lengths)


@pytest.mark.parametrize("block", [160, 480, 1600, 40_000, LENGTH])
@pytest.mark.parametrize("chunk_ms", [160, 640, 1920])
def test_merged_reads_and_other_chunks_double_and_lose_none_either(block, chunk_ms):
    """However much sound comes at once."""
    lengths = word_lengths(5 * STEP)
    sound = coded(lengths, (CUT - STEP, CUT + STEP))
    found = transcripts(sound, lengths, Deaf(), block, chunk_ms=chunk_ms)
    assert [end for end, _ in found] == [CUT, LENGTH]
    assert said(found) == all_words(lengths)


@pytest.mark.parametrize("offset_ms", range(0, 410, 50))
@pytest.mark.parametrize("deaf_s", [0.15, 0.45, 0.75])
def test_a_pause_that_is_none_doubles_and_loses_no_word(deaf_s, offset_ms):
    """Where the detector misses speech late in an utterance, it goes on at the cut."""
    start_s = 24.5 + offset_ms / 1000
    lengths = word_lengths(0)
    found = transcripts(coded(lengths), lengths, Deaf((start_s, start_s + deaf_s)))
    assert found[0][0] != CUT
    assert said(found) == all_words(lengths)


@pytest.mark.parametrize(
    "settings",
    [
        {"range": 0},
        {"range_mode": "paper", "range": 0},
        {"range_mode": "off"},
        {"delta": float("inf"), "alpha": 1.0, "range_mode": "off"},
        {"delta": 0.0, "alpha": 0.0},
    ],
)
def test_no_setting_doubles_or_loses_a_word_at_a_cut(settings):
    """Whether all is written early, or only when the utterance is over."""
    lengths = word_lengths(30 * STEP)
    sound = coded(lengths, (CUT - STEP, CUT + STEP))
    assert said(transcripts(sound, lengths, Deaf(), **settings)) == all_words(lengths)
