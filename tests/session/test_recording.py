"""What was heard is on the disk at any moment, and never more of it than is allowed."""

from __future__ import annotations

import signal
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import OutputFault
from lsg_desktop.session.recording import PART_S, Recorder, forget, parts
from lsg_desktop.settings import SAMPLE_RATE
from tests.session.kept import ROOT

PART_BYTES = 44 + PART_S * SAMPLE_RATE * 2
PLENTY = 10**9


@pytest.fixture
def root(tmp_path):
    return tmp_path / "recordings"


def noise(seconds, seed=0):
    """Give sound that 16 bits hold exactly: (samples,) in [-1, 1]."""
    values = np.random.default_rng(seed).integers(-32_768, 32_768, round(seconds * SAMPLE_RATE))
    return (values / 32_768).astype(np.float32)


def record(folder, sound, cap_bytes=PLENTY, block=480, **rest):
    """Record a sound block by block."""
    recorder = Recorder(folder, cap_bytes, **rest)
    for at in range(0, len(sound), block):
        recorder.push(sound[at : at + block])
    recorder.close()


def heard(folder):
    """Give what is in the parts of a recording, joined."""
    pieces = []
    for part in parts(folder):
        sound, rate = soundfile.read(part, dtype="float32")
        info = soundfile.info(part)
        assert (rate, info.channels, info.subtype, info.format) == (16_000, 1, "PCM_16", "WAV")
        pieces.append(sound)
    return np.concatenate(pieces)


# --- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", [480, 70_001, 10**7])
def test_parts_joined_are_the_sound(root, block):
    """To the sample, however long the blocks are; parts are of 30 s, the last one of the rest."""
    sound = noise(75.5)
    record(root / "a", sound, block=block)
    assert np.array_equal(heard(root / "a"), sound)
    lengths = [soundfile.info(part).frames / SAMPLE_RATE for part in parts(root / "a")]
    assert lengths == [30.0, 30.0, 15.5]
    assert [part.name for part in parts(root / "a")] == ["00001.wav", "00002.wav", "00003.wav"]


def test_sound_that_is_too_loud_is_cut_off(root):
    """It does not turn over."""
    record(root / "a", np.array([1.5, 1.0, -1.0, -1.5], np.float32))
    assert np.allclose(heard(root / "a"), [1, 1, -1, -1], atol=1e-4)


def test_no_sound_leaves_no_folder(root):
    """A session that heard nothing has no recording."""
    record(root / "a", noise(0))
    assert not root.exists()
    assert parts(root / "a") == []


def test_a_recording_that_has_ended_takes_no_more(root):
    """A block may still be on its way."""
    recorder = Recorder(root / "a", PLENTY)
    recorder.push(noise(1))
    recorder.close()
    recorder.push(noise(1))
    recorder.close()
    assert len(heard(root / "a")) == SAMPLE_RATE


def test_two_speakers_of_a_session_stay_apart(root):
    """Their parts lie side by side in the order of time."""
    record(root / "a", noise(31, seed=1), speaker="You")
    record(root / "a", noise(31, seed=2), speaker="Computer")
    assert [part.name for part in parts(root / "a")] == [
        "00001-Computer.wav",
        "00001-You.wav",
        "00002-Computer.wav",
        "00002-You.wav",
    ]


# --- crashes -------------------------------------------------------------------------------------

_ENDLESS = """
import sys
from pathlib import Path
import numpy as np
from lsg_desktop.session.recording import Recorder

recorder = Recorder(Path(sys.argv[1]), 10**9)
count = 0
while True:
    block = (np.arange(count, count + 480) % 65_536 - 32_768) / np.float32(32_768)
    recorder.push(block.astype(np.float32))
    count += 480
    print(count, flush=True)
"""


