"""What is wanted of a model of text, from flags; it knows no source.

What :mod:`lsg_desktop.cli.wanted` is for sound.
"""

from __future__ import annotations

import argparse
from typing import Any

from lsg_desktop.cli.flags import settings_from
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.terminal import waiting
from lsg_desktop.evaluation.texts import TASKS
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.prompts import TEXT_FORMATS
from lsg_desktop.models.protocol import ModelInfo, SpeechModel
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.captioner import Order


def add_prompt(group: argparse._ActionsContainer) -> None:
    """Add how a model of text is asked."""
    group.add_argument(
        "--prompt",
        choices=tuple(TEXT_FORMATS),
        help="how a model of text is asked (default: as its tokenizer says)",
    )


def text_order(
    arguments: argparse.Namespace, source_lang: str, target_lang: str, flags: type[Any]
) -> Order:
    """Check that the model could do what was asked for. Raises LsgError where it could not.

    ``flags`` declares the settings that were asked for.
    """
    machine: Machine = arguments.machine
    card = machine.text_models.card(arguments.model)
    info = ModelInfo(card.name, "", "", "", card.languages, card.defaults)
    check_languages(info, TASKS, source_lang, target_lang)
    return Order(
        tasks=TASKS,
        source_lang=source_lang,
        target_lang=target_lang,
        settings=policy_settings(info, **settings_from(arguments, flags)),
    )


def load_text(arguments: argparse.Namespace) -> SpeechModel:
    """Load the model, and show that this takes a while."""
    machine: Machine = arguments.machine
    with waiting() as tell:
        return machine.text_models.load(
            arguments.model,
            arguments.device,
            arguments.precision,
            tell,
            prompt=arguments.prompt,
            adapter=arguments.adapter,
        )
