"""Raw sound and WAVs from a pipe."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from lsg_desktop.audio.pcm import PcmSource
from lsg_desktop.errors import InputFault


class Pipe(io.BytesIO):
    """Gives a few bytes at a time, as a pipe does."""

    def read(self, count=-1):
        return super().read(min(count, 7))


def tone(seconds, rate=16_000):
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)


def raw(sound):
    return (sound * 32767).astype("<i2").tobytes()


def wave(sound, rate=16_000, subtype="PCM_16", form="WAV"):
    file = io.BytesIO()
    soundfile.write(file, sound, rate, format=form, subtype=subtype)
    return file.getvalue()


def read(data, **options):
    """Give the sound of a piped stream and the texts of its notices."""
    with PcmSource(io.BytesIO(data), **options) as source:
        sound = np.concatenate(list(source.blocks()))
        return sound, [notice.text for notice in source.take_notices()]


def fault(data, **options):
    """Give what a user is told about a stream that cannot be used."""
    with pytest.raises(InputFault) as caught:
        list(PcmSource(io.BytesIO(data), **options).blocks())
    assert caught.value.remedy
    return str(caught.value)


def test_raw_sound_is_16_bit_16_khz_mono():
    sound, notices = read(raw(tone(1)))
    assert np.abs(sound - tone(1)).max() < 1e-4
    assert notices == []


def test_blocks_are_30_ms():
    source = PcmSource(io.BytesIO(raw(tone(1))))
    assert [len(block) for block in source.blocks()] == [480] * 33 + [160]


def test_rate_and_channels_can_be_given():
    stereo = np.stack([tone(1, 48_000), tone(1, 48_000)], axis=1)
    sound, _ = read(raw(stereo), rate=48_000, channels=2)
    assert len(sound) == 16_000
    assert np.abs(sound - tone(1))[800:-800].max() < 0.01


@pytest.mark.parametrize("data", [raw(tone(0.1)), wave(tone(0.1))])
def test_a_pipe_may_give_a_few_bytes_at_a_time(data):
    with PcmSource(Pipe(data)) as source:
        blocks = list(source.blocks())
    assert [len(block) for block in blocks] == [480, 480, 480, 160]
    assert np.abs(np.concatenate(blocks) - tone(0.1)).max() < 1e-4


@pytest.mark.parametrize("channels", [1, 2, 8])
def test_bytes_after_the_last_whole_sample_are_no_sound(channels):
    data = raw(np.repeat(tone(0.1)[:, None], channels, axis=1))
    assert len(read(data + b"\x7f", channels=channels)[0]) == 1600


def test_a_single_sample_is_sound():
    assert len(read(b"\0\0")[0]) == 1


@pytest.mark.parametrize("data", [b"", b"\x7f"])
def test_an_empty_stream_holds_no_sound(data):
    told = fault(data)
    assert "holds no sound" in told
    assert "arecord" in told


@pytest.mark.parametrize(
    ("subtype", "tolerance"),
    [
        ("PCM_U8", 0.01),
        ("PCM_16", 1e-4),
        ("PCM_24", 1e-6),
        ("PCM_32", 1e-6),
        ("FLOAT", 1e-6),
        ("DOUBLE", 1e-6),
    ],
)
@pytest.mark.parametrize("form", ["WAV", "WAVEX"])
def test_a_piped_wav_of_any_coding_is_understood(subtype, tolerance, form):
    sound, notices = read(wave(tone(0.5), subtype=subtype, form=form), rate=8_000, channels=3)
    assert np.abs(sound - tone(0.5)).max() < tolerance
    assert notices == []


def test_the_head_of_a_wav_says_rate_and_channels():
    stereo = np.stack([tone(1, 44_100), tone(1, 44_100)], axis=1)
    sound, _ = read(wave(stereo, 44_100))
    assert len(sound) == 16_000


def test_what_follows_the_sound_of_a_wav_is_not_heard():
    sound, notices = read(wave(tone(0.5)) + b"LIST\x04\0\0\0abcd" * 100)
    assert len(sound) == 8_000
    assert notices == []


def test_what_precedes_the_sound_of_a_wav_is_not_heard():
    data = wave(tone(0.5))
    picture = b"PICT" + (100_001).to_bytes(4, "little") + bytes(100_002)
    sound, _ = read(data[:12] + picture + data[12:])
    assert len(sound) == 8_000


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000])
def test_a_wav_whose_writer_did_not_know_the_length_is_heard_to_its_end(size):
    data = bytearray(wave(tone(0.5)))
    at = data.find(b"data") + 4
    data[at : at + 4] = size.to_bytes(4, "little")
    sound, notices = read(bytes(data))
    assert len(sound) == 8_000
    assert notices == []


def test_a_wav_cut_short_says_what_is_missing():
    data = wave(tone(2))
    sound, notices = read(data[: 44 + 32_000])
    assert len(sound) == 16_000
    assert notices == ["The WAV from standard input is cut short: 1.0 s are missing."]


@pytest.mark.parametrize("length", [12, 20, 30, 43])
def test_a_wav_that_ends_within_its_head_is_said_to(length):
    assert "ends within its head" in fault(wave(tone(1))[:length])


def test_a_wav_without_a_sample_holds_no_sound():
    assert "holds no sound" in fault(wave(tone(0)))


def test_a_wav_that_does_not_say_its_coding_is_refused():
    assert "how its sound is coded" in fault(b"RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd")


def test_a_compressed_wav_is_to_be_given_by_name():
    assert "give the name of the file" in fault(wave(tone(1), subtype="ULAW"))


@pytest.mark.parametrize("form", ["FLAC", "OGG", "AIFF"])
def test_other_files_are_to_be_given_by_name(form):
    told = fault(wave(tone(1), subtype=None, form=form))
    assert form in told
    assert "give the name of the file" in told


def test_an_mp3_is_to_be_given_by_name():
    assert "MP3" in fault(b"ID3\x04" + bytes(1000))


@pytest.mark.parametrize("options", [{"rate": 0}, {"rate": -8000}, {"channels": 0}])
def test_impossible_options_are_refused(options):
    assert "cannot have" in fault(raw(tone(1)), **options)


def test_a_terminal_is_not_waited_for():
    class Terminal(io.BytesIO):
        def isatty(self):
            return True

    with pytest.raises(InputFault, match="terminal"):
        PcmSource(Terminal())


def test_closing_ends_the_sound_and_leaves_the_stream_open():
    stream = io.BytesIO(raw(tone(1)))
    source = PcmSource(stream)
    blocks = source.blocks()
    next(blocks)
    source.close()
    assert list(blocks) == []
    assert not stream.closed
