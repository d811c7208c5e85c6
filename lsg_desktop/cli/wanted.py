"""What is wanted of a session, from flags: model, task, languages, settings; it knows no source."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop.cli.flags import settings_from
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import waiting
from lsg_desktop.models import catalogue, device, precision
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.protocol import ModelInfo, SpeechModel
from lsg_desktop.session.build import TASKS, policy_settings
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings


def add_task(parser: argparse.ArgumentParser) -> None:
    """Add what is to be written, and in which languages."""
    parser.add_argument(
        "--task",
        choices=tuple(TASKS),
        default="both",
        help="write what is said, its translation, or both (default: both)",
    )
    parser.add_argument(
        "--source-lang", default="en", metavar="CODE", help="the language spoken (default: en)"
    )
    parser.add_argument(
        "--target-lang", default="de", metavar="CODE", help="to translate into (default: de)"
    )


def add_name(group: argparse._ActionsContainer) -> None:
    """Add which model is to do it."""
    group.add_argument(
        "--model",
        default=catalogue.DEMO,
        metavar="NAME",
        help="a model of `lsg-desktop models list`, or a folder (default: demo)",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add which model is to do it, and where."""
    group = parser.add_argument_group("model")
    add_name(group)
    group.add_argument(
        "--adapter",
        type=Path,
        metavar="FOLDER",
        help="a LoRA adapter of `lsg-desktop train lora`, or peft's, to put onto the model",
    )
    group.add_argument(
        "--device",
        default="auto",
        help=f"where to compute: {', '.join(device.CHOICES)}, cuda:1 (default: auto)",
    )
    group.add_argument(
        "--precision",
        choices=precision.CHOICES,
        default="auto",
        help="how many bits a weight takes (default: auto, from the memory that is free)",
    )
    group.add_argument(
        "--offline",
        action="store_true",
        default=True,
        help="never reach the network, which is so in any case: `models download` alone does",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A model by name, how to load it, and an order that it can carry out."""

    model: str
    device: str
    precision: str
    order: Order
    adapter: Path | None = None

    @property
    def subject(self) -> str:
        """What presets are measured of: with an adapter, a model is another one."""
        return str(self.adapter or self.model)

    def load(self, machine: Machine) -> SpeechModel:
        """Load the model, and show that this takes a while."""
        with waiting() as tell:
            return machine.models.load(
                self.model, self.device, self.precision, tell, adapter=self.adapter
            )


def wanted(arguments: argparse.Namespace, *, traced: bool = False, preview: int = 0) -> Wanted:
    """Check that a model could do what was asked for. Raises LsgError where it could not."""
    machine: Machine = arguments.machine
    card = machine.models.card(arguments.model)
    info = ModelInfo(card.name, "", "", "", card.languages, card.defaults, card.limit_s)
    tasks = TASKS[arguments.task]
    check_languages(info, tasks, arguments.source_lang, arguments.target_lang)
    return Wanted(
        model=arguments.model,
        device=arguments.device,
        precision=arguments.precision,
        adapter=arguments.adapter,
        order=Order(
            tasks=tasks,
            source_lang=arguments.source_lang,
            target_lang=arguments.target_lang,
            settings=policy_settings(info, **settings_from(arguments, PolicySettings)),
            traced=traced,
            preview=preview,
        ),
    )
