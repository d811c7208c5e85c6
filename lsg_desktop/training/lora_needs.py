"""How much memory learning takes, by formula and before anything is loaded; it loads nothing.

Beside the weights there are the adapter with its gradients and the optimiser's two means, what each
layer keeps until the gradient comes back through it, and the probabilities of all labels. The
factors were measured on models of three widths in fp32 and bf16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.amounts import size
from lsg_desktop.models.load import Prepared
from lsg_desktop.models.precision import Parts, Plan, choose

_BYTES = {"fp32": 4, "bf16": 2, "fp16": 2}

_LEARNT_BYTES = 16
"""Of a number that is learnt: itself, its gradient, and the optimiser's means, all in fp32."""

_KEPT_SHARE = 0.75
"""How much of what goes into linear layers and comes out of them is kept, in the type of the
weights."""

_ADAPTED_BYTES = 8
"""What is kept of each number that goes into an adapted layer: itself in fp32, and its dropout."""

_LABEL_BYTES = 16
"""Of a token that a label may be: its probability and its gradient in fp32, and what makes them."""

_WORKSPACE_BYTES = 256 * 1024**2

IN_NF4 = "--precision nf4 and another --out"
"""What learns something else, and so elsewhere."""

_LAYER = re.compile(r"\.layers\.(\d+)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What learns at a time, and how.

    ``positions`` and ``labels`` are those of one example at most, of which ``at_once`` go through
    the model.
    """

    positions: int
    labels: int
    at_once: int
    recompute: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """The linear layers of a language model: how wide they are, and what an adapter adds.

    ``through`` is what goes into all of them and comes out, ``adapted`` what goes into those that
    are adapted, ``learnt`` the numbers of the adapter.
    """

    count: int
    through: int
    adapted: int
    learnt: int
    width: int
    vocabulary: int

    @classmethod
    def of(cls, shapes: Mapping[str, tuple[int, ...]], targets: Sequence[str], rank: int) -> Layers:
        """Find them among the tensors of a checkpoint.

        Raises InputFault for a family whose layers are called otherwise.
        """
        linear = dict(_linear(shapes))
        ours = [shape for name, shape in linear.items() if _last(name) in targets]
        lacking = sorted(set(targets) - {_last(name) for name in linear})
        if lacking:
            raise InputFault(
                f"the layers of the model have no {lacking[0]}",
                "choose a model of the Llama, Qwen2 or Qwen3 families",
            )
        embeddings = next(
            shape for name, shape in shapes.items() if name.endswith("embed_tokens.weight")
        )
        return cls(
            count=len({_LAYER.findall(name)[0] for name in linear}),
            through=sum(out + into for out, into in linear.values()),
            adapted=sum(into for _, into in ours),
            learnt=rank * sum(out + into for out, into in ours),
            width=embeddings[1],
            vocabulary=embeddings[0],
        )


def _linear(shapes: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, shape in shapes.items():
        if len(shape) == 2 and _LAYER.search(name) and "audio_tower" not in name:
            yield name.removesuffix(".weight"), (shape[0], shape[1])


def _last(name: str) -> str:
    """Give what a layer is called within its own; checkpoints differ in what that lies in."""
    return name.rpartition(".")[2]


def needed(plan: Plan, layers: Layers, load: Load) -> int:
    """Count the bytes that learning takes."""
    base = _BYTES[plan.base]
    positions = load.positions * load.at_once
    through = _KEPT_SHARE * base * layers.through + _ADAPTED_BYTES * layers.adapted
    if load.recompute:  # one layer at a time, and what went into each
        through = through / layers.count + 2 * base * layers.width * layers.count
    kept = positions * through
    labels = load.labels * load.at_once * layers.vocabulary * _LABEL_BYTES
    learnt = layers.learnt * _LEARNT_BYTES
    return round(plan.weights_bytes + learnt + kept + labels + _WORKSPACE_BYTES)


def check(prepared: Prepared, layers: Layers, load: Load) -> int:
    """Give the bytes that learning takes in one process, which loads the whole model.

    Raises EnvironmentFault, with what would fit.
    """
    taken = needed(prepared.plan, layers, load)
    place = prepared.place
    if taken <= place.free_bytes:
        return taken
    raise EnvironmentFault(
        f"learning needs {size(taken)} in {prepared.plan.precision}, {size(place.free_bytes)} free"
        f" on {place.label}",
        _remedy(prepared, layers, load),
    )


def _remedy(prepared: Prepared, layers: Layers, load: Load) -> str:
    """Find the least change that fits."""
    plan, nf4 = prepared.plan, _in_nf4(prepared)
    fewer = replace(load, at_once=1)
    choices = [
        ("--at-once 1", plan, fewer),
        ("--recompute", plan, replace(load, recompute=True)),
        ("--at-once 1 --recompute", plan, replace(fewer, recompute=True)),
    ]
    if nf4 is not None:
        choices += [
            (IN_NF4, nf4, load),
            (f"--at-once 1 --recompute {IN_NF4}", nf4, replace(fewer, recompute=True)),
        ]
    for flags, other, less in choices:
        if needed(other, layers, less) <= prepared.place.free_bytes:
            return f"give {flags}"
    return "choose a smaller model, or shorter examples"


def _in_nf4(prepared: Prepared) -> Plan | None:
    """Give the plan with weights of 4 bits, where that is another one and can be."""
    if prepared.plan.precision.startswith("nf4"):
        return None
    try:
        return choose("nf4", Parts.of(prepared.checkpoint.shapes), prepared.place)
    except EnvironmentFault:
        return None
