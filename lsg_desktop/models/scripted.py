"""A model that answers from a list, for tests and for showing the window without weights.

It knows when each piece of text has been spoken and nothing of sound: only the count of samples
heard matters. No torch is needed::

    model = ScriptedModel(
        {
            Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
            Task.TRANSLATE: [Spoken("Guten", 8000), Spoken(" Morgen", 14400, guess=" Tag")],
        }
    )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.errors import Bug
from lsg_desktop.events import Task
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.protocol import ModelInfo, Query, TokenScore


@dataclass(frozen=True, slots=True)
class Spoken:
    """One token: its text, and the samples of the utterance by whose end it has been spoken.

    Until then the model drafts ``guess``, or the text itself where there is none. Bytes stand
    for a token that ends inside a character.
    """

    text: str | bytes
    at: int
    guess: str | bytes | None = None


Script = Mapping[Task, Sequence[Spoken]]
"""What is written of one utterance, token by token, for each task."""

LANGUAGES = {"en": ("de", "zh", "ja", "fr"), "de": ("en",), "zh": ("en",)}
"""What it pretends to know, where nothing else is said."""


class ScriptedVocabulary:
    """The end token, which is 0 and empty, and every piece of text of some scripts."""

    def __init__(self, scripts: Sequence[Script]) -> None:
        texts = [
            _bytes(text)
            for script in scripts
            for pieces in script.values()
            for piece in pieces
            for text in (piece.text, piece.guess)
            if text is not None
        ]
        self._pieces = [b"", *dict.fromkeys(texts)]
        self._ids = {piece: number for number, piece in enumerate(self._pieces)}

    @property
    def end_ids(self) -> frozenset[int]:
        """The id that ends an output."""
        return frozenset({0})

    def text(self, ids: Sequence[int]) -> str:
        """Give the text of ids; an unfinished character shows as U+FFFD."""
        return b"".join(self._pieces[number] for number in ids).decode(errors="replace")

    def ids(self, *pieces: str | bytes) -> tuple[int, ...]:
        """Give the ids of pieces that a script holds."""
        return tuple(self._ids[_bytes(piece)] for piece in pieces)


class ScriptedModel:
    """A model that writes scripts: the first utterance begun the first, and so on.

    The last script serves all utterances after it. At each position the token is the next of
    the script, whatever was written before. What has been spoken is given with confidence
    ``sure``, what has not with ``unsure``; after the last token comes the end token, spoken when
    that was. KL is ``divergence`` nats, in both directions, where the token had been spoken by
    the end of the audio heard but not of the baseline's; otherwise 0.
    """

    def __init__(
        self,
        *scripts: Script,
        sure: float = 0.95,
        unsure: float = 0.2,
        divergence: float = 12.0,
        info: ModelInfo | None = None,
    ) -> None:
        if not scripts:
            raise ValueError("a script is needed")
        self._scripts = scripts
        self._begun = 0
        self._sure = sure
        self._unsure = unsure
        self._divergence = divergence
        self._vocabulary = ScriptedVocabulary(scripts)
        self._info = info or ModelInfo("scripted", "scripted", "none", "cpu", LANGUAGES, {})

    @property
    def info(self) -> ModelInfo:
        """What is loaded: nothing."""
        return self._info

    @property
    def vocabulary(self) -> ScriptedVocabulary:
        """Its tokens: the pieces of all its scripts."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> ScriptedListening:
        """Start an utterance. Raises InputFault for a language not in ``info``."""
        check_languages(self._info, tasks, source_lang, target_lang)
        script = self._scripts[min(self._begun, len(self._scripts) - 1)]
        self._begun += 1
        return ScriptedListening(self, {task: script.get(task, ()) for task in tasks})

    def token_score(
        self, pieces: Sequence[Spoken], written: int, heard: int, baseline: int | None
    ) -> TokenScore:
        """Score the token after ``written`` others."""
        token, at = self._next(pieces, written, heard)
        confidence = self._sure if heard >= at else self._unsure
        if baseline is None:
            return TokenScore(token, confidence)
        divergence = self._divergence if baseline < at <= heard else 0.0
        return TokenScore(token, confidence, divergence, divergence)

    def _next(self, pieces: Sequence[Spoken], written: int, heard: int) -> tuple[int, int]:
        """Give the token after ``written`` others, and when it has been spoken."""
        if written >= len(pieces):
            return 0, max((piece.at for piece in pieces), default=0)
        piece = pieces[written]
        text = piece.text if heard >= piece.at or piece.guess is None else piece.guess
        return self._vocabulary.ids(text)[0], piece.at


class ScriptedListening:
    """One utterance: how much of it was heard, and what will be written of it."""

    def __init__(self, model: ScriptedModel, script: Script) -> None:
        self._model = model
        self._script = script
        self._heard = 0

    @property
    def heard(self) -> int:
        """Samples heard so far."""
        return self._heard

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Count samples: (n,)."""
        self._heard += len(samples)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries; ``len(draft) + 1`` scores for each."""
        return [self._answer(query) for query in queries]

    def _answer(self, query: Query) -> tuple[TokenScore, ...]:
        if query.heard > self._heard:
            raise Bug(f"asked about {query.heard} of {self._heard} samples heard")
        pieces = self._script[query.task]
        return tuple(
            self._model.token_score(pieces, len(query.ids) + position, query.heard, baseline)
            for position, baseline in enumerate(query.baselines)
        )


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
