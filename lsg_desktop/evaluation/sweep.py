"""Many settings and policies on the same clips, for hardly more passes than one takes.

A sweep is the ordinary captioner, once for each trial, on a model that remembers; it computes no
score and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation import run
from lsg_desktop.evaluation.clips import Line, captions
from lsg_desktop.evaluation.holding import Holding, held_task
from lsg_desktop.evaluation.memo import Passes, Remembering
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.sweep_log import SweptClip
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.baselines import LSG, Name, Policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings, declared

GRID: Mapping[str, tuple[float, ...]] = {
    "delta": (1.0, 3.0, 5.0, 7.0, 9.0, float("inf")),
    "alpha": (0.5, 0.6, 0.7, 0.8, 0.9, 0.95),
    "low": (1, 2, 3, 4),
}
"""What is tried where nothing else is said; of the other settings it is the model's own."""

_MATTERS: Mapping[Name, tuple[str, ...]] = {
    "lsg": tuple(name for name, _, _ in declared(PolicySettings)),
    "wait-k": ("low", "range_mode", "chunk_ms"),
    "hold-n": ("chunk_ms",),
    "local-agreement": ("chunk_ms",),
    "offline": (),
}
"""The settings that each policy decides by."""

_APART: Mapping[Name, tuple[str, ...]] = {
    "lsg": ("range_mode", "kl_direction", "baseline", "chunk_ms"),
    "wait-k": ("range_mode", "chunk_ms"),
    "hold-n": ("chunk_ms",),
    "local-agreement": (),
    "offline": (),
}
"""Those of them that tell one curve from another; along a curve the rest moves."""

_TOLD = {
    "range_mode": "{}",
    "kl_direction": "{}",
    "baseline": "baseline {}",
    "chunk_ms": "{} ms",
}
"""How a setting stands in the name of a curve."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to decide: settings, and the policy that goes by them.

    With ``target_s`` that is LSG whose settings are moved from these on, to hold a lag.
    """

    settings: PolicySettings
    policy: Policy = LSG
    target_s: float | None = None

    @property
    def label(self) -> str:
        """Say where on its curve it stands."""
        one = self.settings
        if self.target_s is not None:
            return f"asked {self.target_s:g} s"
        match self.policy.name:
            case "lsg":
                return f"δ {one.delta:g} α {one.alpha:g} L {one.low} U {one.range:g}"
            case "wait-k":
                return f"k {one.low}"
            case "hold-n":
                return f"n {self.policy.held}"
            case "local-agreement":
                return f"{one.chunk_ms} ms"
            case "offline":
                return "at the end"

    def curve(self, usual: PolicySettings) -> str:
        """Name its curve: the policy, and what is otherwise than usual."""
        name = self.policy.name
        told = [
            _TOLD[one].format(getattr(self.settings, one))
            for one in _APART[name]
            if getattr(self.settings, one) != getattr(usual, one)
        ]
        held = () if self.target_s is None else ("target lag",)
        return ", ".join(("LSG" if name == "lsg" else name, *held, *told))


@dataclass(frozen=True, slots=True)
class Held:
    """How a trial held its lag: the lags it went by in each clip, and what that came to.

    ``at_limit`` says that it could do no more than the settings it ended with.
    """

    lags_s: list[tuple[float, ...]]
    ended: PolicySettings
    at_limit: bool


@dataclass(frozen=True, slots=True)
class Sweep:
    """What each trial wrote of each clip, how lags were held, and how many passes that took."""

    lines: dict[Trial, list[dict[Task, Line]]]
    held: dict[Trial, Held]
    passes: Passes


def trials(
    base: PolicySettings,
    policies: Sequence[Name],
    grid: Mapping[str, Sequence[Any]],
    held: Sequence[int],
    targets_s: Sequence[float] = (),
) -> list[Trial]:
    """Give all trials of some policies, each once; for each of the targets, LSG that holds it.

    ``grid`` has values for settings by name, of which a policy takes those it decides by; ``held``
    is for hold-n. Wait-k is left out where there is no range. A lag is held from the base on.
    """
    found = []
    for name in policies:
        axes = {one: values for one, values in grid.items() if one in _MATTERS[name]}
        for values in product(*axes.values()):
            settings = replace(base, **dict(zip(axes, values, strict=True)))
            if name != "wait-k" or settings.range_mode != "off":
                for tokens in held if name == "hold-n" else (LSG.held,):
                    found.append(Trial(settings, Policy(name, tokens)))
    found += [Trial(base, target_s=target_s) for target_s in targets_s]
    return list(dict.fromkeys(found))


def sweep(
    model: SpeechModel,
    order: Order,
    trials: Sequence[Trial],
    clips: Sequence[Clip],
    done: Sequence[SweptClip] = (),
) -> Iterator[SweptClip]:
    """Caption each clip after those that are done, by each trial.

    Raises InputFault for a clip that cannot be heard.
    """
    holdings = _holdings(order, trials, done)
    for index, clip in enumerate(clips[len(done) :], len(done)):
        samples = run.sound(clip, model.info.limit_s)
        passes = Passes()
        found = heard(model, order, trials, samples, passes, holdings)
        lines = tuple(_untimed(lines) for _, lines in found)
        yield SweptClip(index, lines, tuple(one.lags_s for one in holdings.values()), passes)


def joined(order: Order, trials: Sequence[Trial], found: Sequence[SweptClip]) -> Sweep:
    """Join what came of the clips."""
    held = {
        trial: Held([clip.lags_s[place] for clip in found], one.settings, one.at_limit)
        for place, (trial, one) in enumerate(_holdings(order, trials, found).items())
    }
    return Sweep(
        {trial: [clip.lines[place] for clip in found] for place, trial in enumerate(trials)},
        held,
        Passes(sum(clip.passes.asked for clip in found), sum(clip.passes.made for clip in found)),
    )


def heard(
    model: SpeechModel,
    order: Order,
    trials: Sequence[Trial],
    samples: NDArray[np.float32],
    passes: Passes,
    holdings: Mapping[Trial, Holding] | None = None,
) -> Iterator[tuple[Trial, dict[Task, Line]]]:
    """Caption one clip, (samples,), by each trial.

    KL is always asked for: then one answer serves them all.
    """
    remembering = Remembering(model, passes)
    for trial in trials:
        wanted = replace(order, settings=trial.settings, policy=trial.policy, traced=True)
        held = (holdings or {}).get(trial)
        yield trial, captions(remembering, wanted, samples, holding=held)


def _holdings(
    order: Order, trials: Sequence[Trial], done: Sequence[SweptClip]
) -> dict[Trial, Holding]:
    """Give what holds the lags of trials, as it stands after some clips."""
    task = held_task(order.tasks)
    holdings = {
        trial: Holding(trial.target_s, trial.settings, task)
        for trial in trials
        if trial.target_s is not None
    }
    for clip in done:
        for one, lags_s in zip(holdings.values(), clip.lags_s, strict=True):
            one.replay(lags_s)
    return holdings


def _untimed(lines: dict[Task, Line]) -> dict[Task, Line]:
    """Leave out the clock: what is remembered takes no time to compute."""
    return {task: replace(line, elapsed=()) for task, line in lines.items()}
