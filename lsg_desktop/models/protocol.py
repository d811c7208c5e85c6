"""What the session asks of a model; it knows no model family, no tensor and no policy.

A loaded :class:`SpeechModel` is immutable and shared. All that belongs to one utterance lives in
the :class:`Listening` that :meth:`SpeechModel.begin` gives and is dropped with it. How a family
caches is its own affair: equal questions get equal answers.

A model of text takes words where a model of speech takes samples. What is heard is counted in
source units either way: samples of sound, or words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lsg_desktop.events import Task


@dataclass(frozen=True, slots=True)
class Query:
    """Ask what follows ``ids``, and what follows each longer prefix of ``ids + draft``.

    ``heard`` is the prefix of the source in source units. ``baselines`` has one entry for each of
    the ``len(draft) + 1`` positions: the shorter prefix to compare with, in the same units, or None
    where no KL is wanted. An entry equal to ``heard`` gives KL 0 without computing.
    """

    task: Task
    heard: int
    ids: tuple[int, ...]
    draft: tuple[int, ...] = ()
    baselines: tuple[int | None, ...] = (None,)

    def __post_init__(self) -> None:
        if len(self.baselines) != len(self.draft) + 1:
            raise ValueError("a baseline entry is needed for each position")


@dataclass(frozen=True, slots=True)
class TokenScore:
    """The next token at one position: argmax id, its probability, and both divergences in nats.

    ``kl_current_baseline`` is KL(p‖q) with p from what was heard and q from the baseline, the
    paper's direction; both are None where no baseline was asked for. Raw logits, float32.
    """

    token: int
    confidence: float
    kl_current_baseline: float | None = None
    kl_baseline_current: float | None = None


class Vocabulary(Protocol):
    """Token ids to text and back to meaning."""

    @property
    def end_ids(self) -> frozenset[int]:
        """The ids that end an output."""
        ...

    def text(self, ids: Sequence[int]) -> str:
        """Give the text of ids; an unfinished character shows as U+FFFD. No clean-up."""
        ...


class Listening(Protocol):
    """One utterance as a model hears it."""

    @property
    def heard(self) -> int:
        """Source units heard so far."""
        ...

    def hear(self, source: Any, /) -> None:
        """Append sound, (n,) float32 mono at 16 kHz, or words, a sequence of text.

        Words are joined as they stand: one that follows another brings the space between them.
        Raises OutOfMemory.
        """
        ...

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries in one batched pass; ``len(draft) + 1`` scores for each.

        Those that come after a token of the draft other than the model's own may be left out.
        Raises OutOfMemory.
        """
        ...


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is loaded, in words, and the defaults that belong to it.

    ``languages`` maps each language spoken to the languages it can be translated into;
    ``defaults`` holds values for PolicySettings by name, from the file beside the weights;
    ``limit_s`` is the longest utterance it takes; ``smaller`` the next precision that takes less
    memory, empty where there is none; ``digest`` that of its files, empty where nobody asks for it.
    """

    name: str
    family: str
    precision: str
    device: str
    languages: dict[str, tuple[str, ...]]
    defaults: dict[str, Any]
    limit_s: float = 30.0
    smaller: str = ""
    digest: str = ""


class SpeechModel(Protocol):
    """A loaded language model that hears, or reads."""

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """Its tokens."""
        ...

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> Listening:
        """Start an utterance. Raises InputFault for a language the model does not know."""
        ...
