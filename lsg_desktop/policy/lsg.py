"""The LSG rule (arXiv 2501.00868; design section 3): is the next unit written now?

The model is its own policy: p(y | audio so far) is compared with p(y | a shorter prefix). A rule
is a generator: it yields an Ask and is sent the model's answer, so that whoever drives it
may answer many tasks in one pass, from a cache, or from a table. Pure: no tensors, no clock.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from lsg_desktop.events import Action, Reason
from lsg_desktop.policy import guard, ranges, units
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.policy.questions import Answer, Ask, Verdict
from lsg_desktop.settings import PolicySettings

LONGEST_UNIT = 32
"""Tokens after which a unit that is still not complete is held."""


@dataclass(frozen=True, slots=True)
class _Test:
    """One token against the thresholds: what let it pass, or None."""

    answer: Answer
    reason: Reason | None


@dataclass(slots=True)
class _Unit:
    """A unit while it is drafted: tokens, their tests, and the untested ones that ride along."""

    ids: tuple[int, ...] = ()
    tests: list[_Test] = field(default_factory=list)
    riders: list[tuple[tuple[int, ...], Answer]] = field(default_factory=list)
    last: Answer | None = None
    complete: bool = False

    @property
    def failed(self) -> bool:
        """Whether the token tested last did not pass."""
        return bool(self.tests) and self.tests[-1].reason is None

    @property
    def _deciding(self) -> _Test | None:
        """The token whose figures are shown: the one that failed, or else the least sure one."""
        if self.failed:
            return self.tests[-1]
        return min(self.tests, key=lambda test: test.answer.confidence, default=None)

    @property
    def shown(self) -> Answer | None:
        """The answer of the deciding token; of the last one asked where none was tested."""
        return self._deciding.answer if self._deciding else self.last

    @property
    def reason(self) -> Reason:
        """What let the deciding token pass."""
        return (self._deciding and self._deciding.reason) or Reason.RANGE_TOP


@dataclass(frozen=True, slots=True)
class Rule:
    """LSG for one task of one utterance.

    ``text`` gives the text of token ids, ``ends`` are the end tokens, ``pace`` (units per chunk of
    speech) is fixed within an utterance. With ``traced`` KL is asked for even where confidence or
    range already decide.
    """

    settings: PolicySettings
    language: str
    pace: float
    text: Callable[[Sequence[int]], str]
    ends: frozenset[int]
    traced: bool = False

    def decide(self, progress: Progress, heard: Heard) -> Generator[Ask, Answer, Verdict]:
        """Decide about the next unit, in the order of the design's list."""
        unit = progress.units + 1
        if heard.over:
            return (yield from self._finish(progress, heard))
        if self._runs_away(progress.text, heard):
            return Verdict("read", Reason.LOOP, unit)
        if heard.chunks < ranges.low(self.settings, unit, self.pace):
            return Verdict("read", Reason.BELOW_RANGE, unit)
        return (yield from self._weigh(progress, heard))

    def preview(
        self, progress: Progress, heard: Heard, tokens: int
    ) -> Generator[Ask, Answer, tuple[int, ...]]:
        """Draft units as if each were written, until there are ``tokens`` tokens or no more.

        Where KL is traced each has that of its own baseline: whoever keeps the answers can decide
        anew by other thresholds without asking again.
        """
        drafted: tuple[int, ...] = ()
        while len(drafted) < tokens:
            unit = yield from self._gather(progress, heard, due=True)
            drafted += unit.ids
            if not unit.complete:
                break
            line = self.line(progress.ids + unit.ids)
            added = units.count(line[len(progress.text) :], self._characters)
            progress = progress.wrote(unit.ids, line, added, heard.chunks)
        return drafted

    def line(self, ids: tuple[int, ...]) -> str:
        """Give the line that token ids read as: their text without white space before it."""
        return self.text(ids).lstrip()

    def rest(self, progress: Progress, ids: tuple[int, ...]) -> str:
        """Give what ids add to the line written, but for a character that is not complete yet."""
        return self.line(progress.ids + ids)[len(progress.text) :].rstrip(units.UNFINISHED)

    def _weigh(self, progress: Progress, heard: Heard) -> Generator[Ask, Answer, Verdict]:
        base = self._base(progress.units + 1, heard)
        due = ranges.is_due(
            self.settings, progress.units + 1, self.pace, heard, progress.last_chunk
        )
        unit = yield from self._gather(progress, heard, due)
        if not unit.ids:
            return self._verdict("read", Reason.END_TOKEN, progress, unit, base)
        if unit.failed:
            return self._verdict("read", Reason.THRESHOLD, progress, unit, base)
        if not unit.complete:
            return self._verdict("read", Reason.HOLD, progress, unit, base)
        return self._verdict("write", unit.reason, progress, unit, base)

    def _gather(self, progress: Progress, heard: Heard, due: bool) -> Generator[Ask, Answer, _Unit]:
        """Draft one unit token by token, up to its end or the first token that fails."""
        base, next_base = (self._base(progress.units + number, heard) for number in (1, 2))
        unit = _Unit()
        while len(unit.ids) < LONGEST_UNIT:
            before = progress.ids + unit.ids
            unit.last = yield Ask(before, base, next_base) if self.traced else Ask(before, None)
            if unit.last.token in self.ends:
                break
            token = self.text([unit.last.token])
            if units.closes(self.text(unit.ids), token, self._characters):
                unit.complete = True
                break
            unit.ids += (unit.last.token,)
            if units.is_tested(token):
                unit.tests.append((yield from self._test(before, unit.last, base, due)))
            else:
                unit.riders.append((before, unit.last))
            unit.complete = units.closes_itself(self.text(unit.ids), self._characters)
            if unit.failed or unit.complete:
                break
        # Punctuation that stands alone has no word to ride on: it is tested itself.
        for before, answer in unit.riders if unit.complete and not unit.tests else ():
            unit.tests.append((yield from self._test(before, answer, base, due)))
            if unit.failed:
                break
        return unit

    def _test(
        self, before: tuple[int, ...], answer: Answer, base: int, due: bool
    ) -> Generator[Ask, Answer, _Test]:
        if due:
            return _Test(answer, Reason.RANGE_TOP)
        if answer.confidence > self.settings.alpha:
            return _Test(answer, Reason.CONFIDENCE)
        if self._kl(answer) is None and math.isfinite(self.settings.delta):
            answer = yield Ask(before, base)
        kl = self._kl(answer)
        passed = kl is not None and kl > self.settings.delta
        return _Test(answer, Reason.DIVERGENCE if passed else None)

    def _finish(self, progress: Progress, heard: Heard) -> Generator[Ask, Answer, Verdict]:
        """Write up to the end token, or up to where output runs away."""
        answers = yield from self._draft(progress, heard)
        ids = tuple(answer.token for answer in answers)
        rest = self.rest(progress, ids).rstrip()
        return Verdict(
            action="write",
            reason=Reason.END,
            unit=progress.units + 1,
            confidence=min((answer.confidence for answer in answers), default=None),
            ids=ids,
            text=rest,
            units=units.count(rest, self._characters),
        )

    def _draft(
        self, progress: Progress, heard: Heard
    ) -> Generator[Ask, Answer, tuple[Answer, ...]]:
        """Draft all that the sound heard gives: up to the end token, or where it runs away."""
        ids: tuple[int, ...] = ()
        answers: list[Answer] = []
        most = guard.most_tokens(heard.seconds)
        while len(ids) < most and not self._runs_away(self.line(progress.ids + ids), heard):
            answer = yield Ask(progress.ids + ids, None)
            if answer.token in self.ends:
                break
            ids += (answer.token,)
            answers.append(answer)
        return tuple(answers)

    def _verdict(
        self, action: Action, reason: Reason, progress: Progress, unit: _Unit, base: int
    ) -> Verdict:
        text = self.rest(progress, unit.ids)
        shown = unit.shown
        return Verdict(
            action=action,
            reason=reason,
            unit=progress.units + 1,
            baseline=base,
            kl=self._kl(shown) if shown else None,
            confidence=shown.confidence if shown else None,
            ids=unit.ids,
            text=text,
            units=units.count(text, self._characters),
        )

    def _runs_away(self, line: str, heard: Heard) -> bool:
        return guard.runs_away(line, heard.seconds, self.language)

    def _kl(self, answer: Answer) -> float | None:
        if self.settings.kl_direction == "current_baseline":
            return answer.kl_current_baseline
        return answer.kl_baseline_current

    def _base(self, unit: int, heard: Heard) -> int:
        return ranges.baseline(self.settings, unit, self.pace, heard.chunks)

    @property
    def _characters(self) -> bool:
        return units.counts_characters(self.language)
