"""Examples come from a manifest, from texts or pairs; some are held out, whole texts of them."""

from __future__ import annotations

import json
import shutil
from typing import Any

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training import lora_data as data
from lsg_desktop.training.lora_data import Example
from tests.training.lora_world import CLIPS, HEADER

TEXTS = "source_lang\ttranscript\ttarget_lang\ttranslation"


def unheard(done):
    """Hear how far it is, and do nothing."""


def example(number, **rest):
    known: dict[str, Any] = {"task": Task.TRANSLATE, "source_lang": "en", "target_lang": "de"}
    return Example(**known, source=f"text {number}", target=f"Text {number}", **rest)


def changed(manifest, folder, *lines):
    """Give a manifest of these lines below the header, with the clips of another."""
    shutil.copytree(manifest.parent, folder)
    path = folder / "changed.tsv"
    path.write_text("\n".join((HEADER, *lines)), "utf-8")
    return path


def test_a_clip_gives_an_example_for_each_task(manifest):
    found = data.of_speech(manifest, tuple(Task), 30.0, unheard)
    assert len(found.examples) == 2 * CLIPS and not found.left_out
    said, meant = found.examples[:2]
    assert (said.task, said.target) == (Task.TRANSCRIBE, "Good morning, 0.")
    assert (meant.task, meant.target) == (Task.TRANSLATE, "Guten Morgen, 0.")
    assert said.length_s == pytest.approx(0.5)


def test_what_is_said_is_learnt_once_in_however_many_languages(manifest, tmp_path):
    path = changed(
        manifest,
        tmp_path / "clips",
        "0.wav\ten\tGood morning.\tde\tGuten Morgen.",
        "0.wav\ten\tGood morning.\tzh\t早上好。",
        "1.wav\tde\tDanke.\tde\t",
    )
    found = data.of_speech(path, tuple(Task), 30.0, unheard)
    assert [one.task for one in found.examples] == [
        *(Task.TRANSCRIBE, Task.TRANSLATE, Task.TRANSLATE, Task.TRANSCRIBE)
    ]


