"""What cannot work is told in one line, before anything takes long, and exits with 2."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from lsg_desktop.cli.machine import Machine
from lsg_desktop.cli.main import main
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.settings import SAMPLE_RATE
from tests.audio.fake_sounddevice import FakeSoundDevice
from tests.cli.stage import ROOT, ScriptedModels, machine, talk


@pytest.fixture
def refused(capsys):
    """Give a function that runs a command which must fail, and gives the line that says why."""

    def run(*argv, on=None, models=None):
        models = models or ScriptedModels()
        code = main([str(word) for word in argv], on or machine(models))
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert err.startswith("lsg-desktop: ")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        assert models.loaded == 0
        return err.removeprefix("lsg-desktop: ").rstrip("\n")

    return run


# --- sound ---------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(refused):
    """The name is told, since a wrong letter in it is the usual reason."""
    assert refused("caption", "none.wav").startswith("there is no file none.wav: ")


def test_a_folder_is_no_sound(refused, tmp_path):
    """Nor are all the files in it."""
    assert "is a folder: " in refused("caption", tmp_path)


@pytest.mark.parametrize("content", [b"", b"# A recipe\n" * 100], ids=["empty", "not-audio"])
def test_a_file_that_holds_no_sound(refused, tmp_path, content):
    """Told with the kinds of files that do."""
    path = tmp_path / "sound.wav"
    path.write_bytes(content)
    assert refused("caption", path).endswith(": give a WAV, FLAC, MP3, OGG, Opus or AIFF file")


def test_a_sound_file_without_samples(refused, tmp_path):
    """A head alone is no sound."""
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.zeros(0, np.float32), SAMPLE_RATE)
    assert "holds no sound" in refused("caption", path)


def test_an_empty_pipe(refused):
    """Whatever was to write into it has failed."""
    assert "standard input holds no sound: " in refused(
        "caption", "-", on=machine(standard_input=b"")
    )


def test_nothing_to_listen_to(refused):
    """A command without a source says what could be one."""
    assert refused("caption").endswith("give a FILE, - for standard input, or --mic")


def test_two_sources(refused, talk_file):
    """One is captioned at a time."""
    assert "both a file and --mic" in refused("caption", talk_file, "--mic=default")


# --- microphones ---------------------------------------------------------------------------------


def test_no_such_microphone(refused):
    """The names that there are, are told."""
    line = refused("caption", "--mic", "Neumann", on=machine(sound=FakeSoundDevice))
    assert line.startswith("there is no microphone 'Neumann': choose one of HDA Intel")


def test_no_microphone_at_all(refused):
    """A computer may have none."""
    line = refused("caption", "--mic", on=machine(sound=lambda: FakeSoundDevice((), default=-1)))
    assert line == "this computer has no microphone: plug one in"


@pytest.mark.parametrize("command", [["caption", "--mic"], ["devices"]])
def test_no_portaudio_library(refused, monkeypatch, command):
    """What sounddevice raises where the library is missing is told with what installs it."""
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    line = refused(*command, on=Machine(models=ScriptedModels()))
    assert line == "PortAudio is not installed: sudo apt-get install libportaudio2"


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (("--delta", "-1"), "delta cannot be -1: give a number of 0 or more nats, or inf"),
        (("--delta", "nan"), "delta cannot be nan: give a number of 0 or more nats, or inf"),
        (("--delta", "much"), "delta cannot be 'much': give a number"),
        (("--alpha", "2"), "alpha cannot be 2: give a number from 0 to 1 probability"),
        (("--alpha", "NaN"), "alpha cannot be nan: give a number from 0 to 1 probability"),
        (("--low", "0"), "low cannot be 0: give a number of 1 or more chunks"),
        (("--low", "1.5"), "low cannot be '1.5': give a whole number"),
        (("--chunk-ms", "10"), "chunk_ms cannot be 10: give a number from 160 to 1920 ms"),
        (("--pause-ms", "1"), "pause_ms cannot be 1: give a number from 100 to 5000 ms"),
    ],
)
def test_a_value_out_of_bounds(refused, talk_file, flags, line):
    """The bounds are told."""
    assert refused("caption", talk_file, *flags) == line


@pytest.mark.parametrize("flag", ["--colour", "--range-mode=fast", "--task=summarise", "--delta"])
def test_a_flag_that_does_not_exist_or_a_word_it_does_not_take(refused, talk_file, flag):
    """One line, which names the flag and where to look."""
    line = refused("caption", talk_file, flag)
    assert flag.split("=")[0] in line
    assert line.endswith(" --help lists what there is")


def test_no_command(refused):
    """The program alone opens its window, which takes a screen."""
    assert refused().endswith("lsg-desktop --help lists what works in a terminal")


def test_a_trace_in_a_format_that_has_none(refused, talk_file):
    """Rather than not being there."""
    assert refused("caption", talk_file, "--trace").endswith("add --format jsonl")


# --- models and languages ------------------------------------------------------------------------


def test_a_language_that_the_model_does_not_understand(refused, talk_file):
    """The languages that it does are told."""
    line = refused("caption", talk_file, "--source-lang", "fr")
    assert line == "demo does not understand 'fr': choose one of en"


def test_a_language_that_the_model_does_not_write(refused, talk_file):
    """So are those it translates into."""
    line = refused("caption", talk_file, "--target-lang", "xx")
    assert line == "demo does not translate into 'xx': choose one of de, zh"


def test_a_target_language_does_not_matter_to_a_transcript(talk_file, capsys):
    """Where nothing is translated it is not asked for."""
    argv = ["caption", talk_file, "--task", "transcribe", "--target-lang", "xx"]
    assert main(argv, machine()) == 0


def test_a_model_that_nobody_knows(refused, talk_file):
    """The names that are known are told."""
    line = refused("caption", talk_file, "--model", "gpt", on=Machine())
    assert line.startswith("there is no model or folder 'gpt': choose one of demo, ")


def test_a_model_that_was_not_downloaded(refused, talk_file):
    """It is not fetched either: the command that does is told."""
    line = refused("caption", talk_file, "--model", "Qwen/Qwen2-Audio-7B", on=Machine())
    assert line == (
        "Qwen/Qwen2-Audio-7B is not on this machine:"
        " run: lsg-desktop models download Qwen/Qwen2-Audio-7B"
    )


def test_a_checkpoint_that_lacks_a_part(refused, talk_file, checkpoint, tmp_path):
    """A missing file of weights is found from the index."""
    folder = tmp_path / "model"
    shutil.copytree(checkpoint, folder)
    (folder / "model.safetensors").unlink()
    index = '{"weight_map": {"a": "model-00001-of-00002.safetensors"}}'
    (folder / "model.safetensors.index.json").write_text(index, encoding="utf-8")
    line = refused("caption", talk_file, "--model", folder, on=Machine())
    assert line.startswith("model-00001-of-00002.safetensors is missing in ")


def test_a_model_that_fails_to_load(talk_file, capsys, tmp_path):
    """What the machine lacks is told, and no empty output is left behind."""
    models = ScriptedModels(fault=EnvironmentFault("the GPU is full", "choose --precision nf4"))
    argv = ["caption", talk_file, "--output", str(tmp_path / "talk.srt")]
    assert main(argv, machine(models)) == 2
    assert capsys.readouterr().err == "lsg-desktop: the GPU is full: choose --precision nf4\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "lsg-home"]


# --- output --------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["none/talk.srt", "."])
def test_an_output_that_cannot_be_written(refused, talk_file, tmp_path, place):
    """It is found before the model is loaded, not when the first word is written."""
    line = refused("caption", talk_file, "--output", tmp_path / place)
    assert line.endswith("choose another --output")


def test_the_sound_is_not_overwritten(refused, tmp_path):
    """An output that is the input would be the end of both."""
    path = tmp_path / "talk.wav"
    soundfile.write(path, talk(), SAMPLE_RATE)
    before = path.read_bytes()
    assert "is what is to be captioned" in refused("caption", path, "--output", path)
    assert path.read_bytes() == before


def test_what_was_there_outlives_a_model_that_fails_to_load(talk_file, capsys, tmp_path):
    """The output is replaced when there is something to replace it with."""
    path = tmp_path / "talk.srt"
    path.write_text("older", encoding="utf-8")
    models = ScriptedModels(fault=InputFault("damaged", "mend it"))
    assert main(["caption", talk_file, "--output", str(path)], machine(models)) == 2
    assert path.read_text(encoding="utf-8") == "older"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("form", ["text", "jsonl", "srt", "vtt"])
def test_a_full_disk(talk_file, capsys, form):
    """Told in one line."""
    argv = ["caption", talk_file, "--output", "/dev/full", "--format", form]
    assert main(argv, machine()) == 2
    err = capsys.readouterr().err
    assert err.startswith("lsg-desktop: /dev/full cannot be written (No space left on device): ")
    assert err.count("\n") == 1


FULL = """
import resource, signal, sys
from tests.cli.stage import run_here
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
run_here("caption", sys.argv[1], "--output", sys.argv[2], "--format", sys.argv[3])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on files")
@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_a_disk_that_fills_up_leaves_whole_lines(talk_file, tmp_path, form):
    """What was written stays, and does not end within a line."""
    path = tmp_path / "talk.out"
    sound = tmp_path / "talk.wav"
    soundfile.write(sound, talk(count=20), SAMPLE_RATE)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(sound), str(path), form],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "LSG_HOME": "/dev/null"},
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be written (File too large)" in done.stderr
    content = path.read_text(encoding="utf-8")
    assert 0 < len(content.encode()) <= 900
    assert content.endswith("\n")


FULL_STANDARD_OUTPUT = """
import sys
from tests.cli.stage import run_here
run_here(*sys.argv[1:])
"""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("argv", [["caption", "TALK"], ["models", "list"], ["models", "--help"]])
def test_standard_output_on_a_full_disk(talk_file, argv):
    """Python would complain on its own at the end, and exit with 120."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", FULL_STANDARD_OUTPUT]
            + [talk_file if word == "TALK" else word for word in argv],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            env={name: it for name, it in os.environ.items() if name != "PYTHONUNBUFFERED"},
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("lsg-desktop: standard output cannot be written (No space")
    assert done.stderr.count("\n") == 1


def test_a_fault_of_ours_is_told_in_one_line_and_logged(talk_file, capsys, lsg_home):
    """The traceback is for us: it is in the log."""
    models = ScriptedModels(fault=KeyError("weights"))
    assert main(["caption", talk_file], machine(models)) == 2
    err = capsys.readouterr().err
    assert err.startswith("lsg-desktop: a fault of ours (KeyError): ")
    assert err.count("\n") == 1
    assert "Traceback" in (lsg_home / "log" / "lsg-desktop.log").read_text(encoding="utf-8")
