"""The window on a screen, as a person uses it: a real X server, sound server, model and worker.

Qt takes its platform from the process that it starts in, so each story of ``as_a_person.py`` runs
in a pytest of its own, on an Xvfb and a PulseAudio of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from lsg_desktop.paths import resources
from tests.virtual_microphone import virtual_microphone

__all__ = ["virtual_microphone"]

STORIES = Path(__file__).with_name("as_a_person.py")
SECONDS = 9
PATIENCE_S = 300

pytestmark = pytest.mark.slow


@pytest.fixture
def screen() -> Iterator[str]:
    """A display of an X server without hardware; skips where Xvfb is not installed."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb not installed")
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def opening(tmp_path: Path) -> Path:
    """The first sentences of the bundled talk as a WAV file."""
    samples, rate = soundfile.read(resources() / "demo-talk" / "talk.flac", dtype="int16")
    path = tmp_path / "opening.wav"
    soundfile.write(path, samples[: SECONDS * rate], rate)
    return path


@pytest.fixture
def world(virtual_microphone, screen, opening, tmp_path) -> dict[str, str]:
    """The environment of a person at this computer."""
    return {
        **virtual_microphone.env,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "LSG_STORY_HOME": str(tmp_path / "home"),
        "LSG_OPENING": str(opening),
        "LANG": "C.UTF-8",
    }


def lived(story: str, world: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a story to its end."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"{STORIES}::{story}",
    ]
    return subprocess.run(
        command, env=world, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


@pytest.mark.parametrize(
    "story",
    [
        "test_speaks_into_a_microphone_tunes_stops_finds_and_exports",
        "test_unplugs_the_microphone_and_plugs_it_in_again",
        "test_locks_and_unlocks_the_overlay_by_keys",
    ],
)
def test_a_person(story: str, world: dict[str, str]) -> None:
    """Goes through a story without a fault."""
    done = lived(story, world)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_session_that_was_killed_is_offered_again(world: dict[str, str]) -> None:
    """kill -9 while words come; the next start offers them."""
    done = lived("test_is_killed_while_captioning", world)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    done = lived("test_finds_the_session_that_was_killed", world)
    assert done.returncode == 0, done.stdout + done.stderr
