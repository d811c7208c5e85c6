"""``lsg-desktop bench``: what a chunk costs on this machine, beside a plain loop."""

from __future__ import annotations

import argparse
import math

from lsg_desktop.cli import bench_tables
from lsg_desktop.cli.terminal import waiting
from lsg_desktop.errors import InputFault
from lsg_desktop.models import device, precision
from lsg_desktop.models.catalogue import DEMO


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Say what ``bench`` takes."""
    parser.description = (
        "Time this engine and a plain loop, which keeps nothing and pads all sound to"
        " 30 s, in turn on the same model, sound and words, and compare both with what the machine"
        " could do at best. Words are written on a clock, whatever the model thinks. Of the demo"
        " model also: how long a process takes from its start to its first caption."
    )
    parser.add_argument(
        "--models",
        type=_words,
        default=["demo", "mid"],
        metavar="NAME,…",
        help="what to measure: demo, mid (120 million random weights), 7b (Qwen2-Audio-7B's shape,"
        " random weights, on a GPU), tiny (a quick check of this command) (default: demo,mid)",
    )
    parser.add_argument(
        "--audio-s",
        type=_seconds,
        default=[3.0, 10.0, 20.0, 28.0],
        metavar="S,…",
        help="lengths of utterances in seconds (default: 3,10,20,28)",
    )
    parser.add_argument(
        "--device",
        default="auto",
        help=f"where to compute: {', '.join(device.CHOICES)}, cuda:1 (default: auto)",
    )
    parser.add_argument(
        "--precision",
        type=_precisions,
        default=["auto"],
        metavar="NAME,…",
        help=f"how many bits a weight takes, one after the other: {', '.join(precision.CHOICES)}"
        " (default: auto)",
    )
    parser.add_argument(
        "--memory-gb",
        type=_gigabytes,
        metavar="GB",
        help="measure mid and 7b as if the device had no more memory (a GPU is held to it)",
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON and no table")
    parser.set_defaults(run=_run)


def _words(text: str) -> list[str]:
    found = [word.strip() for word in text.split(",") if word.strip()]
    if not found:
        raise InputFault("a list is empty", "give names with commas between them")
    return list(dict.fromkeys(found))


def _precisions(text: str) -> list[str]:
    found = _words(text)
    for word in found:
        if word not in precision.CHOICES:
            raise InputFault(
                f"there is no precision {word!r}", f"choose of {', '.join(precision.CHOICES)}"
            )
    return found


def _seconds(text: str) -> list[float]:
    try:
        found = sorted({float(word) for word in _words(text)})
    except ValueError:
        raise InputFault(f"{text!r} is no list of seconds", "give such as 3,10,28") from None
    if not all(map(math.isfinite, found)):
        raise InputFault(f"{text!r} is no list of seconds", "give such as 3,10,28")
    return found


def _gigabytes(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 < found < math.inf:
        raise InputFault(f"{text!r} is no size of memory", "give a number of gigabytes, such as 8")
    return found


def _run(arguments: argparse.Namespace) -> int:
    from lsg_desktop.evaluation import bench  # brings torch
    from lsg_desktop.evaluation.bench_figures import as_json
    from lsg_desktop.evaluation.startup import startup

    names, device = arguments.models, arguments.device
    bench.check(names, device, arguments.audio_s)
    with waiting() as tell:
        tell("Starting")
        found = [
            result
            for name in names
            for bits in arguments.precision
            for result in bench.bench(
                name, bench.room(device, arguments.memory_gb), bits, arguments.audio_s, tell
            )
        ]
    if not arguments.json:
        bench_tables.tell(found)
    with waiting() as tell:
        tell("Starting anew")
        startups = [startup(DEMO, device, bits) for bits in arguments.precision if DEMO in names]
    if arguments.json:
        print(as_json(found, startups))
    else:
        bench_tables.tell_startups(startups)
    return 0
