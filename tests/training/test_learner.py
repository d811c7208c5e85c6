"""Training computes what inference computes: packed and batched equals plain, row by row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from lsg_desktop.events import Task
from lsg_desktop.models.plain import PlainModel
from lsg_desktop.models.tiny import random_info, random_model
from lsg_desktop.training.batches import Collator
from lsg_desktop.training.corpus import Clip
from lsg_desktop.training.examples import supported
from lsg_desktop.training.learner import Learner, Schedule, branch_mask
from tests.training.test_examples import CLIP, SENTENCE

WORDS = ("anna", "meet", "we", "will")


def learner_of(model, processor, steps: int) -> Learner:
    schedule = Schedule(steps, listening=1)
    cpu = torch.device("cpu")
    return Learner(model, processor.feature_extractor, schedule, cpu, words=len(WORDS))


@pytest.fixture
def clip() -> Clip:
    """A clip of noise: what is said in it does not matter here."""
    noise = np.random.default_rng(0).normal(0, 0.1, 20_480).astype(np.float32)
    return Clip(SENTENCE, "test", noise, CLIP.starts, CLIP.ends)


def test_a_packed_row_is_predicted_as_each_task_alone(clip: Clip) -> None:
    """The loss over shared audio and branches is the oracle's over whole prompts."""
    model, processor = random_model()
    learner = learner_of(model, processor, 1)
    collator = Collator(processor.tokenizer, WORDS)
    batch = collator.batch([clip, clip], [False, False], [clip], "seed")
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


def test_each_encoder_state_is_labelled_with_what_is_spoken_then(clip: Clip) -> None:
    """20 ms a state: "we" lasts from 0.2 to 0.4 s, "will" begins at 0.5 s."""
    processor = random_model()[1]
    batch = Collator(processor.tokenizer, WORDS).batch([clip], [False], [clip], "seed")
    words = batch.words[0].tolist()
    assert words[9:20] == [0] + [3] * 10
    assert words[20:25] == [0] * 5
    assert words[25] == 4
    letters = batch.letters[0].tolist()
    assert letters[10:20] == [23] * 5 + [5] * 5  # w, e


def test_training_goes_on_where_it_was_stopped(clip: Clip, tmp_path: Path) -> None:
    """Saved and loaded between two steps, the weights come out the same."""

    def learner() -> Learner:
        model, processor = random_model()
        torch.manual_seed(3)
        return learner_of(model, processor, 4)

    def batch(number: int):
        return Collator(random_model()[1].tokenizer, WORDS).batch(
            [clip], [True], [clip], f"s {number}"
        )

    straight, first, second = learner(), learner(), learner()
    for number in range(2):
        torch.manual_seed(number)
        straight.learn(batch(number))
    torch.manual_seed(0)
    first.learn(batch(0))
    first.save(tmp_path / "checkpoint.pt")
    second.load(tmp_path / "checkpoint.pt")
    torch.manual_seed(1)
    second.learn(batch(1))
    assert second.step == 2
    pairs = zip(straight.model.parameters(), second.model.parameters(), strict=True)
    assert all(torch.equal(left, right) for left, right in pairs)


def test_the_rate_warms_up_stays_and_decays() -> None:
    """Each stage warms up anew; the decay comes last."""
    schedule = Schedule(steps=1000, listening=300, peak=1.0, warmup=100, decay=0.4)
    assert schedule.rate(0) == pytest.approx(0.01)
    assert schedule.rate(250) == 1.0
    assert schedule.rate(300) == pytest.approx(0.01)
    assert schedule.rate(450) == 1.0
    assert schedule.rate(999) == pytest.approx(0.05, abs=0.01)
