"""Pairs made one after the other: a clip is drawn, heard in part, and its reference walked.

It writes no file. A clip that cannot be used is passed over, for large corpora have some: too short
to be truncated, too short for its reference, damaged or empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.clips import load
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.training.pairs import Pair
from lsg_desktop.training.passages import Draw, Passage, draws
from lsg_desktop.training.simulsa import Truncation, speculated

if TYPE_CHECKING:
    from lsg_desktop.models.qwen2_audio import Qwen2AudioModel

Walk = Callable[[Passage, Samples], str]
"""Gives what of a passage's reference may be said when so much has been heard."""


def walk(model: Qwen2AudioModel, tau: float) -> Walk:
    """Give the walk of a model over references: one pass behind the sound for each."""

    def walked(passage: Passage, samples: Samples) -> str:
        listening = model.begin([passage.task], passage.source_lang, passage.target_lang)
        listening.hear(samples)
        likelihoods = partial(listening.likelihoods, passage.task)
        return speculated(passage.reference, model.vocabulary, likelihoods, tau)

    return walked


class Making:
    """Makes pairs without end, the same ones for the same passages, seed, truncation and walk.

    ``passed_over`` counts the draws that gave none, those before a resumption too; ``why`` is what
    was wrong with the first of the others.
    """

    def __init__(
        self, passages: Sequence[Passage], seed: int, truncation: Truncation, walk: Walk
    ) -> None:
        # Drawn first of all and next time last: no passage stays away for longer.
        self._all = 2 * len(passages) - 1
        self._draws = draws(passages, seed)
        self._truncation = truncation
        self._walk = walk
        self._in_a_row = 0
        self.passed_over = 0
        self.why: InputFault | None = None

    def skip(self, done: Iterable[Pair]) -> None:
        """Go past pairs that are there already.

        Raises InputFault where others than these would have been made.
        """
        for pair in done:
            self._skip(pair)

    def _skip(self, pair: Pair) -> None:
        # What was passed over cannot be told from what was used but by what came of it.
        for draw in islice(self._draws, self._all):
            if _is_of(pair, draw.passage):
                return
            self.passed_over += 1
        raise InputFault(
            f"there are pairs that this manifest does not give (one of {pair.audio})",
            "give another --out",
        )

    def pairs(self) -> Iterator[Pair]:
        """Make the pairs that follow.

        Raises InputFault where no clip at all can be used, and what the walk raises.
        """
        for draw in self._draws:
            samples = self._sound(draw.passage)
            if samples is not None:
                yield self._pair(draw, samples)

    def _sound(self, passage: Passage) -> Samples | None:
        """Read the sound of a passage, None where it cannot be used."""
        try:
            samples = load(passage.audio)
            self._check_length(passage, len(samples) / SAMPLE_RATE)
        except InputFault as fault:
            self._pass_over(fault)
            return None
        self._in_a_row = 0
        return samples

    def _check_length(self, passage: Passage, full_s: float) -> None:
        if full_s < self._truncation.shortest_s:
            raise InputFault(
                f"{passage.name} is {full_s:.2f} s long, less than is to be heard",
                "leave out its row, or give a smaller --shortest-s",
            )
        if not passage.can_last(full_s):
            raise InputFault(
                f"the reference of {passage.name} is too long to belong to {full_s:.2f} s",
                "leave out its row",
            )

    def _pass_over(self, fault: InputFault) -> None:
        self.passed_over += 1
        self._in_a_row += 1
        self.why = self.why or fault
        if self._in_a_row == self._all:
            raise InputFault(f"no clip can be used ({fault.problem})", fault.remedy) from fault

    def _pair(self, draw: Draw, samples: Samples) -> Pair:
        passage, full_s = draw.passage, len(samples) / SAMPLE_RATE
        heard = samples[: round(self._truncation.draw(full_s, draw.chance) * SAMPLE_RATE)]
        return Pair(
            audio=passage.name,
            full_s=full_s,
            truncated_s=len(heard) / SAMPLE_RATE,
            reference=passage.reference,
            target=self._walk(passage, heard),
            source_lang=passage.source_lang,
            target_lang=passage.target_lang,
        )


def _is_of(pair: Pair, passage: Passage) -> bool:
    return (pair.audio, pair.source_lang, pair.target_lang, pair.reference) == (
        passage.name,
        passage.source_lang,
        passage.target_lang,
        passage.reference,
    )
