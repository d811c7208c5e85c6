"""The demo model as it learns: forward pass, losses, optimiser, checkpoint; it knows no corpus.

Encoder and language model are transformers' own modules. Loss: cross-entropy of every task's
tokens, plus a CTC loss on the encoder's letters, which makes it listen before the language model
has found the alignment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import WhisperFeatureExtractor

from lsg_desktop.training.batches import ALPHABET, HOP, IGNORED, Batch, Rows

WINDOW = 400
CTC_SHARE = 0.3
TEXT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Schedule:
    """Learning rate over steps: a warm-up, a plateau, and a decay to a twentieth."""

    steps: int
    peak: float = 2e-3
    warmup: int = 250
    decay: float = 0.4

    def rate(self, step: int) -> float:
        """The learning rate of a step counted from 0."""
        if step < self.warmup:
            return self.peak * (step + 1) / self.warmup
        start = self.steps * (1 - self.decay)
        if step < start:
            return self.peak
        done = min(1.0, (step - start) / max(1.0, self.steps - start))
        return self.peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done)))


@dataclass(frozen=True, slots=True)
class Report:
    """Means over a step: losses in nats, and the share of target tokens that argmax gets right."""

    loss: float
    ctc: float
    accuracy: float


class Learner:
    """A ``Qwen2AudioForConditionalGeneration``, its optimiser and its step count."""

    def __init__(
        self,
        model: Any,
        extractor: WhisperFeatureExtractor,
        schedule: Schedule,
        device: torch.device,
    ) -> None:
        self.model = model.to(device)
        self.schedule = schedule
        self.step = 0
        self._device = device
        self._filters = torch.tensor(extractor.mel_filters, dtype=torch.float32, device=device)
        self._window = torch.hann_window(WINDOW, device=device)
        width = model.config.audio_config.d_model
        self.letters = nn.Linear(width, len(ALPHABET) + 1).to(device)
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
        return [*self.model.parameters(), *self.letters.parameters()]

    def learn(self, batch: Batch) -> Report:
        """Take one step on a batch."""
        self.model.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self.schedule.rate(self.step)
        loss, report = self._losses(batch, augmented=True)
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
        return self._losses(batch, augmented=False)[1]

    def _losses(self, batch: Batch, augmented: bool) -> tuple[Tensor, Report]:
        frames = batch.frames.to(self._device)
        mel = self.mel(batch.sound.to(self._device), frames)
        if augmented:
            mel = masked(mel, frames)
        states, lengths = self._encode(mel, frames)  # (B, T, D) at 50 Hz
        ctc = self._ctc(states, lengths, batch)
        audio = self._pooled(states)  # (B, T // 2, D) at 25 Hz
        embeds = self._embeds(batch, audio)
        loss, right = self._predict(embeds, batch.speech)
        text_embeds = self._lm_embeds(batch.text.tokens.to(self._device))
        text_loss, _ = self._predict(text_embeds, batch.text)
        total = loss + CTC_SHARE * ctc + TEXT_SHARE * text_loss
        return total, Report(float(loss.detach()), float(ctc.detach()), right)

    def mel(self, sound: Tensor, frames: Tensor) -> Tensor:
        """Log-mel features as Whisper's, of the padded sound. (B, N) -> (B, mels, N // 160)."""
        spectrum = torch.stft(
            sound, WINDOW, HOP, window=self._window, return_complex=True
        )  # (B, 201, N // 160 + 1)
        power = spectrum[..., :-1].abs().square()
        log = (self._filters.T @ power).clamp(min=1e-10).log10()  # (B, mels, N // 160)
        top = log.amax(dim=(1, 2), keepdim=True)
        return (torch.maximum(log, top - 8.0) + 4.0) / 4.0

    def _encode(self, mel: Tensor, frames: Tensor) -> tuple[Tensor, Tensor]:
        tower = self.model.model.audio_tower
        hidden = functional.gelu(tower.conv1(mel))
        hidden = functional.gelu(tower.conv2(hidden)).permute(0, 2, 1)  # (B, T, D)
        hidden = hidden + tower.embed_positions.weight[: hidden.shape[1]]
        lengths = (frames - 1) // 2 + 1
        heard = torch.arange(hidden.shape[1], device=hidden.device) < lengths[:, None]
        for layer in tower.layers:
            hidden = layer(hidden, heard[:, None, None, :])
        return hidden, lengths

    def _pooled(self, states: Tensor) -> Tensor:
        tower = self.model.model.audio_tower
        pooled = tower.avg_pooler(states.permute(0, 2, 1)).permute(0, 2, 1)
        projected: Tensor = self.model.model.multi_modal_projector(tower.layer_norm(pooled))
        return projected

    def _ctc(self, states: Tensor, lengths: Tensor, batch: Batch) -> Tensor:
        tower = self.model.model.audio_tower
        log_probs = self.letters(tower.layer_norm(states)).log_softmax(-1).transpose(0, 1)
        return functional.ctc_loss(
            log_probs,
            batch.letters.to(self._device),
            lengths,
            batch.letter_counts.to(self._device),
            zero_infinity=True,
        )

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
        wanted = labels[asked]
        loss = functional.cross_entropy(logits, wanted)
        return loss, float((logits.detach().argmax(-1) == wanted).float().mean())

    def save(self, path: Path) -> None:
        """Write everything needed to go on, whole or not at all."""
        partial = path.with_suffix(".part")
        torch.save(
            {
                "model": self.model.state_dict(),
                "letters": self.letters.state_dict(),
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
        self.letters.load_state_dict(state["letters"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.step = int(state["step"])


def branch_mask(branch: Tensor) -> Tensor:
    """Let each token see itself, what stands before it in its branch, and the shared audio.

    (B, T) branch numbers -> (B, 1, T, T) bool.
    """
    order = torch.arange(branch.shape[1], device=branch.device)
    before = order[:, None] >= order[None, :]
    same = (branch[:, :, None] == branch[:, None, :]) | (branch[:, None, :] == 0)
    return (before & same)[:, None]


def masked(mel: Tensor, frames: Tensor) -> Tensor:
    """Blank two bands of mels and up to four stretches of time (SpecAugment, arXiv 1904.08779)."""
    mel = mel.clone()
    count, bands, _ = mel.shape
    for row in range(count):
        floor = mel[row].amin()
        for _ in range(2):
            width = int(torch.randint(0, bands // 8, ()))
            start = int(torch.randint(0, bands - width, ()))
            mel[row, start : start + width] = floor
        for _ in range(int(frames[row]) // 100):
            width = int(torch.randint(0, 8, ()))
            start = int(torch.randint(0, max(1, int(frames[row]) - width), ()))
            mel[row, :, start : start + width] = floor
    return mel
