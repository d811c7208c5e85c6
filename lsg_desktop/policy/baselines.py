"""Policies that LSG is compared with: wait-k, a fixed hold-back, agreement of drafts, offline.

Each takes the place of LSG's thresholds in the same order of decision: the end, the loop guard and
whole units stay, so that nothing but the policy differs. What they write carries the reason of
what is written without asking thresholds. Pure: no tensors, no clock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Reason
from lsg_desktop.policy import units
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.policy.questions import Answer, Ask, Verdict
from lsg_desktop.settings import PolicySettings

Name = Literal["lsg", "wait-k", "hold-n", "local-agreement", "offline"]
NAMES: tuple[Name, ...] = get_args(Name)

_BEYOND = 1_000_000
"""An L that no utterance reaches."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by name; ``held`` is the n of hold-n: how many tokens end a draft unwritten."""

    name: Name = "lsg"
    held: int = 5

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise InputFault(f"there is no policy {self.name}", f"choose one of {', '.join(NAMES)}")
        if self.held < 0:
            raise InputFault(f"{self.held} tokens cannot be held back", "give 0 or more")


LSG = Policy()


def rule_of(policy: Policy, lsg: Rule) -> Rule:
    """Give the rule of a policy for the task of an LSG rule, which is LSG's own.

    Wait-k is a range of no width, with k = L, and offline one that is never reached. Raises
    InputFault for a wait-k without a range.
    """
    if policy.name == "lsg":
        return lsg
    if policy.name == "wait-k":
        check_policy(policy, lsg.settings)
        return replace(lsg, settings=replace(lsg.settings, range=0.0))
    if policy.name == "offline":
        return replace(lsg, settings=replace(lsg.settings, range_mode="paper", low=_BEYOND))
    free = replace(lsg.settings, range_mode="off")
    given = (free, lsg.language, lsg.pace, lsg.text, lsg.ends, lsg.traced)
    return HoldBack(*given, policy.held) if policy.name == "hold-n" else Agreement(*given)


def check_policy(policy: Policy, settings: PolicySettings) -> None:
    """Raise InputFault for a policy that cannot go by settings: a wait-k without a range."""
    if policy.name == "wait-k" and settings.range_mode == "off":
        raise InputFault("wait-k needs a range", "choose the range mode paper or rate")


@dataclass(frozen=True, slots=True)
class Drafting(Rule, ABC):
    """Drafts all that was heard, and writes the whole units of as many tokens as are settled."""

    @abstractmethod
    def settled(self, written: tuple[int, ...], draft: tuple[int, ...], chunk: int) -> int:
        """Say how many tokens of a draft, which continues those written, are to be written.

        They are whole units: it is one of the ends of the draft.
        """

    def _weigh(self, progress: Progress, heard: Heard) -> Generator[Ask, Answer, Verdict]:
        answers = yield from self._draft(progress, heard)
        draft = tuple(answer.token for answer in answers)
        count = self.settled(progress.ids, draft, heard.chunks)
        if count:
            return self._told("write", Reason.RANGE_TOP, progress, answers[:count])
        return self._told("read", Reason.HOLD if draft else Reason.END_TOKEN, progress, answers)

    def _ends(self, draft: tuple[int, ...]) -> list[int]:
        """Give the places of a draft, its beginning among them, where no unit is left open."""
        ends = [0]
        for place, token in enumerate(draft):
            unit = self.text(draft[ends[-1] : place])
            if units.closes(unit, self.text([token]), self._characters):
                ends.append(place)
            unit = self.text(draft[ends[-1] : place + 1])
            if units.closes_itself(unit, self._characters):
                ends.append(place + 1)
        return ends

    def _told(
        self,
        action: Literal["read", "write"],
        reason: Reason,
        progress: Progress,
        answers: Sequence[Answer],
    ) -> Verdict:
        ids = tuple(answer.token for answer in answers)
        text = self.rest(progress, ids)
        return Verdict(
            action=action,
            reason=reason,
            unit=progress.units + 1,
            confidence=min((answer.confidence for answer in answers), default=None),
            ids=ids,
            text=text,
            units=units.count(text, self._characters),
        )


@dataclass(frozen=True, slots=True)
class HoldBack(Drafting):
    """Writes all but the last tokens of a draft, as SimulSA's inference (arXiv 2509.15692)."""

    held: int = LSG.held

    def settled(self, written: tuple[int, ...], draft: tuple[int, ...], chunk: int) -> int:
        """What is whole without the last ``held``; one of those may be what ends it."""
        return max(end for end in self._ends(draft) if end <= max(0, len(draft) - self.held))


@dataclass(frozen=True, slots=True)
class Agreement(Drafting):
    """Writes what two drafts in a row begin with alike (Liu et al. 2020, local agreement).

    Units are compared and not tokens: "cat" is no part of "cats". It remembers ``drafts``, whole
    lines by chunk, so that a rule serves one utterance.
    """

    drafts: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def settled(self, written: tuple[int, ...], draft: tuple[int, ...], chunk: int) -> int:
        """What the draft of the chunk before says too, be it with its last word."""
        self.drafts[chunk] = written + draft
        before = max((one for one in self.drafts if one < chunk), default=None)
        if before is None:
            return 0
        other = self.drafts[before]
        said = {self.line(other[:end]) for end in (*self._ends(other), len(other))}
        agreed = (end for end in self._ends(draft) if self.line(written + draft[:end]) in said)
        return max(agreed, default=0)
