"""Examples come from a manifest, from texts or pairs; what cannot be learnt from is left out."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training import lora_data as data
from tests.training.lora_world import CLIPS, HEADER

TEXTS = "source_lang\ttranscript\ttarget_lang\ttranslation"


def heard(path, tasks=tuple(Task), limit_s=30.0):
    """Read a manifest, and look at its sounds."""
    found = data.of_speech(path, tasks)
    return data.audible(found, samples_of(found.examples), limit_s)


def samples_of(examples):
    counted = {one.audio: data.samples_of(one.audio) for one in examples}
    return {sound: samples for sound, samples in counted.items() if samples}


def changed(manifest, folder, *lines):
    """Give a manifest of these lines below the header, with the clips of another."""
    shutil.copytree(manifest.parent, folder)
    path = folder / "changed.tsv"
    path.write_text("\n".join((HEADER, *lines)), "utf-8")
    return path


def test_a_clip_gives_an_example_for_each_task(manifest):
    found = heard(manifest)
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
    found = heard(path)
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
    found = heard(path, (Task.TRANSLATE,), 1.0)
    assert [one.audio.name for one in found.examples if one.audio] == ["2.wav"]
    assert found.left_out == {
        "without a translation": 1,
        "whose text is too long to belong to the rest": 1,
        "shorter than 0.1 s": 1,
        "longer than the 1 s that the model takes": 1,
    }


def test_a_sound_that_cannot_be_read_ends_nothing(manifest, tmp_path):
    """Large corpora have some, cut off or no sound at all."""
    rows = [f"{n}.wav\ten\tGood morning.\tde\tGuten Morgen." for n in range(3)]
    path = changed(manifest, tmp_path / "clips", *rows)
    path.with_name("0.wav").write_bytes(b"no sound")
    whole = path.with_name("1.wav").read_bytes()
    path.with_name("1.wav").write_bytes(whole[: len(whole) // 2])
    found = heard(path, (Task.TRANSLATE,))
    assert [one.name for one in found.examples] == ["2.wav"]
    assert found.left_out == {"whose sound cannot be read": 2}


def test_lengths_are_exact(manifest):
    """To the sample: pairs and the model's limit are held to them."""
    lengths = {one.name: one.length_s * SAMPLE_RATE for one in heard(manifest).examples}
    assert lengths == {f"{n}.wav": SAMPLE_RATE // 2 + 1500 * n for n in range(CLIPS)}


def test_a_manifest_with_nothing_to_learn_from(manifest, tmp_path):
    path = changed(manifest, tmp_path / "clips", "0.wav\ten\tGood morning.\tde\t")
    with pytest.raises(InputFault, match="nothing to learn from: 1 without a translation"):
        data.of_speech(path, (Task.TRANSLATE,))


def test_sounds_of_which_none_can_be_learnt_from(manifest, tmp_path):
    path = changed(manifest, tmp_path / "clips", "0.wav\ten\tGood morning.\tde\tGuten Morgen.")
    found = data.audible(data.of_speech(path, tuple(Task)), {}, 30.0)
    with pytest.raises(InputFault, match="nothing to learn from: 2 whose sound cannot be read"):
        data.check_any(path, found)


def test_a_transcript_may_stand_in_any_row_of_its_clip(manifest, tmp_path):
    """The first may lack it."""
    path = changed(
        manifest,
        tmp_path / "clips",
        "0.wav\ten\t\tde\tGuten Morgen.",
        "0.wav\ten\tGood morning.\tzh\t早上好。",
    )
    found = data.of_speech(path, (Task.TRANSCRIBE,))
    assert [one.target for one in found.examples] == ["Good morning."]
    assert found.left_out == {"without a transcript": 1}


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


def test_pairs_without_their_sound_are_left_out_and_counted(manifest, tmp_path):
    """Or with less of it than they say."""
    path = pairs_of(manifest, tmp_path / "pairs.jsonl", 1, 2, 99)
    lines = path.read_text("utf-8").splitlines()
    longer = {**json.loads(lines[0]), "full_s": 9.0, "truncated_s": 8.0}
    path.write_text("\n".join((json.dumps(longer), *lines[1:])), "utf-8")
    cut = data.of_pairs(path)
    found = data.audible(data.Sifted(cut, Counter()), samples_of(cut), 30.0)
    assert found.examples == cut[1:2]
    assert found.left_out == {"whose sound cannot be read": 1, "cut where their sound is over": 1}


def test_a_pair_of_which_much_was_believed_early_is_learnt_from(manifest, tmp_path):
    """Its target fits into all of the sound, if not into what was heard of it."""
    path = pairs_of(manifest, tmp_path / "pairs.jsonl", 1)
    believed = {**json.loads(path.read_text("utf-8")), "truncated_s": 0.1, "target": "a" * 30}
    path.write_text(json.dumps(believed), "utf-8")
    cut = data.of_pairs(path)
    assert data.audible(data.Sifted(cut, Counter()), samples_of(cut), 30.0).examples == cut


def test_a_corpus_is_the_same_wherever_it_lies(manifest, tmp_path, monkeypatch):
    """However its path is typed."""
    path = changed(manifest, tmp_path / "clips", *manifest.read_text("utf-8").splitlines()[1:])
    monkeypatch.chdir(path.parent)
    digests = {
        data.digest(data.of_speech(one, tuple(Task)).examples)
        for one in (manifest, path, path.relative_to(tmp_path / "clips"))
    }
    assert len(digests) == 1
    fewer = data.of_speech(path, (Task.TRANSLATE,)).examples
    assert data.digest(fewer) not in digests
