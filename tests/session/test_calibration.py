"""Presets that were measured come back for what they were measured with, and for nothing else."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.session.calibration import Measured, file, load, save
from lsg_desktop.settings import PolicySettings

OWN = PolicySettings(delta=7.0, alpha=0.7)
FASTER = replace(OWN, delta=1.0, alpha=0.5)
ACCURATE = replace(OWN, delta=math.inf, low=2, range=12.0)
PRESETS = {"faster": Measured(FASTER, 0.8, 0.93), "accurate": Measured(ACCURATE, 1.4, 0.996)}


@pytest.fixture
def path(tmp_path):
    """A file in a folder that is not there yet."""
    return file(tmp_path / "config")


def test_presets_come_back_as_they_were(path):
    """By name; an infinite δ too."""
    save(path, "demo", "en-de", PRESETS)
    assert load(path, "demo", "en-de", OWN) == {"faster": FASTER, "accurate": ACCURATE}
    assert "lag_s = 0.8" in path.read_text("utf-8")


def test_nothing_was_measured_of_others(path):
    """Neither before a file is there, nor of another model or other languages."""
    assert load(path, "demo", "en-de", OWN) == {}
    save(path, "demo", "en-de", PRESETS)
    assert load(path, "demo", "en-zh", OWN) == {}
    assert load(path, "/models/mine", "en-de", OWN) == {}


def test_new_presets_take_the_place_of_old_ones_and_of_no_others(path):
    """A sweep of one pair of languages leaves the others alone."""
    save(path, "demo", "en-de", PRESETS)
    save(path, "demo", "en-zh", {"faster": Measured(ACCURATE, 1.0, 1.0)})
    save(path, "/models/mine.v2", "en-de", {"faster": Measured(FASTER, 1.0, 1.0)})
    save(path, "demo", "en-de", {"balanced": Measured(OWN, 1.0, 1.0)})
    assert load(path, "demo", "en-de", OWN) == {"balanced": OWN}
    assert load(path, "demo", "en-zh", OWN) == {"faster": ACCURATE}
    assert load(path, "/models/mine.v2", "en-de", OWN) == {"faster": FASTER}


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
    save(path, "demo", "en-de", PRESETS)
    assert load(path, "demo", "en-de", replace(OWN, **other)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "[demo",
        "demo = 3",
        "[demo]\nen-de = 3",
        '[demo.en-de]\nfaster = "soon"',
        "[demo.en-de.faster]\nalpha = 2",
        '[demo.en-de.faster]\nlow = "two"',
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(path, text):
    """The window goes on with the model's own; nothing is overwritten."""
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(InputFault, match=r"presets.toml cannot be used"):
        load(path, "demo", "en-de", OWN)


def test_a_damaged_file_is_not_written_over(path):
    """What somebody has made by hand is mended by hand."""
    path.parent.mkdir()
    path.write_text("[demo", "utf-8")
    with pytest.raises(InputFault):
        save(path, "demo", "en-de", PRESETS)
    assert path.read_text("utf-8") == "[demo"


def test_a_place_that_is_no_folder_is_told(tmp_path):
    """With its reason."""
    (tmp_path / "config").write_text("", "utf-8")
    with pytest.raises(InputFault, match="cannot be used"):
        save(file(tmp_path / "config"), "demo", "en-de", PRESETS)


def test_what_cannot_be_written_is_told(path):
    """A folder stands where the file should."""
    path.mkdir(parents=True)
    with pytest.raises(InputFault, match=r"presets\.toml"):
        save(path, "demo", "en-de", PRESETS)
