"""Sound that carries the words spoken in it, and a model that hears them there.

Every sample of word k has k coded in its size; a quiet place is coded smaller. So a model can be
right about a cut that no script foresaw: it hears a word that more than half of is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.audio.source import Samples, Source
from lsg_desktop.errors import LsgError
from lsg_desktop.events import Notice, Task
from lsg_desktop.models.protocol import ModelInfo, Query, TokenScore
from lsg_desktop.models.scripted import LANGUAGES, ScriptedVocabulary, Spoken
from lsg_desktop.settings import SAMPLE_RATE

_LOUD, _LOUD_STEP, _QUIET_STEP = 0.25, 2.0**-10, 2.0**-16


def coded(lengths: Sequence[int], quiet: tuple[int, int] = (0, 0)) -> Samples:
    """Speak words of these lengths in samples without a pause; quietly between two samples."""
    word = np.repeat(np.arange(1, len(lengths) + 1), lengths)
    sound = _LOUD + word * _LOUD_STEP
    begin, end = quiet
    sound[begin:end] = word[begin:end] * _QUIET_STEP
    sound[1::2] *= -1  # without a constant part
    return sound.astype(np.float32)


def decoded(samples: Samples) -> NDArray[np.int64]:
    """Give the word of each sample, from 1: (n,) to (n,)."""
    size = np.abs(samples.astype(np.float64))
    loud = size >= _LOUD
    return np.where(loud, (size - _LOUD) / _LOUD_STEP, size / _QUIET_STEP).round().astype(np.int64)


class CodedModel:
    """A model that writes the words it finds more than half of in an utterance.

    A word is two tokens, such as " w" and "12"; after those heard comes the end token.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.array([0, *lengths])
        numbers = [Spoken(str(word), 0) for word in range(1, len(lengths) + 1)]
        self._vocabulary = ScriptedVocabulary([{Task.TRANSCRIBE: [Spoken(" w", 0), *numbers]}])

    @property
    def info(self) -> ModelInfo:
        """Nothing is loaded."""
        return ModelInfo("coded", "coded", "none", "cpu", LANGUAGES, {})

    @property
    def vocabulary(self) -> ScriptedVocabulary:
        """Its tokens: the numbers of its words."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> CodedListening:
        """Start an utterance."""
        return CodedListening(self)


class CodedListening:
    """The words that have come of one utterance."""

    def __init__(self, model: CodedModel) -> None:
        self._model = model
        self._words = np.zeros(0, np.int64)  # (heard,)
        self._counts = np.zeros(len(model.lengths), np.int64)  # (words,), of all that was heard
        self._known: dict[int, NDArray[np.int64]] = {}

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return len(self._words)

    def hear(self, samples: Samples) -> None:
        """Append audio: (n,)."""
        new = decoded(samples)
        self._words = np.concatenate((self._words, new))
        self._counts += np.bincount(new, minlength=len(self._counts))
        self._known[self.heard] = self._found(self._counts)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries; ``len(draft) + 1`` scores for each."""
        return [
            tuple(
                self._score(len(query.ids) + position, query.heard, baseline)
                for position, baseline in enumerate(query.baselines)
            )
            for query in queries
        ]

    def _score(self, place: int, heard: int, baseline: int | None) -> TokenScore:
        token = self._token(place, heard)
        if baseline is None:
            return TokenScore(token, 0.95)
        divergence = 0.0 if token == self._token(place, baseline) else 12.0
        return TokenScore(token, 0.95, divergence, divergence)

    def _token(self, place: int, heard: int) -> int:
        words = self._heard_by(heard)
        if place >= 2 * len(words):
            return 0
        piece = str(words[place // 2]) if place % 2 else " w"
        return self._model.vocabulary.ids(piece)[0]

    def _heard_by(self, heard: int) -> NDArray[np.int64]:
        if heard not in self._known:  # a baseline within a merged read
            counts = np.bincount(self._words[:heard], minlength=len(self._counts))
            self._known[heard] = self._found(counts)
        return self._known[heard]

    def _found(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.flatnonzero(2 * counts > self._model.lengths)


class SoundSource(Source):
    """Sound from memory in blocks; with a notice before and a fault after it, if given."""

    def __init__(
        self,
        sound: Samples,
        block: int = 480,
        *,
        speaker: str | None = None,
        notices: Sequence[Notice] = (),
        fault: LsgError | None = None,
    ) -> None:
        super().__init__("sound", speaker=speaker)
        self._sound = sound
        self._block = block
        self._told = list(notices)
        self._fault = fault

    def blocks(self) -> Iterator[Samples]:
        """Give the sound, block by block; a notice comes with each as long as there are any."""
        for start in range(0, len(self._sound), self._block):
            self._notices += self._told[:1]
            del self._told[:1]
            yield self._sound[start : start + self._block]
        if self._fault:
            raise self._fault

    def close(self) -> None:
        """Do nothing: there is no device."""


class Deaf:
    """A voice detector that hears speech everywhere but between some times in seconds."""

    def __init__(self, *spans_s: tuple[float, float]) -> None:
        self._spans_s = spans_s
        self._frames = 0

    def is_speech(self, frame: Samples) -> bool:
        """Whether the next frame is speech."""
        start_s = self._frames * len(frame) / SAMPLE_RATE
        self._frames += 1
        return not any(begin <= start_s < end for begin, end in self._spans_s)
