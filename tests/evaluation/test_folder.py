"""A run's folder: never two settings in one log, never half a line, never two writers."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault, OutputFault
from lsg_desktop.evaluation.folder import RunFolder
from tests.evaluation.test_instances import ONE

SETTINGS = {"model": "demo", "delta": inf, "target_lang": None}
TWO = replace(ONE, index=1)


def test_a_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """With the same settings, infinite ones too."""
    with RunFolder(tmp_path / "a" / "b") as folder:
        assert folder.resume(SETTINGS) == []
        folder.append(ONE)
    with RunFolder(tmp_path / "a" / "b") as folder:
        assert folder.resume(SETTINGS) == [ONE]
        folder.append(TWO)
        assert folder.resume(SETTINGS) == [ONE, TWO]


def test_half_a_line_is_measured_again(tmp_path: Path) -> None:
    """The process was killed while it wrote."""
    with RunFolder(tmp_path) as folder:
        folder.resume(SETTINGS)
        folder.append(ONE)
        with (tmp_path / "instances.log").open("a") as log:
            log.write(TWO.json()[:40])
        assert folder.resume(SETTINGS) == [ONE]
        folder.append(TWO)
        assert folder.resume(SETTINGS) == [ONE, TWO]


def test_other_settings_are_refused(tmp_path: Path) -> None:
    """The first that differs is named; what is there stays."""
    with RunFolder(tmp_path) as folder:
        folder.resume(SETTINGS)
        folder.append(ONE)
        with pytest.raises(InputFault, match=r"other settings \(delta inf rather than 3.0\)"):
            folder.resume({**SETTINGS, "delta": 3.0})
        assert folder.resume(SETTINGS) == [ONE]


def test_settings_without_a_log_are_no_run(tmp_path: Path) -> None:
    """Nothing was measured with them."""
    with RunFolder(tmp_path) as folder:
        folder.resume(SETTINGS)
        assert folder.resume({**SETTINGS, "delta": 3.0}) == []


def test_a_log_of_unknown_settings_is_refused(tmp_path: Path) -> None:
    """It may be SimulEval's own."""
    (tmp_path / "instances.log").write_text(ONE.json() + "\n", "utf-8")
    with RunFolder(tmp_path) as folder, pytest.raises(InputFault, match="unknown settings"):
        folder.resume(SETTINGS)


def test_a_log_with_a_gap_is_refused(tmp_path: Path) -> None:
    """Somebody has edited it."""
    with RunFolder(tmp_path) as folder:
        folder.resume(SETTINGS)
        folder.append(TWO)
        with pytest.raises(InputFault, match="lost or doubled"):
            folder.resume(SETTINGS)


def test_two_runs_cannot_share_a_folder(tmp_path: Path) -> None:
    """Until the first is done."""
    with RunFolder(tmp_path), pytest.raises(InputFault, match="another run writes to"):
        RunFolder(tmp_path)
    with RunFolder(tmp_path):
        pass


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Such as a file."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputFault, match="cannot be written"):
        RunFolder(tmp_path / "file")
    (tmp_path / "scores.json").mkdir()
    with RunFolder(tmp_path) as folder, pytest.raises(OutputFault, match="cannot be written"):
        folder.write("scores.json", "{}")
