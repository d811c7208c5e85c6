"""``train simulsa``: a file of pairs, resumable, and only by the same settings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.cli.main import main
from lsg_desktop.evaluation import manifest
from lsg_desktop.paths import resources
from lsg_desktop.training import pairs
from tests.cli.stage import machine

HEADER = "\t".join(manifest.COLUMNS)
SAID = ("Good morning.", "The first talk begins.", "Thank you.")
MEANT = ("Guten Morgen.", "Der erste Vortrag beginnt.", "Danke.")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A manifest of three clips of noise, from 1 to 3 s."""
    lines = [HEADER]
    chance = np.random.default_rng(0)
    for number, (said, meant) in enumerate(zip(SAID, MEANT, strict=True)):
        noise = chance.normal(0, 0.1, (number + 1) * 16_000)
        soundfile.write(tmp_path / f"{number}.wav", noise, 16_000)
        lines.append(f"{number}.wav\ten\t{said}\tde\t{meant}")
    path = tmp_path / "m.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def simulsa(capsys, corpus: Path, tmp_path: Path, checkpoint: Path):
    """Give a function that makes pairs by a model of noise, and gives (code, stdout, stderr)."""

    def run(*argv, on=None, model=checkpoint):
        asked = ["train", "simulsa", corpus, "--out", tmp_path / "pairs.jsonl", *argv]
        if on is None:
            asked += ["--model", model]
        code = main(list(map(str, asked)), on)
        return (code, *capsys.readouterr())

    return run


def test_there_are_exactly_as_many_pairs_as_asked_for(simulsa, tmp_path: Path) -> None:
    """Each a prefix of its reference, with a report beside them; in a pipe there is no bar."""
    code, out, err = simulsa("--count", 7, "--task", "both", "--tau", 1e-4)
    assert (code, err) == (0, "")
    made = pairs.read(tmp_path / "pairs.jsonl")
    assert len(made) == 7
    assert {one.target_lang for one in made} == {"en", "de"}
    references = {"en": SAID, "de": MEANT}
    for one in made:
        assert one.reference in references[one.target_lang]
        assert one.reference.startswith(one.target)
        assert 0.5 <= one.truncated_s <= one.full_s
    assert any(one.target for one in made)
    assert "kept, % of the reference" in out
    assert out.rstrip().endswith(str(tmp_path / "pairs.html"))
    assert (tmp_path / "pairs.html").read_text("utf-8").startswith("<!doctype html>")
    beside = json.loads((tmp_path / "pairs.settings.json").read_text("utf-8"))
    assert (beside["tau"], beside["beta"], beside["passages"]) == (1e-4, [1, 3], 6)


def test_a_run_that_is_taken_up_makes_the_same_pairs(simulsa, tmp_path: Path) -> None:
    """Half a line is made again; more of them than before may be asked for, less may not."""
    path = tmp_path / "pairs.jsonl"
    assert simulsa("--count", 5, "--tau", 1e-4)[0] == 0
    whole = path.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    path.write_text(lines[0] + lines[1][:30], "utf-8")
    code, _, err = simulsa("--count", 5, "--tau", 1e-4)
    assert (code, err) == (0, f"lsg-desktop: resuming: 1 of 5 pairs are in {path} already\n")
    assert path.read_text("utf-8") == whole
    assert simulsa("--count", 8, "--tau", 1e-4)[0] == 0
    assert path.read_text("utf-8").startswith(whole)
    code, _, err = simulsa("--count", 5, "--tau", 1e-4)
    assert code == 2
    assert "holds 8 pairs already: give --count 8 or more" in err
    code, _, err = simulsa("--count", 8, "--tau", 1e-4, "--seed", 3)
    assert code == 2
    assert "other settings (seed 0 rather than 3)" in err


def test_another_manifest_does_not_go_into_the_same_file(simulsa, corpus, tmp_path: Path) -> None:
    """Though only a word of it is another."""
    assert simulsa("--count", 1)[0] == 0
    corpus.write_text(corpus.read_text("utf-8").replace("Danke", "Vielen Dank"), "utf-8")
    code, _, err = simulsa("--count", 2)
    assert code == 2
    assert "other settings (manifest " in err


def test_the_threshold_is_by_default_that_of_the_vocabulary(
    simulsa, corpus: Path, tmp_path: Path
) -> None:
    """A hundred tokens' share: of 400 a quarter. What is left out or passed over is counted."""
    soundfile.write(tmp_path / "0.wav", np.zeros(100), 16_000)
    corpus.write_text(corpus.read_text("utf-8").replace("Danke.", ""), "utf-8")
    code, _, err = simulsa("--count", 3)
    assert code == 0
    assert "m.tsv: 1 without a translation" in err
    assert json.loads((tmp_path / "pairs.settings.json").read_text("utf-8"))["tau"] == 0.25
    assert "draws of clips that cannot be used (0.wav is 0.01 s long" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--count", "0"], "--count cannot be 0: give 1 or more"),
        (["--beta", "1", "-3"], "--beta cannot be 1 -3"),
        (["--beta", "1"], "--beta"),
        (["--tau", "0"], "--tau cannot be 0: give a probability above 0"),
        (["--tau", "x"], "--tau"),
        (["--shortest-s", "6"], "sound cannot last from 6 to 5 s"),
        (["--longest-s", "60"], "the model takes 30 s at most"),
        (["--out", "pairs.txt"], "give an --out that ends in .jsonl"),
    ],
)
def test_what_cannot_be_made_is_refused_before_a_model_is_loaded(simulsa, argv, said: str) -> None:
    """In one line, with exit code 2."""
    code, out, err = simulsa(*argv, on=machine())
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("translation", "meaning", "lacks the column translation"),
        ("2.wav\ten", "2.wav\tfr", "demo does not understand 'fr'"),
        ("de\tDanke", "fr\tDanke", "demo does not translate into 'fr'"),
        ("2.wav", "3.wav", "there is no file 3.wav"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told(
    simulsa, corpus: Path, before: str, after: str, said: str
) -> None:
    """Before anything takes long."""
    corpus.write_text(corpus.read_text("utf-8").replace(before, after), "utf-8")
    code, out, err = simulsa(on=machine())
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_disk_that_is_full_is_told(simulsa, tmp_path: Path) -> None:
    """Or a place where nothing can be written."""
    (tmp_path / "pairs.settings.json").mkdir()
    code, _, err = simulsa("--count", 1)
    assert code == 2
    assert "cannot be written" in err


def test_the_demo_model_keeps_what_it_has_heard(simulsa, corpus: Path, tmp_path: Path) -> None:
    """Of the bundled talk's beginning: the more it hears the more is kept, and never all."""
    talk = resources() / "demo-talk"
    _, line, *_ = (talk / "manifest.tsv").read_text("utf-8").split("\n")
    corpus.write_text(f"{HEADER}\n{talk.as_posix()}/{line}\n", "utf-8")
    code, out, err = simulsa("--count", 12, model="demo")
    assert (code, err) == (0, "")
    made = sorted(pairs.read(tmp_path / "pairs.jsonl"), key=lambda one: one.truncated_s)
    assert len({one.truncated_s for one in made}) == 12
    kept = [len(one.target) for one in made]
    assert kept[0] < kept[-1] < len(made[0].reference) / 2
    assert "en-de: 12 pairs of 1 clips" in out
