"""Real processes: signals, pipes that close, and what is loaded."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import pytest

from tests.cli.stage import ROOT, SENTENCES, WORDS, write_talk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")

# A test runner in the background ignores Ctrl+C, and so would what it starts.
HERE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from tests.cli.stage import run_here
run_here(*sys.argv[1:])
"""

STUCK = HERE.replace("run_here", "StuckModel, run_here", 1).replace(
    "*sys.argv[1:]", "*sys.argv[1:], kind=StuckModel"
)


def start(*argv, script=HERE, **options):
    """Start a command with scripted models; give the process."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *map(str, argv)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **{"stdout": subprocess.PIPE, **options},
    )


def rest(process):
    """Wait for the end of a process; give what it still writes to (stdout, stderr).

    Unlike communicate() it knows what was read from the pipes before.
    """
    with process:
        out, err = process.stdout.read(), process.stderr.read()
        process.wait(timeout=20)
    return out, err


def test_ctrl_c_leaves_whole_subtitles(tmp_path):
    """The open utterance is finished and written, and the exit code says why it ended."""
    talk_file = write_talk(tmp_path / "talk.wav", seconds=1.5, count=40)
    process = start("caption", talk_file, "--realtime", "--format", "srt")
    assert process.stdout.readline() == "1\n"
    process.send_signal(signal.SIGINT)
    out, err = rest(process)
    assert process.returncode == 130
    assert err == "lsg-desktop: Finishing what was heard. Ctrl+C again leaves it.\n"
    assert SENTENCES[0][1] in out
    assert out.endswith("\n\n")


def test_a_request_to_end_is_heard_too(tmp_path):
    """``timeout`` and service managers send it: nothing of what was heard is lost."""
    talk_file = write_talk(tmp_path / "talk.wav", count=40)
    process = start("caption", talk_file, "--realtime", "--format", "jsonl")
    while '"write"' not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGTERM)
    out, _ = rest(process)
    assert process.returncode == 128 + signal.SIGTERM
    *_, utterance, end = out.splitlines()
    assert SENTENCES[0][0] in utterance
    assert end.startswith('{"event": "end"')


def test_a_second_ctrl_c_does_not_wait(tmp_path):
    """A model that does not answer does not hold the terminal; what was written is a cue."""
    talk_file, path = write_talk(tmp_path / "talk.wav"), tmp_path / "talk.vtt"
    process = start("caption", talk_file, "--output", path, script=STUCK)
    assert process.stdout.readline() == "stuck\n"
    process.send_signal(signal.SIGINT)
    assert "Finishing" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert rest(process) == ("", "")
    assert process.returncode == 130
    head, cue, end = path.read_text(encoding="utf-8").split("\n\n")
    assert (head, end) == ("WEBVTT", "")
    assert cue.splitlines()[1:] == ["Good morning,"]


def test_ctrl_c_wakes_a_pipe_that_gives_nothing():
    """A read that waits for ever finds the end."""
    process = start("caption", "-", "--format", "jsonl", stdin=subprocess.PIPE)
    process.stdin.buffer.write(bytes(32_000))
    process.stdin.buffer.flush()
    assert '"session"' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert '"end"' in process.stdout.readline()
    assert process.wait(timeout=20) == 130
    rest(process)


def test_on_a_terminal_captions_grow(talk_file):
    """The languages stand beside each other, the cursor comes back, and there is one line each."""
    ours, theirs = os.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = start("caption", talk_file, stdout=theirs, env=env)
    os.close(theirs)
    shown = b""
    while piece := read_terminal(ours):
        shown += piece
    os.close(ours)
    with process:
        assert process.stderr.read() == ""
    assert process.returncode == 0
    text = shown.decode()
    assert re.search("Good morning, zebra. +Guten Morgen, Zebra.", text)
    assert "English" in text
    assert "German" in text
    assert text.rindex("\x1b[?25h") > text.rindex("Done")


def read_terminal(number):
    """Read what there is; nothing at the end, which Linux tells as an error."""
    try:
        return os.read(number, 65_536)
    except OSError:
        return b""


def test_a_reader_that_has_had_enough(tmp_path):
    """As in ``lsg-desktop caption talk.wav | head -1``: no complaint."""
    process = start("caption", write_talk(tmp_path / "talk.wav", count=30), "--format", "jsonl")
    assert '"session"' in process.stdout.readline()
    process.stdout.close()
    with process:
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_a_closed_standard_output(talk_file):
    """What would be lost is not written in the first place."""
    command = f'"$0" -c "$1" caption "{talk_file}" >&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, HERE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "lsg-desktop: standard output is closed: choose a file: --output FILE\n"


@pytest.mark.parametrize("argv", [["--help"], ["caption", "--help"], ["models", "list"]])
def test_nothing_heavy_is_loaded_for_little(argv):
    """Help is there at once: neither torch nor transformers nor Qt."""
    script = (
        "import sys\n"
        "from lsg_desktop.cli.main import main\n"
        f"assert main({argv}) == 0\n"
        "heavy = {'torch', 'transformers', 'PySide6'} & sys.modules.keys()\n"
        "sys.exit(f'loads {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_was_said_is_in_no_log(talk_file, tmp_path):
    """Not even where everything is logged."""
    process = start(
        "caption",
        *("-v", "-v", talk_file, "--trace", "--format", "jsonl"),
        env={**os.environ, "LSG_HOME": str(tmp_path)},
    )
    out, err = rest(process)
    assert SENTENCES[0][0] in out
    logged = err + (tmp_path / "log" / "lsg-desktop.log").read_text(encoding="utf-8")
    assert [word for word in WORDS if word in logged] == []


LEAVING = """
import atexit, sys, threading, types
atexit.register(threading.Event().wait if sys.argv[1:] else print)
sys.modules.update((name, types.ModuleType(name)) for name in sys.argv[1:])
from lsg_desktop.cli.main import leave
print("said", end="")
leave(3)
"""


@pytest.mark.parametrize(("modules", "out"), [((), "said\n"), (("sounddevice",), "said")])
def test_a_sound_library_that_never_says_goodbye_keeps_nobody(modules, out):
    """What was said is seen, the exit code is right, and only with sound is the farewell left."""
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, out)


def test_the_package_is_a_program():
    """``python -m lsg_desktop`` is the same as the command."""
    done = subprocess.run(
        [sys.executable, "-m", "lsg_desktop", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("lsg-desktop ")


OFFLINE = """
import os, socket, sys
del os.environ["HF_HUB_OFFLINE"]

def refuse(*_args, **_kwargs):
    raise SystemExit("reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from lsg_desktop.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_checkpoint_in_a_folder_works_without_the_network(checkpoint, tmp_path):
    """The whole of it, with weights that understand nothing and no way out of this machine."""
    talk_file = write_talk(tmp_path / "talk.wav", seconds=0.8, count=1)
    process = start(
        *("caption", talk_file, "--model", checkpoint, "--format", "jsonl"), script=OFFLINE
    )
    out, err = rest(process)
    assert (process.returncode, err) == (0, "")
    assert '"model": "tiny", "precision": "fp32"' in out.splitlines()[0]
    assert '"event": "utterance"' in out
