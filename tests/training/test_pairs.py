"""A file of pairs: what is written is read, half a line is not, and other settings are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.training import pairs
from lsg_desktop.training.pairs import Pair, PairsFile

ONE = Pair("a.wav", 3.1400625, 0.6171875, "Guten\u2028Tag 你好", "Guten\u2028Tag", "en", "de")
TWO = replace(ONE, audio="b.wav", target="", target_lang="en")
SETTINGS = {"seed": 1, "beta": (1.0, 3.0)}


def test_a_line_has_the_keys_that_training_reads_and_no_others() -> None:
    """Seconds are not rounded."""
    assert json.loads(ONE.json()) == {
        "audio": "a.wav",
        "full_s": 3.1400625,
        "truncated_s": 0.6171875,
        "reference": "Guten\u2028Tag 你好",
        "target": "Guten\u2028Tag",
        "source_lang": "en",
        "target_lang": "de",
    }
    assert "\n" not in ONE.json()
    assert ONE.samples == 9875
    assert (ONE.task, TWO.task) == (Task.TRANSLATE, Task.TRANSCRIBE)


def test_a_file_that_is_taken_up_lacks_nothing_but_half_a_line(tmp_path: Path) -> None:
    """The process was killed while it wrote."""
    path = tmp_path / "a" / "pairs.jsonl"
    with PairsFile(path) as file:
        assert file.resume(SETTINGS) == []
        file.append(ONE)
        with path.open("a", encoding="utf-8") as text:
            text.write(TWO.json()[:-1])
        assert file.resume(SETTINGS) == [ONE]
        file.append(TWO)
    assert pairs.read(path) == [ONE, TWO]
    assert {one.name for one in path.parent.iterdir()} - {".pairs.jsonl.lock"} == {
        "pairs.jsonl",
        "pairs.settings.json",
    }


def test_other_settings_are_refused(tmp_path: Path) -> None:
    """The first that differs is named, and the file; what is there stays."""
    path = tmp_path / "pairs.jsonl"
    with PairsFile(path) as file:
        file.resume(SETTINGS)
        file.append(ONE)
        with pytest.raises(InputFault, match=r"pairs.jsonl holds .*\(seed 1 rather than 2\)"):
            file.resume({**SETTINGS, "seed": 2})
    assert pairs.read(path) == [ONE]


def test_files_of_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    """But one file is written by one run."""
    with PairsFile(tmp_path / "a.jsonl"), PairsFile(tmp_path / "b.jsonl") as other:
        other.resume(SETTINGS)
        with pytest.raises(InputFault, match="another run writes to"):
            PairsFile(tmp_path / "a.jsonl")


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """By its name, or for want of settings."""
    with pytest.raises(InputFault, match=r"an --out that ends in \.jsonl"):
        PairsFile(tmp_path / "manifest.tsv")
    (tmp_path / "other.jsonl").write_text('{"a": 1}\n', "utf-8")
    with (
        PairsFile(tmp_path / "other.jsonl") as file,
        pytest.raises(InputFault, match="unknown settings"),
    ):
        file.resume(SETTINGS)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "0",
        "not JSON",
        ONE.json().replace("3.1400625", '"long"'),
        replace(ONE, truncated_s=3.2).json(),
        replace(ONE, truncated_s=0.0).json(),
    ],
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    """Somebody has edited it."""
    path = tmp_path / "pairs.jsonl"
    path.write_text(ONE.json() + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputFault, match=r"pairs\.jsonl, line 2, is no pair"):
        pairs.read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(InputFault, match="cannot be read as pairs"):
        pairs.read(tmp_path / "none.jsonl")
