"""``lsg-desktop evaluate --text``: the transcripts of a manifest translated, read word by word."""

from __future__ import annotations

import argparse
from dataclasses import replace

from lsg_desktop.cli.measured import Run
from lsg_desktop.cli.wanted_text import add_prompt, load_text, text_order
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import quality
from lsg_desktop.evaluation import run as runs
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.selection import Selection, select
from lsg_desktop.evaluation.texts import TASKS
from lsg_desktop.events import Task
from lsg_desktop.policy.baselines import Policy, check_policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add what there is to say of text."""
    group = parser.add_argument_group("text")
    group.add_argument(
        "--text",
        action="store_true",
        help="translate the transcripts, read word by word, instead of the sound: --model is one of"
        " text, a chunk is a word, and lags count words",
    )
    add_prompt(group)


def check_flags(arguments: argparse.Namespace) -> None:
    """Refuse the flag of text where the source is sound. Raises InputFault."""
    if arguments.prompt is not None:
        raise InputFault("--prompt is of text", "leave it away, or add --text")


def run(arguments: argparse.Namespace) -> int:
    """Translate the transcripts and measure that."""
    _check(arguments)
    chosen = select(arguments.manifest, TASKS, arguments.source_lang, arguments.target_lang)
    clips = chosen.clips(Task.TRANSLATE, transcribed=True)
    order = _order(arguments, chosen)
    quality.check_libraries(order.target_lang)
    with RunFolder(arguments.out) as folder:
        model = load_text(arguments)
        settings = {
            **runs.text_settings(model.info, order, clips),
            "prompt": arguments.prompt,
            "adapter": None if arguments.adapter is None else str(arguments.adapter),
        }
        one = Run(
            folder,
            settings,
            len(clips),
            order.target_lang,
            lambda done: runs.translate(model, order, clips, folder, done),
            "words",
        )
        found = one.resume()
        one.go(found)
        one.account(found, {})
    return 0


def _check(arguments: argparse.Namespace) -> None:
    if arguments.task == Task.TRANSCRIBE:
        raise InputFault("text is not transcribed", "leave away --task, or --text")
    if arguments.chunk_ms is not None:
        raise InputFault("of text a chunk is a word", "leave away --chunk-ms, or --text")
    if arguments.align:
        raise InputFault("--align is of sound", "leave away --align, or --text")


def _order(arguments: argparse.Namespace, chosen: Selection) -> Order:
    """Check that the model could do it. Raises LsgError where it could not."""
    order = text_order(arguments, chosen.source_lang, chosen.target_lang, PolicySettings)
    policy = Policy(arguments.policy, arguments.held)
    check_policy(policy, order.settings)
    return replace(order, policy=policy)
