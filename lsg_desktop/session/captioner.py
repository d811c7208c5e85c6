"""The captions of one utterance: sound in, events out; it knows no source and no segmenter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Decision, Drafted, Event, Task, Written
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.baselines import LSG, Policy, rule_of
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.pace import Pace
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.session.step import Outcome, Step
from lsg_desktop.settings import AT_ONCE, SAMPLE_RATE, PolicySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of an utterance: tasks, languages, settings, and what is to be seen of it.

    ``traced`` gives a Decision event for each decision; ``preview`` tokens of draft are shown;
    ``policy`` is another than LSG where that is to be compared with it.
    """

    tasks: tuple[Task, ...]
    source_lang: str
    target_lang: str
    settings: PolicySettings
    traced: bool = False
    preview: int = 0
    policy: Policy = LSG

    def language(self, task: Task) -> str:
        """The language that a task writes."""
        return self.source_lang if task is Task.TRANSCRIBE else self.target_lang


class Captioner:
    """Listens to one utterance and writes its lines; dropped at its end.

    Its events carry no session, speaker and times: the caller, who knows them, adds those.
    """

    def __init__(
        self, model: SpeechModel, order: Order, paces: Mapping[Task, Pace], utterance: int
    ) -> None:
        self._order = order
        self._paces = paces
        self._utterance = utterance
        self._vocabulary = model.vocabulary
        self._listening = model.begin(order.tasks, order.source_lang, order.target_lang)
        self._rules = {task: self._rule(task) for task in order.tasks}
        self._step = Step(self._listening, self._chunk, order.preview)
        self._progress = dict.fromkeys(order.tasks, Progress())
        self._heard: Heard | None = None
        self._speech: list[bool] = []
        self._waiting: list[NDArray[np.float32]] = []
        self._waiting_samples = 0
        self._voiced = False

    def _rule(self, task: Task) -> Rule:
        rule = Rule(
            self._order.settings,
            self._order.language(task),
            self._paces[task].units_a_chunk,
            self._vocabulary.text,
            self._vocabulary.end_ids,
            self._order.traced,
        )
        return rule_of(self._order.policy, rule)

    @property
    def _chunk(self) -> int:
        """How many source units a chunk has."""
        return self._order.settings.chunk_samples

    @property
    def _heard_s(self) -> float:
        """How long what was heard takes to be said."""
        return self._listening.heard / SAMPLE_RATE

    @property
    def lines(self) -> dict[Task, str]:
        """What each task has written so far."""
        return {task: progress.text for task, progress in self._progress.items()}

    def hear(self, samples: NDArray[np.float32], speech: bool) -> Iterator[Event]:
        """Take in sound, (n,) float32, and decide if it completes a chunk.

        Sound that holds several chunks is one read: fewer, larger steps when behind.
        """
        self._waiting.append(samples)
        self._waiting_samples += len(samples)
        self._voiced |= speech
        chunk = self._chunk
        if self._waiting_samples < chunk:
            return
        sound = np.concatenate(self._waiting)
        whole = len(sound) // chunk * chunk
        self._listening.hear(sound[:whole])
        self._speech += [self._voiced] * (whole // chunk)
        self._waiting = [sound[whole:]]
        self._waiting_samples = len(sound) - whole
        self._voiced = speech and self._waiting_samples > 0
        yield from self._decide(over=False)

    def change(self, settings: PolicySettings) -> Iterator[Event]:
        """Take over of other settings what acts at once, and write what they already permit.

        That is read off the scored draft: the model is not asked.
        """
        at_once = {name: getattr(settings, name) for name in AT_ONCE}
        self._rules = {
            task: replace(rule, settings=replace(rule.settings, **at_once))
            for task, rule in self._rules.items()
        }
        if self._heard is None:
            return
        released = self._step.release(self._rules, self._progress, self._heard)
        for task, outcome in released.items():
            self._progress[task] = outcome.progress
            if outcome.verdicts:
                yield from self._events(task, outcome)

    def finish(self) -> Iterator[Event]:
        """Write what is left: nothing more will be heard."""
        if self._waiting_samples:
            self._listening.hear(np.concatenate(self._waiting))
        yield from self._decide(over=True)
        for task, progress in self._progress.items():
            self._paces[task].learn(progress.units, sum(self._speech))

    def _decide(self, over: bool) -> Iterator[Event]:
        self._heard = heard = Heard(
            chunks=-(-self._listening.heard // self._chunk),
            seconds=self._heard_s,
            over=over,
            speech=tuple(self._speech),
        )
        for task, outcome in self._step.run(self._rules, self._progress, heard).items():
            self._progress[task] = outcome.progress
            yield from self._events(task, outcome)

    def _events(self, task: Task, outcome: Outcome) -> Iterator[Event]:
        for verdict in outcome.verdicts:
            if self._order.traced:
                yield Decision(
                    utterance=self._utterance,
                    task=task,
                    chunk=self._heard.chunks if self._heard else 0,
                    unit=verdict.unit,
                    baseline=verdict.baseline,
                    kl=verdict.kl,
                    confidence=verdict.confidence,
                    action=verdict.action,
                    reason=verdict.reason,
                    text=verdict.text,
                )
            if verdict.action == "write" and verdict.text:
                yield Written(
                    utterance=self._utterance,
                    task=task,
                    text=verdict.text,
                    reason=verdict.reason,
                )
        if self._order.preview:
            text = self._rules[task].rest(outcome.progress, outcome.draft)
            yield Drafted(utterance=self._utterance, task=task, text=text)
