"""The figures of the demo model: how well and how soon it writes held-out sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lsg_desktop.evaluation import clips, quality
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.tally import lag_of
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.captioner import Order
from lsg_desktop.training.spoken import Spoken, spoken
from lsg_desktop.training.voices import HELDOUT_VOICES

BOTH = (Task.TRANSCRIBE, Task.TRANSLATE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what it is of, its value, its unit, and what it must reach."""

    of: str
    name: str
    value: float
    unit: str = "%"
    target: str = ""

    def __str__(self) -> str:
        goal = f"  (must be {self.target})" if self.target else ""
        return f"{self.of:34} {self.name:10} {self.value:7.2f} {self.unit}{goal}"


def figures(
    model: SpeechModel, count: int, seed: int, advance: Callable[[str], None]
) -> Iterator[Figure]:
    """Measure the model on held-out sentences; ``advance`` is told of each clip listened to."""
    known = list(spoken(count, seed, "heldout"))
    german = _offline(model, known, "de", BOTH, advance)
    said = [one.sentence.transcript for one in known]
    name = "whole clips, training voices"
    yield Figure(name, "WER", quality.wer(said, _texts(german, Task.TRANSCRIBE)), target="<= 2")
    translations = [one.sentence.translation("de") for one in known]
    whole, signature = quality.bleu(translations, _texts(german, Task.TRANSLATE), "de")
    yield Figure(name, "BLEU en-de", whole, signature, target=">= 85")
    chinese = _offline(model, known, "zh", (Task.TRANSLATE,), advance)
    references = [one.sentence.translation("zh") for one in known]
    yield Figure(name, "CER en-zh", quality.cer(references, _texts(chinese, Task.TRANSLATE)))
    for voice in HELDOUT_VOICES:
        others = list(spoken(count, seed, "heldout", (voice,)))
        lines = _offline(model, others, "de", (Task.TRANSCRIBE,), advance)
        rate = quality.wer(said, _texts(lines, Task.TRANSCRIBE))
        yield Figure(f"whole clips, {voice.name}, unheard", "WER", rate, target="<= 8")
    yield from streaming(model, known, "de", whole, advance)
    yield from streaming(model, known, "zh", None, advance)


def streaming(
    model: SpeechModel,
    heard: Sequence[Spoken],
    target_lang: str,
    whole_bleu: float | None,
    advance: Callable[[str], None],
    **chosen: float,
) -> Iterator[Figure]:
    """Measure captions as they stream, at the model's own settings but for those chosen."""
    order = Order(
        tasks=BOTH,
        source_lang="en",
        target_lang=target_lang,
        settings=policy_settings(model.info, **chosen),
    )
    lines = []
    for one in heard:
        lines.append(clips.captions(model, order, one.samples))
        advance("Streaming")
    name = f"streaming en-{target_lang}, {order.settings.chunk_ms} ms chunks"
    said = [one.sentence.transcript for one in heard]
    translations = [one.sentence.translation(target_lang) for one in heard]
    if whole_bleu is not None:
        rate = quality.wer(said, _texts(lines, Task.TRANSCRIBE))
        yield Figure(name, "WER", rate, target="<= 2")
        lag = _laal(lines, Task.TRANSCRIBE, said, "en")
        yield Figure(name, "LAAL en", lag, "s", target="<= 1.1")
        score, signature = quality.bleu(translations, _texts(lines, Task.TRANSLATE), target_lang)
        yield Figure(name, "BLEU en-de", score, signature, target=f">= {0.95 * whole_bleu:.2f}")
    else:
        rate = quality.cer(translations, _texts(lines, Task.TRANSLATE))
        yield Figure(name, f"CER en-{target_lang}", rate)
    lag = _laal(lines, Task.TRANSLATE, translations, target_lang)
    limit = "<= 1.1" if whole_bleu is not None else ""
    yield Figure(name, f"LAAL en-{target_lang}", lag, "s", target=limit)


def _offline(
    model: SpeechModel,
    heard: Sequence[Spoken],
    target_lang: str,
    tasks: tuple[Task, ...],
    advance: Callable[[str], None],
) -> list[dict[Task, Line]]:
    lines = []
    for one in heard:
        lines.append(clips.offline(model, tasks, ("en", target_lang), one.samples))
        advance("Whole clips")
    return lines


def _texts(lines: Sequence[dict[Task, Line]], task: Task) -> list[str]:
    return [line[task].text for line in lines]


def _laal(
    lines: Sequence[dict[Task, Line]], task: Task, references: Sequence[str], language: str
) -> float:
    """The mean LAAL in seconds of the clips of which anything was written."""
    return lag_of([line[task] for line in lines], references, language).figure()
