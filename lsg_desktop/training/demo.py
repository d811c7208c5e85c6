"""``train demo``: the bundled model from nothing: corpus, tokenizer, training, checkpoint folder.

Every stage leaves its result in the working folder and is skipped when it is there, so the
command can be stopped and given again at any moment. It knows no terminal: progress is reported
to a callback.
"""

from __future__ import annotations

import json
import math
import os
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors.torch import load_file, save_file
from torch.utils.data import DataLoader, Dataset
from transformers import (
    PreTrainedTokenizerBase,
    Qwen2AudioForConditionalGeneration,
    Qwen2AudioProcessor,
)

from lsg_desktop.events import Task
from lsg_desktop.models import memory
from lsg_desktop.models.prompts import speech_prompt, text_prompt
from lsg_desktop.models.tokens import Shape, qwen_processor, qwen_tokenizer, toy_config
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.batches import Batch, Collator
from lsg_desktop.training.corpus import Clip, Corpus, clip
from lsg_desktop.training.examples import LANGUAGES, TextPair, supported, text_pair
from lsg_desktop.training.grammar import distinct
from lsg_desktop.training.learner import Learner, Report, Schedule
from lsg_desktop.training.voices import TRAINING_VOICES, rest

SEED = 20250100
SHAPE = Shape(encoder_layers=4, layers=3)
VOCABULARY = 4096
JUDGED = 48
"""Held-out clips whose token accuracy is reported while training."""


class Progress(Protocol):
    """Told how far a stage is; ``note`` is a short figure worth showing beside the bar."""

    def __call__(self, stage: str, done: int, total: int, note: str = "") -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How much is synthesised and learnt. The defaults make the bundled model.

    ``listening`` of the ``steps`` teach the encoder alone, in batches of ``listening_s`` seconds.
    Of what is written then, a ``cut_share`` of the clips and ``cut_texts`` of the texts end early,
    and a share ``disguised`` of the clips is heard in a voice that no synthesiser has.
    The model is the mean of what its weights were at the end and before, ``averaged`` times,
    ``apart`` steps apart (arXiv 1803.05407): of voices that it never heard it understands more.
    """

    clips: int = 14_000
    steps: int = 9_000
    listening: int = 3_000
    listening_s: float = 24.0
    batch_s: float = 40.0
    cut_share: float = 0.5
    cut_texts: float = 0.6
    disguised: float = 0.6
    keep_every: int = 100
    workers: int = max(1, os.cpu_count() or 1)
    averaged: int = 3
    apart: int = 500

    @property
    def moments(self) -> tuple[int, ...]:
        """The steps after which weights are taken for the mean, the last first."""
        return tuple(range(self.steps, 0, -self.apart)[: self.averaged])


def train(folder: Path, work: Path, recipe: Recipe, device: str, progress: Progress) -> None:
    """Make the checkpoint folder. Raises EnvironmentFault where a synthesiser is missing."""
    memory.keep_freed()
    corpus = Corpus(work / "corpus", recipe.clips, SEED)
    built = 0

    def advance(clips: int) -> None:
        nonlocal built
        built += clips
        progress("Speaking the corpus", built, recipe.clips)

    corpus.build(recipe.workers, advance)
    processor = _processor(work, corpus.clips())
    batches = Batches(corpus, processor.tokenizer, recipe)
    learner = _learner(processor, recipe, torch.device(device), batches.collator)
    checkpoint = work / "checkpoint.pt"
    if checkpoint.exists():
        learner.load(checkpoint)
    judged = batches.judged()
    rest()
    log = work / "loss.jsonl"
    for batch in ahead(batches, range(learner.step, recipe.steps)):
        report = learner.learn(batch)
        note = f"loss {report.loss:.3f}, heard {report.spoken:.3f}, right {report.accuracy:.3f}"
        progress("Learning", learner.step, recipe.steps, note)
        if learner.step in recipe.moments:
            _replace(_weights(work, learner.step), learner.model.state_dict())
        if learner.step % recipe.keep_every == 0 or learner.step == recipe.steps:
            _record(log, learner, report, learner.judge(judged))
            learner.save(checkpoint)
    learner.model.load_state_dict(_mean([_weights(work, step) for step in recipe.moments]))
    export(learner.model, processor, folder)


def _weights(work: Path, step: int) -> Path:
    return work / f"weights-{step}.safetensors"


def _replace(path: Path, weights: Mapping[str, torch.Tensor]) -> None:
    """Write weights, whole or not at all."""
    partial = path.with_suffix(".part")
    save_file({name: one.clone() for name, one in weights.items()}, partial)
    partial.replace(path)


def _mean(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """Average weights of the same names."""
    taken = [load_file(path) for path in paths]
    return {name: torch.stack([one[name] for one in taken]).mean(0) for name in taken[0]}


def ahead(batches: Batches, steps: range) -> Iterable[Batch]:
    """Give the batches of these steps, made by a process of their own while others are learnt.

    In a thread they would take turns with the learner's own Python.
    """
    if not steps:
        return ()
    return DataLoader(
        batches,
        batch_size=None,
        sampler=steps,
        num_workers=1,
        multiprocessing_context="spawn",
        prefetch_factor=4,
    )


def _record(log: Path, learner: Learner, report: Report, held_out: Report) -> None:
    entry = {
        "step": learner.step,
        "loss": round(report.loss, 4),
        "spoken": round(report.spoken, 4),
        "accuracy": round(report.accuracy, 4),
        "heldout_loss": round(held_out.loss, 4),
        "heldout_accuracy": round(held_out.accuracy, 4),
        "heldout_spoken": round(held_out.spoken, 4),
    }
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def export(
    model: Qwen2AudioForConditionalGeneration, processor: Qwen2AudioProcessor, folder: Path
) -> None:
    """Write an ordinary checkpoint folder: config, safetensors, tokenizer, processor.

    Weights take half the space in float16, and are computed with as whoever loads them chooses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.generation_config.do_sample = False
    model.half().save_pretrained(folder)
    processor.save_pretrained(folder)


