"""A random checkpoint is an ordinary one."""

from __future__ import annotations

import torch
from transformers import AutoProcessor, Qwen2AudioForConditionalGeneration

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.models.tiny import random_checkpoint, random_info, random_model


def test_a_saved_checkpoint_answers_as_the_model_it_was(small, sound, agree, tmp_path):
    """It loads by the classes that load the published one, and gives the same numbers."""
    random_checkpoint(tmp_path)
    loaded = (
        Qwen2AudioForConditionalGeneration.from_pretrained(tmp_path),
        AutoProcessor.from_pretrained(tmp_path),
    )
    queries = [Query(task, 32_000, (5,), (6,), (16_000, None)) for task in Task]
    answers = []
    for model, processor in (loaded, small):
        wrapped = Qwen2AudioModel(model, processor, random_info())
        listening = wrapped.begin(tuple(Task), "en", "de")
        listening.hear(sound(2))
        answers.append(listening.score(queries))
    agree(answers[0], answers[1], within=1e-6)


def test_a_seed_gives_one_model_and_leaves_the_callers_dice_alone():
    """Tests that use random models stay repeatable."""
    state = torch.random.get_rng_state()
    one, other, third = (random_model(seed=seed)[0] for seed in (1, 1, 2))
    assert torch.equal(torch.random.get_rng_state(), state)
    assert torch.equal(one.lm_head.weight, other.lm_head.weight)
    assert not torch.equal(one.lm_head.weight, third.lm_head.weight)
