"""A run: each clip in the log before the next, and resumed as if never interrupted."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from math import inf
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import instances, run
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.scores import scores
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.baselines import Policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

SCRIPTS = [
    {Task.TRANSCRIBE: [Spoken(first, 8_000), Spoken(" morning", 20_000), Spoken(" all", 26_000)]}
    for first in ("Good", "Bad", "Fine")
]
ORDER = Order(
    tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=PolicySettings()
)


@pytest.fixture
def clips(tmp_path: Path) -> list[Clip]:
    """Three clips of which the model writes a word wrong in two."""
    found = []
    for number in range(3):
        path = tmp_path / f"{number}.wav"
        soundfile.write(path, np.zeros(30_000 + number), 16_000)
        found.append(Clip(path, path.name, "good morning all", "good morning all"))
    return found


def still() -> float:
    """A clock that stands: computing takes no time."""
    return 0.0


def test_each_clip_is_kept_with_its_delays(clips: list[Clip], tmp_path: Path) -> None:
    """The last delay is the unrounded length of the sound."""
    with RunFolder(tmp_path / "out") as folder:
        given = list(run.evaluate(ScriptedModel(*SCRIPTS), ORDER, clips, folder, 0, still))
    assert given == instances.read(tmp_path / "out" / "instances.log")
    assert [one.prediction for one in given] == [
        "Good morning all",
        "Bad morning all",
        "Fine morning all",
    ]
    assert [one.source for one in given] == ["0.wav", "1.wav", "2.wav"]
    assert given[1].source_length == 30_001 / 16
    assert given[1].delays == given[1].elapsed == (640, 1280, 30_001 / 16)


def test_an_interrupted_run_comes_to_the_same(clips: list[Clip], tmp_path: Path) -> None:
    """Wherever it was interrupted."""
    with RunFolder(tmp_path / "whole") as folder:
        whole = list(run.evaluate(ScriptedModel(*SCRIPTS), ORDER, clips, folder, 0, still))
    settings = run.settings(ScriptedModel(*SCRIPTS).info, ORDER, clips)
    for cut in range(3):
        path = tmp_path / f"cut{cut}"
        with RunFolder(path) as folder:
            done = len(folder.resume(settings))
            started = run.evaluate(ScriptedModel(*SCRIPTS), ORDER, clips, folder, done, still)
            assert len(list(islice(started, cut))) == cut
        with RunFolder(path) as folder:
            found = folder.resume(settings)
            rest = ScriptedModel(*SCRIPTS[len(found) :])
            found += run.evaluate(rest, ORDER, clips, folder, len(found), still)
        assert found == whole
        assert scores(found, "en") == scores(whole, "en")


def test_settings_tell_all_that_matters(clips: list[Clip]) -> None:
    """Thresholds, policy, languages, model, corpus; of a transcript no target language."""
    info = ScriptedModel(*SCRIPTS).info
    known = run.settings(info, ORDER, clips)
    assert (known["task"], known["target_lang"], known["clips"]) == ("transcribe", None, 3)
    translated = replace(ORDER, tasks=(Task.TRANSLATE,))
    others = [
        run.settings(info, replace(ORDER, settings=PolicySettings(delta=inf)), clips),
        run.settings(info, translated, clips),
        run.settings(replace(info, precision="nf4"), ORDER, clips),
        run.settings(replace(info, digest="trained again"), ORDER, clips),
        run.settings(info, replace(ORDER, policy=Policy("wait-k")), clips),
        run.settings(info, ORDER, clips[:2]),
        run.settings(info, ORDER, [*clips[:2], replace(clips[2], reference="good")]),
        run.settings(info, ORDER, [*clips[:2], replace(clips[2], transcript="good")]),
    ]
    assert all(other != known for other in others)
    assert run.settings(info, replace(ORDER, target_lang="zh"), clips) == known
    few, many, free, also_free = (
        run.settings(info, replace(ORDER, policy=Policy(name, tokens)), clips)
        for name in ("hold-n", "offline")
        for tokens in (3, 5)
    )
    assert few != many
    assert free == also_free


@pytest.mark.parametrize("place", [60, -1])
def test_another_sound_of_the_same_length_is_another_corpus(clips: list[Clip], place: int) -> None:
    """Told by either end of its file."""
    known = run.corpus(clips)
    sound = bytearray(clips[1].audio.read_bytes())
    sound[place] ^= 1
    clips[1].audio.write_bytes(sound)
    assert run.corpus(clips) != known


def test_a_clip_longer_than_the_model_takes_is_refused(clips: list[Clip], tmp_path: Path) -> None:
    """An MP3 whose head does not say so, for one."""
    model = ScriptedModel(*SCRIPTS, info=replace(ScriptedModel(*SCRIPTS).info, limit_s=1.0))
    with RunFolder(tmp_path / "out") as folder, pytest.raises(InputFault, match="cut it into"):
        list(run.evaluate(model, ORDER, clips, folder, 0))


TEXTS = [{Task.TRANSLATE: [Spoken(first, 1), Spoken(" Morgen", 2)]} for first in ("Gut", "Schön")]
TRANSLATED = replace(ORDER, tasks=(Task.TRANSLATE,))


def test_transcripts_are_translated_word_by_word(clips: list[Clip], tmp_path: Path) -> None:
    """Delays count words, and no clock runs; what was interrupted goes on."""
    with RunFolder(tmp_path / "out") as folder:
        begun = run.translate(ScriptedModel(*TEXTS), TRANSLATED, clips, folder, 0)
        given = list(islice(begun, 1))
        given += run.translate(ScriptedModel(*TEXTS[1:]), TRANSLATED, clips, folder, 1)
    assert given == instances.read(tmp_path / "out" / "instances.log")
    assert [one.prediction for one in given] == ["Gut Morgen", "Schön Morgen", "Schön Morgen"]
    assert (given[0].source, given[0].source_length) == ("good morning all", 3)
    assert list(given[0].elapsed) == [0, 0]
    assert 1 <= given[0].delays[0] <= given[0].delays[1] <= 3


def test_settings_of_text_tell_what_is_read(clips: list[Clip]) -> None:
    """Another transcript is another source, and there are no chunks of sound."""
    info = ScriptedModel(*TEXTS).info
    known = run.text_settings(info, TRANSLATED, clips)
    assert known["task"] == "translate-text"
    assert "chunk_ms" not in known
    others = [*clips[:2], replace(clips[2], transcript="good")]
    assert run.text_settings(info, TRANSLATED, others) != known
    clips[0].audio.unlink()  # nobody hears it
    assert run.text_settings(info, TRANSLATED, clips) == known
