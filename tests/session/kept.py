"""Sessions to keep: their events, as a runner gives them, and journals that have taken them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lsg_desktop.events import (
    Decision,
    Event,
    Reason,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.journal import Journal

ROOT = Path(__file__).parents[2]

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

TALK = (
    ("Good morning, zebra.", "Guten Morgen, Zebra."),
    ("We talk about models today.", "Wir sprechen heute über Modelle."),
)
CHINESE = (("我们今天谈模型。", "We talk about models today."),)


def started(number=1, *, task="both", languages=("en", "de"), **settings) -> Event:
    """Begin a session."""
    return SessionStarted(
        session=number,
        model="demo",
        precision="fp32",
        device="cpu",
        task=task,
        source_lang=languages[0],
        target_lang=languages[1],
        settings={"delta": 7.0, **settings},
    )


def decided(unit: Written, **values) -> Event:
    """Decide to write a unit."""
    return Decision(
        session=unit.session,
        speaker=unit.speaker,
        utterance=unit.utterance,
        task=unit.task,
        chunk=3,
        unit=1,
        baseline=1,
        action="write",
        reason=unit.reason,
        text=unit.text,
        **{"kl": 8.0, "confidence": 0.5, **values},
    )


def unit(text, number=1, utterance=1, task=Task.TRANSCRIBE, **rest) -> Written:
    """Commit a unit."""
    reason = rest.pop("reason", Reason.DIVERGENCE)
    return Written(session=number, utterance=utterance, task=task, text=text, reason=reason, **rest)


def utterance(
    number: int, index: int, transcript: str, translation: str, **rest
) -> Iterator[Event]:
    """Say an utterance of 4 s, which begins each 10 s: word by word, each 0.5 s after the other."""
    start_s = 10.0 * index
    yield SpeechStarted(session=number, utterance=index, start_s=start_s, **rest)
    at = start_s
    for task, text in zip(Task, (transcript, translation), strict=True):
        for place, word in enumerate(text.split()):
            at = start_s + 0.5 * (place + 1)
            when = {"audio_s": at, "clock_s": at + 0.25}
            written = unit(f" {word}" if place else word, number, index, task, **when, **rest)
            yield decided(written)
            yield written
    yield UtteranceEnded(
        session=number,
        utterance=index,
        start_s=start_s,
        end_s=start_s + 4.0,
        transcript=transcript,
        translation=translation,
        audio_s=start_s + 4.5,
        clock_s=start_s + 5.0,
        **rest,
    )


def session(sentences=TALK, number=1, **rest) -> list[Event]:
    """Give all events of a session."""
    speaker = {"speaker": rest.pop("speaker", None)}
    said = [
        event
        for index, lines in enumerate(sentences, start=1)
        for event in utterance(number, index, *lines, **speaker)
    ]
    length_s = 10.0 * len(sentences) + 9.0
    return [started(number, **rest), *said, ended(number, length_s)]


def over(transcript="", number=1, utterance=1, **when) -> Event:
    """End an utterance."""
    return UtteranceEnded(
        session=number,
        utterance=utterance,
        transcript=transcript,
        translation="",
        **{"start_s": 0.0, "end_s": 2.0, **when},
    )


def ended(number=1, length_s=30.0) -> Event:
    """End a session."""
    return SessionEnded(session=number, rtf=0.5, audio_s=length_s, clock_s=length_s)


def keep(path, *sessions):
    """Keep sessions, each given by its events, at noon."""
    with Journal(path, lambda: NOON) as journal:
        for number, events in enumerate(sessions, start=1):
            for event in events:
                journal.take(replace(event, session=number))


_ENDLESS = """
import sys
from pathlib import Path
from lsg_desktop.session.journal import Journal
from tests.session.kept import started, unit

journal = Journal(Path(sys.argv[1]))
journal.take(started())
number = 0
while True:
    number += 1
    text = f" word{number}"
    journal.take(unit(text, utterance=number // 20 + 1, audio_s=0.3 * number))
    print(text, flush=True)
"""


@contextmanager
def endless(path):
    """Run a process that keeps a session without end, and prints each unit that is kept.

    Units are " word1", " word2" and so on, 20 an utterance, which none of them ends.
    """
    command = [sys.executable, "-c", _ENDLESS, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def cut_off(path):
    """Keep a session until its process is killed."""
    with endless(path) as process:
        process.stdout.readline()
