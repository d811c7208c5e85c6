"""An adapter is trained, killed, resumed, judged and stopped; what is kept is always whole."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

from lsg_desktop.errors import EnvironmentFault, InputFault, OutOfMemory, OutputFault
from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation import texts as translated
from lsg_desktop.events import Task
from lsg_desktop.models import load, text_load
from lsg_desktop.models.adapter import BASE_FILE, WEIGHTS_FILE
from lsg_desktop.models.digest import weights_digest
from lsg_desktop.training import lora, lora_needs
from lsg_desktop.training.lora_log import CURVE, LOSSES, Step, page
from lsg_desktop.training.lora_needs import Layers, Load
from lsg_desktop.training.lora_network import SPEECH_TARGETS
from lsg_desktop.training.lora_recipe import SPEECH, TEXT, Recipe
from tests.training.lora_world import QUICK, QUICK_TEXT, job, run, write_manifest
from tests.training.test_lora_data import TEXTS, pairs_of

ROOT = Path(__file__).parents[2]
STILL = replace(QUICK, dropout=0.0)


def losses(out):
    return [Step(**json.loads(line)) for line in (out / LOSSES).read_text("utf-8").splitlines()]


def weights(out):
    return load_file(out / WEIGHTS_FILE)


def same(out, other):
    """Whether two adapters are the same to the last bit."""
    ours, theirs = weights(out), weights(other)
    return ours.keys() == theirs.keys() and all(torch.equal(ours[n], theirs[n]) for n in ours)


@pytest.fixture(scope="module")
def whole(tiny, manifest, tmp_path_factory):
    """Give the folder of a training that nobody interrupted, and what was told of it."""
    out = tmp_path_factory.mktemp("trained") / "whole"
    outcome, estimates = run(job(tiny, manifest, out))
    return out, outcome, estimates


def test_the_recipes_are_those_of_the_papers():
    """SimulSA's, and SiLLM's."""
    assert (SPEECH.rank, SPEECH.alpha, SPEECH.rate, SPEECH.batch) == (8, 32, 1e-4, 128)
    assert (SPEECH.weight_decay, SPEECH.epochs, SPEECH.samples) == (0.1, 2, None)
    assert (TEXT.rank, TEXT.alpha, TEXT.dropout, TEXT.samples) == (8, 16, 0.05, 100_000)
    assert (TEXT.rate, TEXT.batch, TEXT.epochs) == (1e-4, 128, 10)


def test_the_learning_rate_rises_and_falls():
    rates = [SPEECH.rate_at(step, 100) for step in range(100)]
    assert rates[:5] == pytest.approx([2e-5, 4e-5, 6e-5, 8e-5, 1e-4])
    assert rates[5] == 1e-4 and rates == sorted(rates[:5]) + sorted(rates[5:], reverse=True)
    assert 0 < rates[-1] < 1e-6


def test_it_learns_and_is_judged(whole):
    """The adapter is kept as it was when it was best."""
    out, outcome, _ = whole
    found = losses(out)
    assert [one.step for one in found] == list(range(1, 10))
    assert [one.step for one in found if one.held_out] == [2, 4, 6, 8, 9]
    judged = [one.held_out for one in found if one.held_out]
    assert judged[-1] < judged[0] - 0.1
    assert outcome.best == min(judged) and outcome.steps == 9 and not outcome.is_early


def test_what_it_takes_is_told_before_it_starts(whole):
    _, _, (estimate,) = whole
    assert (estimate.steps, estimate.done) == (9, 0)
    assert 0 < estimate.seconds < 600
    assert 0 < estimate.needed_bytes < estimate.prepared.place.free_bytes
    assert len(estimate.material.learnt) == 12 and len(estimate.material.held_out) == 4


def test_what_was_learnt_is_what_is_written(tiny, manifest, tmp_path):
    """Of a clip that was held out, by all that stands between a sound and its text."""
    path = manifest.with_name("alike.tsv")
    lines = manifest.read_text("utf-8").splitlines()
    alike = [line.rpartition("\t")[0] + "\tGuten Morgen zusammen." for line in lines[1:]]
    path.write_text("\n".join((lines[0], *alike)), "utf-8")
    recipe = replace(QUICK, rate=2e-2, epochs=16, keep_every=100)
    wanted = job(tiny, path, tmp_path / "out", recipe, tasks=(Task.TRANSLATE,))
    _, (estimate,) = run(wanted)
    samples = clips.load(estimate.material.held_out[0].audio)
    for adapter, is_learnt in ((wanted.out, True), (None, False)):
        model = load.load(str(tiny), "cpu", adapter=adapter)
        line = clips.offline(model, (Task.TRANSLATE,), ("en", "de"), samples)[Task.TRANSLATE]
        assert (line.text == "Guten Morgen zusammen.") is is_learnt


def test_the_folder_is_an_adapter_of_its_model(whole, tiny):
    out, _, _ = whole
    said = json.loads((out / BASE_FILE).read_text("utf-8"))
    assert (said["base"], said["base_digest"]) == (str(tiny), weights_digest(tiny))
    assert load.load(str(out), "cpu").info.name == "tiny + whole"


def test_the_curve_is_a_page_of_its_own(whole):
    out, _, _ = whole
    text = (out / CURVE).read_text("utf-8")
    assert text.startswith("<!doctype html>") and text.count("<polyline") == 2
    assert "held out" in text and "http" not in text.replace("http://www.w3.org", "")


def test_a_curve_of_one_step():
    assert "<svg" in page("x", [Step(1, 0.0, 1e-4, 0.0)])


@pytest.mark.parametrize("stop_after", [1, 6])
def test_who_goes_on_after_a_kill_ends_with_the_same_weights(
    tiny, manifest, tmp_path, whole, stop_after
):
    """To the last bit, dropout included; and losses are noted once."""
    wanted = job(tiny, manifest, tmp_path / "killed")
    with pytest.raises(KeyboardInterrupt):
        run(wanted, stop_after)
    with (wanted.out / LOSSES).open("a") as log:
        log.write('{"step": 99, "lo')  # torn
    (wanted.out / "checkpoint-00000099.part").mkdir()
    outcome, (estimate,) = run(wanted)
    assert estimate.done == 2 * ((stop_after - 1) // 2)
    assert outcome == whole[1]
    assert same(wanted.out, whole[0])
    assert losses(wanted.out) == losses(whole[0])
    left = {one.name for one in wanted.out.glob("checkpoint-*")}
    assert left == {"checkpoint-00000009"}


def test_what_is_done_is_not_done_again(whole, tiny, manifest):
    """Not even looked at: a corpus may be large."""
    out, outcome, _ = whole
    told: list[object] = []

    def tell(doing, done, total, note=""):
        told.append(doing)

    assert lora.train(job(tiny, manifest, out), tell, told.append) == outcome
    assert told == []


@pytest.mark.parametrize("name", ["adapter_config.json", "settings.json", "config.json"])
def test_what_lies_in_its_folder_is_not_written_over(tiny, manifest, tmp_path, name):
    """Neither an adapter of others, nor what another command was doing there, nor a model."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("{}")
    with pytest.raises(InputFault, match=f"out holds {name}, .*give another --out"):
        run(job(tiny, manifest, tmp_path / "out"))
    assert (tmp_path / "out" / name).read_text() == "{}"


