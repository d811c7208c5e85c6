"""Many settings and policies on the same clips, for hardly more passes than one takes.

A sweep is the ordinary captioner, once for each trial, on a model that remembers; it computes no
score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.evaluation.memo import Passes, Remembering
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.baselines import LSG, Name, Policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings, declared

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
    """One way to decide: settings, and the policy that goes by them."""

    settings: PolicySettings
    policy: Policy = LSG

    @property
    def label(self) -> str:
        """Say where on its curve it stands."""
        one = self.settings
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
        return ", ".join(("LSG" if name == "lsg" else name, *told))


@dataclass(frozen=True, slots=True)
class Sweep:
    """What each trial wrote of each clip, and how many passes that took."""

    lines: dict[Trial, list[dict[Task, Line]]]
    passes: Passes


def trials(
    base: PolicySettings,
    policies: Sequence[Name],
    grid: Mapping[str, Sequence[Any]],
    held: Sequence[int],
) -> list[Trial]:
    """Give all trials of some policies, each once.

    ``grid`` has values for settings by name, of which a policy takes those it decides by; ``held``
    is for hold-n. Wait-k is left out where there is no range.
    """
    found = []
    for name in policies:
        axes = {one: values for one, values in grid.items() if one in _MATTERS[name]}
        for values in product(*axes.values()):
            settings = replace(base, **dict(zip(axes, values, strict=True)))
            if name != "wait-k" or settings.range_mode != "off":
                for tokens in held if name == "hold-n" else (LSG.held,):
                    found.append(Trial(settings, Policy(name, tokens)))
    return list(dict.fromkeys(found))


def sweep(
    model: SpeechModel,
    order: Order,
    trials: Sequence[Trial],
    rows: Sequence[Row],
    advance: Callable[[float], None],
) -> Sweep:
    """Caption each clip by each trial; ``advance`` is told how much of it is done, up to 1."""
    lines: dict[Trial, list[dict[Task, Line]]] = {trial: [] for trial in trials}
    passes = Passes()
    for number, row in enumerate(rows):
        samples = clips.load(row.audio)
        for trial, written in heard(model, order, trials, samples, passes):
            lines[trial].append(written)
        advance((number + 1) / len(rows))
    return Sweep(lines, passes)


def heard(
    model: SpeechModel,
    order: Order,
    trials: Sequence[Trial],
    samples: NDArray[np.float32],
    passes: Passes,
) -> Iterator[tuple[Trial, dict[Task, Line]]]:
    """Caption one clip, (samples,), by each trial.

    KL is always asked for: then one answer serves them all.
    """
    remembering = Remembering(model, passes)
    for trial in trials:
        wanted = replace(order, settings=trial.settings, policy=trial.policy, traced=True)
        yield trial, clips.captions(remembering, wanted, samples)
