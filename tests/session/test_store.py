"""What is kept of a session: words always, unless not wanted; sound only where it is wanted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lsg_desktop.events import Reason, SessionEnded, SessionStarted, SpeechStarted, Task, Written
from lsg_desktop.session.history import History
from lsg_desktop.session.journal import Journal
from lsg_desktop.session.store import Store
from lsg_desktop.settings import RecordSettings

STARTED = SessionStarted(
    session=1,
    model="demo",
    precision="fp32",
    device="cpu",
    task="both",
    source_lang="en",
    target_lang="de",
)
SPEECH = SpeechStarted(session=1, utterance=1, start_s=0.0)
WROTE = Written(session=1, utterance=1, task=Task.TRANSCRIBE, text="Good", reason=Reason.CONFIDENCE)
ENDED = SessionEnded(session=1, rtf=0.1)
SECOND = np.full(16_000, 0.1, np.float32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def session(store: Store) -> None:
    """Say a word within a second."""
    for event in (STARTED, SPEECH, WROTE):
        store.take(event)
    store.hear(1, None, SECOND)
    store.take(ENDED)
    store.close()


def test_words_are_kept_and_sound_is_not(file):
    """Unless somebody asks for it."""
    session(Store(Journal(file)))
    history = History(file)
    (kept,) = history.sessions()
    assert kept.words == 1
    assert history.recording(kept.id) == []


def test_sound_is_kept_where_it_is_wanted(file):
    """In parts that belong to the session."""
    session(Store(Journal(file), RecordSettings(audio=True)))
    history = History(file)
    (part,) = history.recording(history.sessions()[0].id)
    assert part.stat().st_size > 2 * len(SECOND)


def test_nothing_is_kept_where_that_is_wanted(file):
    """Neither words nor sound."""
    session(Store(Journal(file), RecordSettings(keep=False, audio=True)))
    assert History(file).sessions() == []


def test_a_change_counts_from_the_next_session_on(file):
    """What was promised when a session began holds to its end."""
    store = Store(Journal(file), RecordSettings(keep=False))
    store.take(STARTED)
    store.settings = RecordSettings()
    store.take(SPEECH)
    store.take(WROTE)
    store.take(ENDED)
    store.close()
    assert History(file).sessions() == []
