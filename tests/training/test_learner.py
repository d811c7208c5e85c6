"""Training computes what inference computes: packed and batched equals plain, row by row."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from lsg_desktop.events import Task
from lsg_desktop.models.plain import PlainModel
from lsg_desktop.models.tiny import random_info, random_model
from lsg_desktop.training.batches import Collator
from lsg_desktop.training.corpus import Clip
from lsg_desktop.training.examples import supported, text_pair
from lsg_desktop.training.learner import Learner, Schedule, branch_mask
from tests.training.test_examples import CLIP, SENTENCE

TEXT = text_pair(SENTENCE, random.Random(0), cut=False)


def learner_of(model, processor, collator: Collator, steps: int) -> Learner:
    return Learner(
        model,
        processor.feature_extractor,
        Schedule(steps, listening=1),
        torch.device("cpu"),
        words=len(collator.words),
        tokens=collator.tokens,
    )


@pytest.fixture
def clip() -> Clip:
    """A clip of noise: what is said in it does not matter here."""
    noise = np.random.default_rng(0).normal(0, 0.1, 20_480).astype(np.float32)
    return Clip(SENTENCE, "espeak:en-us+m3", noise, CLIP.starts, CLIP.ends)


def test_a_packed_row_is_predicted_as_each_task_alone(clip: Clip) -> None:
    """The loss over shared audio and branches is the oracle's over whole prompts."""
    model, processor = random_model()
    collator = Collator(processor.tokenizer, [clip])
    learner = learner_of(model, processor, collator, 1)
    batch = collator.batch([clip, clip], [False, False], [TEXT], "seed")
    loss = learner.judge(batch).loss

    plain = PlainModel(model, processor, random_info())
    losses = []
    for row in range(2):
        listening = {
            language: plain.begin(
                [Task.TRANSCRIBE if language == "en" else Task.TRANSLATE], "en", language
            )
            for language in ("en", "de", "zh")
        }
        sound = batch.sound[row, : len(clip.samples)].numpy()
        for language, lines in supported(SENTENCE, 4).lines.items():
            ids = [i for piece in lines for i in processor.tokenizer(piece)["input_ids"]]
            ids.append(processor.tokenizer.convert_tokens_to_ids("<|endoftext|>"))
            task = Task.TRANSCRIBE if language == "en" else Task.TRANSLATE
            listening[language].hear(sound)
            for place, token in enumerate(ids):
                log_p = listening[language].log_probabilities(task, len(sound), tuple(ids[:place]))
                losses.append(-float(log_p[token]))
    assert loss == pytest.approx(float(np.mean(losses)), rel=1e-4)


def test_a_branch_sees_the_audio_and_itself_only() -> None:
    """Two tasks of one clip never see each other's text."""
    mask = branch_mask(torch.tensor([[0, 0, 1, 1, 2, 2, -1]]))[0, 0]
    assert mask[3].tolist() == [True, True, True, True, False, False, False]
    assert mask[5].tolist() == [True, True, False, False, True, True, False]
    assert bool(mask[6, 6])


def test_each_encoder_state_is_labelled_with_what_is_said_then(clip: Clip) -> None:
    """20 ms a state: "we" lasts from 0.2 to 0.4 s, "will" begins at 0.5 s."""
    collator = Collator(random_model()[1].tokenizer, [clip])
    said = collator.batch([clip], [False], [TEXT], "seed").said
    words = [collator.words[number] for number in said["word"][0].tolist()]
    assert words[9:20] == [""] + ["we"] * 10
    assert words[20:25] == [""] * 5
    assert words[25] == "will"
    assert said["letter"][0, 10:20].tolist() == [23] * 5 + [5] * 5  # w, e


