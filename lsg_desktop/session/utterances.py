"""Sound cut into utterances as a session cuts it, and kept; it knows no model and no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import InputFault
from lsg_desktop.session import build
from lsg_desktop.settings import SAMPLE_RATE, SpeechSettings
from lsg_desktop.speech.segmenter import Closed, Heard, SegmentEvent


def utterances(
    blocks: Iterable[Samples], speech: SpeechSettings, limit_s: float, most_s: float
) -> list[Samples]:
    """Give what is spoken in some sound, (samples,) each, until that is ``most_s`` together.

    No more is read than that takes. Raises InputFault where nobody speaks.
    """
    found: list[Samples] = []
    room = round(most_s * SAMPLE_RATE)
    for utterance in _cut(blocks, speech, limit_s):
        found.append(utterance[:room])
        room -= len(utterance)
        if room <= 0:
            break
    if not found:
        raise InputFault("there is no speech in this sound", "choose some in which somebody speaks")
    return found


def _cut(blocks: Iterable[Samples], speech: SpeechSettings, limit_s: float) -> Iterator[Samples]:
    heard: list[Samples] = []
    for event in _segmented(blocks, speech, limit_s):
        match event:
            case Heard(samples):
                heard.append(samples)
            case Closed() if heard:
                yield np.concatenate(heard)
                heard = []


def _segmented(
    blocks: Iterable[Samples], speech: SpeechSettings, limit_s: float
) -> Iterator[SegmentEvent]:
    segmenter = build.segmenter(speech, limit_s)
    for block in blocks:
        yield from segmenter.push(block)
    yield from segmenter.finish()
