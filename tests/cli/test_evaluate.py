"""``evaluate``: a folder of results for each task, resumable, and only by the same settings."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.cli.main import main
from lsg_desktop.evaluation import instances, manifest
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.paths import resources
from tests.cli.stage import INFO, SENTENCES, ScriptedModels, ScriptedTexts, machine

HEADER = "\t".join(manifest.COLUMNS)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A manifest of the three utterances that the scripted model knows, in order."""
    lines = [HEADER]
    for number, (said, meant) in enumerate(SENTENCES):
        soundfile.write(tmp_path / f"{number}.wav", np.zeros(50_000), 16_000)
        lines.append(f"{number}.wav\ten\t{said}\tde\t{meant}")
    path = tmp_path / "m.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def evaluate(capsys, tmp_path: Path):
    """Give a function that evaluates into ``out`` and gives (exit code, stdout, stderr)."""

    def run(path: Path, *argv: str, on=None):
        flags = ["--out", str(tmp_path / "out"), *argv]
        code = main(["evaluate", str(path), *flags], on or machine())
        return (code, *capsys.readouterr())

    return run


def test_a_task_has_a_log_scores_a_report_and_a_table(evaluate, corpus, tmp_path: Path) -> None:
    """All words are right, and as late as the script has them."""
    code, out, err = evaluate(corpus, "--task", "transcribe")
    assert (code, err) == (0, "")
    folder = tmp_path / "out"
    log = instances.read(folder / "instances.log")
    assert [one.prediction for one in log] == [said for said, _ in SENTENCES]
    scores = json.loads((folder / "scores.json").read_text("utf-8"))
    assert (scores["instances"], scores["WER"], scores["LAAL"] > 0) == (3, 0, True)
    assert scores["LAAL_CA"] >= scores["LAAL"]
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")
    assert "LAAL (ms)" in out
    assert out.rstrip().endswith(str(folder / "report.html"))


def test_both_tasks_are_two_runs(evaluate, corpus, tmp_path: Path) -> None:
    """A folder each, of one model loaded once."""
    models = ScriptedModels(sentences=SENTENCES + SENTENCES)
    code, *_ = evaluate(corpus, on=machine(models))
    assert (code, models.loaded) == (0, 1)
    for task in ("transcribe", "translate"):
        scores = json.loads((tmp_path / "out" / task / "scores.json").read_text("utf-8"))
        assert scores["CER"] == 0
    assert not (tmp_path / "out" / "scores.json").exists()


def test_a_run_that_is_taken_up_says_so_and_scores_the_same(
    evaluate, corpus, tmp_path: Path
) -> None:
    """Half a line is measured again; by sound heard every score is what it was."""
    evaluate(corpus, "--task", "translate")
    folder = tmp_path / "out"
    before = json.loads((folder / "scores.json").read_text("utf-8"))
    lines = (folder / "instances.log").read_text("utf-8").splitlines(keepends=True)
    (folder / "instances.log").write_text(lines[0] + lines[1][:30], "utf-8")
    (folder / "scores.json").unlink()
    rest = machine(ScriptedModels(sentences=SENTENCES[1:]))
    code, _, err = evaluate(corpus, "--task", "translate", on=rest)
    assert (code, err) == (0, f"lsg-desktop: resuming: 1 of 3 clips are in {folder} already\n")
    after = json.loads((folder / "scores.json").read_text("utf-8"))
    by_sound = [name for name in before if not name.endswith("_CA")]
    assert [after[name] for name in by_sound] == [before[name] for name in by_sound]


def test_other_settings_do_not_go_into_the_same_folder(evaluate, corpus) -> None:
    """The first that differs is named."""
    evaluate(corpus, "--task", "translate")
    code, out, err = evaluate(corpus, "--task", "translate", "--delta", "4")
    assert (code, out) == (2, "")
    assert "holds a run with other settings (delta 3.0 rather than 4.0)" in err
    assert err.count("\n") == 1


