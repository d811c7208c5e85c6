"""``sweep``: figures, curves and presets of clips, and what is refused before a model is loaded."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
import soundfile

from lsg_desktop import paths
from lsg_desktop.cli.main import main
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.session import calibration
from lsg_desktop.settings import PolicySettings
from tests.cli.stage import SENTENCES, ScriptedModels, machine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6")


@pytest.fixture
def clips(tmp_path):
    """Three clips of which the scripted model knows the words; the path of their manifest."""
    rows = []
    for number, (said, meant) in enumerate(SENTENCES):
        path = tmp_path / f"{number}.wav"
        soundfile.write(path, np.zeros(48_000, np.float32), 16_000)
        rows.append(Row(path, "en", said, "de", meant))
    manifest.write(tmp_path / "manifest.tsv", rows)
    return tmp_path / "manifest.tsv"


@pytest.fixture
def sweep(capsys, qapp, clips, tmp_path):
    """Give a function that runs ``sweep`` and gives (exit code, stdout, stderr)."""

    def run(*argv, on=None):
        asked = ["sweep", str(clips), "--out", str(tmp_path / "out"), *map(str, argv)]
        code = main(asked, on or machine())
        return (code, *capsys.readouterr())

    return run


def test_a_folder_has_figures_curves_and_pictures(sweep, tmp_path):
    """For each task; the scripted model makes no mistake once words have been spoken."""
    code, out, err = sweep("--policy", "lsg", "wait-k", "offline")
    assert (code, err) == (0, "")
    assert "149 trials" in out
    assert "Transcription, en" in out
    assert "Translation, en-de" in out
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "curves-transcribe.png",
        "curves-translate.png",
        "curves.html",
        "sweep.json",
    }
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    assert found["passes"]["made"] * 20 < found["passes"]["asked"]
    points = found["tasks"]["translate"]["points"]
    assert len(points) == 149
    assert max(point["BLEU"] for point in points) == pytest.approx(100)
    assert {point["curve"] for point in points} == {"LSG", "wait-k", "offline"}
    assert min(one["WER"] for one in found["tasks"]["transcribe"]["points"]) == 0
    assert found["tasks"]["translate"]["standings"]


def test_a_picture_can_be_read(sweep, tmp_path):
    """It is a PNG with something on it."""
    from PySide6.QtGui import QImage

    assert sweep("--task", "transcribe", "--lows", 1)[0] == 0
    image = QImage(str(tmp_path / "out" / "curves-transcribe.png"))
    assert image.width() == 1520
    colours = {image.pixel(x, y) for x in range(0, 1520, 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 3


def test_apply_keeps_presets_for_the_model_and_languages(sweep):
    """Where the window can find them, and nowhere else."""
    code, out, _ = sweep("--apply")
    assert code == 0
    path = calibration.file(paths.config_dir())
    assert str(path) in out.replace("\n", "")
    own = PolicySettings(delta=3.0)
    assert set(calibration.load(path, "demo", "en-de", own)) == {"faster", "balanced", "accurate"}
    assert calibration.load(path, "demo", "en-zh", own) == {}


def test_presets_that_cannot_be_added_to_are_told_before_the_sweep(sweep):
    """A file that somebody has damaged is not written over."""
    path = calibration.file(paths.config_dir())
    path.parent.mkdir(parents=True)
    path.write_text("[demo", "utf-8")
    models = ScriptedModels()
    code, _, err = sweep("--apply", on=machine(models))
    assert (code, models.loaded) == (2, 0)
    assert "presets.toml cannot be used" in err


def test_without_apply_nothing_is_kept(sweep):
    """A sweep to look at changes nothing."""
    assert sweep("--lows", 1, "--alphas", 0.5)[0] == 0
    assert not calibration.file(paths.config_dir()).exists()


def test_what_is_not_asked_for_is_as_the_model_has_it(sweep, tmp_path):
    """A list for one setting leaves the others alone."""
    assert sweep("--deltas", 2, "--alphas", 0.5, "--lows", 1, "--chunks-ms", 320)[0] == 0
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    (point,) = found["tasks"]["transcribe"]["points"]
    assert (point["delta"], point["chunk_ms"], point["range"]) == (2, 320, 6)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--deltas", "x"], "x"),
        (["--alphas", "1.5"], "alpha cannot be 1.5"),
        (["--held", "-1", "--policy", "hold-n"], "-1 tokens cannot be held back"),
        (["--policy", "wait"], "wait"),
        (["--policy", "wait-k", "--range-modes", "off"], "nothing is left to try"),
        (["--apply", "--policy", "wait-k"], "--apply needs LSG"),
        (["--apply", "--range-modes", "paper"], "--apply needs LSG"),
    ],
)
def test_what_cannot_be_swept_is_refused_before_a_model_is_loaded(sweep, argv, said):
    """In one line, with exit code 2."""
    models = ScriptedModels()
    code, out, err = sweep(*argv, on=machine(models))
    assert (code, out, models.loaded) == (2, "", 0)
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_told(sweep, tmp_path):
    """Before the model is loaded."""
    (tmp_path / "out").write_text("", "utf-8")
    models = ScriptedModels()
    code, _, err = sweep(on=machine(models))
    assert (code, models.loaded) == (2, 0)
    assert "cannot be made" in err
