"""``sweep``: figures, curves and presets of clips, and what is refused before a model is loaded."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from lsg_desktop import paths
from lsg_desktop.cli.main import main
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.manifest import Row
from lsg_desktop.events import Task
from lsg_desktop.session import calibration
from lsg_desktop.session.calibration import Subject
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from tests.cli.stage import SENTENCES, ScriptedModels, machine
from tests.cli.test_evaluate import Stopped

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6")

SUBJECT = Subject(
    "demo",
    "fp32",
    Order(
        tasks=tuple(Task), source_lang="en", target_lang="de", settings=PolicySettings(delta=3.0)
    ),
)


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
        "sweep.log",
        "sweep-settings.json",
        ".lock",
    }
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    assert found["passes"]["made"] * 20 < found["passes"]["asked"]
    points = found["tasks"]["translate"]["points"]
    assert len(points) == 149
    assert max(point["BLEU"] for point in points) == pytest.approx(100)
    assert {point["curve"] for point in points} == {"LSG", "wait-k", "offline"}
    assert min(one["WER"] for one in found["tasks"]["transcribe"]["points"]) == 0
    assert (found["compared_clips"], found["tasks"]["translate"]["standings"]) == (1, [])
    assert "Nothing is compared: half of the clips is 1, not 20." in out


def test_lsg_is_compared_on_half_of_enough_rows(sweep, clips, tmp_path):
    """A row is an utterance, whatever sound it names; what the choice costs in lag is told."""
    rows = manifest.read(clips) * 14
    manifest.write(clips, rows)
    models = ScriptedModels(sentences=SENTENCES * 14)
    code, out, _ = sweep(*LITTLE, "--policy", "lsg", "offline", on=machine(models))
    assert code == 0
    assert "What LSG gains, chosen for no more lag on the other half of the clips:" in out
    assert "Measured on the 21 clips that LSG was not chosen by" in out
    assert "not corrected for many comparisons" in out
    assert "later by" in out
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    told = [one for one in found["tasks"]["translate"]["standings"] if one["lsg"]]
    assert found["compared_clips"] == 21
    assert told
    for one in told:
        apart = one["lsg"]["LAAL"] - one["other"]["LAAL"]
        assert one["later"]["value"] == pytest.approx(apart)
        assert one["later"]["low"] <= apart <= one["later"]["high"]


def test_a_picture_that_cannot_be_drawn_costs_nothing_else(sweep, tmp_path):
    """Figures, tables and presets of a sweep are there before its pictures."""
    (tmp_path / "out" / "curves-transcribe.png").mkdir(parents=True)
    code, out, err = sweep("--apply")
    assert code == 2
    assert "curves-transcribe.png cannot be written" in err
    assert (tmp_path / "out" / "sweep.json").exists()
    assert (tmp_path / "out" / "curves.html").exists()
    assert "Presets, over all tasks:" in out
    assert calibration.load(calibration.file(paths.config_dir()), SUBJECT)


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
    assert set(calibration.load(path, SUBJECT)) == {"faster", "balanced", "accurate"}
    for other in (replace(SUBJECT, precision="nf4"), replace(SUBJECT, model="mine")):
        assert calibration.load(path, other) == {}


def test_presets_are_of_both_tasks(sweep):
    """Which is said before the sweep: the window writes what is said, too."""
    models = ScriptedModels()
    code, _, err = sweep("--apply", "--task", "translate", on=machine(models))
    assert (code, models.loaded) == (2, 0)
    assert "measure both tasks" in err


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
        (["--target-lags", "0"], "a lag of 0 s cannot be held"),
        (["--target-lags", "1", "11"], "a lag to hold cannot be 11"),
        (["--target-lags", "soon"], "a lag to hold cannot be 'soon'"),
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
    assert "cannot be written" in err


LITTLE = ("--deltas", 3, "--alphas", 0.5, 0.9, "--lows", 1, 2)


def test_lags_that_are_held_have_a_curve_and_a_table(sweep, tmp_path):
    """What was asked for, what was got, and what fixed settings do."""
    code, out, err = sweep(*LITTLE, "--target-lags", 1.5, 3)
    assert (code, err) == (0, "")
    assert "6 trials" in out
    assert "Lags held, Translation, en-de:" in out
    assert "settled" in out
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    held = found["target_lags"]
    assert held["task"] == "translate"
    assert [(one["asked"], one["clips"]) for one in held["points"]] == [
        (1500, "all"),
        (1500, "settled"),
        (3000, "all"),
        (3000, "settled"),
    ]
    curves = {point["curve"] for point in found["tasks"]["translate"]["points"]}
    assert curves == {"LSG", "LSG, target lag"}
    page = (tmp_path / "out" / "curves.html").read_text("utf-8")
    assert "LSG, target lag: asked 1.5 s" in page
    assert "Asked 3 s, after the first third: got" in page


def test_a_sweep_that_is_taken_up_says_so_and_finds_the_same(sweep, tmp_path):
    """Half a line is swept again; passes and lags that are held are what they were."""
    asked = (*LITTLE, "--target-lags", 1.5)
    assert sweep(*asked)[0] == 0
    folder = tmp_path / "out"
    before = (folder / "sweep.json").read_text("utf-8")
    lines = (folder / "sweep.log").read_text("utf-8").splitlines(keepends=True)
    (folder / "sweep.log").write_text(lines[0] + lines[1][:30], "utf-8")
    (folder / "sweep.json").unlink()
    code, _, err = sweep(*asked, on=machine(ScriptedModels(sentences=SENTENCES[1:])))
    assert (code, err) == (0, f"lsg-desktop: resuming: 1 of 3 clips are in {folder} already\n")
    assert (folder / "sweep.json").read_text("utf-8") == before


def test_another_sweep_does_not_go_into_the_same_folder(sweep):
    """The first that differs is named."""
    assert sweep(*LITTLE)[0] == 0
    code, out, err = sweep(*LITTLE, "--target-lags", 1.5)
    assert (code, out) == (2, "")
    assert "other settings (target-lags [] rather than [1.5])" in err
    assert "another --out" in err


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(sweep):
    """And exits as one that was interrupted."""
    code, _, err = sweep(*LITTLE, on=machine(Stopped()))
    assert code == 130
    assert "interrupted: 1 of 3 clips are kept" in err
    assert sweep(*LITTLE, on=machine(ScriptedModels(sentences=SENTENCES[1:])))[0] == 0
