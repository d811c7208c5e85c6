"""The course of ``train lora``: rehearse, learn, judge, keep, and stop in time.

It knows neither where examples come from nor how a network learns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from lsg_desktop import __version__
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.digest import weights_digest
from lsg_desktop.models.load import Prepared
from lsg_desktop.training import lora_log, lora_needs
from lsg_desktop.training.lora_batches import Batches, ahead
from lsg_desktop.training.lora_data import Example, digest
from lsg_desktop.training.lora_learner import Learner, NoNumber
from lsg_desktop.training.lora_log import Losses, Step
from lsg_desktop.training.lora_needs import Layers, Load
from lsg_desktop.training.lora_network import Adapting, with_lora
from lsg_desktop.training.lora_recipe import Recipe
from lsg_desktop.training.lora_subject import Subject

_JUDGING_SHARE = 1 / 3
"""What judging a batch takes of the time that learning from it takes."""


class Tell(Protocol):
    """Hears how much of something is done, and a word more."""

    def __call__(self, doing: str, done: int, total: int, note: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Material:
    """Examples to learn from and to judge by, and how many were left out for which reason."""

    learnt: list[Example]
    held_out: list[Example]
    left_out: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a training takes: steps, of which so many are done, seconds, bytes of memory."""

    steps: int
    done: int
    seconds: float
    needed_bytes: int
    prepared: Prepared
    material: Material


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: after so many steps, the least loss of what is held out, and whether early."""

    steps: int
    best: float
    is_early: bool


class Training:
    """One training in one folder; each process makes one of these."""

    def __init__(self, recipe: Recipe, out: Path, subject: Subject, accelerator: Any) -> None:
        """Find how far it is. Raises InputFault for a damaged checkpoint."""
        self._recipe, self._out = recipe, out
        self._subject, self._prepared = subject, subject.prepared
        self._accelerator = accelerator
        self._standing, self._checkpoint = lora_log.standing(out)
        self._steps = recipe.steps(self._standing.examples)
        reference = subject.prepared.reference
        is_folder = reference.folder and not reference.is_bundled
        self._base = str(reference.folder) if is_folder else reference.name

    def run(
        self,
        settings: Mapping[str, Any],
        gather: Callable[[], Material],
        tell: Tell,
        estimated: Callable[[Estimate], object],
    ) -> Outcome:
        """Learn to the end, or until what is held out is written no better.

        ``settings`` are those of the examples, which ``gather`` gives; where all is done already,
        nobody looks at them. Raises LsgError.
        """
        is_main = self._accelerator.is_main_process
        with Losses(self._out) if is_main else nullcontext() as losses:
            known = {**self._settings(), **settings}
            found = losses.go_on(known, self._standing) if losses else []
            if not self._is_over:
                self._take(gather())
                self._load(tell)
                estimated(self._estimate())
                self._learn(losses, found, tell)
        standing = self._standing
        assert standing.best is not None  # it was judged with the last step at the latest
        return Outcome(standing.step, standing.best, standing.step < self._steps)

    def _take(self, material: Material) -> None:
        """Take what is learnt from. Raises InputFault where a checkpoint is of other sounds."""
        corpus = digest([*material.learnt, *material.held_out])
        if self._standing.step and self._standing.corpus != corpus:
            raise InputFault(
                f"{self._out} has learnt from sounds that are not as they were",
                "bring them back, or give another --out",
            )
        self._material = material
        self._standing = replace(self._standing, examples=len(material.learnt), corpus=corpus)
        self._steps = self._recipe.steps(len(material.learnt))

    def _load(self, tell: Tell) -> None:
        """Load the model, if learning with it fits, and put an adapter onto it. Raises LsgError."""
        subject, recipe, accelerator = self._subject, self._recipe, self._accelerator
        self._batches = Batches(
            self._material.learnt,
            subject.tokens,
            batch=recipe.batch,
            at_once=recipe.at_once,
            seed=recipe.seed,
            place=(accelerator.process_index, accelerator.num_processes),
        )
        self._needed_bytes = self._check_memory()
        loaded = subject.network(lambda done: tell("Loading model", round(100 * done), 100))
        network = with_lora(loaded, self._base, subject.targets, recipe)
        audio, hears = subject.tokens.audio, subject.hears
        adapting = Adapting(network, audio, hears, recompute=recipe.recompute)
        self._learner = Learner(adapting, accelerator, recipe.weight_decay)
        if self._checkpoint:
            self._learner.restore(self._checkpoint)

    @property
    def _is_over(self) -> bool:
        is_early = self._standing.worse >= self._recipe.patience
        return is_early or self._standing.step >= self._steps

    def _check_memory(self) -> int:
        """Give the bytes that learning takes. Raises EnvironmentFault where there are not so many.

        Nothing is loaded yet. Each process has a place of its own, which must hold the whole model.
        """
        prepared, recipe = self._prepared, self._recipe
        positions, labels = self._batches.most()
        at_a_time = Load(
            positions=positions, labels=labels, at_once=recipe.at_once, recompute=recipe.recompute
        )
        layers = Layers.of(prepared.checkpoint.shapes, self._subject.targets, recipe.rank)
        return lora_needs.check(prepared, layers, at_a_time)

    def _estimate(self) -> Estimate:
        """Rehearse what takes the most memory, and time what is usual."""
        largest, usual = self._batches.rehearsed()
        *_, a_batch_s = [self._learner.rehearse(batch) for batch in (largest, usual, usual)]
        recipe, processes = self._recipe, self._accelerator.num_processes
        left = self._steps - self._standing.step
        learnt = left * recipe.accumulated(processes)
        a_judgement = len(self._material.held_out) / recipe.at_once / processes
        judged = left / recipe.keeps(self._steps) * a_judgement
        return Estimate(
            steps=self._steps,
            done=self._standing.step,
            seconds=a_batch_s * (learnt + _JUDGING_SHARE * judged),
            needed_bytes=self._needed_bytes,
            prepared=self._prepared,
            material=self._material,
        )

    def _learn(self, losses: Losses | None, found: list[Step], tell: Tell) -> None:
        """Take the steps that are left. Raises EnvironmentFault where the loss is no number."""
        numbers = range(self._standing.step, self._steps)
        with closing(ahead(self._batches.step, numbers)) as arriving:
            for number, (batches, labels) in zip(numbers, arriving, strict=False):
                rate = self._recipe.rate_at(number, self._steps)
                try:
                    loss = self._learner.learn(batches, labels, rate, self._recipe.seed + number)
                    step = self._judged(Step(number + 1, loss, rate))
                except NoNumber:
                    raise self._no_number(number + 1) from None
                found.append(step)
                if losses:
                    losses.append(step)
                    tell("Learning", step.step, self._steps, _told(step))
                if step.held_out is not None:
                    self._keep(losses, found)
                if self._is_over:
                    return

    def _judged(self, step: Step) -> Step:
        """Judge a step where that is due, note how far it is, and keep the best adapter."""
        before = self._standing
        if step.step % self._recipe.keeps(self._steps) and step.step < self._steps:
            self._standing = replace(before, step=step.step)
            return step
        loss = self._learner.judge(self._batches.judged(self._material.held_out))
        if before.best is None or loss < before.best:
            self._standing = replace(before, step=step.step, best=loss, worse=0)
            self._keep_adapter()
        else:
            self._standing = replace(before, step=step.step, worse=before.worse + 1)
        return replace(step, held_out=loss)

    def _keep(self, losses: Losses | None, found: list[Step]) -> None:
        """Write a checkpoint, and draw the curve. Raises OutputFault."""
        is_main = losses is not None
        with lora_log.keeping(self._out, self._standing, is_main=is_main) as folder:
            self._learner.save(folder)
        if losses:
            losses.draw(f"{self._base}: the adapter {self._out.name}", found)

    def _keep_adapter(self) -> None:
        """Write the adapter as it is now. Raises OutputFault."""
        config, weights = self._learner.adapter()
        if self._accelerator.is_main_process:
            lora_log.keep_adapter(self._out, config, weights, self._origin())

    def _no_number(self, step: int) -> EnvironmentFault:
        kept = self._recipe.keeps(self._steps) * ((step - 1) // self._recipe.keeps(self._steps))
        what = f"what is in {self._out} is of step {kept} or before" if kept else "nothing was kept"
        return EnvironmentFault(
            f"the loss is no number at step {step}, and {what}",
            "give a smaller --rate or --precision bf16, and another --out",
        )

    def _origin(self) -> dict[str, Any]:
        return {
            "base": self._base,
            "base_digest": weights_digest(self._prepared.checkpoint.folder),
            "kind": self._subject.kind,
            "prompt": self._subject.prompt,
            "version": __version__,
        }

    def _settings(self) -> dict[str, Any]:
        """Give what is learnt with, all that comes of it depends on, by name."""
        recipe = asdict(self._recipe)
        for name in ("at_once", "recompute"):  # what it takes, and not what comes of it
            del recipe[name]
        origin = self._origin()
        del origin["version"]  # an update in between is no reason to begin again
        return {
            **origin,
            "precision": self._prepared.plan.precision,
            "processes": self._accelerator.num_processes,
            **recipe,
        }


def _told(step: Step) -> str:
    judged = "" if step.held_out is None else f", held out {step.held_out:.3f}"
    return f"loss {step.loss:.3f}{judged}"
