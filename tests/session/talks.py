"""Talks of ten minutes: when each word is spoken, and models that hear it in different ways."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

import numpy as np

from lsg_desktop.events import Reason, Task, Written
from lsg_desktop.models.protocol import TokenScore
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.pace import Pace
from lsg_desktop.policy.units import count
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings

PRE_ROLL_S, PAUSE_S, LONGEST_S = 0.45, 0.8, 26.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the segmenter would cut out: when words end, where speech is, and how long it is."""

    words_s: tuple[float, ...]
    speech_s: tuple[tuple[float, float], ...]
    length_s: float

    def has_speech(self, start_s: float, end_s: float) -> bool:
        """Whether there is speech between two times."""
        return any(begin < end_s and start_s < end for begin, end in self.speech_s)


def talk(
    rates: Sequence[float], pauses: bool, seconds: float = 600, seed: int = 0
) -> list[Utterance]:
    """Speak for so long, at a rate in units a second for each utterance, in turn.

    With pauses, of 0.3 to 2 s after every eighth unit or so: a longer one ends the utterance.
    Without, it is cut every 26 s, wherever that is.
    """
    chance = random.Random(0)
    spoken: list[Utterance] = []
    for rate in cycle(rates):
        if sum(one.length_s for one in spoken) > seconds:
            break
        spoken.append(_utterance(chance, rate, pauses))
    return spoken


def _utterance(chance: random.Random, rate: float, pauses: bool) -> Utterance:
    now = begin = PRE_ROLL_S if pauses else 0.0
    words: list[float] = []
    spans: list[tuple[float, float]] = []
    while True:
        word_s = chance.uniform(0.6, 1.4) / rate
        if now + word_s > LONGEST_S:
            return Utterance(tuple(words), (*spans, (begin, LONGEST_S)), LONGEST_S)
        now += word_s
        words.append(now)
        if pauses and chance.random() < 1 / 8:
            spans.append((begin, now))
            pause = chance.uniform(0.3, 2.0)
            if pause >= PAUSE_S:
                return Utterance(tuple(words), tuple(spans), now + PAUSE_S)
            now = begin = now + pause


class Hearer(ScriptedModel):
    """A scripted model that is never sure of the units in ``mumbled``, by their place.

    Where it does not ``foresee`` it drafts the end token after what has been spoken, not a guess.
    """

    def __init__(self, script: Sequence[Spoken], mumbled: frozenset[int], foresees: bool) -> None:
        super().__init__({Task.TRANSCRIBE: script})
        self._mumbled = mumbled
        self._foresees = foresees

    def token_score(
        self, pieces: Sequence[Spoken], written: int, heard: int, baseline: int | None
    ) -> TokenScore:
        """Score the token after ``written`` others."""
        score = super().token_score(pieces, written, heard, baseline)
        if written < len(pieces) and heard < pieces[written].at and not self._foresees:
            return replace(score, token=0)
        if written not in self._mumbled:
            return score
        kl = None if baseline is None else 0.0
        return replace(score, confidence=0.2, kl_current_baseline=kl, kl_baseline_current=kl)


@dataclass(frozen=True, slots=True)
class Lag:
    """One unit written: how long after it was spoken, why, and how much speech it waited for."""

    seconds: float
    reason: Reason


def lags(
    utterances: Sequence[Utterance],
    language: str = "en",
    *,
    guessing: bool = False,
    foresees: bool = True,
    mumbled: float = 0.0,
    **settings,
) -> Iterator[Lag]:
    """Caption a talk and give the lag of each unit; what is written is checked.

    With ``guessing`` each unit is drafted as another before it has been spoken; ``mumbled`` is the
    share of units that the model is never sure of.
    """
    order = Order(
        tasks=(Task.TRANSCRIBE,),
        source_lang=language,
        target_lang="de",
        settings=PolicySettings(**settings),
    )
    paces = {Task.TRANSCRIBE: Pace(language, order.settings.chunk_ms)}
    chance = random.Random(1)
    for number, utterance in enumerate(utterances):
        script = [
            Spoken(
                chr(0x4E00 + place) if language == "zh" else f" {place}",
                round(end_s * SAMPLE_RATE),
                guess=(chr(0x7E00 + place) if language == "zh" else f" no{place}")
                if guessing
                else None,
            )
            for place, end_s in enumerate(utterance.words_s)
        ]
        never = frozenset(place for place in range(len(script)) if chance.random() < mumbled)
        captioner = Captioner(Hearer(script, never, foresees), order, paces, number)
        yield from _lags(captioner, utterance, order)
        said = "".join(str(one.text) for one in script)
        assert captioner.lines[Task.TRANSCRIBE] == said.strip()


def _lags(captioner: Captioner, utterance: Utterance, order: Order) -> Iterator[Lag]:
    chunk = order.settings.chunk_samples
    length = round(utterance.length_s * SAMPLE_RATE)
    written = 0
    for start in [*range(0, length, chunk), length]:
        samples = min(chunk, length - start)
        now_s = (start + samples) / SAMPLE_RATE
        if samples:
            speech = utterance.has_speech(start / SAMPLE_RATE, now_s)
            events = captioner.hear(np.zeros(samples, np.float32), speech)
        else:
            events = captioner.finish()
        for event in events:
            assert isinstance(event, Written)
            for _ in range(count(event.text, order.source_lang == "zh")):
                yield Lag(now_s - utterance.words_s[written], event.reason)
                written += 1
