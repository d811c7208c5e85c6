"""Presets that were measured come back for what they were measured with, and for nothing else."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.session.calibration import Measured, Subject, file, load, save
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

OWN = PolicySettings(delta=7.0, alpha=0.7)
FASTER = replace(OWN, delta=1.0, alpha=0.5)
ACCURATE = replace(OWN, delta=math.inf, low=2, range=12.0)
PRESETS = {"faster": Measured(FASTER, 0.8, 0.93), "accurate": Measured(ACCURATE, 1.4, 0.996)}
DEMO = Subject(
    "demo", "fp32", Order(tasks=tuple(Task), source_lang="en", target_lang="de", settings=OWN)
)


def order(**changes):
    """Give an order that differs from the usual one."""
    return replace(DEMO, order=replace(DEMO.order, **changes))


@pytest.fixture
def path(tmp_path):
    """A file in a folder that is not there yet."""
    return file(tmp_path / "config")


def test_presets_come_back_as_they_were(path):
    """By name; an infinite δ too."""
    save(path, DEMO, PRESETS)
    assert load(path, DEMO) == {"faster": FASTER, "accurate": ACCURATE}
    assert "lag_s = 0.8" in path.read_text("utf-8")


def test_nothing_was_measured_of_others(path):
    """Neither before a file is there, nor of another model, precision, language or task."""
    assert load(path, DEMO) == {}
    save(path, DEMO, PRESETS)
    assert load(path, replace(DEMO, model="mine")) == {}
    assert load(path, replace(DEMO, precision="nf4")) == {}
    assert load(path, order(target_lang="zh")) == {}
    assert load(path, order(tasks=(Task.TRANSCRIBE,))) == {}


def test_a_model_is_the_same_by_whichever_name(path, tmp_path, monkeypatch):
    """An alias, capitals, or a folder from where one stands."""
    alias, hub = (replace(DEMO, model=name) for name in ("7b", "Qwen/Qwen2-Audio-7B"))
    save(path, alias, PRESETS)
    assert load(path, hub) == load(path, replace(DEMO, model="Qwen2-Audio")) != {}
    (tmp_path / "mine.v2").mkdir()
    monkeypatch.chdir(tmp_path)
    save(path, replace(DEMO, model="mine.v2"), {"faster": PRESETS["faster"]})
    assert load(path, replace(DEMO, model=str(tmp_path / "mine.v2"))) == {"faster": FASTER}
    assert load(path, replace(DEMO, model="Demo")) == {}
    save(path, replace(DEMO, model="Demo"), PRESETS)
    assert load(path, DEMO) == {"faster": FASTER, "accurate": ACCURATE}


def test_nothing_is_kept_of_a_translation_alone(path):
    """It would take the place of what both tasks together came to."""
    with pytest.raises(InputFault, match="measure both tasks"):
        save(path, order(tasks=(Task.TRANSLATE,)), PRESETS)
    assert not path.exists()


def test_new_presets_take_the_place_of_old_ones_and_of_no_others(path):
    """A sweep of one pair of languages leaves the others alone."""
    save(path, DEMO, PRESETS)
    others = [order(target_lang="zh"), replace(DEMO, precision="nf4"), replace(DEMO, model="mine")]
    for other in others:
        save(path, other, {"faster": Measured(ACCURATE, 1.0, 1.0)})
    save(path, DEMO, {"balanced": Measured(OWN, 1.0, 1.0)})
    assert load(path, DEMO) == {"balanced": OWN}
    assert [load(path, other) for other in others] == [{"faster": ACCURATE}] * 3


@pytest.mark.parametrize(
    "other",
    [
        {"kl_direction": "baseline_current"},
        {"range_mode": "paper"},
        {"baseline": "wait-k"},
        {"chunk_ms": 320},
    ],
)
def test_presets_hold_for_what_they_were_measured_with(path, other):
    """A divergence in the other direction is another number."""
    save(path, DEMO, PRESETS)
    assert load(path, order(settings=replace(OWN, **other))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "[demo",
        "demo = 3",
        "[demo]\nfp32 = 3",
        "[demo.fp32]\nen-de = 3",
        '[demo.fp32.en-de]\nfaster = "soon"',
        "[demo.fp32.en-de.faster]\nalpha = 2",
        '[demo.fp32.en-de.faster]\nlow = "two"',
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(path, text):
    """The window goes on with the model's own; nothing is overwritten."""
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(InputFault, match=r"presets.toml cannot be used"):
        load(path, DEMO)


@pytest.mark.parametrize("text", ["[demo", "demo = 3"])
def test_a_damaged_file_is_not_written_over(path, text):
    """What somebody has made by hand is mended by hand."""
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(InputFault):
        save(path, DEMO, PRESETS)
    assert path.read_text("utf-8") == text


def test_a_place_that_is_no_folder_is_told(tmp_path):
    """With its reason."""
    (tmp_path / "config").write_text("", "utf-8")
    with pytest.raises(InputFault, match="cannot be used"):
        save(file(tmp_path / "config"), DEMO, PRESETS)


def test_what_cannot_be_written_is_told(path):
    """A folder stands where the file should."""
    path.mkdir(parents=True)
    with pytest.raises(InputFault, match=r"presets\.toml"):
        save(path, DEMO, PRESETS)
