"""Events of a talk, as a session gives them, for the tests of what shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lsg_desktop.events import (
    Decision,
    Drafted,
    Event,
    Reason,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)

SENTENCE = "The model compares what it would say now with what it would have said before."
SATZ = "Das Modell vergleicht, was es jetzt sagen würde, mit dem, was es vorher gesagt hätte."


def begun(utterance: int, start_s: float = 0.0, speaker: str | None = None) -> Event:
    return SpeechStarted(utterance=utterance, start_s=start_s, audio_s=start_s, speaker=speaker)


def written(
    utterance: int, text: str, task: Task = Task.TRANSCRIBE, audio_s: float = 0.0, **rest
) -> Event:
    reason = rest.pop("reason", Reason.CONFIDENCE)
    return Written(
        utterance=utterance, task=task, text=text, reason=reason, audio_s=audio_s, **rest
    )


def decided(
    utterance: int, text: str, *, kl: float, confidence: float, task: Task = Task.TRANSCRIBE
) -> Event:
    return Decision(
        utterance=utterance,
        task=task,
        chunk=3,
        unit=1,
        baseline=1,
        kl=kl,
        confidence=confidence,
        action="write",
        reason=Reason.DIVERGENCE,
        text=text,
    )


def drafted(utterance: int, text: str, task: Task = Task.TRANSCRIBE, **rest) -> Event:
    return Drafted(utterance=utterance, task=task, text=text, **rest)


def ended(
    utterance: int, transcript: str, translation: str = "", start_s: float = 0.0, **rest
) -> Event:
    end_s = rest.pop("end_s", start_s + 5.0)
    return UtteranceEnded(
        utterance=utterance,
        start_s=start_s,
        end_s=end_s,
        transcript=transcript,
        translation=translation,
        **rest,
    )


def words(text: str) -> list[str]:
    """Part a text as a session writes it: a word with the space before it."""
    first, *rest = text.split(" ")
    return [first, *(f" {word}" for word in rest)]


def lecture(utterances: int, first: int = 0) -> Iterator[Event]:
    """Give so many finished utterances, one every ten seconds."""
    for number in range(first, first + utterances):
        text = " ".join([SENTENCE] * (1 + number % 3))
        satz = " ".join([SATZ] * (1 + number % 3))
        yield begun(number, 10.0 * number)
        yield written(number, text)
        yield written(number, satz, Task.TRANSLATE)
        yield ended(number, text, satz, 10.0 * number)