def _processor(work: Path, clips: list[Clip]) -> Qwen2AudioProcessor:
    folder = work / "processor"
    if not folder.exists():
        partial = work / "processor.part"
        qwen_processor(_tokenizer(clips), SHAPE.mel_bins).save_pretrained(partial)
        partial.replace(folder)
    return Qwen2AudioProcessor.from_pretrained(folder)


def _tokenizer(clips: list[Clip]) -> PreTrainedTokenizerBase:
    """Learn word pieces from the targets, piece by piece, and from the prompts."""
    return qwen_tokenizer(_text(clips), VOCABULARY)


def _text(clips: list[Clip]) -> Iterator[str]:
    for sentence in (made.sentence for made in clips):
        whole = supported(sentence, len(sentence.words))
        for pieces in whole.lines.values():
            yield from pieces
    prompts = [speech_prompt(Task.TRANSCRIBE, "en", "en"), text_prompt("", "de")]
    prompts += [speech_prompt(Task.TRANSLATE, "en", language) for language in LANGUAGES]
    for prompt in prompts:
        yield from [prompt] * 400


def _learner(
    processor: Qwen2AudioProcessor, recipe: Recipe, device: torch.device, collator: Collator
) -> Learner:
    torch.manual_seed(SEED)
    config: Any = toy_config(SHAPE, processor.tokenizer)
    config.text_config.tie_word_embeddings = True
    config.tie_word_embeddings = True
    model = Qwen2AudioForConditionalGeneration(config)
    initialise(model)
    return Learner(
        model,
        processor.feature_extractor,
        Schedule(recipe.steps, recipe.listening),
        device,
        words=len(collator.words),
        tokens=collator.tokens,
    )


SOUND_GAIN = 3.0
"""How much louder than by fan-in the second convolution is drawn.

The encoder's fixed sinusoids have an RMS of 0.7; drawn by fan-in alone, sound would drown in them.
"""


@torch.no_grad()
def initialise(model: Any) -> None:
    """Draw weights by their fan-in; the library's 0.02 suits models a hundred times as wide.

    What adds to the residual stream is drawn smaller, the deeper the stack.
    """
    config = model.config
    depth = {"audio_tower": config.audio_config.encoder_layers}
    depth["language_model"] = config.text_config.num_hidden_layers
    for name, weights in model.named_parameters():
        if weights.ndim < 2:
            continue
        spread = float(weights[0].numel() ** -0.5)
        if name.endswith("embed_tokens.weight"):
            spread = 0.05
        elif "conv" in name:
            spread *= 2**0.5 * (SOUND_GAIN if "conv2" in name else 1.0)
        elif name.endswith(("out_proj.weight", "fc2.weight", "o_proj.weight", "down_proj.weight")):
            stack = "audio_tower" if "audio_tower" in name else "language_model"
            spread *= (2 * depth[stack]) ** -0.5
        elif "projector" in name:
            spread *= 0.5
        weights.normal_(0.0, spread)
    positions = model.model.audio_tower.embed_positions
    positions.weight.copy_(sinusoids(*positions.weight.shape))
    positions.requires_grad_(False)


