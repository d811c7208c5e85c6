"""The demo model's card and its file of defaults, written beside its weights."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lsg_desktop.training.evaluate import Figure
from lsg_desktop.training.voices import HELDOUT_VOICES, TRAINING_VOICES

DEFAULTS = {"delta": 7.0, "alpha": 0.7, "low": 1, "range": 8, "chunk_ms": 640}
"""The demo model's own policy settings: halving or doubling δ visibly changes its lag."""

TEXT_DEFAULTS = {"delta": 7.0, "alpha": 0.7, "low": 1, "range": 6, "range_mode": "paper"}
"""And those for text, which comes word by word as it does in the paper."""

ABOUT: dict[str, Any] = {
    "name": "demo",
    "languages": {"en": ["de", "zh"]},
    "defaults": DEFAULTS,
    "limit_s": 28.0,
    "text": {"languages": {"en": ["de"]}, "defaults": TEXT_DEFAULTS},
}


def _cell(text: str) -> str:
    """Keep what parts columns of a table out of one of them."""
    return text.replace("|", "\\|")


def write_defaults(folder: Path, name: str = ABOUT["name"]) -> None:
    """Write ``lsg.json``: name, languages, default settings, longest utterance."""
    text = json.dumps({**ABOUT, "name": name}, indent=2, ensure_ascii=False)
    (folder / "lsg.json").write_text(text + "\n", "utf-8")


def write_card(folder: Path, figures: Sequence[Figure], parameters: int) -> None:
    """Write the model card with the figures just measured."""
    rows = "\n".join(
        f"| {one.of} | {one.name} | {one.value:.2f} {_cell(one.unit)} | {one.target} |"
        for one in figures
    )
    card = CARD.format(
        parameters=f"{parameters / 1e6:.1f} M",
        training=", ".join(f"`{voice.name}`" for voice in TRAINING_VOICES),
        unheard=" and ".join(f"`{voice.name}`" for voice in HELDOUT_VOICES),
        rows=rows,
    )
    (folder / "README.md").write_text(card, "utf-8")


CARD = """---
license: apache-2.0
language: [en, de, zh]
library_name: transformers
pipeline_tag: automatic-speech-recognition
---

# lsg_desktop demo model

Qwen2-Audio's architecture at toy size ({parameters} parameters), trained from random weights by
`lsg-desktop train demo`. It is there so that the whole application runs, is tested and is measured
on any machine without a download. **It understands the synthetic voices it was trained on, talking
about lectures and meetings in a few hundred words, and nothing else.** For real speech use
Qwen2-Audio-7B.

- Tasks: English speech to English, German and Chinese text, with the prompts of Qwen2-Audio-7B;
  English text to German under a ChatML prompt.
- Data: sentences of a small grammar, spoken by espeak-ng, flite and Festival with varied rate,
  pitch, gain, pauses, room and noise, some of it in voices that none of them has: spectra tilted
  and warped, bands and moments hidden (SpecAugment, arXiv 1904.08779). Half the examples are cut at
  a random moment; their targets are what the words heard so far support (in the spirit of SimulSA,
  arXiv 2509.15692). Held-out sentences are chosen by a hash of their text and never occur in
  training.
- Training voices: {training}.
- Voices never trained on: {unheard}.

Measured on 200 held-out sentences (seed 1) by `lsg-desktop train demo --evaluate-only`:

| what | figure | value | must reach |
| --- | --- | --- | --- |
{rows}

WER after Whisper's English normaliser, BLEU by sacreBLEU (13a), CER without punctuation, LAAL as
SimulEval defines it, per word (zh: per character), computation-unaware.
"""
