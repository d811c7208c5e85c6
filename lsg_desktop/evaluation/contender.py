"""Our engine as a benchmark runs it, in one of several ways; it measures nothing.

A contender hears chunks of one utterance and writes by the timetable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation.timetable import TimedListening, Timetable
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.pace import Pace
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.step import Step
from lsg_desktop.settings import PREVIEW_TOKENS, SAMPLE_RATE

LANGUAGES = ("en", "de")
"""Spoken and written by every contender."""


class Contender(Protocol):
    """What hears one utterance."""

    @property
    def written(self) -> dict[Task, tuple[int, ...]]:
        """The ids that each task has written so far."""
        ...

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take in a chunk: (n,) float32."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """A way to run our engine.

    ``traced`` computes each divergence, needed or not; ``bare`` leaves the baseline rows out;
    ``preview`` drafts so many tokens for show.
    """

    tasks: tuple[Task, ...]
    traced: bool = False
    bare: bool = False
    preview: int = 0


WAYS = {
    "translate": Way((Task.TRANSLATE,)),
    "transcribe": Way((Task.TRANSCRIBE,)),
    "both": Way(tuple(Task)),
    "traced": Way(tuple(Task), traced=True),
    "bare": Way(tuple(Task), traced=True, bare=True),
    "window": Way(tuple(Task), traced=True, preview=PREVIEW_TOKENS),
}
"""What is measured: each task, both, both with all baseline rows and with none, a window's way."""


class Ours:
    """Our engine on one utterance."""

    def __init__(self, model: SpeechModel, timetable: Timetable, way: Way) -> None:
        settings = policy_settings(model.info)
        self._rules = {
            task: Rule(
                settings,
                _language(task),
                Pace(_language(task), settings.chunk_ms).units_a_chunk,
                model.vocabulary.text,
                model.vocabulary.end_ids,
                way.traced,
            )
            for task in way.tasks
        }
        self._chunk = settings.chunk_samples
        self._progress = dict.fromkeys(way.tasks, Progress())
        self.listening = TimedListening(model.begin(way.tasks, *LANGUAGES), timetable, way.bare)
        self._step = Step(self.listening, self._chunk, way.preview)

    @property
    def written(self) -> dict[Task, tuple[int, ...]]:
        """The ids that each task has written so far."""
        return {task: progress.ids for task, progress in self._progress.items()}

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take in a chunk, (n,) float32, and write what may be written."""
        self.listening.hear(samples)
        chunks = self.listening.heard // self._chunk
        heard = Heard(
            chunks=chunks, seconds=self.listening.heard / SAMPLE_RATE, speech=(True,) * chunks
        )
        for task, outcome in self._step.run(self._rules, self._progress, heard).items():
            self._progress[task] = outcome.progress


def _language(task: Task) -> str:
    spoken, written = LANGUAGES
    return spoken if task is Task.TRANSCRIBE else written
