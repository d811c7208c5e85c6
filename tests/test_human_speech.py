"""Human speech through the bundled model: its words do not matter, but it must not run away."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsg_desktop.audio.file import FileSource
from lsg_desktop.events import SessionEnded, Task, UtteranceEnded, Written
from lsg_desktop.models.load import load
from lsg_desktop.policy.guard import LETTERS_A_SECOND
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order

AUDIO = Path(__file__).parents[1] / ".." / "shared" / "audio"
FILES = sorted(path for path in AUDIO.glob("*") if path.suffix in {".wav", ".flac", ".mp3"})


@pytest.fixture(scope="module")
def model():
    """The bundled model."""
    return load("demo")


@pytest.mark.skipif(not FILES, reason="no recordings of human speech here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_human_speech_gives_lines_of_bounded_length(model, path: Path) -> None:
    """The loop guard holds every line to what can be said in its time."""
    order = Order(
        tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
        source_lang="en",
        target_lang="de",
        settings=build.policy_settings(model.info),
    )
    with FileSource(path) as source:
        events = list(build.session(model, source, order).events())
    ended = [event for event in events if isinstance(event, UtteranceEnded)]
    assert ended
    assert isinstance(events[-1], SessionEnded)
    for utterance in ended:
        seconds = max(1.0, utterance.end_s - utterance.start_s)
        for line in (utterance.transcript, utterance.translation):
            # The guard stops before the unit after the one that crossed the bound.
            assert len(line) <= LETTERS_A_SECOND * seconds + 32
        written = [
            event.text
            for event in events
            if isinstance(event, Written)
            and event.utterance == utterance.utterance
            and event.task is Task.TRANSCRIBE
        ]
        assert "".join(written) == utterance.transcript
