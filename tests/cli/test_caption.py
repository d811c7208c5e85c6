"""``caption``: what comes out of a file or a pipe, in every format."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict

import numpy as np
import pytest
import soundfile

from lsg_desktop.cli.main import main
from lsg_desktop.settings import SAMPLE_RATE
from tests.audio.fake_sounddevice import FakeSoundDevice, InputStream
from tests.cli.stage import SENTENCES, FakeTime, ScriptedModels, machine, talk, write_talk
from tests.speech.sounds import noise, silence, voice


@pytest.fixture
def caption(capsys):
    """Give a function that runs ``caption`` and gives (exit code, stdout, stderr)."""

    def run(*argv, on=None):
        code = main(["caption", *map(str, argv)], on or machine())
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def events(caption):
    """Give a function that runs ``caption --format jsonl`` and gives its events."""

    def run(*argv, **rest):
        code, out, _ = caption(*argv, "--format", "jsonl", **rest)
        assert code == 0
        return [json.loads(line) for line in out.splitlines()]

    return run


def test_text_has_a_line_for_each_utterance_and_language(caption, talk_file):
    """Transcript and translation, with their times, as utterances end."""
    code, out, err = caption(talk_file)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [re.sub(r"^\[[\d:-]+\] ", "", line) for line in lines] == [
        f"{language}: {text}"
        for sentence in SENTENCES
        for language, text in zip(("en", "de"), sentence, strict=True)
    ]
    assert lines[0].startswith("[0:00-0:03] ")


def test_jsonl_says_which_session_and_ends_with_how_long_it_took(events, talk_file):
    """The first line has model and settings, the last the length of the source."""
    first, *_, last = events(talk_file, "--alpha", "0.5")
    assert first["event"] == "session"
    assert (first["model"], first["precision"], first["task"]) == ("demo", "fp32", "both")
    assert (first["settings"]["delta"], first["settings"]["alpha"]) == (3.0, 0.5)
    assert last["event"] == "end"
    assert last["audio_s"] == pytest.approx(len(talk()) / SAMPLE_RATE)
    assert last["clock_s"] >= 0
    assert last["rtf"] > 0


def test_what_is_written_adds_up_to_the_final_lines(events, talk_file):
    """Joined over an utterance and task, the text of the writes is the final line, exactly."""
    lines: defaultdict[tuple[int, str], str] = defaultdict(str)
    ended = {}
    for event in events(talk_file):
        if event["event"] == "write":
            lines[event["utterance"], event["task"]] += event["text"]
            assert 0 < event["audio_s"] <= len(talk()) / SAMPLE_RATE
        if event["event"] == "utterance":
            ended[event["utterance"]] = event
    assert [(e["transcript"], e["translation"]) for e in ended.values()] == list(SENTENCES)
    for number, event in ended.items():
        assert lines[number, "transcribe"] == event["transcript"]
        assert lines[number, "translate"] == event["translation"]
        assert event["start_s"] < event["end_s"]
        assert event["speaker"] is None


def test_decisions_are_told_only_when_asked_for(events, talk_file):
    """--trace gives one line a decision, with all that it was taken on."""
    assert {event["event"] for event in events(talk_file)} == {
        "session",
        "write",
        "utterance",
        "end",
    }
    decisions = [e for e in events(talk_file, "--trace") if e["event"] == "decision"]
    assert {"utterance", "speaker", "task", "chunk", "unit", "baseline", "kl", "confidence"} <= set(
        decisions[0]
    )
    assert {event["action"] for event in decisions} == {"read", "write"}


def test_an_infinite_threshold_is_null_in_json(events, talk_file):
    """JSON knows no infinity."""
    first, *_ = events(talk_file, "--delta", "inf", "--range", "inf")
    assert first["settings"]["delta"] is None
    assert first["settings"]["range"] is None


@pytest.mark.parametrize(("task", "shown"), [("transcribe", ["en"]), ("translate", ["de"])])
def test_one_task_writes_one_language(caption, talk_file, task, shown):
    """What was not asked for is not there."""
    _, out, _ = caption(talk_file, "--task", task)
    assert set(re.findall(r"\] (\w+):", out)) == set(shown)


def test_srt_has_both_languages_in_a_cue(caption, talk_file):
    """Transcript above translation, numbered from 1."""
    code, out, _ = caption(talk_file, "--format", "srt")
    assert code == 0
    cues = out.split("\n\n")[:-1]
    assert [cue.split("\n")[0] for cue in cues] == ["1", "2", "3"]
    assert [tuple(cue.split("\n")[2:]) for cue in cues] == list(SENTENCES)


def test_vtt_begins_as_it_must(caption, talk_file):
    """A WebVTT file without its first line is none."""
    _, out, _ = caption(talk_file, "--format", "vtt")
    assert out.startswith("WEBVTT\n\n00:00:0")


def test_the_suffix_of_the_output_says_its_format(caption, talk_file, tmp_path):
    """talk.srt is subtitles without being told so."""
    path = tmp_path / "talk.srt"
    assert caption(talk_file, "--output", path)[:2] == (0, "")
    assert path.read_text(encoding="utf-8").startswith("1\n00:00:00,")


def test_the_output_replaces_what_was_there(caption, talk_file, tmp_path):
    """Nothing of an older, longer file is left."""
    path = tmp_path / "talk.txt"
    path.write_text("old\n" * 1000, encoding="utf-8")
    caption(talk_file, "--output", path)
    assert path.read_text(encoding="utf-8").count("\n") == 2 * len(SENTENCES)


def test_a_pipe_is_heard_like_a_file(caption, talk_file):
    """Raw sound on standard input gives the same text."""
    pcm = (talk() * 32767).astype("<i2").tobytes()
    assert caption("-", on=machine(standard_input=pcm)) == caption(talk_file)


def test_real_time_takes_as_long_as_the_talk(caption, talk_file):
    """A file is held back to the speed of speech."""
    time = FakeTime()
    caption(talk_file, "--realtime", on=machine(pace=time.pace))
    assert time.now_s == pytest.approx(len(talk()) / SAMPLE_RATE, abs=0.1)


def test_chinese_comes_out_as_it_is(caption, talk_file, tmp_path):
    """Files are UTF-8 on every machine."""
    path = tmp_path / "talk.txt"
    models = ScriptedModels(sentences=(("Good morning.", "早上好。"),))
    caption(talk_file, "--target-lang", "zh", "--output", path, on=machine(models))
    assert "zh: 早上好。" in path.read_text(encoding="utf-8")


# --- microphones ---------------------------------------------------------------------------------


class Recording(InputStream):
    """A microphone that has heard the whole talk at once, and is then unplugged."""

    def start(self):
        super().start()
        self.record(talk())
        self.vanish()


class RecordingDevice(FakeSoundDevice):
    """sounddevice with that microphone."""

    def InputStream(self, **options):
        return Recording(self, **options)


def test_what_was_said_before_a_microphone_is_unplugged_is_kept(caption):
    """All of it is written, and then why there is no more."""
    code, out, err = caption("--mic", on=machine(sound=RecordingDevice))
    assert code == 2
    assert [re.sub(r"^\[[\d:-]+\] ", "", line) for line in out.splitlines()] == [
        f"You, {language}: {text}"
        for sentence in SENTENCES
        for language, text in zip(("en", "de"), sentence, strict=True)
    ]
    assert (
        err
        == "lsg-desktop: default has stopped recording: plug it in again or choose another one\n"
    )


# --- odd sound that is no fault ------------------------------------------------------------------


def odd(name, tmp_path):
    """Write a sound that is odd in a way, and give its path."""
    path = tmp_path / f"{name}.wav"
    match name:
        case "truncated":
            whole = tmp_path / "whole.wav"
            write_talk(whole)
            path.write_bytes(whole.read_bytes()[:-40_000])
        case "8-bit-8-khz":
            soundfile.write(path, talk()[::2], 8000, subtype="PCM_U8")
        case "192-khz-8-channel":
            loud = np.repeat(talk(count=1), 12)
            soundfile.write(path, np.repeat(loud[:, None], 8, axis=1), 192_000)
        case "clipping":
            soundfile.write(path, np.clip(talk() * 100, -1, 1), SAMPLE_RATE)
    return path


@pytest.mark.parametrize("name", ["truncated", "8-bit-8-khz", "192-khz-8-channel", "clipping"])
def test_odd_sound_is_captioned(caption, tmp_path, name):
    """Whatever can be read is heard."""
    code, out, err = caption(odd(name, tmp_path))
    assert code == 0
    assert SENTENCES[0][0] in out
    assert ("cut short" in err) == (name == "truncated")
    assert err.count("\n") <= 1


@pytest.mark.parametrize("sound", [silence(5), noise(5, level=0.3)], ids=["silence", "noise"])
def test_without_words_there_is_no_utterance_and_a_note(caption, tmp_path, sound):
    """Digital silence has no utterance; noise may have one, without text."""
    path = tmp_path / "sound.wav"
    soundfile.write(path, sound, SAMPLE_RATE)
    code, out, err = caption(path, on=machine(ScriptedModels(sentences=(("", ""),))))
    assert (code, out) == (0, "")
    assert err == "lsg-desktop: No words were heard in sound.wav.\n"


def test_silence_has_no_utterance(events, tmp_path):
    """Only where the session began and ended."""
    path = tmp_path / "sound.wav"
    soundfile.write(path, silence(5), SAMPLE_RATE)
    assert [event["event"] for event in events(path)] == ["session", "end"]


class LongPipe(io.RawIOBase):
    """58 minutes of silence with two seconds of speech in the middle, made as they are read."""

    half = 29 * 60 * SAMPLE_RATE * 2

    def __init__(self):
        self._speech = (voice(2) * 32767).astype("<i2").tobytes()
        self._at = 0

    def read(self, count=-1):
        begun, self._at = self._at, min(self._at + count, 2 * self.half + len(self._speech))
        silent, length = max(0, self.half - begun), self._at - begun
        data = bytes(min(silent, length)) + self._speech[max(0, begun - self.half) :]
        return data[:length].ljust(length, b"\0")


@pytest.mark.slow
def test_an_hour_of_silence_with_speech_in_it(events):
    """58 minutes of nothing neither take long nor shift what is said in between."""
    pipe = LongPipe()
    found = events("-", on=machine(standard_input=lambda: pipe))
    (utterance,) = [event for event in found if event["event"] == "utterance"]
    assert utterance["start_s"] == pytest.approx(29 * 60, abs=0.5)
    assert found[-1]["audio_s"] == pytest.approx(58 * 60 + 2)
