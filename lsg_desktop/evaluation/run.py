"""One run: each clip of a task captioned and kept, resumable; it computes no score.

Every clip stands for itself: an interrupted run that was resumed has written what it would have.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from lsg_desktop import __version__
from lsg_desktop.evaluation import clips as captioned
from lsg_desktop.evaluation.clips import Clock
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.selection import Clip, check_length
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import ModelInfo, SpeechModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import SAMPLE_RATE


def settings(info: ModelInfo, order: Order, clips: Sequence[Clip]) -> dict[str, Any]:
    """Give all that what a run writes depends on, by name; ``order`` has one task."""
    (task,) = order.tasks
    return {
        "version": __version__,
        "model": info.name,
        "weights": info.digest,
        "precision": info.precision,
        "device": info.device,
        "task": task.value,
        "source_lang": order.source_lang,
        "target_lang": order.target_lang if task is Task.TRANSLATE else None,
        "policy": order.policy.name,
        "held": order.policy.held if order.policy.name == "hold-n" else None,
        **asdict(order.settings),
        "clips": len(clips),
        "corpus": corpus(clips),
    }


def corpus(clips: Sequence[Clip]) -> str:
    """Give a digest of which sounds are to become which texts."""
    digest = hashlib.sha256()
    for clip in clips:
        size = clip.audio.stat().st_size
        digest.update(f"{clip.name}\t{size}\t{clip.reference}\n".encode())
    return digest.hexdigest()[:16]


def evaluate(
    model: SpeechModel,
    order: Order,
    clips: Sequence[Clip],
    folder: RunFolder,
    done: int,
    clock: Clock = time.perf_counter,
) -> Iterator[Instance]:
    """Caption the clips after the first ``done``, and give each when it is kept.

    Raises InputFault for a clip that cannot be heard, OutputFault where there is no room.
    """
    (task,) = order.tasks
    for index, clip in enumerate(clips[done:], done):
        samples = captioned.load(clip.audio)
        check_length(clip, len(samples) / SAMPLE_RATE, model.info.limit_s)
        line = captioned.captions(model, order, samples, clock)[task]
        instance = Instance(
            index=index,
            source=clip.name,
            prediction=" ".join(line.text.split()),
            reference=clip.reference,
            delays=line.delays,
            elapsed=line.elapsed,
            source_length=line.source_ms,
            erased=line.erased,
        )
        folder.append(instance)
        yield instance
