"""Sound files of all kinds, whole, damaged and absent."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.audio.file import FileSource
from lsg_desktop.audio.pace import Pace
from lsg_desktop.audio.resample import converted
from lsg_desktop.errors import InputFault

CLIPS = Path(__file__).parents[3] / "shared" / "audio"
KINDS = {
    "wav": "PCM_16",
    "flac": "PCM_16",
    "ogg": "VORBIS",
    "opus": "OPUS",
    "mp3": "MPEG_LAYER_III",
    "aiff": "PCM_16",
}


def tone(seconds, rate=48_000):
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)


def written(folder, kind="wav", *, seconds=2.0, rate=48_000, name="talk"):
    path = folder / f"{name}.{kind}"
    container = "OGG" if kind == "opus" else kind.upper()
    soundfile.write(path, tone(seconds, rate), rate, format=container, subtype=KINDS[kind])
    return path


def read(path):
    """Give the sound of a file and the texts of its notices."""
    with FileSource(path) as source:
        blocks = list(source.blocks())
        return np.concatenate(blocks), [notice.text for notice in source.take_notices()]


@pytest.mark.parametrize("kind", KINDS)
def test_all_formats_are_read_at_16_khz(kind, tmp_path):
    path = written(tmp_path, kind)
    sound, notices = read(path)
    assert abs(len(sound) - 32_000) <= (400 if kind == "mp3" else 1)
    assert sound.dtype == np.float32
    assert notices == []
    whole, rate = soundfile.read(path, dtype="float32")
    assert np.abs(sound - np.concatenate(list(converted([whole], rate=rate)))).max() < 1e-4
    assert 0.34 < sound.std() < 0.36


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [(8_000, 1, "PCM_U8"), (44_100, 2, "PCM_24"), (192_000, 8, "FLOAT"), (8_000, 1, "ULAW")],
)
def test_rates_channels_and_codings_do_not_matter(rate, channels, subtype, tmp_path):
    path = tmp_path / "talk.wav"
    sound = np.stack([tone(1, rate)] * channels, axis=1)
    soundfile.write(path, sound, rate, subtype=subtype)
    heard, notices = read(path)
    assert len(heard) == 16_000
    assert np.abs(heard - tone(1, 16_000))[800:-800].max() < 0.05
    assert notices == []


def test_blocks_are_about_30_ms(tmp_path):
    with FileSource(written(tmp_path, rate=16_000)) as source:
        lengths = [len(block) for block in source.blocks()]
    assert set(lengths[:-1]) == {480}
    with FileSource(written(tmp_path, rate=48_000)) as source:
        assert max(len(block) for block in source.blocks()) < 1300


def test_a_source_knows_its_name_its_speaker_and_its_length(tmp_path):
    with FileSource(written(tmp_path), speaker="You") as source:
        assert (source.name, source.speaker, source.duration_s) == ("talk.wav", "You", 2.0)


def test_numbers_that_are_none_become_silence(tmp_path):
    path = tmp_path / "talk.wav"
    bad = np.array([np.nan, np.inf, -np.inf, 0.25] * 100, np.float32)
    soundfile.write(path, bad, 16_000, subtype="FLOAT")
    sound, _ = read(path)
    assert sound.tolist() == [0.0, 0.0, 0.0, 0.25] * 100


def test_a_wav_cut_short_is_read_to_its_end_and_says_what_is_missing(tmp_path):
    path = written(tmp_path, seconds=10.0)
    path.write_bytes(path.read_bytes()[: 44 + 600_000])
    sound, notices = read(path)
    assert len(sound) == 100_000
    assert notices == ["talk.wav is cut short or damaged: the last 3.8 of 10.0 s are missing."]


def test_a_flac_cut_short_is_read_to_its_end_and_says_what_is_missing(tmp_path):
    path = written(tmp_path, "flac", seconds=10.0)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    sound, notices = read(path)
    assert 80_000 < len(sound) < 110_000
    assert len(notices) == 1
    assert "of 10.0 s are missing" in notices[0]


@pytest.mark.parametrize("kind", ["ogg", "mp3", "aiff"])
def test_other_files_cut_short_are_read_to_their_end(kind, tmp_path):
    path = written(tmp_path, kind, seconds=10.0)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    sound, notices = read(path)
    assert 60_000 < len(sound) < 130_000
    assert notices == []


def test_a_wav_of_unknown_length_is_whole(tmp_path):
    path = written(tmp_path)
    data = bytearray(path.read_bytes())
    at = data.find(b"data") + 4
    data[at : at + 4] = b"\xff" * 4
    path.write_bytes(data)
    sound, notices = read(path)
    assert len(sound) == 32_000
    assert notices == []


def test_a_notice_is_taken_once(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    with FileSource(path) as source:
        list(source.blocks())
        assert len(source.take_notices()) == 1
        assert source.take_notices() == []


def fault(path):
    """Give what a user is told about a file that cannot be used."""
    with pytest.raises(InputFault) as caught:
        list(FileSource(path).blocks())
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert "there is no file" in fault(tmp_path / "nothing.wav")
    assert "there is no file" in fault(tmp_path / "no folder" / "nothing.wav")


def test_a_folder_is_said_to_be_a_folder(tmp_path):
    assert "is a folder" in fault(tmp_path)


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    path = tmp_path / "empty.wav"
    path.touch()
    assert "is empty" in fault(path)


@pytest.mark.parametrize(
    "content",
    [b"hello", b"Dear all, " * 500, bytes(5000), b"RIFF\x24\0\0\0WAVE", b"ID3" + bytes(500)],
)
def test_what_is_no_sound_is_said_to_be_none_and_which_formats_work(content, tmp_path):
    path = tmp_path / "letter.wav"
    path.write_bytes(content)
    told = fault(path)
    assert "letter.wav is not a sound file" in told
    assert "FLAC" in told


@pytest.mark.parametrize("kind", ["wav", "ogg", "aiff"])
def test_a_file_without_a_sample_is_said_to_hold_no_sound(kind, tmp_path):
    assert "holds no sound" in fault(written(tmp_path, kind, seconds=0))


def test_a_file_whose_first_sample_cannot_be_read_holds_no_sound_that_can(tmp_path):
    path = written(tmp_path, "flac")
    path.write_bytes(path.read_bytes()[:100])
    assert "no sound" in fault(path) or "not a sound file" in fault(path)


def test_raw_sound_is_to_be_piped(tmp_path):
    path = tmp_path / "talk.raw"
    path.write_bytes(bytes(3200))
    assert "lsg-desktop caption - <" in fault(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path):
    path = written(tmp_path)
    path.chmod(0)
    assert "cannot be read" in fault(path)


def peak_bytes_of(path):
    tracemalloc.start()
    with FileSource(path) as source:
        for _ in source.blocks():
            pass
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak_bytes


def test_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path):
    short = written(tmp_path, "flac", seconds=2, rate=24_000, name="short")
    long = written(tmp_path, "flac", seconds=120, rate=24_000, name="long")
    peak_bytes_of(short)  # what is claimed once
    assert peak_bytes_of(long) < peak_bytes_of(short) + 100_000


def test_a_flac_of_unknown_length_is_whole(tmp_path):
    """As a program writes it into a pipe: 36 bits from the middle of byte 21 on are zero."""
    path = written(tmp_path, "flac")
    data = bytearray(path.read_bytes())
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    path.write_bytes(data)
    sound, notices = read(path)
    assert len(sound) == 32_000
    assert notices == []


def test_closing_ends_the_sound(tmp_path):
    source = FileSource(written(tmp_path, rate=16_000))
    blocks = source.blocks()
    next(blocks)
    source.close()
    assert list(blocks) == []
    assert source.take_notices() == []


class SleptThrough:
    """A clock that only sleeping moves on."""

    def __init__(self):
        self.now_s = 100.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now_s += seconds


def test_at_the_speed_of_speech_each_block_comes_when_it_would_have_been_recorded(tmp_path):
    time = SleptThrough()
    pace = Pace(lambda: time.now_s, time.sleep)
    with FileSource(written(tmp_path, rate=16_000), pace=pace) as source:
        given = 0
        for block in source.blocks():
            given += len(block)
            assert time.now_s == pytest.approx(100 + given / 16_000)
    assert given == 32_000
    assert max(time.slept) == pytest.approx(0.03)


def test_a_reader_who_falls_behind_gets_what_is_due_at_once(tmp_path):
    time = SleptThrough()
    pace = Pace(lambda: time.now_s, time.sleep)
    with FileSource(written(tmp_path, rate=16_000), pace=pace) as source:
        blocks = source.blocks()
        next(blocks)
        time.now_s += 1.0
        time.slept.clear()
        for _ in range(30):
            next(blocks)
        assert time.slept == []


@pytest.mark.skipif(not CLIPS.is_dir(), reason=f"no real speech in {CLIPS}")
def test_real_clips_are_read_whole():
    for path in sorted(CLIPS.glob("*.*")):
        if path.suffix == ".tsv":
            continue
        sound, notices = read(path)
        assert abs(len(sound) / 16_000 - soundfile.info(path).duration) < 0.01
        assert notices == []
