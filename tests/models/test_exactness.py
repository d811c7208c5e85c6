"""Over whole utterances the engine says and does what the plain model does.

Both are asked the same, and what the plain model says is gone by, so that one near tie does not
part their ways. Where it stands so near to a threshold or between two tokens that rounding may
decide, that is counted and not held against the engine.

    LSG_EXACT_UTTERANCES=100 python -m pytest tests/models/test_exactness.py -rP
"""

from __future__ import annotations

import math
import os
import sys
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import pytest
import torch
from transformers import Qwen2AudioForConditionalGeneration, Qwen2AudioProcessor

from lsg_desktop.events import Event, Task
from lsg_desktop.models import qwen2_audio
from lsg_desktop.models.load import load
from lsg_desktop.models.plain import PlainListening
from lsg_desktop.models.prompts import AUDIO, speech_prompt
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.models.tiny import SMALL, random_info, random_model
from lsg_desktop.models.tokens import token_id
from lsg_desktop.paths import resources
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import PREVIEW_TOKENS, PolicySettings
from lsg_desktop.training.spoken import spoken
from lsg_desktop.training.voices import TRAINING_VOICES
from tests.models.replays import Recorder
from tests.training.engines import need

UTTERANCES = int(os.environ.get("LSG_EXACT_UTTERANCES", "10"))
WITHIN = 1e-4
"""Nats that log-probabilities may differ by."""
CLOSE = 1e-3
"""So near to δ, to α or between two tokens rounding may decide."""

TASKS = tuple(Task)


@dataclass
class Tally:
    """What was compared: utterances, positions, those too close to call; the largest gaps."""

    utterances: int = 0
    positions: int = 0
    compared: int = 0
    close: int = 0
    log_p: float = 0.0
    kl: float = 0.0

    def hold(self, score, other, log_p, settings) -> None:
        """Hold a score to the plain one, whose distribution is ``log_p``: (vocab,)."""
        best, second = log_p.topk(2).values.tolist()
        self.positions += 1
        self.close += best - second < CLOSE
        if best - second < CLOSE:
            return
        assert score.token == other.token
        differs = abs(math.log(score.confidence) - math.log(other.confidence))
        self.log_p = max(self.log_p, differs)
        assert differs < WITHIN
        self._decided(score.confidence, other.confidence, settings.alpha)
        if other.kl_current_baseline is not None:
            self.compared += 1
            differs = abs(score.kl_current_baseline - other.kl_current_baseline)
            self.kl = max(self.kl, differs)
            assert differs < CLOSE
            self._decided(score.kl_current_baseline, other.kl_current_baseline, settings.delta)

    def _decided(self, value: float, other: float, threshold: float) -> None:
        """Hold a figure to the plain one: both pass a threshold, or neither does."""
        if abs(other - threshold) < CLOSE:
            self.close += 1
        else:
            assert (value > threshold) == (other > threshold)


class Oracle(PlainListening):
    """The plain model, which is not asked the same twice."""

    def __init__(self, model, processor) -> None:
        texts = {task: speech_prompt(task, "en", "de") for task in TASKS}
        super().__init__(model, processor, texts)
        self._said: dict[Any, torch.Tensor] = {}

    def log_probabilities(self, task, heard, ids):
        about = (task, heard, ids)
        if about not in self._said:
            self._said[about] = super().log_probabilities(task, heard, ids)
        return self._said[about]


class Once:
    """A processor that makes features of the same sound once."""

    def __init__(self, processor) -> None:
        self._processor = processor
        self._made: dict[Any, Any] = {}

    def __call__(self, *, text, audio, **rest):
        about = (text, audio.tobytes())
        if about not in self._made:
            self._made[about] = self._processor(text=text, audio=audio, **rest)
        return self._made[about]


class OnceTower(torch.nn.Module):
    """An encoder that encodes the same features, masked alike, once."""

    def __init__(self, tower) -> None:
        super().__init__()
        self.tower = tower
        self._made: dict[Any, Any] = {}

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("tower"), name)

    def forward(self, features, **rest):
        given = (features, *(rest[name] for name in sorted(rest)))
        about = tuple(hash(one.numpy().tobytes()) if torch.is_tensor(one) else one for one in given)
        if about not in self._made:
            self._made[about] = self.tower(features, **rest)
        return self._made[about]