def sinusoids(length: int, width: int) -> torch.Tensor:
    """Whisper's fixed positions (arXiv 2212.04356). (length, width) float32."""
    scale = torch.exp(-math.log(10_000) / (width // 2 - 1) * torch.arange(width // 2))
    angle = torch.arange(length)[:, None] * scale[None]
    return torch.cat([angle.sin(), angle.cos()], dim=1)


class Batches(Dataset[Batch]):
    """Step number to batch: each step's clips, cuts and noise depend on its number alone."""

    def __init__(self, corpus: Corpus, tokenizer: PreTrainedTokenizerBase, recipe: Recipe) -> None:
        self._corpus = corpus
        self._recipe = recipe
        self._plans: dict[tuple[float, int], list[list[int]]] = {}
        self._clips = corpus.clips()
        self.collator = Collator(tokenizer, self._clips)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the clips: another process opens the corpus itself."""
        return {**vars(self), "_clips": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Open the corpus again."""
        vars(self).update(state, _clips=state["_corpus"].clips())

    def __getitem__(self, step: int) -> Batch:
        """Give the batch of a step counted from 0."""
        recipe = self._recipe
        if step < recipe.listening:
            chosen, seed = self._chosen(step, recipe.listening_s)
            # Disguised all along, the encoder learns to hear a third slower.
            cuts, dry, disguised, texts = [False] * len(chosen), 0.5, 0.0, 1
        else:
            chosen, seed = self._chosen(step - recipe.listening, recipe.batch_s)
            rng = random.Random(seed)
            cuts = [rng.random() < recipe.cut_share for _ in chosen]
            dry, disguised, texts = 0.1, recipe.disguised, 8
        clips = [self._clips[i] for i in chosen]
        pairs = self._texts(texts, random.Random(f"{seed} text"))
        return self.collator.batch(clips, cuts, pairs, seed, dry, disguised)

    def _texts(self, count: int, rng: random.Random) -> list[TextPair]:
        sentences = [rng.choice(self._clips).sentence for _ in range(count)]
        return [text_pair(one, rng, rng.random() < self._recipe.cut_texts) for one in sentences]

    def _chosen(self, step: int, seconds: float) -> tuple[list[int], str]:
        epoch = 0
        while step >= len(self._plan(seconds, epoch)):
            step -= len(self._plan(seconds, epoch))
            epoch += 1
        return self._plan(seconds, epoch)[step], f"{SEED} {seconds} {epoch} {step}"

    def _plan(self, seconds: float, epoch: int) -> list[list[int]]:
        key = (seconds, epoch)
        if key not in self._plans:
            self._plans[key] = self._planned(seconds, random.Random(f"{SEED} {key}"))
        return self._plans[key]

    def _planned(self, seconds: float, rng: random.Random) -> list[list[int]]:
        """Group clips of like length into batches of so many padded seconds, in any order."""
        order = list(range(len(self._clips)))
        rng.shuffle(order)
        batches: list[list[int]] = []
        for start in range(0, len(order), 512):
            pool = sorted(order[start : start + 512], key=lambda i: len(self._clips[i].samples))
            group: list[int] = []
            for index in pool:
                longest = len(self._clips[index].samples) / SAMPLE_RATE
                if group and longest * (len(group) + 1) > seconds:
                    batches.append(group)
                    group = []
                group.append(index)
            batches.append(group)
        rng.shuffle(batches)
        return batches

    def judged(self) -> Batch:
        """Give held-out clips, whole, to watch learning with."""
        sentences = distinct(JUDGED, SEED, "heldout")
        clips = [clip(s, i, SEED, TRAINING_VOICES) for i, s in enumerate(sentences)]
        texts = [text_pair(one, random.Random(0), cut=False) for one in sentences[:8]]
        return self.collator.batch(clips, [False] * JUDGED, texts, "judged")
