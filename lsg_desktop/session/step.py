"""One decision step: rules ask, the model answers; it knows no source, no event and no clock.

Hold, decide and compute stay apart: :class:`~lsg_desktop.policy.progress.Progress` holds what was
written, :class:`~lsg_desktop.policy.lsg.Rule` decides, a
:class:`~lsg_desktop.models.protocol.Listening` computes. The window, the command line, SimulEval
and the benchmarks all run this step.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Listening, Query, TokenScore
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.policy.questions import Ask, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did for one task: its verdicts in order, what is written now, what is drafted.

    ``draft`` continues the written ids: the unit held back, and more where it was asked for.
    """

    verdicts: tuple[Verdict, ...]
    progress: Progress
    draft: tuple[int, ...] = ()


@dataclass(slots=True)
class _Known:
    """What the model has said about one task at this chunk.

    ``chunks`` is how many are all that was heard, ``draft`` what was drafted at the chunk before,
    ``held`` as much of it as was held back.
    """

    chunks: int
    draft: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    scores: dict[tuple[tuple[int, ...], int | None], TokenScore] = field(default_factory=dict)

    def answer(self, ask: Ask) -> TokenScore | None:
        """Give the answer to an ask; one with KL serves where none is needed.

        One without serves where the baseline is all that was heard: KL is 0 then.
        """
        found = self.scores.get((ask.ids, ask.baseline))
        if found or ask.baseline is None or ask.baseline < self.chunks:
            return found
        same = self.scores.get((ask.ids, None))
        return same and replace(same, kl_current_baseline=0.0, kl_baseline_current=0.0)

    def end(self, ids: tuple[int, ...], draft: tuple[int, ...]) -> tuple[int, ...] | None:
        """Give the ids at which the unit drafted after ``ids`` may end, if that is known."""
        if not draft:
            return ids
        is_held = len(ids) < len(self.held) and (ids + draft)[: len(self.held)] == self.held
        return self.held if is_held else None

    def ahead(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        """What the last draft foresaw after ``ids``."""
        return self.draft[len(ids) :] if self.draft[: len(ids)] == ids else ()


class Step:
    """Runs the rules of all tasks of an utterance in lockstep, so that each pass serves all.

    ``chunk`` is how many source units a chunk has: samples of sound, or words. ``preview`` is how
    many tokens are drafted past the unit that is held back, for show.
    """

    def __init__(self, listening: Listening, chunk: int, preview: int = 0) -> None:
        self._listening = listening
        self._chunk = chunk
        self._preview = preview
        self._drafts: dict[Task, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        """What was drafted, and as much of it as was held back."""
        self._known: dict[Task, _Known] = {}

    def run(
        self, rules: Mapping[Task, Rule], progress: Mapping[Task, Progress], heard: Heard
    ) -> dict[Task, Outcome]:
        """Write all that may be written at this chunk."""
        chunks = math.ceil(self._listening.heard / self._chunk)
        known = {task: _Known(chunks, *self._drafts.get(task, ())) for task in progress}
        running = {task: self._task(rules[task], progress[task], heard) for task in progress}
        asks: dict[Task, Ask] = {}
        outcomes: dict[Task, Outcome] = {}
        for task, rule in running.items():
            self._advance(task, rule, None, asks, outcomes)
        while asks:
            self._compute(asks, known)
            for task in list(asks):  # each as far as the pass takes it, so that the next serves all
                while task in asks and (answer := known[task].answer(asks[task])):
                    self._advance(task, running[task], answer, asks, outcomes)
        for task, outcome in outcomes.items():
            written, held = outcome.progress.ids, outcome.verdicts[-1].ids
            self._drafts[task] = (written + outcome.draft, written + held)
        self._known = known
        return {task: outcomes[task] for task in progress}

    def release(
        self, rules: Mapping[Task, Rule], progress: Mapping[Task, Progress], heard: Heard
    ) -> dict[Task, Outcome]:
        """Give what other rules write of the same source, from what is known.

        The model is not asked: at the first thing it has not been asked about, a task waits for
        the next chunk. ``heard`` is that of the last run.
        """
        outcomes = {}
        for task, known in self._known.items():
            verdicts = tuple(_released(rules[task], progress[task], heard, known))
            written = progress[task]
            for verdict in verdicts:
                written = _after(written, verdict, heard)
            outcomes[task] = Outcome(verdicts, written, self._drafts[task][0][len(written.ids) :])
        return outcomes

    @staticmethod
    def _advance(
        task: Task,
        rule: Generator[Ask, Any, Outcome],
        answer: TokenScore | None,
        asks: dict[Task, Ask],
        outcomes: dict[Task, Outcome],
    ) -> None:
        try:
            asks[task] = rule.send(answer)
        except StopIteration as finished:
            asks.pop(task, None)
            outcomes[task] = finished.value

    def _task(
        self, rule: Rule, progress: Progress, heard: Heard
    ) -> Generator[Ask, TokenScore, Outcome]:
        """Decide about unit after unit until one is held back."""
        verdicts: list[Verdict] = []
        while True:
            verdict = yield from rule.decide(progress, heard)
            verdicts.append(verdict)
            if verdict.action == "read":
                break
            progress = _after(progress, verdict, heard)
            if heard.over:
                return Outcome(tuple(verdicts), progress)
        draft = verdict.ids
        if self._preview and not heard.over:
            shown = yield from rule.preview(progress, heard, len(draft) + self._preview)
            draft = max(draft, shown, key=len)
        return Outcome(tuple(verdicts), progress, draft)

    def _compute(self, asks: Mapping[Task, Ask], known: Mapping[Task, _Known]) -> None:
        asked: list[int | None] = []
        queries: list[Query] = []
        for task, ask in asks.items():
            draft = known[task].ahead(ask.ids)
            asked.append(ask.baseline)
            queries.append(self._query(task, ask.ids, draft, ask.baseline))
            end = known[task].end(ask.ids, draft)
            if end is not None and ask.other not in (None, ask.baseline):
                asked.append(ask.other)
                queries.append(self._query(task, end, (), ask.other))
        answers = self._listening.score(queries)
        for baseline, query, scores in zip(asked, queries, answers, strict=True):
            scored = known[query.task].scores
            for length, score in enumerate(scores):
                ids = query.ids + query.draft[:length]
                scored[ids, baseline] = score
                scored.setdefault((ids, None), score)

    def _query(
        self, task: Task, ids: tuple[int, ...], draft: tuple[int, ...], baseline: int | None
    ) -> Query:
        heard = self._listening.heard
        base = None if baseline is None else min(baseline * self._chunk, heard)
        return Query(task, heard, ids, draft, (base,) * (len(draft) + 1))


def _after(progress: Progress, verdict: Verdict, heard: Heard) -> Progress:
    """Give the record after a WRITE."""
    line = progress.text + verdict.text
    return progress.wrote(verdict.ids, line, verdict.units, heard.chunks)


def _released(rule: Rule, progress: Progress, heard: Heard, known: _Known) -> Iterator[Verdict]:
    """Give the WRITEs that what is known suffices for."""
    while verdict := _answered(rule.decide(progress, heard), known):
        if verdict.action == "read":
            return
        yield verdict
        progress = _after(progress, verdict, heard)


def _answered(rule: Generator[Ask, TokenScore, Verdict], known: _Known) -> Verdict | None:
    """Run a rule on what is known; None where it asks for more."""
    try:
        ask = next(rule)
        while answer := known.answer(ask):
            ask = rule.send(answer)
    except StopIteration as finished:
        verdict: Verdict = finished.value
        return verdict
    return None
