"""What learns: a model that hears or one that reads, how it is asked and what is adapted of it.

It knows no example and no optimiser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from lsg_desktop.models import load, text_load
from lsg_desktop.models.adapter import Kind
from lsg_desktop.models.load import Prepared
from lsg_desktop.models.qwen2_audio import FEATURES, Qwen2AudioNetwork
from lsg_desktop.training.lora_batches import SpeechTokens, TextTokens
from lsg_desktop.training.lora_network import SPEECH_TARGETS, TEXT_TARGETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A model that nothing has been loaded of but what stands beside its weights.

    ``prompt`` names the format that it is asked in, ``targets`` the layers to adapt. ``hears``
    gives the steps of a model that hears, and ``network`` loads the weights.
    """

    prepared: Prepared
    kind: Kind
    prompt: str
    tokens: SpeechTokens | TextTokens
    targets: Sequence[str]
    network: Callable[[Callable[[float], object]], Any]
    hears: Callable[[Any], Qwen2AudioNetwork] | None = None


def of_speech(prepared: Prepared) -> Subject:
    """Give a model that hears. Raises LsgError."""
    beside, family = load.processor(prepared), prepared.card.family
    return Subject(
        prepared=prepared,
        kind="speech",
        prompt=family,
        tokens=SpeechTokens(beside, family),
        targets=SPEECH_TARGETS,
        network=partial(load.network, prepared),
        hears=partial(
            Qwen2AudioNetwork,
            feature_extractor=beside.feature_extractor,
            features=FEATURES[family],
        ),
    )


def of_text(prepared: Prepared, prompt: str | None) -> Subject:
    """Give a model that reads, asked as ``prompt`` or its tokenizer says. Raises LsgError."""
    tokenizer, form = text_load.asked(prepared, prompt)
    return Subject(
        prepared=prepared,
        kind="text",
        prompt=form.name,
        tokens=TextTokens(tokenizer, form),
        targets=TEXT_TARGETS,
        network=partial(text_load.network, prepared, tokenizer, form),
    )