class Paired:
    """An utterance that both hear and are asked about; the plain model's answers are given."""

    def __init__(self, listening, oracle, settings, tally) -> None:
        self._listening, self._oracle = listening, oracle
        self._settings, self._tally = settings, tally

    @property
    def heard(self):
        return self._listening.heard

    def hear(self, samples):
        self._listening.hear(samples)
        self._oracle.hear(samples)

    def score(self, queries):
        found, wanted = self._listening.score(queries), self._oracle.score(queries)
        for query, scores, others in zip(queries, found, wanted, strict=True):
            for place, (score, other) in enumerate(zip(scores, others, strict=True)):
                ids = query.ids + query.draft[:place]
                log_p = self._oracle.log_probabilities(query.task, query.heard, ids)
                self._tally.hold(score, other, log_p, self._settings)
        return wanted


@dataclass
class PairedModel:
    """A model of which one utterance is paired."""

    model: Any
    listening: Any

    def __getattr__(self, name):
        return getattr(self.model, name)

    def begin(self, *asked):
        return self.listening


def captions(model, settings, samples):
    """Give all events of an utterance as the window has it captioned."""
    order = Order(
        tasks=TASKS,
        source_lang="en",
        target_lang="de",
        settings=settings,
        traced=True,
        preview=PREVIEW_TOKENS,
    )
    paces = {task: Pace(order.language(task), settings.chunk_ms) for task in TASKS}
    captioner = Captioner(model, order, paces, 1)
    events: list[Event] = []
    for start in range(0, len(samples), settings.chunk_samples):
        events += captioner.hear(samples[start : start + settings.chunk_samples], True)
    return [*events, *captioner.finish()]


def decided(events):
    """Give events without figures, which may differ by rounding."""
    return [
        replace(event, **{name: None for name in ("kl", "confidence") if hasattr(event, name)})
        for event in events
    ]


def hold(fast, plain, processor, sounds, settings):
    """Hold the engine to the plain model on utterances, and say what was compared."""
    plain.model.audio_tower = OnceTower(plain.model.audio_tower)
    tally, events = Tally(), 0
    for sound in sounds:
        before = tally.close
        oracle = Oracle(plain, Once(processor))
        listening = Paired(fast.begin(TASKS, "en", "de"), oracle, settings, tally)
        wanted = decided(captions(PairedModel(fast, listening), settings, sound))
        if tally.close == before:
            assert decided(captions(fast, settings, sound)) == wanted
            tally.utterances += 1
        events += len(wanted)
    sys.stdout.write(
        f"{tally.positions} positions, {tally.compared} divergences, {events} events of"
        f" {len(sounds)} utterances, {tally.utterances} of them whole; too close to call:"
        f" {tally.close}; log-probabilities within {tally.log_p:.1e}, divergences within"
        f" {tally.kl:.1e}\n"
    )
    return tally


def test_on_held_out_sentences_the_demo_model_decides_as_the_plain_one() -> None:
    """Words, reasons and drafts are the same, by the model's own settings."""
    need(*TRAINING_VOICES)
    folder = resources() / "demo-model"
    plain = Qwen2AudioForConditionalGeneration.from_pretrained(
        folder, dtype=torch.float32, local_files_only=True
    )
    processor = Qwen2AudioProcessor.from_pretrained(folder, local_files_only=True)
    fast = load("demo")
    sounds = [one.samples for one in spoken(UTTERANCES, 1, "heldout")]
    tally = hold(fast, plain.eval(), processor, sounds, policy_settings(fast.info))
    assert tally.compared > 8 * UTTERANCES
    assert tally.utterances > UTTERANCES / 2


@pytest.mark.parametrize("is_replayed", [False, True], ids=["computed", "replayed"])
@pytest.mark.parametrize("kv_heads", [2, 4], ids=["grouped heads", "all heads"])
def test_random_weights_decide_as_the_plain_model_does(
    kv_heads: int, is_replayed: bool, sound, monkeypatch
) -> None:
    """Which say anything, in any order, and seldom the same twice.

    Passes are computed, or as on a GPU filled up and run in memory that stays.
    """
    record = Recorder()
    if is_replayed:
        monkeypatch.setattr(qwen2_audio, "recorder", lambda model: record)
    shape = replace(SMALL, kv_heads=kv_heads)
    plain, processor = random_model(shape, seed=5)
    with torch.no_grad():  # transformers would take a mark for sound that was said for sound
        plain.lm_head.weight[token_id(processor.tokenizer, AUDIO)] = 0.0
    fast = Qwen2AudioModel(deepcopy(plain), processor, random_info())
    settings = PolicySettings(alpha=0.6, delta=4.0, range=3.0)
    tally = hold(fast, plain, processor, [sound(1.6, seed) for seed in range(2)], settings)
    assert tally.compared > 20
    assert tally.utterances
    assert bool(record.runs) == is_replayed