def test_what_cannot_be_learnt_from_is_left_out_and_counted(manifest, tmp_path):
    path = changed(
        manifest,
        tmp_path / "clips",
        "0.wav\ten\tGood morning.\tde\t",
        f"1.wav\ten\tGood morning.\tde\t{'Guten Morgen. ' * 9}",
        "7.wav\ten\tGood morning.\tde\tGuten Morgen.",
        "3.wav\ten\tHi.\tde\tHallo.",
        "2.wav\ten\tGood morning.\tde\tGuten Morgen.",
    )
    soundfile.write(path.with_name("3.wav"), np.zeros(SAMPLE_RATE // 20, np.float32), SAMPLE_RATE)
    found = data.of_speech(path, (Task.TRANSLATE,), 1.0, unheard)
    assert [one.audio.name for one in found.examples if one.audio] == ["2.wav"]
    assert found.left_out == {
        "without a translation": 1,
        "whose text is too long to belong to the rest": 1,
        "shorter than 0.1 s": 1,
        "longer than the 1 s that the model takes": 1,
    }


def test_a_sound_that_cannot_be_read_is_named(manifest, tmp_path):
    path = changed(manifest, tmp_path / "clips", "0.wav\ten\tGood morning.\tde\tGuten Morgen.")
    path.with_name("0.wav").write_bytes(b"no sound")
    with pytest.raises(InputFault, match=r"0\.wav is not a sound file"):
        data.of_speech(path, (Task.TRANSLATE,), 30.0, unheard)


def test_a_manifest_with_nothing_to_learn_from(manifest, tmp_path):
    path = changed(manifest, tmp_path / "clips", "0.wav\ten\tGood morning.\tde\t")
    with pytest.raises(InputFault, match="nothing to learn from: 1 without a translation"):
        data.of_speech(path, (Task.TRANSLATE,), 30.0, unheard)


def test_texts_need_no_sound(tmp_path):
    path = tmp_path / "texts.tsv"
    lines = ("en\tGood  morning.\tde\tGuten Morgen.", f"en\tHi\tde\t{'zu lang ' * 9}")
    path.write_text("\n".join((TEXTS, *lines)), "utf-8")
    found = data.of_text(path)
    assert [(one.source, one.target) for one in found.examples] == [
        ("Good morning.", "Guten Morgen.")
    ]
    assert found.left_out.total() == 1


def test_a_file_of_texts_without_a_column(tmp_path):
    path = tmp_path / "texts.tsv"
    path.write_text("transcript\ttranslation\na\tb\n", "utf-8")
    with pytest.raises(InputFault, match="lacks the column source_lang"):
        data.of_text(path)


def test_no_sentence_is_on_both_sides():
    """Whoever speaks it, and however it is written."""
    examples = [example(n) for n in range(40)]
    examples += [
        Example(task=Task.TRANSCRIBE, source_lang="en", target_lang="en", source=s, target="x")
        for s in ("TEXT 3", "text  3", "text 4")
    ]
    learnt, held_out = data.parted(examples, 0.25)
    assert len({one.source.casefold().split()[1] for one in held_out}) == 10
    assert len(learnt) + len(held_out) == len(examples)
    ours = {" ".join(one.source.casefold().split()) for one in learnt}
    assert not ours & {" ".join(one.source.casefold().split()) for one in held_out}
    assert data.parted(list(reversed(examples)), 0.25)[1] == list(reversed(held_out))


def test_one_text_is_too_little():
    with pytest.raises(InputFault, match="one text is too little"):
        data.parted([example(1), example(1)], 0.5)


def test_at_least_one_text_is_held_out_and_no_more_than_are_judged():
    assert len(data.parted([example(n) for n in range(10)], 0.0)[1]) == 1
    many = [example(n) for n in range(1000)]
    assert len(data.parted(many, 0.9)[1]) == data.MOST_HELD_OUT


def pairs_of(manifest, path, *numbers):
    lines = [
        {
            "audio": str(manifest.parent / f"{number}.wav"),
            "full_s": 0.5,
            "truncated_s": 0.3,
            "reference": f"Guten Morgen, {number}.",
            "target": "Guten" if number else "",
            "source_lang": "en",
            "target_lang": "de",
        }
        for number in numbers
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def test_pairs_are_the_beginnings_of_clips(manifest, tmp_path):
    first, second = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", 0, 1))
    assert (first.target, second.target) == ("", "Guten")
    assert second.is_cut and second.length_s == 0.3 and second.task is Task.TRANSLATE


def test_pairs_without_their_sound(manifest, tmp_path):
    path = pairs_of(manifest, tmp_path / "pairs.jsonl", 99)
    with pytest.raises(InputFault, match=r"names .*99\.wav, which is not there"):
        data.of_pairs(path)


def test_no_pair_is_of_what_is_held_out(manifest, tmp_path):
    """Neither its sound nor its text."""
    whole = data.of_speech(manifest, (Task.TRANSLATE,), 30.0, unheard).examples
    cut = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", *range(CLIPS)))
    learnt, held_out = whole[1:], whole[:1]
    mixed = data.mixed(learnt, held_out, cut, 1.0, seed=1)
    assert len(mixed) == 2 * (CLIPS - 1)
    assert {one.audio for one in mixed if one.is_cut} == {one.audio for one in learnt}


def test_a_share_counts_pairs_for_each_whole_example(manifest, tmp_path):
    whole = [example(n) for n in range(300)]
    cut = data.of_pairs(pairs_of(manifest, tmp_path / "pairs.jsonl", *range(CLIPS)))
    mixed = data.mixed(whole, [], cut, 0.01, seed=1)
    assert mixed[:300] == whole and len(mixed) == 303
    assert data.mixed(whole, [], cut, 0.01, seed=1) == mixed
    with pytest.raises(InputFault, match=r"10\.0% of 300 examples are 30 pairs, and 8 are there"):
        data.mixed(whole, [], cut, 0.1, seed=1)


def test_as_many_examples_as_are_wanted():
    examples = [example(n) for n in range(20)]
    some = data.sampled(examples, 5, seed=1)
    assert len(some) == 5 and some == data.sampled(examples, 5, seed=1)
    assert data.sampled(examples, None, seed=1) == examples
