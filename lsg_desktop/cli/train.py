"""``lsg-desktop train``: makes models better at simultaneity, and makes the demo model."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.progress import TextColumn

from lsg_desktop import paths
from lsg_desktop.cli import claim, lora, simulsa
from lsg_desktop.cli.terminal import counting

if TYPE_CHECKING:
    from lsg_desktop.training.demo import Recipe
    from lsg_desktop.training.evaluate import Figure

MODEL = "demo-model"


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``train`` and what is below it takes."""
    below = parser.add_subparsers(required=True, metavar="WHAT")
    simulsa.add_parser(below)
    lora.add_parser(below)
    _add_demo(below)
    claim.add_parser(below)
    _add_corpus(below)
    talk = below.add_parser("demo-talk", help="write the talk that `lsg-desktop demo` plays")
    talk.add_argument("--out", type=Path, metavar="DIR", help="default: the bundled one")
    talk.set_defaults(run=_talk)


def _add_demo(below: Any) -> None:
    parser = below.add_parser("demo", help="train the demo model from nothing and measure it")
    parser.add_argument("--out", type=Path, help="checkpoint folder (default: the bundled one)")
    parser.add_argument(
        "--work", type=Path, help="folder for corpus and checkpoints; training resumes from it"
    )
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--steps", type=int, help="training steps (fewer: sooner and worse)")
    parser.add_argument("--clips", type=int, help="sentences to synthesise for training")
    parser.add_argument("--count", type=int, default=200, help="held-out sentences to measure on")
    parser.add_argument("--seed", type=int, default=1, help="seed of the held-out sentences")
    parser.add_argument(
        "--evaluate-only", action="store_true", help="measure the model that is there"
    )
    parser.set_defaults(run=_demo)


def _add_corpus(below: Any) -> None:
    parser = below.add_parser("demo-corpus", help="write spoken sentences of the demo's domain")
    parser.add_argument("--count", type=_positive, required=True, help="distinct sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--split", choices=("train", "heldout"), default="heldout")
    parser.add_argument("--voice", nargs="+", default=[], metavar="NAME", help="only these voices")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.set_defaults(run=_corpus)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number


def _corpus(args: argparse.Namespace) -> int:
    from lsg_desktop.training import spoken

    voices = spoken.named_voices(args.voice)
    sentences = spoken.spoken(args.count, args.seed, args.split, voices)
    with counting() as bar:
        task = bar.add_task("Speaking", total=args.count)
        for _ in spoken.write(args.out, sentences):
            bar.advance(task)
    print(args.out / "manifest.tsv")
    return 0


def _talk(args: argparse.Namespace) -> int:
    from lsg_desktop.training import talk

    print(talk.write(args.out or paths.resources() / "demo-talk"))
    return 0


def _demo(args: argparse.Namespace) -> int:
    from lsg_desktop.training import card

    folder = args.out or paths.resources() / MODEL
    if not args.evaluate_only:
        _train(args, folder)
        card.write_defaults(folder)
    figures, parameters = _measured(folder, args)
    if not args.evaluate_only:
        card.write_card(folder, figures, parameters)
    return 0


def _train(args: argparse.Namespace, folder: Path) -> None:
    from lsg_desktop.training.demo import Recipe

    chosen = {"steps": args.steps, "clips": args.clips}
    recipe = Recipe(**{name: value for name, value in chosen.items() if value})
    learn(recipe, args.work or paths.cache_dir() / "train-demo", folder, args.device)


def learn(recipe: Recipe, work: Path, folder: Path, device: str) -> None:
    """Make a model by a recipe, or go on with it, and show how far it is. Raises LsgError."""
    import torch

    from lsg_desktop.training import demo

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    with counting(TextColumn("{task.fields[note]}")) as bar:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int, note: str = "") -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, note=note)
            bar.update(tasks[stage], completed=done, note=note)

        demo.train(folder, work, recipe, device, progress)


def _measured(folder: Path, args: argparse.Namespace) -> tuple[list[Figure], int]:
    from lsg_desktop.models.load import load
    from lsg_desktop.training.evaluate import figures

    model = load(str(folder), device=args.device)
    found = []
    with counting() as bar:
        task = bar.add_task("Listening", total=None)
        for figure in figures(model, args.count, args.seed, lambda _: bar.advance(task)):
            found.append(figure)
            bar.console.print(str(figure), highlight=False)
    return found, _parameters(folder)


def _parameters(folder: Path) -> int:
    from math import prod

    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "numpy") as weights:
        return sum(prod(weights.get_slice(name).get_shape()) for name in weights.keys())  # noqa: SIM118
