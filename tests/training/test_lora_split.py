"""Whole texts and sounds are held out; what is drawn by chance is the same each time."""

from __future__ import annotations

from typing import Any

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.training import lora_data as data
from lsg_desktop.training import lora_split as split
from lsg_desktop.training.lora_data import Example
from tests.training.lora_world import CLIPS
from tests.training.test_lora_data import heard, pairs_of


def example(number, **rest):
    known: dict[str, Any] = {"task": Task.TRANSLATE, "source_lang": "en", "target_lang": "de"}
    return Example(**known, source=f"text {number}", target=f"Text {number}", **rest)


def test_no_sentence_is_on_both_sides():
    """Whoever speaks it, and however it is written."""
    examples = [example(n) for n in range(40)]
    examples += [
        Example(task=Task.TRANSCRIBE, source_lang="en", target_lang="en", source=s, target="x")
        for s in ("TEXT 3", "text  3", "text 4")
    ]
    learnt, held_out = split.parted(examples, 0.25)
    assert len({one.source.casefold().split()[1] for one in held_out}) == 10
    assert len(learnt) + len(held_out) == len(examples)
    ours = {" ".join(one.source.casefold().split()) for one in learnt}
    assert not ours & {" ".join(one.source.casefold().split()) for one in held_out}
    assert split.parted(list(reversed(examples)), 0.25)[1] == list(reversed(held_out))


def test_no_sound_is_on_both_sides(tmp_path):
    """Where no transcript says that two translations are of one sentence."""
    sounds = [tmp_path / f"{n}.wav" for n in range(20)]
    examples = [
        example(f"{n} {language}", audio=sound)
        for language in ("de", "zh")
        for n, sound in enumerate(sounds)
    ]
    learnt, held_out = split.parted(examples, 0.5)
    assert not {one.audio for one in learnt} & {one.audio for one in held_out}
    assert len(held_out) == 20
    assert split.parted(list(reversed(examples)), 0.5)[1] == list(reversed(held_out))


def test_one_text_is_too_little():
    with pytest.raises(InputFault, match="one text is too little"):
        split.parted([example(1), example(1)], 0.5)


def test_at_least_one_text_is_held_out_and_no_more_than_are_judged():
    assert len(split.parted([example(n) for n in range(10)], 0.0)[1]) == 1
    many = [example(n) for n in range(1000)]
    assert len(split.parted(many, 0.9)[1]) == split.MOST_HELD_OUT


def test_no_pair_is_of_what_is_held_out(manifest, tmp_path):
    """Neither its sound nor its text."""
    whole = heard(manifest, (Task.TRANSLATE,)).examples
    cut = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", *range(CLIPS)))
    learnt, held_out = whole[1:], whole[:1]
    mixed = split.mixed(learnt, held_out, cut, 1.0, seed=1)
    assert len(mixed) == 2 * (CLIPS - 1)
    assert {one.audio for one in mixed if one.is_cut} == {one.audio for one in learnt}


def test_no_pair_is_of_a_sentence_that_is_held_out(manifest, tmp_path):
    """Though another voice says it there, in other capitals."""
    cut = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", *range(2)))
    asked: dict[str, Any] = {"task": Task.TRANSLATE, "source_lang": "de", "target_lang": "en"}
    held_out = [Example(**asked, source="guten  morgen, 1.", target="Good morning.")]
    mixed = split.mixed([example(1)], held_out, cut, 1.0, seed=1)
    assert [one.source for one in mixed[1:]] == ["Guten Morgen, 0."]


def test_a_share_counts_pairs_for_each_whole_example(manifest, tmp_path):
    whole = [example(n) for n in range(300)]
    cut = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", *range(CLIPS)))
    mixed = split.mixed(whole, [], cut, 0.01, seed=1)
    assert mixed[:300] == whole and len(mixed) == 303
    assert split.mixed(whole, [], cut, 0.01, seed=1) == mixed
    assert len(split.mixed(whole[:20], [], cut, 0.01, seed=1)) == 21  # one at least
    with pytest.raises(InputFault, match=r"10\.0% of 300 examples are 30 pairs, and 8 are there"):
        split.mixed(whole, [], cut, 0.1, seed=1)


def test_as_many_examples_as_are_wanted():
    examples = [example(n) for n in range(20)]
    some = split.sampled(examples, 5, seed=1)
    assert len(some) == 5 and some == split.sampled(examples, 5, seed=1)
    assert split.sampled(examples, None, seed=1) == examples
