"""Where utterances begin and end, with a detector that says that loud is speech."""

from __future__ import annotations

import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsg_desktop.settings import SAMPLE_RATE, SpeechSettings
from lsg_desktop.speech.segmenter import Cause, Closed, Heard, Opened, Segmenter, quietest
from tests.speech.sounds import (
    LoudnessVad,
    events_of,
    in_seconds,
    noise,
    samples_in,
    silence,
    utterances,
)

FRAME = 480


def cut(*parts, block=480, **options):
    """Give the utterances of a chart of sounds, in seconds."""
    sound = np.concatenate(parts)
    speech = SpeechSettings(**options)
    return in_seconds(utterances(events_of(speech, LoudnessVad(), sound, block), sound))


def test_silence_is_no_utterance():
    assert cut(silence(60)) == []


def test_nothing_is_no_utterance():
    assert cut(silence(0)) == []
    assert cut(silence(0.001)) == []


def test_an_utterance_has_the_pre_roll_before_it_and_the_pause_after_it():
    assert cut(silence(3), noise(3), silence(3)) == [(2.55, 6.81, "pause")]


def test_an_utterance_at_the_start_of_the_source_starts_with_the_source():
    assert cut(noise(1.2), silence(1.2)) == [(0.0, 2.01, "pause")]
    assert cut(silence(0.3), noise(1.2), silence(1.2)) == [(0.0, 2.31, "pause")]


def test_an_utterance_at_the_end_of_the_source_ends_with_the_source():
    assert cut(silence(3), noise(1.01)) == [(2.55, 4.01, "end")]
    assert cut(silence(3), noise(0.99), silence(0.5)) == [(2.55, 4.49, "end")]


def test_the_pre_roll_is_what_the_setting_says():
    assert cut(silence(3), noise(0.99), pre_roll_ms=0) == [(3.0, 3.99, "end")]
    assert cut(silence(3), noise(0.99), pre_roll_ms=100) == [(2.9, 3.99, "end")]
    assert cut(silence(3), noise(0.99), pre_roll_ms=2000) == [(1.0, 3.99, "end")]


def test_two_loud_frames_of_five_are_a_click_and_three_are_speech():
    click, gap = noise(0.03), silence(0.03)
    assert cut(silence(1.2), click, gap, gap, click, gap, silence(2)) == []
    assert cut(silence(1.2), click, gap, click, gap, click, silence(2)) == [(0.75, 2.16, "pause")]


def test_a_pause_shorter_than_the_setting_is_bridged_and_a_longer_one_is_not():
    assert cut(noise(1.2), silence(0.78), noise(1.2)) == [(0.0, 3.18, "end")]
    assert cut(noise(1.2), silence(0.9), noise(1.2)) == [(0.0, 2.01, "pause"), (2.01, 3.3, "end")]
    assert cut(noise(1.2), silence(0.9), noise(1.2), pause_ms=900) == [
        (0.0, 2.1, "pause"),
        (2.1, 3.3, "end"),
    ]
    assert cut(noise(1.2), silence(0.9), noise(1.2), pause_ms=901) == [(0.0, 3.3, "end")]


def test_the_pre_roll_never_reaches_before_the_end_of_the_previous_utterance():
    assert cut(noise(1.2), silence(1.2), noise(1.2)) == [
        (0.0, 2.01, "pause"),
        (2.01, 3.6, "end"),
    ]


def test_a_single_frame_of_speech_within_the_pause_keeps_an_utterance_open():
    assert cut(noise(1.2), silence(0.6), noise(0.03), silence(0.6), noise(1.2)) == [
        (0.0, 3.63, "end")
    ]


def test_half_a_second_of_pause_is_bridged_in_a_short_utterance_and_ends_a_long_one():
    assert cut(noise(12), silence(0.51), noise(1.2)) == [(0.0, 13.71, "end")]
    # 20.43 s of 15 to 26 s: accepted are 800 - 700 * 5.43 / 11 = 454 ms, a frame early 456.
    assert cut(noise(19.95), silence(0.51), noise(1.2)) == [
        (0.0, 20.43, "soft-cut"),
        (20.43, 21.66, "end"),
    ]


