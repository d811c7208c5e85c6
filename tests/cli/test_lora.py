"""``train lora`` on the command line, and its adapter wherever a model is asked for."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from lsg_desktop.cli.lora import PRECISIONS
from lsg_desktop.cli.main import main
from lsg_desktop.models.precision import CHOICES
from tests.cli.stage import ScriptedTexts, machine
from tests.training.lora_world import write_manifest

QUICK = ("--batch", "4", "--at-once", "2", "--epochs", "0.5", "--device", "cpu")


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    return write_manifest(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def lora(capsys, checkpoint, manifest, tmp_path):
    """Give a function that trains with flags: (exit code, output, what was said)."""

    def do(*flags, data=manifest):
        given = ["--model", str(checkpoint), "--out", str(tmp_path / "mine")]
        code = main(["train", "lora", str(data), *given, *map(str, flags)])
        out, err = capsys.readouterr()
        return code, out, err

    return do


@pytest.fixture
def mine(lora, tmp_path):
    """Give the folder of an adapter that was just trained."""
    code, out, _ = lora(*QUICK)
    assert (code, out) == (0, f"{tmp_path / 'mine'}\n")
    return tmp_path / "mine"


def test_it_says_what_it_takes_and_what_came_of_it(lora):
    """Before the first step, and after the last."""
    code, _, err = lora(*QUICK)
    assert code == 0
    told = err.replace("lsg-desktop: ", "").splitlines()
    assert told[0] == "14 examples; 2 are held out"
    assert told[1].startswith("2 steps, about ") and "of memory in fp32, " in told[1]
    assert told[2].startswith("ended with step 2; least loss held out: ")
    assert lora(*QUICK)[2].count("\n") == 1  # all is done


def test_what_is_left_out_is_said(lora, manifest):
    path = manifest.with_name("lacking.tsv")
    path.write_text(manifest.read_text("utf-8") + "1.wav\ten\tGood morning.\tde\t\n", "utf-8")
    _, _, err = lora(*QUICK, data=path)
    assert f"left out of {path}: 1 without a translation\n" in err


@pytest.mark.parametrize("command", ["caption", "evaluate", "sweep"])
def test_the_adapter_goes_wherever_a_model_goes(
    capsys, mine, checkpoint, manifest, tmp_path, command
):
    """By a flag beside its model, or as a model itself."""
    source = manifest.parent / "7.wav" if command == "caption" else manifest
    for flags in (("--model", checkpoint, "--adapter", mine), ("--model", mine)):
        out = tmp_path / f"out-{len(flags)}"
        given = ["--format", "jsonl"] if command == "caption" else ["--out", str(out)]
        if command == "sweep":
            given += ["--deltas", "7", "--alphas", "0.6", "--lows", "1", "--ranges", "6"]
        task = ["--task", "transcribe"]
        code = main([command, str(source), *task, *given, *map(str, flags)])
        said = capsys.readouterr()
        assert code == 0, said.err
        if command == "caption":
            assert json.loads(said.out.splitlines()[0])["model"] == "tiny + mine"
        else:
            known = out / ("sweep-settings.json" if command == "sweep" else "settings.json")
            assert json.loads(known.read_text("utf-8"))["model"] == "tiny + mine"


def test_another_model_is_refused(capsys, mine, talk_file):
    """In one line, with both names, before anything is loaded."""
    code = main(["caption", talk_file, "--model", "demo", "--adapter", str(mine)])
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "mine was made for" in err and "and the model is demo" in err


def test_an_adapter_of_text_is_one_too(capsys):
    """The same flag, in the same place."""
    models = ScriptedTexts()
    given = machine(standard_input=b"word\n", text_models=models)
    assert main(["translate-text", "--model", "chat", "--adapter", "lora"], given) == 0
    assert models.loaded == [("chat", None, Path("lora"))]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--text", "--pairs", "x"), "--pairs is of speech: leave it away, or --text"),
        (("--text", "--task", "both"), "--task is of speech"),
        (("--prompt", "chatml"), "--prompt is of text: leave it away, or add --text"),
        (("--share", "0.1"), "--share is of pairs: add --pairs"),
        (("--share", "2", "--pairs", "x"), "--share cannot be 2"),
        (("--rank", "0"), "rank cannot be 0"),
        (("--epochs", "inf"), "epochs cannot be inf: give a number above 0"),
        (("--seed", "-1"), "seed cannot be -1: give 0 or more"),
        (("--batch", "5", "--at-once", "2"), "5 examples cannot be learnt from 2 at once"),
        (("--precision", "int8"), "invalid choice: 'int8'"),
        (("--device", "cuda:1"), "invalid choice: 'cuda:1'"),
        (("--pairs", "nowhere.jsonl"), "nowhere.jsonl cannot be read as pairs"),
    ],
)
def test_what_makes_no_sense_is_refused(lora, tmp_path, flags, said):
    """In one line."""
    code, out, err = lora("--device", "cpu", *flags)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not (tmp_path / "mine").exists()


def test_a_manifest_that_is_none(lora, tmp_path):
    code, _, err = lora("--device", "cpu", data=tmp_path / "none.tsv")
    assert code == 2 and "cannot be read as a manifest" in err and err.count("\n") == 1


@pytest.mark.parametrize("library", ["peft", "accelerate"])
def test_what_is_not_installed_is_named(lora, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    code, _, err = lora(*QUICK)
    assert code == 2
    assert f"needs {library}: pip install 'lsg-desktop[train]'" in err and err.count("\n") == 1


def test_only_one_of_several_processes_speaks(lora, monkeypatch, tmp_path):
    """But for what is wrong in another: that may be wrong nowhere else."""
    monkeypatch.setenv("RANK", "1")
    assert lora(*QUICK) == (0, "", "")
    code, out, err = lora("--device", "cpu", data=tmp_path / "none.tsv")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "process 1: " in err and "none.tsv cannot be read" in err


def test_the_precisions_are_some_of_those_there_are():
    """Eight bits are not learnt beside."""
    assert set(CHOICES) - set(PRECISIONS) == {"int8"}


def test_the_help_has_the_papers_numbers(capsys):
    assert main(["train", "lora", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for said in ("(default: 32, 16)", "(default: 0.1, 0)", "(default: 2, 10)", "all, 100000"):
        assert said in text
