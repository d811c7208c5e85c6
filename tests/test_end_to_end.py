"""The product as a person uses it: speech into a microphone, captions out of a terminal."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import soundfile

from lsg_desktop.evaluation import manifest, quality
from lsg_desktop.paths import resources
from tests.virtual_microphone import virtual_microphone

__all__ = ["virtual_microphone"]

SECONDS = 9
PATIENCE_S = 120


@pytest.fixture
def opening(tmp_path: Path) -> Path:
    """The first sentences of the bundled talk as a WAV file."""
    samples, rate = soundfile.read(resources() / "demo-talk" / "talk.flac", dtype="int16")
    path = tmp_path / "opening.wav"
    soundfile.write(path, samples[: SECONDS * rate], rate)
    return path


@pytest.mark.slow
def test_what_is_said_into_a_microphone_is_captioned_and_translated(
    virtual_microphone,
    opening: Path,
) -> None:
    """Real capture, real model; told to end, it ends with what was said."""
    command = [sys.executable, "-m", "lsg_desktop", "caption", "--mic", "--format", "jsonl"]
    with (
        ThreadPoolExecutor() as pool,
        subprocess.Popen(
            command, env=virtual_microphone.env, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        assert process.stdout is not None
        events = [json.loads(process.stdout.readline())]
        rest = pool.submit(process.stdout.readlines)
        virtual_microphone.play(opening).wait(PATIENCE_S)
        process.terminate()
        events += map(json.loads, rest.result(PATIENCE_S))
    assert process.returncode == 128 + signal.SIGTERM
    assert events[0]["event"] == "session"
    assert events[-1]["event"] == "end"

    ended = [event for event in events if event["event"] == "utterance"]
    said = manifest.read(resources() / "demo-talk" / "manifest.tsv")[0]
    heard = " ".join(event["transcript"] for event in ended[:2])
    translated = " ".join(event["translation"] for event in ended[:2])
    beginning = " ".join(said.transcript.split()[: len(heard.split())])
    assert quality.wer([beginning], [heard]) <= 20, heard
    assert translated.startswith(said.translation[:5]), translated


def test_what_was_written_of_an_utterance_is_its_final_line(opening: Path) -> None:
    """Joined writes are the line, exactly, and their times never go back."""
    command = [sys.executable, "-m", "lsg_desktop", "caption", str(opening), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    for ended in (event for event in events if event["event"] == "utterance"):
        mine = [e for e in events if e.get("utterance") == ended["utterance"]]
        for task, line in (("transcribe", "transcript"), ("translate", "translation")):
            written = [e for e in mine if e["event"] == "write" and e["task"] == task]
            assert "".join(e["text"] for e in written) == ended[line]
            assert [e["audio_s"] for e in written] == sorted(e["audio_s"] for e in written)
