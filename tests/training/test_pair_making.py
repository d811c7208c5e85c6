"""Making pairs: exact lengths, the same pairs after an interruption, bad clips passed over."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import InputFault
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.pair_making import Making
from lsg_desktop.training.pairs import Pair
from lsg_desktop.training.passages import Passage
from lsg_desktop.training.simulsa import Truncation


def letters(passage: Passage, samples: Samples) -> str:
    """A walk that keeps a letter for each tenth of a second."""
    return passage.reference[: len(samples) // 1600]


@pytest.fixture
def clips(tmp_path: Path) -> list[Passage]:
    """Six clips of 1 to 6 s and a sample, of counting samples."""
    found = []
    for number in range(6):
        path = tmp_path / f"{number}.wav"
        length = (number + 1) * SAMPLE_RATE + 1
        soundfile.write(path, np.arange(length, dtype=np.int32), SAMPLE_RATE, "PCM_32")
        found.append(Passage(path, path.name, "en", "de", "abcdefghijklmnopqrstuvwxyz" * 2))
    return found


def making(clips: list[Passage], **other) -> Making:
    """Make of these clips by the usual law."""
    given = {"seed": 1, "truncation": Truncation(), "walk": letters, **other}
    return Making(clips, **given)


def pairs(clips: list[Passage], count: int, **other) -> list[Pair]:
    """Make so many pairs."""
    return list(islice(making(clips, **other).pairs(), count))


def test_a_pair_tells_exactly_what_was_heard(clips: list[Passage]) -> None:
    """Its beginning, to the sample; nothing is rounded."""
    heard: list[Samples] = []

    def walk(passage: Passage, samples: Samples) -> str:
        heard.append(samples)
        return letters(passage, samples)

    made = pairs(clips, 12, walk=walk)
    for pair, samples in zip(made, heard, strict=True):
        number = int(pair.audio[0])
        assert pair.full_s == number + 1 + 1 / SAMPLE_RATE
        assert pair.samples == len(samples) == pair.truncated_s * SAMPLE_RATE
        assert 0.5 <= pair.truncated_s <= min(5.0, pair.full_s)
        np.testing.assert_array_equal(samples * 2**31, np.arange(len(samples)))
        assert pair.target == pair.reference[: len(samples) // 1600]
    assert len({pair.truncated_s for pair in made}) == 12


def test_no_clip_is_heard_again_before_all_have_been(clips: list[Passage]) -> None:
    """Then each with another truncation."""
    made = pairs(clips, 12)
    assert {pair.audio for pair in made[:6]} == {pair.audio for pair in made[6:]}
    assert len({pair.audio for pair in made[:6]}) == 6


def test_the_same_pairs_come_out_however_often_it_is_interrupted(clips: list[Passage]) -> None:
    """After each number of them, clips that are passed over among them."""
    soundfile.write(clips[2].audio, np.zeros(100), SAMPLE_RATE)
    whole = pairs(clips, 15)
    for done in range(16):
        again = making(clips)
        again.skip(whole[:done])
        assert [*whole[:done], *islice(again.pairs(), 15 - done)] == whole
        assert again.passed_over == 2 or done == 15


def test_other_seeds_make_other_pairs(clips: list[Passage]) -> None:
    """And the same seed the same."""
    assert pairs(clips, 6) == pairs(clips, 6)
    assert pairs(clips, 6) != pairs(clips, 6, seed=2)


def test_pairs_that_the_clips_do_not_give_are_told(clips: list[Passage]) -> None:
    """Somebody has edited the file."""
    first = pairs(clips, 1)[0]
    for strange in (replace(first, audio="x.wav"), replace(first, reference="other")):
        with pytest.raises(InputFault, match="pairs that this manifest does not give"):
            making(clips).skip([strange])


def test_clips_that_cannot_be_used_are_passed_over(clips: list[Passage]) -> None:
    """Too short, empty, no sound, cut short, too short for its text; the first is told of."""
    soundfile.write(clips[0].audio, np.zeros(7_999), SAMPLE_RATE)
    clips[1].audio.write_bytes(b"")
    clips[2].audio.write_bytes(b"no sound at all")
    clips[3].audio.write_bytes(clips[3].audio.read_bytes()[:50_000])
    clips[4] = replace(clips[4], reference="x" * 300)
    maker = making(clips)
    made = list(islice(maker.pairs(), 5))
    assert {pair.audio for pair in made} == {"5.wav"}
    assert maker.passed_over >= 20
    assert maker.why is not None
    assert maker.why.problem


def test_a_clip_of_the_least_length_is_heard_whole(clips: list[Passage]) -> None:
    """There is nothing to draw."""
    soundfile.write(clips[0].audio, np.zeros(8_000), SAMPLE_RATE)
    (pair,) = pairs([replace(clips[0], reference="abc")], 1)
    assert (pair.full_s, pair.truncated_s) == (0.5, 0.5)


def test_where_no_clip_can_be_used_it_ends(clips: list[Passage]) -> None:
    """With the first of the reasons and what to do."""
    with pytest.raises(InputFault, match=r"no clip can be used .*less than is to be heard") as told:
        pairs(clips, 1, truncation=Truncation(shortest_s=10.0, longest_s=20.0))
    assert "--shortest-s" in told.value.remedy


def test_what_the_model_says_is_not_taken_for_a_bad_clip(clips: list[Passage]) -> None:
    """A fault of the walk ends the run."""

    def walk(passage: Passage, samples: Samples) -> str:
        raise InputFault("the model does not know", "that")

    with pytest.raises(InputFault, match="the model does not know"):
        pairs(clips, 1, walk=walk)