def run(script, *argv):
    """Start a script; give the process."""
    command = [sys.executable, "-c", script, *map(str, argv)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("blocks", [1, 1203])
def test_what_was_recorded_survives_kill_9(root, blocks):
    """Every part is a whole file that any player opens, and nothing has to be repaired."""
    with run(_ENDLESS, root / "a") as process:
        told = [process.stdout.readline() for _ in range(blocks)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
    recorded = int([line for line in told if line.endswith("\n")][-1])
    sound = heard(root / "a")
    assert recorded <= len(sound) <= recorded + 480
    expected = (np.arange(len(sound)) % 65_536 - 32_768) / np.float32(32_768)
    assert np.array_equal(sound, expected)


def test_a_part_is_whole_after_every_push(root):
    """It can be listened to while it grows."""
    recorder = Recorder(root / "a", PLENTY)
    sound = noise(1)
    for at in range(0, len(sound), 4000):
        recorder.push(sound[at : at + 4000])
        assert np.array_equal(heard(root / "a"), sound[: at + 4000])
    recorder.close()


# --- the cap -------------------------------------------------------------------------------------


def test_the_oldest_parts_of_others_make_room(root):
    """Of all recordings together there is never more than the cap, and nothing new is lost."""
    for name in ("20260101T000000Z-b", "20260102T000000Z-a"):
        record(root / name, noise(60))
    now = root / "20260103T000000Z-c"
    cap = 4 * PART_BYTES
    recorder = Recorder(now, cap)
    for second in range(70):
        recorder.push(noise(1, seed=second))
        assert sum(part.stat().st_size for part in root.rglob("*.wav")) <= cap
    recorder.close()
    assert len(heard(now)) == 70 * SAMPLE_RATE
    assert [part.parent.name for part in sorted(root.rglob("*.wav"))] == [
        "20260102T000000Z-a",
        *["20260103T000000Z-c"] * 3,
    ]
    assert not (root / "20260101T000000Z-b").exists()


def test_a_recording_that_fills_the_cap_alone_stops(root):
    """It is told once, with what to do, and its beginning is not eaten."""
    recorder = Recorder(root / "a", 2 * PART_BYTES)
    sound = noise(65)
    recorder.push(sound[: 60 * SAMPLE_RATE])
    with pytest.raises(OutputFault, match=r"has filled the 2 MB .*: allow more; .*captions go on"):
        recorder.push(sound[60 * SAMPLE_RATE :])
    recorder.push(sound)
    recorder.close()
    assert np.array_equal(heard(root / "a"), sound[: 60 * SAMPLE_RATE])


def test_a_cap_below_a_part_records_nothing(root):
    """That is told, too, and no other recording goes for it."""
    record(root / "a", noise(1))
    with pytest.raises(OutputFault, match="has filled"):
        record(root / "b", noise(1), cap_bytes=1000)
    assert [folder.name for folder in root.iterdir()] == ["a"]


# --- disks ---------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made(root):
    """It is told once."""
    root.write_text("no folder")
    recorder = Recorder(root / "a", PLENTY)
    with pytest.raises(
        OutputFault, match=r"cannot be written .*: free some room; .*captions go on"
    ):
        recorder.push(noise(1))
    recorder.push(noise(1))
    recorder.close()


def test_a_full_disk_leaves_whole_files(root):
    """What was recorded before can be listened to."""
    resource = pytest.importorskip("resource")
    recorder = Recorder(root / "a", PLENTY)
    recorder.push(noise(1))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_001, before[1]))
    try:
        with pytest.raises(OutputFault, match="cannot be written"):
            recorder.push(noise(1, seed=1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    recorder.close()
    assert np.array_equal(heard(root / "a")[:SAMPLE_RATE], noise(1))


# --- deletion ------------------------------------------------------------------------------------


def test_a_recording_is_forgotten_whole(root):
    """No other is touched, and one that is not there is no fault."""
    for name in ("a", "b"):
        record(root / name, noise(1))
    forget(root / "a")
    forget(root / "a")
    assert [folder.name for folder in root.iterdir()] == ["b"]


def test_a_recording_that_cannot_be_deleted(root):
    """Told with its remedy."""
    root.mkdir()
    (root / "a").write_text("no folder")
    with pytest.raises(OutputFault, match=r"cannot be deleted .*: close what plays it"):
        forget(root / "a")