def test_just_before_26_seconds_an_eighth_of_a_second_of_pause_is_enough():
    assert cut(noise(25.8), silence(0.12), noise(1.2)) == [
        (0.0, 25.92, "soft-cut"),
        (25.92, 27.12, "end"),
    ]


@pytest.mark.parametrize("soft_cut_s", [1.0, 26.0])
def test_the_accepted_pause_shrinks_from_where_the_setting_says(soft_cut_s):
    found = cut(noise(12), silence(0.51), noise(1.2), soft_cut_s=soft_cut_s)
    assert len(found) == (2 if soft_cut_s == 1.0 else 1)


def test_speech_that_goes_on_after_a_soft_cut_is_heard_from_the_cut_on():
    """However short it is: a whole pause had not passed, so it is the same speech."""
    found = cut(noise(21), silence(0.63), noise(0.03), silence(2))
    assert found == [(0.0, 21.42, "soft-cut"), (21.42, 22.47, "pause")]


def test_silence_after_a_soft_cut_is_no_utterance():
    assert cut(noise(21), silence(5)) == [(0.0, 21.42, "soft-cut")]
    assert cut(noise(21), silence(5.01), noise(1.2)) == [
        (0.0, 21.42, "soft-cut"),
        (25.56, 27.21, "end"),
    ]


def test_a_click_after_a_whole_pause_does_not_continue_what_was_cut():
    assert cut(noise(21), silence(0.81), noise(0.03), silence(2)) == [(0.0, 21.42, "soft-cut")]


def test_speech_without_a_pause_is_cut_in_the_quietest_20_ms_after_26_seconds():
    dip = 0.001 * np.ones(samples_in(0.02), np.float32)
    found = cut(noise(26.3), dip, noise(3))
    assert found == [(0.0, 26.31, "hard-cut"), (26.31, 29.32, "end")]


def test_speech_without_end_is_cut_again_and_again_and_nothing_is_lost():
    found = cut(noise(120))
    assert [cause for _, _, cause in found] == ["hard-cut"] * 4 + ["end"]
    assert all(end - start < 28 for start, end, _ in found)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))
    assert found[0][0] == 0
    assert found[-1][1] == 120


def test_speech_that_stops_at_a_hard_cut_opens_no_utterance_of_silence():
    """From 26 s on 640 ms are held; speech ends early in them, so the rest is silence."""
    assert cut(noise(26.01), silence(3)) == [(0.0, 26.02, "hard-cut")]


def test_the_source_may_end_while_sound_is_held_back():
    assert cut(noise(26.4)) == [(0.0, 26.4, "end")]


def test_the_source_may_end_with_a_hard_cut():
    found = cut(noise(26.64))
    assert found[0][2] == "hard-cut"
    assert found[-1][1] == 26.64


def test_sound_is_given_out_as_it_comes():
    """Up to 26 s at most a frame is kept back, so that a caption waits for nothing else."""
    sound = noise(27)
    segmenter = Segmenter(SpeechSettings(), LoudnessVad())
    given = 0
    for at in range(0, len(sound), 160):
        for event in segmenter.push(sound[at : at + 160]):
            given += len(event.samples) if isinstance(event, Heard) else 0
        late_s = (at + 160 - given) / SAMPLE_RATE
        if at / SAMPLE_RATE < 0.1:
            continue
        assert late_s < (0.03 if at / SAMPLE_RATE < 26 else 0.7)


def test_sound_before_speech_is_given_out_at_once_when_speech_is_certain():
    segmenter = Segmenter(SpeechSettings(), LoudnessVad())
    assert segmenter.push(silence(3)) == []
    assert segmenter.push(noise(0.06)) == []
    opened, heard = segmenter.push(noise(0.03))
    assert opened == Opened(samples_in(2.55))
    assert isinstance(heard, Heard)
    assert heard.speech
    assert len(heard.samples) == samples_in(0.54)


def test_what_is_heard_says_whether_there_is_speech_in_it():
    sound = np.concatenate([noise(0.9), silence(0.3), noise(0.09)])
    heard = [
        event
        for event in events_of(SpeechSettings(), LoudnessVad(), sound)
        if isinstance(event, Heard)
    ]
    assert [event.speech for event in heard] == [True] * 28 + [False] * 10 + [True] * 3


