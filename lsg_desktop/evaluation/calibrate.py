"""Settings tried on speech of which nobody knows the words: what the model itself writes after
hearing all of it stands for them. It knows no thread and no window.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import clips, front
from lsg_desktop.evaluation.agreement import agreement_of
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.front import Point, joined, pareto
from lsg_desktop.evaluation.memo import Passes
from lsg_desktop.evaluation.sweep import GRID, Trial, heard, trials
from lsg_desktop.evaluation.tally import lag_of
from lsg_desktop.events import Task, Tried
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

MOST_S = 60.0
"""How much speech is enough."""

_Written = dict[Trial, list[dict[Task, Line]]]


def calibrate(
    model: SpeechModel, order: Order, utterances: Sequence[Samples]
) -> Generator[float, None, tuple[Tried, ...]]:
    """Try settings on utterances, (samples,) each; give how much is done, then what was found.

    ``order`` has the settings to start from. Raises InputFault where the model writes nothing.
    """
    tried = grid(order.settings)
    whole: list[dict[Task, Line]] = []
    written: _Written = {trial: [] for trial in tried}
    total = sum(map(len, utterances)) * len(tried)
    done = 0
    languages = (order.source_lang, order.target_lang)
    for samples in utterances:
        whole.append(clips.offline(model, order.tasks, languages, samples))
        yield done / total
        for trial, lines in heard(model, order, tried, samples, Passes()):
            written[trial].append(lines)
            done += len(samples)
            yield done / total
    return _measured(order, whole, written)


def grid(own: PolicySettings) -> list[Trial]:
    """Give what is tried, a model's own settings among it."""
    values = {name: sorted({*some, getattr(own, name)}) for name, some in GRID.items()}
    return trials(own, ("lsg",), values, ())


def points(tried: Sequence[Tried], task: Task) -> list[Point[PolicySettings]]:
    """Give a task's lag in s and agreement in percent of all settings."""
    return [
        Point(PolicySettings(**one.settings), one.lag_s[task], one.quality[task]) for one in tried
    ]


def presets(tried: Sequence[Tried]) -> dict[str, Point[PolicySettings]]:
    """Give three settings by name that are good for all tasks together."""
    return front.presets(pareto(joined([points(tried, task) for task in tried[0].lag_s])))


def _measured(
    order: Order, whole: Sequence[Mapping[Task, Line]], written: _Written
) -> tuple[Tried, ...]:
    """Measure each task on the utterances of which it has written anything."""
    found = {trial: Tried(asdict(trial.settings), {}, {}) for trial in written}
    for task in order.tasks:
        lang = order.language(task)
        there = [number for number, lines in enumerate(whole) if lines[task].text.strip()]
        if not there:
            raise InputFault(
                "the model has written nothing of this sound",
                "choose speech in the language that is spoken here",
            )
        texts = [whole[number][task].text for number in there]
        for trial, tried in found.items():
            lines = [written[trial][number][task] for number in there]
            tried.lag_s[task] = lag_of(lines, texts, lang).figure()
            early = [line.text for line in lines]
            tried.quality[task] = agreement_of(texts, early, lang).figure()
    return tuple(found.values())