def test_checkpoints_of_another_program_stay(tiny, manifest, tmp_path):
    names = {"checkpoint-best", "checkpoint-500"}
    for name in names:
        (tmp_path / "out" / name).mkdir(parents=True)
    run(job(tiny, manifest, tmp_path / "out", replace(QUICK, epochs=0.5)))
    left = {one.name for one in (tmp_path / "out").glob("checkpoint-*")}
    assert left == {*names, "checkpoint-00000002"}


def test_an_adapter_is_not_taken_for_that_of_other_settings(tiny, manifest, tmp_path, whole):
    """Its checkpoints may have been deleted."""
    shutil.copytree(whole[0], tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "checkpoint-00000009")
    with pytest.raises(InputFault, match=r"out holds adapter_config.json, .*not of this"):
        run(job(tiny, manifest, tmp_path / "out", replace(QUICK, rate=2e-3)))
    assert same(tmp_path / "out", whole[0])


def test_a_sound_that_has_gone_bad_since(tiny, tmp_path):
    """What goes on would learn something else."""
    path = write_manifest(tmp_path)
    wanted = job(tiny, path, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(wanted, 3)
    (tmp_path / "0.wav").write_bytes(b"")
    with pytest.raises(InputFault, match="out has learnt from sounds that are not as they were"):
        run(wanted)


def test_what_was_chosen_stays_so(tiny, manifest, tmp_path):
    """However much memory there is when it goes on."""
    wanted = job(tiny, manifest, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(wanted, 3)
    settings = wanted.out / "settings.json"
    settings.write_text(settings.read_text("utf-8").replace('"fp32"', '"bf16"'), "utf-8")
    assert lora.prepare(wanted, "cpu").plan.precision == "bf16"
    assert lora.prepare(replace(wanted, precision="fp32"), "cpu").plan.precision == "fp32"


def test_a_folder_of_another_training_is_not_gone_on_with(whole, tiny, manifest):
    out, _, _ = whole
    with pytest.raises(InputFault, match=r"other settings \(rate 0\.001 rather than 0\.002\)"):
        run(job(tiny, manifest, out, replace(QUICK, rate=2e-3)))


def test_before_anything_is_kept_other_settings_may_be_tried(tiny, manifest, tmp_path):
    """As who is told that it does not fit will."""
    wanted = job(tiny, manifest, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(wanted, 1)
    outcome, _ = run(replace(wanted, recipe=replace(QUICK, epochs=0.5)))
    assert outcome.steps == 2 and len(losses(wanted.out)) == 2


def test_how_many_go_through_at_once_does_not_count(tiny, manifest, tmp_path):
    """The gradient of a step is that of all its labels, each alike."""
    recipe = replace(STILL, epochs=0.5)
    for at_once in (1, 4):
        recipe = replace(recipe, at_once=at_once)
        run(job(tiny, manifest, tmp_path / str(at_once), recipe))
    ours, theirs = weights(tmp_path / "1"), weights(tmp_path / "4")
    for name in ours:
        torch.testing.assert_close(ours[name], theirs[name], atol=1e-6, rtol=1e-4)


def test_it_goes_on_with_fewer_at_once(tiny, manifest, tmp_path):
    """As who has run out of memory is told to."""
    recipe = replace(STILL, epochs=1)
    wanted = job(tiny, manifest, tmp_path / "out", recipe)
    with pytest.raises(KeyboardInterrupt):
        run(wanted, 3)
    outcome, (estimate,) = run(replace(wanted, recipe=replace(recipe, at_once=1, recompute=True)))
    assert (estimate.done, outcome.steps) == (2, 3)


def test_it_stops_when_it_gets_no_better(tiny, manifest, tmp_path):
    recipe = replace(QUICK, rate=1e-30, epochs=20, patience=2)
    outcome, _ = run(job(tiny, manifest, tmp_path / "out", recipe))
    assert outcome.is_early and outcome.steps == 6
    assert run(job(tiny, manifest, tmp_path / "out", recipe))[0] == outcome


def test_a_loss_that_is_no_number_ends_it_and_what_was_good_stays(tiny, manifest, tmp_path):
    wanted = job(tiny, manifest, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(wanted, 5)
    (file,) = wanted.out.glob("checkpoint-*/model.safetensors")
    spoilt = {name: one * math.inf for name, one in load_file(file).items()}
    save_file(spoilt, file, metadata={"format": "pt"})
    with pytest.raises(EnvironmentFault, match=r"no number at step 5, .*is of step 4.* --rate"):
        run(wanted)
    assert all(one.isfinite().all() for one in weights(wanted.out).values())
    assert [one.name for one in wanted.out.glob("checkpoint-*")] == ["checkpoint-00000004"]


def test_a_judgement_that_is_no_number_ends_it_too(tiny, manifest, tmp_path):
    recipe = replace(QUICK, rate=1e30, batch=12, epochs=3, keep_every=1)
    with pytest.raises(EnvironmentFault, match=r"no number at step [12], and nothing was kept"):
        run(job(tiny, manifest, tmp_path / "out", recipe))
    assert not (tmp_path / "out" / WEIGHTS_FILE).exists()


@contextmanager
def room_for(size):
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", [WEIGHTS_FILE, "checkpoint-00000009/optimizer.bin"])
def test_a_full_disk(tiny, manifest, tmp_path, whole, name):
    """It is said in one line; once there is room, it goes on as if nothing had been."""
    wanted = job(tiny, manifest, tmp_path / "out")
    full = r"cannot be written \(.*the same command: it goes on"
    with room_for((whole[0] / name).stat().st_size - 1000), pytest.raises(OutputFault, match=full):
        run(wanted)
    assert not [*wanted.out.glob("checkpoint-*[0-9]")]
    run(wanted)
    assert same(wanted.out, whole[0])


def test_two_trainings_do_not_write_to_one_folder(tiny, manifest, tmp_path):
    wanted = job(tiny, manifest, tmp_path / "out")
    refused: list[object] = []

    def tell(doing, done, total, note=""):
        if doing == "Learning" and not refused:
            with pytest.raises(InputFault, match="another run writes to") as fault:
                run(wanted)
            refused.append(fault)

    lora.train(wanted, tell, lambda estimate: None)
    assert refused


def test_pairs_are_mixed_in(tiny, manifest, tmp_path):
    pairs = pairs_of(manifest, tmp_path / "pairs.jsonl", *range(8))
    wanted = job(tiny, manifest, tmp_path / "out", pairs=pairs, share=0.25)
    _, (estimate,) = run(replace(wanted, recipe=replace(QUICK, epochs=0.5)))
    assert len(estimate.material.learnt) == 12 + 3
    assert sum(one.is_cut for one in estimate.material.learnt) == 3


def test_a_language_that_the_model_does_not_know(tiny, tmp_path, manifest):
    path = manifest.with_name("unknown.tsv")
    path.write_text(manifest.read_text("utf-8").replace("\tde\t", "\txx\t"), "utf-8")
    with pytest.raises(InputFault, match="does not translate into 'xx'"):
        run(job(tiny, path, tmp_path / "out"))


def test_an_adapter_is_no_model_to_train_one_on(whole, manifest, tmp_path):
    with pytest.raises(InputFault, match="is an adapter already"):
        run(job(whole[0], manifest, tmp_path / "out"))


@pytest.mark.parametrize("at_once", [3, 8])
def test_a_batch_that_cannot_be_parted(tiny, manifest, tmp_path, at_once):
    with pytest.raises(InputFault, match=r"4 examples cannot be learnt from [38] at once"):
        run(job(tiny, manifest, tmp_path / "out", replace(QUICK, at_once=at_once)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 0) for name in ("rank", "rate", "batch", "epochs", "patience", "keep_every")),
        *(("samples", -1), ("epochs", math.inf), ("rate", math.nan), ("weight_decay", -0.1)),
        *(("seed", -1), ("seed", 2**32), ("dropout", 1.0)),
    ],
)
def test_a_recipe_that_nothing_is_made_by(name, value):
    wrong: dict[str, Any] = {name: value}
    with pytest.raises(InputFault, match=f"{name} cannot be {value}"):
        Recipe(**wrong)


def test_weights_of_four_bits_stay_as_they_are(tiny, manifest, tmp_path):
    """QLoRA: its adapter is of the same kind, in fp32."""
    wanted = job(tiny, manifest, tmp_path / "out", replace(QUICK, epochs=1.5), precision="nf4")
    _, (estimate,) = run(wanted)
    assert estimate.prepared.plan.precision == "nf4"
    judged = [one.held_out for one in losses(wanted.out) if one.held_out]
    assert judged[-1] < judged[0]
    assert {one.dtype for one in weights(wanted.out).values()} == {torch.float32}
    assert load.load(str(wanted.out), "cpu", "nf4").info.precision == "nf4"


def test_weights_of_sixteen_bits_learn_with_an_adapter_of_thirty_two(tiny, manifest, tmp_path):
    wanted = job(tiny, manifest, tmp_path / "out", replace(QUICK, epochs=1), precision="bf16")
    run(wanted)
    assert {one.dtype for one in weights(wanted.out).values()} == {torch.float32}


def test_a_processor_does_not_learn_in_fp16(tiny, manifest, tmp_path):
    with pytest.raises(EnvironmentFault, match="does not learn in fp16"):
        run(job(tiny, manifest, tmp_path / "out", precision="fp16"))


@pytest.fixture
def texts(tmp_path):
    lines = [f"en\tGood morning, {n}.\tde\tGuten Morgen, {n}." for n in range(10)]
    path = tmp_path / "texts.tsv"
    path.write_text("\n".join((TEXTS, *lines)), "utf-8")
    return path


@pytest.mark.parametrize("form", ["chatml", "llama-2"])
def test_a_model_of_text_writes_what_it_has_learnt(tmp_path, form):
    """Of a text that was held out, as it was asked in training."""
    from tests.models.text_models import text_checkpoint

    folder = text_checkpoint(tmp_path / "chat", form)
    lines = [f"en\tGood morning, {n}.\tde\tGuten Morgen zusammen." for n in range(30)]
    path = tmp_path / "alike.tsv"
    path.write_text("\n".join((TEXTS, *lines)), "utf-8")
    recipe = replace(
        QUICK_TEXT, rank=32, alpha=64, dropout=0.0, rate=5e-3, batch=8, at_once=8, epochs=20
    )
    wanted = job(folder, path, tmp_path / "out", recipe, is_text=True, prompt=form)
    _, (estimate,) = run(wanted)
    (source, *_) = (one.source for one in estimate.material.held_out)
    for adapter, is_learnt in ((wanted.out, True), (None, False)):
        model = text_load.load(str(folder), "cpu", prompt=form, adapter=adapter)
        written = translated.offline(model, ("en", "de"), source).text
        assert (written == "Guten Morgen zusammen.") is is_learnt


def test_it_is_asked_as_in_its_training(tmp_path, texts):
    from tests.models.text_models import text_checkpoint

    folder = text_checkpoint(tmp_path / "chat", "chatml")
    wanted = job(folder, texts, tmp_path / "out", replace(QUICK_TEXT, epochs=0.5), is_text=True)
    run(wanted)
    said = json.loads((wanted.out / BASE_FILE).read_text("utf-8"))
    assert (said["kind"], said["prompt"]) == ("text", "chatml")
    with pytest.raises(InputFault, match="trained on prompts of chatml, and not llama-2: leave"):
        text_load.load(str(folder), "cpu", prompt="llama-2", adapter=wanted.out)


def test_a_model_of_text_that_cannot_be_run_here_is_refused_before_it_learns(tmp_path, texts):
    """Its adapter would be of no use."""
    from tests.models.text_models import save_of_family

    folder = tmp_path / "scaled"
    save_of_family(folder, transformers.GraniteForCausalLM, logits_scaling=0.01)
    with pytest.raises(InputFault, match="family granite work in a way that is not known here"):
        run(job(folder, texts, tmp_path / "out", QUICK_TEXT, is_text=True))


def test_the_language_model_within_one_of_speech_learns_from_texts(tiny, tmp_path, texts, whole):
    """And its adapter is none for the whole of it, nor the other way round."""
    with pytest.raises(InputFault, match="was trained for speech, and not for text: choose"):
        text_load.load(str(whole[0]), "cpu")
    run(job(tiny, texts, tmp_path / "out", QUICK_TEXT, is_text=True))
    assert text_load.load(str(tmp_path / "out"), "cpu").info.name == "tiny + out"
    with pytest.raises(InputFault, match="was trained for text, and not for speech: choose"):
        load.load(str(tmp_path / "out"), "cpu")


# --- memory --------------------------------------------------------------------------------------

SMALL = Load(positions=300, labels=50, at_once=4, recompute=False)


def prepared(tiny, free_bytes):
    found = load.prepare(str(tiny), "cpu", "fp32")
    return replace(found, place=replace(found.place, free_bytes=free_bytes))


@pytest.mark.parametrize(
    ("less", "remedy"),
    [
        (replace(SMALL, at_once=1), "give --at-once 1"),
        (replace(SMALL, at_once=1, recompute=True), "give --at-once 1 --recompute"),
        (None, "choose a smaller model, or shorter examples"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_least_that_would(tiny, less, remedy):
    layers = Layers.of(load.prepare(str(tiny), "cpu").checkpoint.shapes, SPEECH_TARGETS, 8)
    plan = load.prepare(str(tiny), "cpu", "fp32").plan
    room = lora_needs.needed(plan, layers, less) if less else 1000
    with pytest.raises(EnvironmentFault, match=r"learning needs .* in fp32, .* free on") as fault:
        lora_needs.check(prepared(tiny, room), layers, SMALL)
    assert fault.value.remedy == remedy
    assert lora_needs.check(prepared(tiny, 10**10), layers, SMALL) < 10**10


def test_who_runs_out_of_memory_learns_what_takes_less(tiny):
    found = load.prepare(str(tiny), "cpu", "fp32")
    with pytest.raises(OutOfMemory) as fault, lora._watched(QUICK, found):
        raise torch.OutOfMemoryError("CUDA out of memory")
    remedy = "give --at-once 1 or --recompute or --precision nf4 and another --out"
    assert fault.value.remedy == remedy


def test_eight_bits_are_not_advised():
    """Beside them nothing is learnt."""
    with pytest.raises(EnvironmentFault) as fault, lora._without_int8():
        raise EnvironmentFault("bf16 needs 17 GB", "choose --precision int8")
    assert (fault.value.problem, fault.value.remedy) == (
        "bf16 needs 17 GB",
        "choose --precision nf4",
    )


# --- several processes ---------------------------------------------------------------------------


@pytest.mark.slow
def test_two_processes_learn_what_one_does(tiny, manifest, tmp_path):
    """And one of them speaks."""
    recipe = replace(STILL, at_once=1, epochs=1)
    run(job(tiny, manifest, tmp_path / "one", recipe))
    flags = {
        "model": tiny,
        "out": tmp_path / "two",
        "batch": recipe.batch,
        "at-once": 1,
        "epochs": recipe.epochs,
        "rate": recipe.rate,
        "held-out": recipe.held_out,
        "keep-every": recipe.keep_every,
        "dropout": 0,
        "device": "cpu",
    }
    given = [text for name, value in flags.items() for text in (f"--{name}", str(value))]
    launch = ("torch.distributed.run", "--standalone", "--nproc_per_node", "2")
    done = subprocess.run(
        [sys.executable, "-m", *launch, "-m", "lsg_desktop", "train", "lora", manifest, *given],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "two")]
    assert json.loads((tmp_path / "two" / "settings.json").read_text())["processes"] == 2
    for ours, theirs in zip(losses(tmp_path / "two"), losses(tmp_path / "one"), strict=True):
        assert ours.loss == pytest.approx(theirs.loss, rel=1e-4)
    one, two = weights(tmp_path / "one"), weights(tmp_path / "two")
    for name in one:
        torch.testing.assert_close(two[name], one[name], atol=2e-5, rtol=1e-3)


def test_a_standing_that_cannot_be_read(tiny, manifest, tmp_path):
    wanted = job(tiny, manifest, tmp_path / "out")
    (wanted.out / "checkpoint-00000002").mkdir(parents=True)
    with pytest.raises(InputFault, match="checkpoint-00000002 is damaged"):
        run(wanted)
