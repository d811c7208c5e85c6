"""How long a process takes from its start to its first caption, and what with; it shows nothing.

The process is one of its own, since what a benchmark has imported need not be imported again. Files
that were read lately lie in the system's memory; nothing is done about that.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from typing import Any, TypeVar

from lsg_desktop import paths
from lsg_desktop.audio.file import FileSource
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.events import Task, Written
from lsg_desktop.models import memory
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import SAMPLE_RATE

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Startup:
    """What a new process took until it had written its first words of the bundled talk.

    ``startup_ms`` is that by part, in order, and adds up to ``first_caption_ms``: Python and what
    is ours, the libraries, the weights, and what the model did with the first ``heard_s`` of sound,
    which comes as fast as it is computed.
    """

    model: str
    device: str
    precision: str
    heard_s: float
    first_caption_ms: float
    startup_ms: dict[str, float]


def startup(name: str, device: str, precision: str) -> Startup:
    """Measure it, both tasks, in a new process. Raises LsgError where the model cannot be had."""
    gc.collect()  # a model that was measured before may hang in a ring of references
    memory.give_back()
    return apart(_measured, name, device, precision, time.perf_counter())


def apart(work: Callable[..., Given], *given: Any) -> Given:
    """Do work in a new process. Raises what it does, EnvironmentFault where the process dies."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(work, *given).result()
        except BrokenProcessPool:
            raise EnvironmentFault(
                "the process whose start was measured was ended from outside",
                "close programs that take much memory, or leave demo out of --models",
            ) from None


def _measured(name: str, device: str, precision: str, began_s: float) -> Startup:
    """Start up from here; ``began_s`` is when the process was asked for, by the clock of both."""
    at_s = [began_s, time.perf_counter()]
    with memory.uncollected():
        from lsg_desktop.evaluation.stopwatch import Stopwatch
        from lsg_desktop.models.load import load
        from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
    at_s.append(time.perf_counter())
    loaded = load(name, device, precision)
    at_s.append(time.perf_counter())
    assert isinstance(loaded, Qwen2AudioModel)
    watch = Stopwatch(loaded.info.device)
    model = Qwen2AudioModel(*loaded.parts, loaded.info, probe=watch)
    heard_s: list[float] = []
    first = watch.lap(lambda: heard_s.append(_until_written(model)))
    took_ms = [(later_s - earlier_s) * 1000 for earlier_s, later_s in pairwise(at_s)]
    parts = dict(zip(("python", "libraries", "weights"), took_ms, strict=True))
    return Startup(
        model=model.info.name,
        device=model.info.device,
        precision=model.info.precision,
        heard_s=heard_s[0],
        first_caption_ms=sum(took_ms) + first.ms,
        startup_ms={**parts, **first.parts_ms},
    )


def _until_written(model: SpeechModel) -> float:
    """Listen to the bundled talk until something is written; give the seconds heard by then."""
    row = manifest.read(paths.resources() / "demo-talk" / "manifest.tsv")[0]
    order = Order(
        tasks=tuple(Task),
        source_lang=row.source_lang,
        target_lang=row.target_lang,
        settings=build.policy_settings(model.info),
    )
    heard = 0
    with FileSource(row.audio) as source:
        session = build.session(model, source, order)
        for block in source.blocks():
            heard += len(block)
            if any(isinstance(event, Written) for event in session.push(block)):
                return heard / SAMPLE_RATE
    raise InputFault(f"{model.info.name} writes nothing of the bundled talk", "choose another one")
