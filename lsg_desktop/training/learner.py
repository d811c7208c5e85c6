"""The demo model as it learns: forward pass, losses, optimiser, checkpoint; it knows no corpus.

Encoder and language model are transformers' own modules. It learns in two stages. First the
encoder alone learns to *listen*: which word and which letter is spoken at each of its states, which
the synthesisers know. Then all learn to *write*: cross-entropy of every task's tokens, with the
first loss kept beside it. (With a CTC loss in its place, and without the first stage, nothing had
been heard after 600 steps.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import WhisperFeatureExtractor

from lsg_desktop.training.batches import HOP, IGNORED, LETTERS, Batch, Rows
from lsg_desktop.training.disguise import partly_hidden, warped

WINDOW = 400
HEARD_SHARE = 0.3
TEXT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Schedule:
    """Learning rate over steps: in each stage a warm-up, then a plateau, at last a decay.

    The first ``listening`` of the ``steps`` are the first stage.
    """

    steps: int
    listening: int = 0
    peak: float = 1.5e-3
    warmup: int = 100
    decay: float = 0.35

    def rate(self, step: int) -> float:
        """The learning rate of a step counted from 0."""
        begun = step - self.listening if step >= self.listening else step
        if begun < self.warmup:
            return self.peak * (begun + 1) / self.warmup
        start = self.steps * (1 - self.decay)
        if step < start:
            return self.peak
        done = min(1.0, (step - start) / max(1.0, self.steps - start))
        return self.peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done)))


@dataclass(frozen=True, slots=True)
class Report:
    """Means over a step: the loss of the tasks' tokens in nats, and what argmax gets right.

    ``accuracy`` is of those tokens, ``spoken`` of the words at the encoder's states.
    """

    loss: float
    accuracy: float
    spoken: float


class Learner:
    """A ``Qwen2AudioForConditionalGeneration``, its optimiser and its step count."""

    def __init__(
        self,
        model: Any,
        extractor: WhisperFeatureExtractor,
        schedule: Schedule,
        device: torch.device,
        *,
        words: int,
        tokens: Sequence[int],
    ) -> None:
        self.model = model.to(device)
        self.schedule = schedule
        self.step = 0
        self._device = device
        self._filters = torch.tensor(extractor.mel_filters, dtype=torch.float32, device=device)
        self._window = torch.hann_window(WINDOW, device=device)
        self._tokens = torch.tensor(tokens, device=device)
        heard, read = model.config.audio_config.d_model, model.config.text_config.hidden_size
        self.heads = nn.ModuleDict(
            {
                "word": nn.Linear(heard, words),
                "letter": nn.Linear(heard, len(LETTERS) + 1),
                "now": nn.Linear(read, read, bias=False),
                "before": nn.Linear(read, read, bias=False),
            }
        ).to(device)
        weights = [p for p in self._parameters() if p.requires_grad]
        matrices = [p for p in weights if p.ndim > 1]
        self._optimiser = torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": 0.02},
                {"params": [p for p in weights if p.ndim <= 1], "weight_decay": 0.0},
            ],
            lr=schedule.peak,
            betas=(0.9, 0.98),
            fused=True,
        )

    def _parameters(self) -> list[nn.Parameter]:
        return [*self.model.parameters(), *self.heads.parameters()]

    def learn(self, batch: Batch) -> Report:
        """Take one step on a batch."""
        self.model.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self.schedule.rate(self.step)
        listening = self.step < self.schedule.listening
        loss, report = self._heard(batch) if listening else self._losses(batch)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._parameters(), 1.0)
        self._optimiser.step()
        self.step += 1
        return report

    @torch.no_grad()
    def judge(self, batch: Batch) -> Report:
        """Give losses and accuracy on a batch without learning from it."""
        self.model.eval()
        return self._losses(batch)[1]

    def _heard(self, batch: Batch) -> tuple[Tensor, Report]:
        frames = batch.frames.to(self._device)
        states = self._encode(self.mel(batch), frames)
        loss, heard = self._recognise(states, self._pooled(states), batch)
        return loss, Report(float(loss.detach()), 0.0, heard)

    def _losses(self, batch: Batch) -> tuple[Tensor, Report]:
        frames = batch.frames.to(self._device)
        states = self._encode(self.mel(batch), frames)  # (B, S, D), 50 a second
        audio = self._pooled(states)  # (B, S // 2, D), 25 a second
        heard_loss, heard = self._recognise(states, audio, batch)
        embeds = self._embeds(batch, audio)
        loss, right = self._predict(embeds, batch.speech)
        text_embeds = self._lm_embeds(batch.text.tokens.to(self._device))
        text_loss, _ = self._predict(text_embeds, batch.text)
        total = loss + HEARD_SHARE * heard_loss + TEXT_SHARE * text_loss
        return total, Report(float(loss.detach()), right, heard)

    def mel(self, batch: Batch) -> Tensor:
        """Log-mel features as Whisper's, of the padded sound. (B, mels, N // 160).

        While learning, voices are disguised.
        """
        disguise = batch.disguise.to(self._device)
        sound = batch.sound.to(self._device)
        spectrum = torch.stft(
            sound, WINDOW, HOP, window=self._window, return_complex=True
        )  # (B, 201, N // 160 + 1)
        power = spectrum[..., :-1].abs().square()
        if self.model.training:
            power = warped(power, disguise.warp)
        log = (self._filters.T @ power).clamp(min=1e-10).log10()  # (B, mels, N // 160)
        top = log.amax(dim=(1, 2), keepdim=True)
        mel = (torch.maximum(log, top - 8.0) + 4.0) / 4.0
        if not self.model.training:
            return mel
        return partly_hidden(mel, batch.frames.to(self._device), disguise)

    def _encode(self, mel: Tensor, frames: Tensor) -> Tensor:
        tower = self.model.model.audio_tower
        hidden: Tensor = functional.gelu(tower.conv1(mel))
        hidden = functional.gelu(tower.conv2(hidden)).permute(0, 2, 1)  # (B, S, D)
        hidden = hidden + tower.embed_positions.weight[: hidden.shape[1]]
        lengths = (frames - 1) // 2 + 1
        heard = torch.arange(hidden.shape[1], device=hidden.device) < lengths[:, None]
        for layer in tower.layers:
            hidden = layer(hidden, heard[:, None, None, :])
        return hidden  # (B, S, D)

    def _pooled(self, states: Tensor) -> Tensor:
        tower = self.model.model.audio_tower
        pooled = tower.avg_pooler(states.permute(0, 2, 1)).permute(0, 2, 1)
        projected: Tensor = self.model.model.multi_modal_projector(tower.layer_norm(pooled))
        return projected

    def _recognise(self, states: Tensor, audio: Tensor, batch: Batch) -> tuple[Tensor, float]:
        """Give the loss of what is said and how it is written, and the share of words right."""
        normed = self.model.model.audio_tower.layer_norm(states)
        losses = {
            kind: _cross_entropy(*_asked(self.heads[kind](normed), labels))
            for kind, labels in batch.said.items()
        }
        written = self.model.get_input_embeddings()(self._tokens)  # (tokens, D)
        losses |= {
            kind: _cross_entropy(*_asked(self.heads[kind](audio) @ written.T, labels))
            for kind, labels in batch.written.items()
        }
        return torch.stack([loss for loss, _ in losses.values()]).sum(), losses["word"][1]

    def _lm_embeds(self, tokens: Tensor) -> Tensor:
        embeds: Tensor = self.model.get_input_embeddings()(tokens)
        return embeds

    def _embeds(self, batch: Batch, audio: Tensor) -> Tensor:
        tokens = batch.speech.tokens.to(self._device)
        embeds = self._lm_embeds(tokens)
        place = tokens == self.model.config.audio_token_id  # (B, T)
        counts = place.sum(1)
        heard = torch.arange(audio.shape[1], device=self._device) < counts[:, None]
        return embeds.masked_scatter(place[..., None], audio[heard])

    def _predict(self, embeds: Tensor, rows: Rows) -> tuple[Tensor, float]:
        labels = rows.labels.to(self._device)
        hidden = self.model.model.language_model(
            inputs_embeds=embeds,
            attention_mask=branch_mask(rows.branch.to(self._device)),
            position_ids=rows.positions.to(self._device),
            use_cache=False,
        ).last_hidden_state  # (B, T, D)
        asked = labels != IGNORED
        logits = self.model.lm_head(hidden[asked])  # (labels, vocab)
        return _cross_entropy(logits, labels[asked])

    def save(self, path: Path) -> None:
        """Write everything needed to go on, whole or not at all."""
        partial = path.with_suffix(".part")
        torch.save(
            {
                "model": self.model.state_dict(),
                "heads": self.heads.state_dict(),
                "optimiser": self._optimiser.state_dict(),
                "step": self.step,
            },
            partial,
        )
        partial.replace(path)

    def load(self, path: Path) -> None:
        """Go on from what :meth:`save` wrote."""
        state: dict[str, Any] = torch.load(path, map_location=self._device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.heads.load_state_dict(state["heads"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.step = int(state["step"])


def _cross_entropy(logits: Tensor, wanted: Tensor) -> tuple[Tensor, float]:
    """Give the mean loss, and the share that argmax gets right."""
    wanted = wanted.to(logits.device)
    right = (logits.detach().argmax(-1) == wanted).float().mean()
    return functional.cross_entropy(logits, wanted), float(right)


def _asked(logits: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    """Give the rows that have a label, (B, S, classes) and (B, S) -> (n, classes) and (n,)."""
    labels = labels.to(logits.device)
    asked = labels != IGNORED
    return logits[:, : labels.shape[1]][asked], labels[asked]


def branch_mask(branch: Tensor) -> Tensor:
    """Let each token see itself, what stands before it in its branch, and the shared audio.

    (B, T) branch numbers -> (B, 1, T, T) bool.
    """
    order = torch.arange(branch.shape[1], device=branch.device)
    before = order[:, None] >= order[None, :]
    same = (branch[:, :, None] == branch[:, None, :]) | (branch[:, None, :] == 0)
    return (before & same)[:, None]
