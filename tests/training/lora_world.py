"""What adapters are trained on in tests: clips of noise, their texts, and a model that is small."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import soundfile

from lsg_desktop.models.precision import Bounds, Plan
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.lora import Job, train
from lsg_desktop.training.lora_recipe import SPEECH, TEXT
from lsg_desktop.training.lora_training import Estimate

QUICK = replace(SPEECH, batch=4, at_once=2, epochs=3, rate=1e-3, held_out=0.2, keep_every=2)
QUICK_TEXT = replace(TEXT, batch=4, at_once=2, epochs=2, rate=1e-3, held_out=0.2, keep_every=2)

HEADER = "audio\tsource_lang\ttranscript\ttarget_lang\ttranslation"
CLIPS = 8


def plan_of(precision: Any) -> Plan:
    """Give a plan of which nothing but its precision counts."""
    return Plan(
        precision=precision,
        base="fp32" if precision == "fp32" else "bf16",
        weights_bytes=0,
        limit_s=30.0,
        needed_bytes=0,
        bounds=Bounds(),
        why="",
    )


def write_manifest(folder, clips=CLIPS):
    """Write clips of half a second and more, with a manifest, and give its path."""
    noise = np.random.default_rng(0)
    rows = [HEADER]
    for number in range(clips):
        sound = 0.1 * noise.standard_normal(SAMPLE_RATE // 2 + 1500 * number)
        soundfile.write(folder / f"{number}.wav", sound.astype(np.float32), SAMPLE_RATE)
        rows.append(f"{number}.wav\ten\tGood morning, {number}.\tde\tGuten Morgen, {number}.")
    path = folder / "manifest.tsv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def job(tiny, manifest, out, recipe=QUICK, **rest):
    """Give the job of a quick training on the processor."""
    return Job(model=str(tiny), data=manifest, out=out, recipe=recipe, on_cpu=True, **rest)


def run(wanted, stop_after=None):
    """Train, or be interrupted after so many steps; give the outcome and what was estimated."""
    estimates: list[Estimate] = []

    def tell(doing, done, total, note=""):
        if doing == "Learning" and done == stop_after:
            raise KeyboardInterrupt

    return train(wanted, tell, estimates.append), estimates
