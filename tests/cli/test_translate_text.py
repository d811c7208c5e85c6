"""Text through a pipe: what comes out, when, and what cannot work."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lsg_desktop.cli.machine import InstalledTextModels
from lsg_desktop.cli.main import main
from lsg_desktop.paths import resources
from tests.cli.stage import ROOT, TRANSLATED, ScriptedTexts, machine

SOURCE = "The professor reads the book. The students read it too.\n"


@pytest.fixture
def translate(capsys):
    """Give a function that translates bytes with scripted models: (exit code, output)."""

    def do(source, *flags, models=None):
        given = machine(standard_input=source, text_models=models or ScriptedTexts())
        code = main(["translate-text", *flags], given)
        out, err = capsys.readouterr()
        assert err == ""
        return code, out

    return do


@pytest.fixture
def refused(capsys):
    """Give a function that runs a command which must fail, and gives the line that says why."""

    def do(*flags, source=b"word"):
        given = machine(standard_input=source, text_models=InstalledTextModels())
        code = main(["translate-text", *map(str, flags)], given)
        out, err = capsys.readouterr()
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("lsg-desktop: ")
        return err.removeprefix("lsg-desktop: ").rstrip("\n")

    return do


# --- what is written -----------------------------------------------------------------------------


def test_a_line_a_sentence(translate):
    """Whether a mark or the end of input ends it."""
    assert translate(SOURCE.encode()) == (0, TRANSLATED)
    assert translate(SOURCE.rstrip("\n.").encode()) == (0, TRANSLATED)


def test_no_words_no_output(translate):
    """Nothing is even loaded, in any format."""
    models = ScriptedTexts()
    for source in (b"", b" \n\n\t"):
        assert translate(source, models=models) == (0, "")
        assert translate(source, "--format", "jsonl", models=models) == (0, "")
    assert models.loaded == []


def test_events_are_those_of_captions(translate):
    """One JSON object a line; a trace tells why each word was written."""
    _, out = translate(SOURCE.encode(), "--format", "jsonl", "--trace", "--delta", "2.5")
    events = [json.loads(line) for line in out.splitlines()]
    assert events[0]["event"] == "session"
    assert events[0]["settings"]["delta"] == 2.5
    assert "chunk_ms" not in events[0]["settings"]
    assert events[-1]["event"] == "end"
    decisions = [one for one in events if one["event"] == "decision"]
    assert {one["task"] for one in decisions} == {"translate"}
    assert {"confidence", "hold", "end"} <= {one["reason"] for one in decisions}
    assert max(one["chunk"] for one in decisions) == 5
    ended = [one["translation"] for one in events if one["event"] == "utterance"]
    assert ended == TRANSLATED.splitlines()


def test_a_model_is_asked_for_as_flags_say(translate):
    """Format and adapter go with the model."""
    models = ScriptedTexts()
    flags = ("--model", "chat", "--prompt", "llama-2", "--adapter", "lora")
    translate(b"word", *flags, models=models)
    assert models.loaded == [("chat", "llama-2", Path("lora"))]


def test_words_are_written_as_they_may():
    """Not at the end of the sentence, and not when a buffer is full."""
    process = start()
    process.stdin.write(b"The professor ")
    process.stdin.flush()
    assert process.stdout.read(len("Der")) == b"Der"
    process.stdin.write(b"reads")
    process.stdin.close()
    assert process.stdout.read() == b" Professor liest das Buch.\n"
    with process:
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_help_speaks_of_words(capsys):
    """A chunk has no length here, and there is no audio."""
    assert main(["translate-text", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "--chunk-ms" not in said
    assert "waits for this many words" in said
    assert "audio" not in said


def test_the_demo_model_translates(capsys):
    """The whole of it, with real weights: the same sentence in German, as a line."""
    source = b"The professor reads the new book."
    given = machine(standard_input=source, text_models=InstalledTextModels())
    assert main(["translate-text", "--device", "cpu"], given) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("Der Professor ")
    assert out.count("\n") == 1


# --- how it ends ---------------------------------------------------------------------------------

# A test runner in the background ignores Ctrl+C, and so would what it starts.
HERE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from tests.cli.stage import run_here
run_here("translate-text", *sys.argv[1:])
"""


def start(*flags):
    """Start the command with scripted models; give the process."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", HERE, *flags],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")
def test_ctrl_c_finishes_what_was_read():
    """A read that waits for ever finds the end; the exit code says why it ended."""
    process = start()
    process.stdin.write(b"The professor ")
    process.stdin.flush()
    assert process.stdout.read(1) == b"D"
    process.send_signal(signal.SIGINT)
    assert process.stdout.read() == b"er Professor liest das Buch.\n"
    with process:
        assert process.stderr.read().startswith(b"lsg-desktop: Finishing what was read.")
    assert process.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")
def test_a_reader_that_has_had_enough():
    """As in ``… | head -1``: no complaint."""
    process = start()
    process.stdin.write(SOURCE.encode())
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(SOURCE.encode() * 3)
    process.stdin.close()
    with process:
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- what cannot work ----------------------------------------------------------------------------


def test_bytes_that_are_not_utf_8(refused):
    """Told with what converts them."""
    line = refused(source="großer Unsinn\n".encode("latin-1"))
    assert line == "standard input is not UTF-8: convert it, such as: iconv -f LATIN1 -t UTF-8"


def test_bytes_that_are_not_utf_8_after_words(capsys):
    """What was read before them is translated, and its line ended."""
    code = main(["translate-text"], machine(standard_input=b"The professor \xff"))
    out, err = capsys.readouterr()
    assert (code, out) == (2, TRANSLATED.splitlines(keepends=True)[0])
    assert "not UTF-8" in err


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (("--target-lang", "xx"), "demo does not translate into 'xx': choose one of de"),
        (("--target-lang", "zh"), "demo does not translate into 'zh': choose one of de"),
        (("--source-lang", "fr"), "demo does not understand 'fr': choose one of en"),
        (("--trace",), "--trace has no place in this format: add --format jsonl"),
        (("--low", "0"), "low cannot be 0: give a number of 1 or more words"),
        (
            ("--model", "Q/none"),
            "Q/none is not on this machine: run: lsg-desktop models download Q/none",
        ),
    ],
)
def test_what_is_told_before_anything_is_loaded(refused, flags, line):
    """In one line, with what mends it."""
    assert refused(*flags) == line


def test_a_folder_that_holds_no_model(refused, tmp_path):
    """Found at once."""
    assert "holds no model: config.json is missing" in refused("--model", tmp_path)


def test_a_model_that_is_no_language_model(refused, tmp_path):
    """Found before its weights are read."""
    shutil.copytree(resources() / "demo-model", tmp_path / "model")
    (tmp_path / "model" / "config.json").write_text('{"model_type": "whisper_encoder"}')
    assert "holds no causal language model" in refused("--model", tmp_path / "model")
