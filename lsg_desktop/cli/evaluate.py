"""``lsg-desktop evaluate``: how well and how soon a model writes a manifest's clips."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from lsg_desktop.cli import evaluate_text
from lsg_desktop.cli.corpus import add_corpus, corpus
from lsg_desktop.cli.flags import add_policy, add_settings
from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.measured import Run
from lsg_desktop.cli.wanted import add_model
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import alignment, run
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import Value
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.policy.baselines import Policy, check_policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``evaluate`` takes."""
    parser.description = (
        "Caption each clip of a manifest as if it were spoken now, and compare with its"
        " texts. What an interrupted run has done is kept."
    )
    add_corpus(parser)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for log, scores and report; with both tasks one below it for each",
    )
    parser.add_argument(
        "--align",
        action="store_true",
        help=f"for translations: sufficiency and hallucination, by {alignment.PROGRAM}",
    )
    evaluate_text.add_flags(parser)
    add_model(parser)
    add_policy(parser)
    add_settings(parser, PolicySettings, "when a word is written", "the model's own, or {}")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.text:
        return evaluate_text.run(arguments)
    evaluate_text.check_flags(arguments)
    machine: Machine = arguments.machine
    asked, chosen = corpus(arguments)
    policy = Policy(arguments.policy, arguments.held)
    check_policy(policy, asked.order.settings)
    tasks = asked.order.tasks
    if arguments.align and Task.TRANSLATE not in tasks:
        raise InputFault("--align is of translations", "leave it away, or choose another --task")
    orders = [replace(asked.order, tasks=(task,), policy=policy) for task in tasks]
    clips = [chosen.clips(task, transcribed=arguments.align) for task in tasks]
    aligner = alignment.find() if arguments.align else None
    places = [arguments.out / task.value for task in tasks] if tasks[1:] else [arguments.out]
    with ExitStack() as held:
        folders = [held.enter_context(RunFolder(place)) for place in places]
        model = asked.load(machine)
        runs = [
            _run_of(model, order, ours, folder)
            for order, ours, folder in zip(orders, clips, folders, strict=True)
        ]
        known = [one.resume() for one in runs]  # a folder of other settings is known at once
        for one, found, order, ours in zip(runs, known, orders, clips, strict=True):
            one.go(found)
            more: dict[str, Value] = {}
            if aligner and Task.TRANSLATE in order.tasks:
                more = _alignment(order, found, ours, aligner)
            one.account(found, more)
    return 0


def _run_of(model: SpeechModel, order: Order, clips: Sequence[Clip], folder: RunFolder) -> Run:
    (task,) = order.tasks
    return Run(
        folder,
        run.settings(model.info, order, clips),
        len(clips),
        order.language(task),
        lambda done: run.evaluate(model, order, clips, folder, done),
    )


def _alignment(
    order: Order, found: Sequence[Instance], clips: Sequence[Clip], aligner: str
) -> dict[str, Value]:
    said = [clip.transcript for clip in clips]
    languages = (order.source_lang, order.target_lang)
    pairs = alignment.aligned(found, said, languages, aligner)
    return {
        "sufficiency": alignment.sufficiency(pairs),
        "hallucination": alignment.hallucination(pairs),
    }
