"""What a person does with the window. Run one at a time, by ``test_desktop.py``.

Widgets are pressed and typed into where they stand on the screen; nothing of ours is faked.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.window import services
from lsg_desktop.events import (
    Event,
    Notice,
    Reason,
    SessionEnded,
    SettingsChanged,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.export import Language, exported
from lsg_desktop.ui.app import Application
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.immortal import keep_singletons

keep_singletons()

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 100_000


class Person:
    """Somebody in front of the window."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        assert app.platformName() == "xcb"
        self.app = Application(app, services(Machine()))
        self.window = self.app.window
        self.events: list[Event] = []
        self.window.controller.happened.connect(self.events.append)
        self.app.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: self.window.controller.model is not None, timeout=LONG_MS)

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    def until(self, true):
        self.qtbot.waitUntil(true, timeout=LONG_MS)

    def press(self, button):
        QTest.mouseClick(button, LEFT, pos=button.rect().center())

    def choose(self, combo, words):
        """Choose the row of these words from a list."""
        self.until(lambda: combo.findText(words, Qt.MatchFlag.MatchContains) >= 0)
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(words, Qt.MatchFlag.MatchContains))
        combo.activated.emit(combo.currentIndex())

    def keys(self, words):
        """Press keys in the window."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        QTest.keySequence(self.window, words)

    def starts(self):
        """Choose the virtual microphone and press Start."""
        self.choose(self.window.controls.source.combo, "Virtual microphone")
        self.press(self.window.controls.start)
        self.until(lambda: self.window.controller.phase is Phase.RUNNING)

    def plays(self, sink="room"):
        """Say something into the microphone."""
        return subprocess.Popen(["paplay", f"--device={sink}", os.environ["LSG_OPENING"]])

    def says(self, utterances=1):
        """Say something into the microphone and see it captioned."""
        before = len(self.of(UtteranceEnded))
        with self.plays():
            self.until(lambda: len(self.of(UtteranceEnded)) >= before + utterances)

    def stops(self):
        self.press(self.window.controls.start)
        self.until(lambda: self.of(SessionEnded) != [])

    def leaves(self):
        self.window.close()
        self.app.close()


@pytest.fixture
def person(qtbot, monkeypatch):
    # Not the folder that each test has of its own: the next story goes on with this one.
    monkeypatch.setenv("LSG_HOME", os.environ["LSG_STORY_HOME"])
    person = Person(qtbot)
    yield person
    person.leaves()


def pactl(*arguments: str) -> str:
    done = subprocess.run(["pactl", *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_speaks_into_a_microphone_tunes_stops_finds_and_exports(person, tmp_path):
    """From the first press to a file of subtitles."""
    person.starts()
    person.says()
    rows = person.window.transcript.model.rows
    assert rows[0].lines[Task.TRANSCRIBE].text.strip()
    assert rows[0].lines[Task.TRANSLATE].text.strip()

    # δ far down: from now on words are written because hearing more changed the model's mind.
    person.window.tuning.set_advanced(True)
    delta = person.window.tuning.rows["delta"]
    alpha = person.window.tuning.rows["alpha"]
    for row, value in ((delta, 0.0), (alpha, 1.0)):
        row.changed.emit(value)
    person.until(
        lambda: [one.settings["alpha"] for one in person.of(SettingsChanged)][-1:] == [1.0]
    )
    since = person.events.index(person.of(SettingsChanged)[-1])

    def reasons():
        return {one.reason for one in person.events[since:] if isinstance(one, Written)}

    person.says()
    while Reason.DIVERGENCE not in reasons():  # a busy machine hears much at once
        person.says()
    assert Reason.CONFIDENCE not in reasons()

    person.stops()
    said = person.of(UtteranceEnded)[0].transcript.split()
    history = services(Machine()).history
    longest = max(said, key=len).strip(".,?!")
    assert history.search(longest)

    written = exported(history.last(), "srt", Language.BOTH)
    path = Path(tmp_path / "talk.srt")
    path.write_text(written, encoding="utf-8")
    cues = re.findall(r"(?m)^\d+\n(\S+) --> (\S+)\n(.+)", path.read_text(encoding="utf-8"))
    assert cues
    assert cues[0][2].split()[:2] == ["You:", said[0]]
    assert all(start < end for start, end, _ in cues)


def test_unplugs_the_microphone_and_plugs_it_in_again(person):
    """It goes on with another, says so, and comes back to the one that was chosen."""
    pactl("load-module", "module-null-sink", "sink_name=other")
    pactl("load-module", "module-remap-source", "master=other.monitor", "source_name=spare")
    person.starts()
    modules = pactl("list", "short", "modules").splitlines()
    own = next(line.split("\t")[0] for line in modules if "source_name=virtual" in line)
    pactl("unload-module", own)
    person.until(lambda: person.of(Notice) != [])
    assert person.window.controller.phase is Phase.RUNNING
    pactl(
        "load-module",
        "module-remap-source",
        "master=room.monitor",
        "source_name=virtual",
        "source_properties='device.description=\"Virtual microphone\"'",
    )
    person.says()
    person.stops()


def test_locks_and_unlocks_the_overlay_by_keys(person):
    """Shown, locked, unlocked, hidden, all from the window."""
    overlay = person.window.stage.overlay
    person.keys("Ctrl+Shift+O")
    person.until(overlay.isVisible)
    person.keys("Ctrl+Shift+L")
    assert overlay.is_locked
    person.keys("Ctrl+Shift+L")
    assert not overlay.is_locked
    person.keys("Ctrl+Shift+O")
    person.until(lambda: not overlay.isVisible())


def test_is_killed_while_captioning(person):
    """Nothing is asked and nothing is closed."""
    person.starts()
    person.plays()
    person.until(lambda: len(person.of(Written)) > 8)
    os.kill(os.getpid(), signal.SIGKILL)


def test_finds_the_session_that_was_killed(person):
    """It is offered, and all but the draft is in it."""
    (unfinished,) = services(Machine()).history.unfinished()
    assert unfinished.words >= 4
    assert person.window.bar is not None
    assert person.window.bar.isVisible()