def test_what_was_given_out_is_not_overwritten_later():
    sound = noise(2)
    segmenter = Segmenter(SpeechSettings(), LoudnessVad())
    block = np.zeros(FRAME, np.float32)
    events = []
    for at in range(0, len(sound) - FRAME, FRAME):
        block[:] = sound[at : at + FRAME]
        events += segmenter.push(block)
    utterances([*events, *segmenter.finish()], sound[: len(sound) // FRAME * FRAME])


def test_a_long_silence_takes_no_memory():
    segmenter = Segmenter(SpeechSettings(), LoudnessVad())
    minute = silence(60)
    segmenter.push(minute)
    before = len(pickle.dumps(segmenter))
    for _ in range(10):
        assert segmenter.push(minute) == []
    assert len(pickle.dumps(segmenter)) < before + 100


charts = st.lists(
    st.tuples(st.booleans(), st.floats(0.01, 4.0) | st.floats(14.0, 30.0)), min_size=1, max_size=5
)


@settings(max_examples=30)
@given(chart=charts, seed=st.integers(0, 9), pause_ms=st.sampled_from([100, 800, 2000]))
def test_no_sample_is_heard_twice_and_no_speech_is_lost(chart, seed, pause_ms):
    """``utterances`` asserts the first part; the second is counted frame by frame."""
    sound = np.concatenate(
        [noise(length, seed=seed) if loud else silence(length) for loud, length in chart]
    )
    vad = LoudnessVad()
    found = utterances(events_of(SpeechSettings(pause_ms=pause_ms), vad, sound), sound)
    assert all(end - start < 28 * SAMPLE_RATE for start, end, _ in found)
    covered = np.zeros(len(sound), bool)
    for start, end, _ in found:
        covered[start:end] = True
    frames = len(sound) // FRAME
    speech = [vad.is_speech(sound[k * FRAME : (k + 1) * FRAME]) for k in range(frames)]
    for k in range(2, frames):
        if all(speech[k - 2 : k + 1]):
            assert covered[(k - 2) * FRAME : (k + 1) * FRAME].all()


@settings(max_examples=20)
@given(
    chart=charts,
    blocks=st.lists(st.integers(0, 1000) | st.integers(5_000, 20_000), max_size=200),
)
def test_blocks_of_any_length_give_the_same_utterances(chart, blocks):
    sound = np.concatenate([noise(length) if loud else silence(length) for loud, length in chart])
    expected = utterances(events_of(SpeechSettings(), LoudnessVad(), sound), sound)
    assert utterances(events_of(SpeechSettings(), LoudnessVad(), sound, blocks), sound) == expected


@pytest.mark.parametrize("block", [1, 7, 479, 480, 481, 10_000, 10**7])
def test_blocks_of_one_length_give_the_same_utterances(block):
    parts = (silence(0.7), noise(2.1), silence(1.3), noise(0.5), silence(0.2))
    assert cut(*parts, block=block) == cut(*parts)


def test_the_quietest_place_is_the_middle_of_its_20_ms():
    sound = noise(0.64)
    sound[4000:4320] *= 0.1
    assert quietest(sound) == 4160


def test_a_constant_offset_is_not_loudness():
    sound = noise(0.64)
    sound[4000:4320] = 0.0
    assert quietest(sound + np.float32(0.5)) == 4160


def test_causes_are_words():
    assert [cause.value for cause in Cause] == ["pause", "soft-cut", "hard-cut", "end"]
    assert Closed(3, Cause.END) == Closed(3, Cause.END)


def test_a_model_that_hears_less_gets_shorter_utterances() -> None:
    """Speech without a pause is cut before the longest utterance that was asked for."""
    segmenter = Segmenter(SpeechSettings(), AlwaysSpeech(), longest_s=8.0)
    events = segmenter.push(np.zeros(60 * SAMPLE_RATE, np.float32))
    starts = [event.start_sample for event in events if isinstance(event, Opened)]
    ends = [event.end_sample for event in events if isinstance(event, Closed)]
    assert len(ends) >= 7
    assert all(end - start < 8 * SAMPLE_RATE for start, end in zip(starts, ends, strict=False))
    assert starts[1:] == ends[: len(starts) - 1]


class AlwaysSpeech:
    """A detector that hears speech everywhere."""

    def is_speech(self, frame: object) -> bool:
        """Say yes."""
        return True
