"""One run: each clip of a task captioned, or its transcript translated, and kept, resumable.

Every clip stands for itself: an interrupted run that was resumed has written what it would have. It
computes no score.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from os import SEEK_END
from pathlib import Path
from typing import Any

from lsg_desktop import __version__
from lsg_desktop.audio.source import Samples
from lsg_desktop.evaluation import clips as captioned
from lsg_desktop.evaluation import texts
from lsg_desktop.evaluation.clips import Clock
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.selection import Clip, check_length
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import ModelInfo, SpeechModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import SAMPLE_RATE

TEXT = "translate-text"
"""The task of which the source is text."""

_END_BYTES = 65_536


def settings(info: ModelInfo, order: Order, clips: Sequence[Clip]) -> dict[str, Any]:
    """Give all that what a run writes depends on, by name; ``order`` has one task."""
    return {**_settings(info, order), "clips": len(clips), "corpus": corpus(clips)}


def text_settings(info: ModelInfo, order: Order, clips: Sequence[Clip]) -> dict[str, Any]:
    """Give all that what is written of the clips' transcripts depends on, by name."""
    found = {**_settings(info, order), "task": TEXT}
    del found["chunk_ms"]  # a chunk is a word
    return {**found, "clips": len(clips), "corpus": _digest(map(_texts, clips))}


def _settings(info: ModelInfo, order: Order) -> dict[str, Any]:
    (task,) = order.tasks
    return {
        **loaded(info),
        "task": task.value,
        "source_lang": order.source_lang,
        "target_lang": order.target_lang if task is Task.TRANSLATE else None,
        "policy": order.policy.name,
        "held": order.policy.held if order.policy.name == "hold-n" else None,
        **asdict(order.settings),
    }


def loaded(info: ModelInfo) -> dict[str, Any]:
    """Give what there is to know of a model that is loaded, and of the program."""
    return {
        "version": __version__,
        "model": info.name,
        "weights": info.digest,
        "precision": info.precision,
        "device": info.device,
    }


def corpus(clips: Sequence[Clip]) -> str:
    """Give a digest of sounds, each with its name and the texts that belong to it.

    Of a file it is of the length and the first and last 64 KiB: of a longer one it does not see a
    change in the middle that leaves the length as it was.
    """
    return _digest(part for clip in clips for part in (_texts(clip), *_ends(clip.audio)))


def sound(clip: Clip, limit_s: float) -> Samples:
    """Read the sound of a clip. Raises InputFault where a model cannot take it or it is damaged."""
    samples = captioned.load(clip.audio)
    check_length(clip, len(samples) / SAMPLE_RATE, limit_s)
    return samples


def _texts(clip: Clip) -> bytes:
    return f"{clip.name}\t{clip.transcript}\t{clip.reference}\n".encode()


def _ends(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        length = stream.seek(0, SEEK_END)
        yield f"{length}\n".encode()
        for start in (0, max(0, length - _END_BYTES)):
            stream.seek(start)
            yield stream.read(_END_BYTES)


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()[:16]


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
        samples = sound(clip, model.info.limit_s)
        line = captioned.captions(model, order, samples, clock)[task]
        instance = Instance(
            index=index,
            source=clip.name,
            prediction=line.text,
            reference=clip.reference,
            delays=line.delays,
            elapsed=line.elapsed,
            source_length=line.source_ms,
            erased=line.erased,
        )
        folder.append(instance)
        yield instance


def translate(
    model: SpeechModel, order: Order, clips: Sequence[Clip], folder: RunFolder, done: int
) -> Iterator[Instance]:
    """Translate the transcripts of the clips after the first ``done``, word by word, likewise.

    Delays count words, and as in SimulEval there is no clock. Raises OutputFault where there is no
    room.
    """
    for index, clip in enumerate(clips[done:], done):
        line = texts.translation(model, order, clip.transcript)
        instance = Instance(
            index=index,
            source=clip.transcript,
            prediction=line.text,
            reference=clip.reference,
            delays=line.delays,
            elapsed=(0.0,) * len(line.delays),
            source_length=line.source_words,
        )
        folder.append(instance)
        yield instance