def test_each_audio_token_is_labelled_with_how_it_is_written_and_what_before(clip: Clip) -> None:
    """40 ms a token; the end of text stands for nothing."""
    tokenizer = random_model()[1].tokenizer
    collator = Collator(tokenizer, [clip])
    written = collator.batch([clip], [False], [TEXT], "seed").written
    begins = {text: tokenizer(text)["input_ids"][0] for text in ("We", " will", "<|endoftext|>")}

    def labelled(kind: str) -> list[int]:
        return [collator.tokens[number] for number in written[kind][0].tolist()]

    assert labelled("now")[6] == begins["We"]
    assert labelled("now")[11] == begins["<|endoftext|>"]
    assert labelled("before")[6] == begins["<|endoftext|>"]
    assert labelled("before")[11:15] == [begins["We"]] * 4
    assert labelled("now")[14] == begins[" will"]


def test_training_goes_on_where_it_was_stopped(clip: Clip, tmp_path: Path) -> None:
    """Saved and loaded between two steps, the weights come out the same."""

    def learner() -> Learner:
        model, processor = random_model()
        torch.manual_seed(3)
        return learner_of(model, processor, collator, 4)

    def batch(number: int):
        return collator.batch([clip], [True], [TEXT], f"s {number}")

    collator = Collator(random_model()[1].tokenizer, [clip])

    straight, first, second = learner(), learner(), learner()
    for number in range(2):
        straight.learn(batch(number))
    first.learn(batch(0))
    first.save(tmp_path / "checkpoint.pt")
    second.load(tmp_path / "checkpoint.pt")
    second.learn(batch(1))
    assert second.step == 2
    pairs = zip(straight.model.parameters(), second.model.parameters(), strict=True)
    assert all(torch.equal(left, right) for left, right in pairs)


def test_only_disguised_voices_of_people_are_warped(clip: Clip) -> None:
    """As many as are disguised."""
    collator = Collator(random_model()[1].tokenizer, [clip])

    def factors(voice: str, disguised: float) -> list[float]:
        clips = [replace(clip, voice=voice)] * 20
        batch = collator.batch(clips, [False] * 20, [TEXT], "seed", disguised=disguised)
        return batch.disguise.warp.tolist()

    assert factors("espeak:en-us+m3", 1.0) == factors("flite:slt", 0.0) == [1.0] * 20
    assert factors("festival:ked", 1.0).count(1.0) == 0
    assert 4 < factors("flite:slt", 0.5).count(1.0) < 16


def test_a_disguise_colours_the_sound_and_keeps_it_else(clip: Clip) -> None:
    """The same length and peak, another spectrum, whether or not a room is put around it."""
    collator = Collator(random_model()[1].tokenizer, [clip])
    plain, other = (
        collator.batch([clip], [False], [TEXT], "seed", dry=1.0, disguised=share).sound
        for share in (0.0, 1.0)
    )
    assert plain.shape == other.shape
    assert plain.abs().max().item() == pytest.approx(other.abs().max().item(), rel=1e-4)
    assert (plain - other).abs().max() > 0.01


def test_the_rate_warms_up_stays_and_decays() -> None:
    """Each stage warms up anew; the decay comes last."""
    schedule = Schedule(steps=1000, listening=300, peak=1.0, warmup=100, decay=0.4)
    assert schedule.rate(0) == pytest.approx(0.01)
    assert schedule.rate(250) == 1.0
    assert schedule.rate(300) == pytest.approx(0.01)
    assert schedule.rate(450) == 1.0
    assert schedule.rate(999) == pytest.approx(0.05, abs=0.01)


def test_voices_are_disguised_while_learning_only(clip: Clip) -> None:
    """What is judged is heard as it is, and so is what is not to be disguised."""
    model, processor = random_model()
    person = replace(clip, voice="flite:slt")
    collator = Collator(processor.tokenizer, [clip])
    learner = learner_of(model, processor, collator, 1)
    heard = []
    for disguised in (0.0, 1.0):
        batch = collator.batch([clip, person], [False] * 2, [TEXT], "seed", 1.0, disguised)
        model.train()
        learning = learner.mel(batch)
        model.eval()
        judged = learner.mel(batch)
        heard.append([torch.equal(one, other) for one, other in zip(learning, judged, strict=True)])
    assert heard == [[True, True], [False, False]]