def test_of_both_tasks_either_folder_is_looked_at_first(evaluate, corpus, tmp_path: Path) -> None:
    """Not after all clips of the first task."""
    out = tmp_path / "out"
    assert evaluate(corpus, "--task", "translate", "--out", str(out / "translate"))[0] == 0
    code, _, err = evaluate(corpus, "--delta", "4")
    assert code == 2
    assert f"{out / 'translate'} holds a run with other settings" in err
    assert not (out / "transcribe" / instances.FILE).exists()


def test_a_model_that_was_trained_again_does_not_go_into_the_same_folder(evaluate, corpus) -> None:
    """Its name is the same, its weights are not."""
    evaluate(corpus, "--task", "translate", on=machine(ScriptedModels(info=trained("first"))))
    again = machine(ScriptedModels(info=trained("second")))
    code, out, err = evaluate(corpus, "--task", "translate", on=again)
    assert (code, out) == (2, "")
    assert "other settings (weights first rather than second)" in err


def trained(digest: str) -> ModelInfo:
    """Give the model in one of its states."""
    return replace(INFO, digest=digest)


def test_another_policy_writes_at_other_times(evaluate, corpus, tmp_path: Path) -> None:
    """Offline writes all when it has heard all; a policy is a setting of the run."""
    assert evaluate(corpus, "--task", "translate", "--policy", "offline")[0] == 0
    log = instances.read(tmp_path / "out" / "instances.log")
    assert [set(one.delays) for one in log] == [{one.source_length} for one in log]
    code, _, err = evaluate(corpus, "--task", "translate", "--policy", "hold-n", "--held", "3")
    assert code == 2
    assert "other settings (policy offline rather than hold-n)" in err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--policy", "wait-k", "--range-mode", "off"), "wait-k needs a range"),
        (("--policy", "hold-n", "--held", "-1"), "-1 tokens cannot be held back"),
        (("--policy", "guess"), "invalid choice: 'guess'"),
        (("--alpha", "2"), "alpha cannot be 2"),
    ],
)
def test_settings_that_cannot_be_are_said_before_a_model_is_loaded(
    evaluate, corpus, flags: tuple[str, ...], said: str
) -> None:
    """In one line."""
    models = ScriptedModels()
    code, out, err = evaluate(corpus, *flags, on=machine(models))
    assert (code, out, models.loaded) == (2, "", 0)
    assert said in err
    assert err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_said_before_a_model_is_loaded(
    evaluate, corpus, tmp_path: Path
) -> None:
    """A file has no folders in it."""
    (tmp_path / "out").touch()
    models = ScriptedModels()
    code, _, err = evaluate(corpus, on=machine(models))
    assert (code, models.loaded) == (2, 0)
    assert "cannot be written" in err


class Stopped(ScriptedModels):
    """Models whose second utterance is ended by Ctrl+C."""

    def load(self, name, device, precision, tell, *, adapter=None):
        model = super().load(name, device, precision, tell)
        begin, begun = model.begin, []

        def interrupted(*asked):
            begun.append(asked)
            if len(begun) == 2:
                raise KeyboardInterrupt
            return begin(*asked)

        model.begin = interrupted
        return model


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(evaluate, corpus) -> None:
    """And exits as one that was interrupted."""
    code, _, err = evaluate(corpus, "--task", "transcribe", on=machine(Stopped()))
    assert code == 130
    assert "interrupted: 1 of 3 clips are kept" in err
    rest = machine(ScriptedModels(sentences=SENTENCES[1:]))
    assert evaluate(corpus, "--task", "transcribe", on=rest)[0] == 0


# --- text -----------------------------------------------------------------------------------------


