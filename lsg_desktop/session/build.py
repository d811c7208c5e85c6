"""The one place where a session is put together from what a user chose; it runs nothing."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from lsg_desktop.audio.source import Source
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import ModelInfo, SpeechModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.pipeline import Session
from lsg_desktop.settings import PolicySettings, SpeechSettings
from lsg_desktop.speech.segmenter import LONGEST_S, Segmenter
from lsg_desktop.speech.vad import WebRtcVad

TASKS: dict[str, tuple[Task, ...]] = {
    "transcribe": (Task.TRANSCRIBE,),
    "translate": (Task.TRANSLATE,),
    "both": (Task.TRANSCRIBE, Task.TRANSLATE),
}
"""What can be asked for, by the word that asks for it."""


def policy_settings(info: ModelInfo, **chosen: Any) -> PolicySettings:
    """Give a model's own defaults with what the user chose; None is no choice.

    Raises InputFault for a value out of bounds.
    """
    known = {item.name for item in fields(PolicySettings)}
    settings = PolicySettings(**{n: v for n, v in info.defaults.items() if n in known})
    return replace(settings, **{name: v for name, v in chosen.items() if v is not None})


def session(
    model: SpeechModel,
    source: Source,
    order: Order,
    speech: SpeechSettings | None = None,
    number: int = 0,
) -> Session:
    """Join a model, a source and what is wanted of them into a session."""
    cut = segmenter(speech or SpeechSettings(), model.info.limit_s)
    return Session(model, source, cut, order, number=number)


def segmenter(speech: SpeechSettings, limit_s: float) -> Segmenter:
    """Give what cuts sound into utterances that a model takes: ``limit_s`` long at most."""
    vad = WebRtcVad(speech.aggressiveness)
    return Segmenter(speech, vad, longest_s=min(LONGEST_S, limit_s))
