"""SimulEval's log: what is written is read back, and what SimulEval writes can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import instances
from lsg_desktop.evaluation.instances import Instance

ONE = Instance(
    index=0,
    source="a.wav",
    prediction="Grüße dich",
    reference="Grüß dich",
    delays=(640.0, 937.5),
    elapsed=(700.25, 1000.0),
    source_length=937.5,
    erased=1,
)


def test_an_instance_is_one_line_that_comes_back(tmp_path: Path) -> None:
    """With the names that SimulEval gives them."""
    path = tmp_path / instances.FILE
    path.write_text(ONE.json() + "\n" + ONE.json() + "\n", "utf-8")
    assert instances.read(path) == [ONE, ONE]
    values = json.loads(ONE.json())
    assert (values["prediction_length"], values["source"]) == (2, ["a.wav"])


def test_a_log_of_simulevals_own_is_read(tmp_path: Path) -> None:
    """It says nothing of what was erased, and more of the sound."""
    path = tmp_path / instances.FILE
    line = (
        '{"index": 0, "prediction": "ja", "delays": [1000.0], "elapsed": [1010.5],'
        ' "prediction_length": 1, "reference": "ja", "source": ["a.wav", "samplerate: 16000 Hz"],'
        ' "source_length": 1000.0}\n'
    )
    path.write_text(line, "utf-8")
    (found,) = instances.read(path)
    assert (found.delays, found.elapsed, found.erased) == ((1000.0,), (1010.5,), 0)


@pytest.mark.parametrize("line", ["{", "[]", '{"index": 0}', ONE.json().replace("640.0, ", "")])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    """By its number."""
    path = tmp_path / instances.FILE
    path.write_text(ONE.json() + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputFault, match="line 2, is no instance"):
        instances.read(path)


def test_a_log_that_is_not_there_is_said(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(InputFault, match="cannot be read"):
        instances.read(tmp_path / "none")