def test_text_is_translated_word_by_word(evaluate, corpus, tmp_path: Path) -> None:
    """The same files, and lags in words."""
    texts = ScriptedTexts()
    code, out, err = evaluate(corpus, "--text", on=machine(text_models=texts))
    assert (code, err) == (0, "")
    assert texts.loaded == [("demo", None, None)]
    folder = tmp_path / "out"
    log = instances.read(folder / "instances.log")
    assert [one.source for one in log] == [said for said, _ in SENTENCES]
    assert [one.source_length for one in log] == [len(said.split()) for said, _ in SENTENCES]
    scores = json.loads((folder / "scores.json").read_text("utf-8"))
    assert (scores["latency_unit"], scores["instances"]) == ("words", 3)
    assert "LAAL (words)" in out
    assert (folder / "report.html").exists()


def test_a_run_of_text_is_taken_up_only_by_the_same_prompt(evaluate, corpus) -> None:
    """How the model is asked is a setting."""
    assert evaluate(corpus, "--text", "--prompt", "chatml")[0] == 0
    code, _, err = evaluate(corpus, "--text", "--prompt", "chatml")
    assert (code, "resuming: 3 of 3 clips" in err) == (0, True)
    code, _, err = evaluate(corpus, "--text")
    assert code == 2
    assert "other settings (prompt chatml rather than None)" in err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--text", "--task", "transcribe"), "text is not transcribed"),
        (("--text", "--chunk-ms", "320"), "of text a chunk is a word"),
        (("--text", "--align"), "--align is of sound"),
        (("--text", "--policy", "wait-k", "--range-mode", "off"), "wait-k needs a range"),
        (("--prompt", "chatml"), "--prompt is of text"),
        (("--align", "--task", "transcribe"), "--align is of translations"),
    ],
)
def test_flags_that_have_no_place_are_refused(
    evaluate, corpus, flags: tuple[str, ...], said: str
) -> None:
    """Before a model is loaded."""
    models, texts = ScriptedModels(), ScriptedTexts()
    code, out, err = evaluate(corpus, *flags, on=machine(models, text_models=texts))
    assert (code, out, models.loaded, texts.loaded) == (2, "", 0, [])
    assert said in err
    assert err.count("\n") == 1


def test_a_row_without_a_transcript_cannot_be_read(evaluate, corpus) -> None:
    """It is named."""
    corpus.write_text(f"{HEADER}\n0.wav\ten\t\tde\tHallo.\n", "utf-8")
    code, _, err = evaluate(corpus, "--text")
    assert code == 2
    assert "0.wav has no transcript" in err


@pytest.mark.skipif(
    shutil.which("eflomal-align") is not None, reason="tells what is said where eflomal is missing"
)
def test_alignment_needs_its_program(evaluate, corpus) -> None:
    """That is said before a model is loaded."""
    models = ScriptedModels()
    code, _, err = evaluate(corpus, "--align", on=machine(models))
    assert (code, models.loaded) == (2, 0)
    assert "eflomal-align is not installed" in err


@pytest.mark.slow
def test_the_demo_model_is_measured(capsys, tmp_path: Path) -> None:
    """On the first sentences of the bundled talk: most words are right, and early."""
    talk = resources() / "demo-talk" / "talk.flac"
    sound, rate = soundfile.read(talk, frames=12 * 16_000, dtype="float32")
    said = manifest.read(talk.parent / "manifest.tsv")[0].transcript
    soundfile.write(tmp_path / "a.wav", sound, rate)
    text = f"{HEADER}\na.wav\ten\t{' '.join(said.split()[:16])}\tde\t-\n"
    (tmp_path / "m.tsv").write_text(text, "utf-8")
    out = tmp_path / "out"
    code = main(["evaluate", str(tmp_path / "m.tsv"), "--task", "transcribe", "--out", str(out)])
    assert code == 0, capsys.readouterr().err
    scores = json.loads((out / "scores.json").read_text("utf-8"))
    assert scores["CER"] < 40
    assert scores["SWF"] > 50
    assert scores["DAL"] <= scores["DAL_CA"]
    assert scores["flicker"] == 0
