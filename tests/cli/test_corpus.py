"""What ``evaluate`` and ``sweep`` make of a manifest: the same, and bad ones are one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.cli.main import main
from lsg_desktop.evaluation import manifest
from tests.cli.stage import ROOT, ScriptedModels, machine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6")

HEADER = "\t".join(manifest.COLUMNS)
LITTLE = ("--deltas", "3", "--alphas", "0.5", "--lows", "1")


def row(audio="0.wav", said="Hi.", source="en", target="de", meant="Hallo.") -> str:
    return "\t".join((audio, source, said, target, meant))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sounds: a good one, one that is too long, and what is none."""
    soundfile.write(tmp_path / "0.wav", np.zeros(50_000), 16_000)
    soundfile.write(tmp_path / "long.wav", np.zeros(31 * 1000), 1000)
    soundfile.write(tmp_path / "none.wav", np.zeros(0), 16_000)
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    return tmp_path


@pytest.fixture(params=["evaluate", "sweep"])
def measure(request, capsys, qapp, folder: Path):
    """Give a function that measures a manifest's text: (exit code, models loaded, stderr)."""

    def run(text: str | bytes | None, *argv: str):
        path = folder / "m.tsv"
        if text is not None:
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        models = ScriptedModels()
        little = LITTLE if request.param == "sweep" else ()
        flags = ("--out", str(folder / "out"), *little, *argv)
        code = main([request.param, str(path), *flags], machine(models))
        return code, models.loaded, capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "lacks the column audio"),
        (["audio\ttranscript"], "lacks the column source_lang"),
        (["audio,source_lang,transcript,target_lang,translation"], "lacks the column audio"),
        ([HEADER], "has no rows"),
        ([HEADER, "", "  "], "has no rows"),
        ([HEADER, "0.wav\ten\tHi."], "line 2, ends before target_lang"),
        ([HEADER, row(audio="9.wav")], "line 2: there is no file 9.wav"),
        ([HEADER, row(audio="bad.wav")], "is not a sound file that can be read"),
        ([HEADER, row(audio="none.wav")], "none.wav holds no sound"),
        ([HEADER, row(audio="long.wav")], "long.wav is 31.0 s long"),
        ([HEADER, row(said="")], "0.wav has no transcript"),
        ([HEADER, row(meant=" ")], "0.wav has no translation"),
        ([HEADER, row(), row(target="zh")], "mixes de, zh: choose one: --target-lang de"),
        ([HEADER, row(), row(source="fr")], "mixes en, fr: choose one: --source-lang en"),
        ([HEADER, row(source="fr")], "does not understand 'fr'"),
        ([HEADER, row(target="fr")], "does not translate into 'fr'"),
    ],
)
def test_a_bad_manifest_is_one_line_before_a_model_is_loaded(
    measure, lines: list[str], said: str
) -> None:
    """What is wrong, where, and no traceback."""
    code, loaded, err = measure("\n".join(lines))
    assert (code, loaded) == (2, 0)
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["evaluate", "sweep"])
def test_without_libsndfile_one_line_says_what_brings_it(command, folder: Path) -> None:
    """And no command dies when it starts."""
    (folder / "m.tsv").write_text("\n".join((HEADER, row())), "utf-8")
    (folder / "soundfile.py").write_text("raise OSError('sndfile library not found')", "utf-8")
    starts = f"import sys; sys.path[:0] = {[str(folder), str(ROOT)]}"
    flags = ["-c", f"{starts}; from lsg_desktop.cli.main import main; sys.exit(main())"]
    argv = [command, str(folder / "m.tsv"), "--out", str(folder / "out")]
    done = subprocess.run([sys.executable, *flags, *argv], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "libsndfile is not installed: sudo apt-get install libsndfile1" in done.stderr


def test_no_manifest_at_all(measure) -> None:
    """Missing, a folder, or no text."""
    for text in (None, "größer".encode("latin-1")):
        code, loaded, err = measure(text)
        assert (code, loaded) == (2, 0)
        assert "m.tsv cannot be read as a manifest" in err
        assert err.count("\n") == 1


def test_a_spreadsheets_manifest_is_read(measure) -> None:
    """With its byte order mark and carriage returns, and a column of somebody else's."""
    lines = (f"{HEADER}\tspeaker", f"{row()}\tEve", "")
    assert measure("\r\n".join(lines).encode("utf-8-sig"))[:2] == (0, 1)


def test_rows_are_chosen_by_language(measure) -> None:
    """The only one there is, or the one that is asked for."""
    assert measure("\n".join((HEADER, row(target="zh"))))[:2] == (0, 1)
    mixed = "\n".join((HEADER, row(), row(target="zh")))
    assert measure(mixed, "--target-lang", "zh")[:2] == (0, 1)
    assert "no row in 'ja'" in measure(mixed, "--target-lang", "ja")[2]
