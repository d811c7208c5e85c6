"""``train demo`` from nothing, in small: it makes a checkpoint folder, and goes on when stopped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import Qwen2AudioForConditionalGeneration, Qwen2AudioProcessor

from lsg_desktop.errors import InputFault
from lsg_desktop.training import corpus, demo
from lsg_desktop.training.corpus import Corpus
from lsg_desktop.training.voices import TRAINING_VOICES
from tests.training.engines import need

SMALL = demo.Recipe(clips=6, steps=3, listening=1, listening_s=8, batch_s=8, keep_every=1)


@pytest.fixture
def no_judging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by two held-out clips instead of 48."""
    monkeypatch.setattr(demo, "JUDGED", 2)


@pytest.mark.usefixtures("no_judging")
def test_training_makes_a_folder_that_loads_and_resumes(tmp_path: Path) -> None:
    """Stopped after two of three steps, the third is all that is left to do."""
    need(*TRAINING_VOICES)
    told: list[tuple[str, int]] = []

    def progress(stage: str, done: int, total: int, note: str = "") -> None:
        told.append((stage, done))

    work, folder = tmp_path / "work", tmp_path / "model"
    demo.train(folder, work, replace(SMALL, steps=2), "cpu", progress)
    assert ("Speaking the corpus", 6) in told
    assert [done for stage, done in told if stage == "Learning"] == [1, 2]
    told.clear()
    demo.train(folder, work, SMALL, "cpu", progress)
    assert [done for stage, done in told if stage == "Learning"] == [3]
    steps = [json.loads(line)["step"] for line in (work / "loss.jsonl").read_text().splitlines()]
    assert steps == [1, 2, 3]
    model = Qwen2AudioForConditionalGeneration.from_pretrained(folder)
    tokenizer = Qwen2AudioProcessor.from_pretrained(folder).tokenizer
    assert len(model.lm_head.weight) >= len(tokenizer)


@pytest.mark.usefixtures("no_judging")
def test_the_model_is_the_mean_of_its_last_weights(tmp_path: Path) -> None:
    """Taken as often as the recipe says, also where the training was stopped between."""
    need(*TRAINING_VOICES)
    recipe = replace(SMALL, steps=5, averaged=3, apart=2)
    assert recipe.moments == (5, 3, 1)
    assert replace(recipe, averaged=2).moments == (5, 3)

    def stop(stage: str, done: int, total: int, note: str = "") -> None:
        if (stage, done) == ("Learning", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.train(tmp_path / "model", tmp_path, recipe, "cpu", stop)
    demo.train(tmp_path / "model", tmp_path, recipe, "cpu", lambda *told, **more: None)
    taken = [load_file(tmp_path / f"weights-{step}.safetensors") for step in recipe.moments]
    model = Qwen2AudioForConditionalGeneration.from_pretrained(tmp_path / "model")
    for name, found in model.state_dict().items():
        wanted = torch.stack([one[name] for one in taken]).mean(0)
        torch.testing.assert_close(found, wanted.half(), rtol=2e-3, atol=1e-4, check_dtype=False)
    name = "model.audio_tower.conv1.weight"
    assert not torch.equal(taken[0][name], taken[1][name])


def test_a_recipe_without_cuts_teaches_whole_texts_only(tmp_path: Path) -> None:
    """Of sound and of text: every target is all that a sentence has in some language."""
    need(*TRAINING_VOICES)
    whole = replace(SMALL, listening=0, cut_share=0.0, cut_texts=0.0)
    corpus = Corpus(tmp_path, whole.clips, demo.SEED)
    corpus.build(1, lambda clips: None)
    clips = corpus.clips()
    tokenizer = demo._tokenizer(clips)
    lines = {clip.sentence.transcript for clip in clips}
    lines |= {clip.sentence.translation(to) for clip in clips for to in ("de", "zh")}
    batch = demo.Batches(corpus, tokenizer, whole)[0]
    for rows in (batch.speech, batch.text):
        for labels, branch in zip(rows.labels, rows.branch, strict=True):
            for number in range(1, int(branch.max()) + 1):
                told = labels[(branch == number) & (labels >= 0)].tolist()
                assert tokenizer.decode(told, skip_special_tokens=True) in lines


def test_voices_are_disguised_once_words_are_heard(tmp_path: Path) -> None:
    """The encoder learns to hear from voices as they are."""
    need(*TRAINING_VOICES)
    corpus = Corpus(tmp_path, SMALL.clips, demo.SEED)
    corpus.build(1, lambda clips: None)
    recipe = replace(SMALL, listening=20)
    batches = demo.Batches(corpus, demo._tokenizer(corpus.clips()), recipe)
    undisguised = replace(recipe, disguised=0.0)
    known = demo.Batches(corpus, demo._tokenizer(corpus.clips()), undisguised)

    def hides(batches: demo.Batches, steps: range) -> bool:
        gaps = [batches[step].disguise.gaps for step in steps]
        return any(bool((one[..., 1] > one[..., 0]).any()) for one in gaps)

    assert not hides(batches, range(3))
    assert hides(batches, range(20, 23))
    assert not hides(known, range(20, 23))


def test_a_corpus_of_other_voices_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder from before is not mixed with clips of today; nor is one that does not tell."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "1-0000.json").write_text("[]")
    with pytest.raises(InputFault, match="other clips or voices"):
        Corpus(tmp_path / "other", 6, 1).build(1, lambda clips: None)
    need(*TRAINING_VOICES)
    Corpus(tmp_path / "ours", 1, 1).build(1, lambda clips: None)
    monkeypatch.setattr(corpus, "TRAINING_VOICES", TRAINING_VOICES[:3])
    with pytest.raises(InputFault, match="other clips or voices"):
        Corpus(tmp_path / "ours", 1, 1).build(1, lambda clips: None)
