"""A causal language model that reads, as a :class:`~lsg_desktop.models.protocol.SpeechModel`.

Text-to-text LSG: the source comes word by word where a model of speech hears sample by sample, and
all else is the same. It knows no file and no policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.cache import Ring
from lsg_desktop.models.features import Frames
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.precision import PASS_TOKENS, Bounds
from lsg_desktop.models.prompts import (
    CHATML,
    CHATML_WITHOUT_THOUGHT,
    LLAMA_2,
    TEXT_FORMATS,
    THOUGHT,
    TextFormat,
)
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.replay import recorder
from lsg_desktop.models.rows import Fed, Row, RowModel
from lsg_desktop.models.scoring import log_probabilities
from lsg_desktop.models.sending import send
from lsg_desktop.models.text_listening import TextListening

_ANCHOR = "a"
"""What text is decoded after: at the very start tokenizers drop the space before a word."""


class TextModel:
    """A loaded causal language model of any size, on any device and in any precision.

    ``model`` is a ``…ForCausalLM`` of transformers, ``form`` how it is asked.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        info: ModelInfo,
        form: TextFormat,
        *,
        bounds: Bounds | None = None,
    ) -> None:
        self._info = info
        self._prompts = TextPrompts(tokenizer, form)
        self._vocabulary = TextVocabulary(tokenizer, form)
        self._bounds = bounds or Bounds()
        self._network = TextNetwork(model, self._bounds.pass_tokens)

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self._info

    @property
    def vocabulary(self) -> TextVocabulary:
        """Its tokens."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> TextListening:
        """Start a sentence. Raises InputFault for a language the model does not know."""
        check_text(self._info, tasks, source_lang, target_lang)
        prompt = partial(self._prompts.ids, target_lang=target_lang)
        ring = Ring(self._bounds.ring_bytes, self._bounds.ring_prefixes)
        return TextListening(self._network, prompt, ring, self._info.smaller)


def check_text(info: ModelInfo, tasks: Sequence[Task], source_lang: str, target_lang: str) -> None:
    """Check that text in these languages can be translated. Raises InputFault where not."""
    if tuple(tasks) != (Task.TRANSLATE,):
        raise Bug("of text there is nothing but the translation")
    check_languages(info, tasks, source_lang, target_lang)


class TextPrompts:
    """Makes words into the ids of a prompt, always as a whole: words share no fixed tokens."""

    def __init__(self, tokenizer: Any, form: TextFormat) -> None:
        self._tokenizer = tokenizer
        self._form = form
        marks = sorted((*tokenizer.get_added_vocab(), *form.signs), key=len, reverse=True)
        self._marks = re.compile("|".join(map(re.escape, marks)) or r"(?!)")

    def ids(self, words: Sequence[str], target_lang: str) -> tuple[int, ...]:
        """Give the prompt that translates words, joined as they stand."""
        source = self._marks.sub(_disarmed, "".join(words))
        text = self._form.prompt(source, target_lang)
        return tuple(self._tokenizer(text, add_special_tokens=False)["input_ids"])


def _disarmed(mark: re.Match[str]) -> str:
    """Spell otherwise what looks like a mark of the format: a source must not end its own turn."""
    return f"{mark[0][0]} {mark[0][1:]}"


class TextVocabulary:
    """The tokens of any tokenizer."""

    def __init__(self, tokenizer: Any, form: TextFormat) -> None:
        self._tokenizer = tokenizer
        known = tokenizer.get_added_vocab()
        ends = {known[mark] for mark in form.ends if mark in known}
        self._end_ids = frozenset(ends | ({tokenizer.eos_token_id} - {None}))
        self._anchor: list[int] = tokenizer(_ANCHOR, add_special_tokens=False)["input_ids"]
        self._anchor_letters = len(self._decode([]))

    @property
    def end_ids(self) -> frozenset[int]:
        """The ids that end an output."""
        return self._end_ids

    def text(self, ids: Sequence[int]) -> str:
        """Give the text of ids as it stands, special tokens left out."""
        return self._decode(ids)[self._anchor_letters :]

    def _decode(self, ids: Sequence[int]) -> str:
        text: str = self._tokenizer.decode(
            [*self._anchor, *ids], skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return text


def text_format(asked: str | None, tokenizer: Any) -> TextFormat:
    """Find how a model is asked: as ``asked``, or by its tokenizer.

    Raises InputFault where neither says.
    """
    known = tokenizer.get_added_vocab()
    if asked is not None:
        form = TEXT_FORMATS[asked]
        if lacking := [mark for mark in form.marks if mark not in known]:
            others = ", ".join(name for name in TEXT_FORMATS if name != asked)
            raise InputFault(
                f"the model's tokenizer has no {lacking[0]}, which {asked} is written with",
                f"choose another --prompt: {others}",
            )
        return _without_thought(form, tokenizer)
    if all(mark in known for mark in CHATML.marks):
        return _without_thought(CHATML, tokenizer)
    if "[INST]" in str(tokenizer.chat_template) and all(mark in known for mark in LLAMA_2.marks):
        return LLAMA_2
    raise InputFault(
        "the model's tokenizer does not tell how it is asked",
        f"choose --prompt {' or '.join(TEXT_FORMATS)}",
    )


def _without_thought(form: TextFormat, tokenizer: Any) -> TextFormat:
    """Have a model that would think first answer at once, as its own template can."""
    known, template = tokenizer.get_added_vocab(), str(tokenizer.chat_template)
    thinks = all(mark in known and mark in template for mark in THOUGHT)
    return CHATML_WITHOUT_THOUGHT if form is CHATML and thinks else form


class TextNetwork:
    """The weights, as the four steps that :class:`~lsg_desktop.models.reading.Network` names."""

    def __init__(self, model: Any, pass_tokens: int = PASS_TOKENS) -> None:
        model.eval()
        config = model.config.get_text_config()
        self._limit = int(getattr(config, "max_position_embeddings", 0) or 2048)
        self._softcap: float | None = getattr(config, "final_logit_softcapping", None)
        self._embeddings = model.get_input_embeddings()
        self._rows = RowModel(
            _Decoder(model.base_model, config),
            recorder(model.base_model),
            pass_tokens,
            masked=True,
        )
        self._head = model.get_output_embeddings()

    @property
    def limit(self) -> int:
        """The most tokens of a prompt and of what is written."""
        return self._limit

    def hear(self, samples: Tensor, known: Frames | None = None) -> Tensor:
        """Refuse: what is read has no sound."""
        raise Bug("a model of text was given sound")

    def embed(self, ids: Sequence[int]) -> Tensor:
        """Look token ids up: (tokens, width)."""
        given = send(torch.tensor(ids, dtype=torch.long), self._embeddings.weight.device)
        embedded: Tensor = self._embeddings(given)
        return embedded

    def feed(self, rows: Sequence[Row]) -> list[Fed]:
        """Run the language model on rows."""
        return self._rows.feed(rows)

    def predict(self, hidden: Tensor) -> Tensor:
        """Give log-probabilities of what follows: (positions, width) to (positions, vocab)."""
        logits: Tensor = self._head(hidden)
        if self._softcap is not None:
            logits = self._softcap * torch.tanh(logits / self._softcap)
        return log_probabilities(logits)


class _Decoder:
    """A decoder of any family as :class:`RowModel` asks one of Qwen's, given a mask each time."""

    def __init__(self, decoder: Any, config: Any) -> None:
        self._decoder = decoder
        self.config = config

    def __call__(self, *, attention_mask: dict[str, Tensor], **rest: Any) -> Any:
        """Run it; a mask of its own making is what every family takes."""
        return self._decoder(attention_mask=attention_mask["full_attention"], **rest)
