"""``train simulsa-claim``: commands are run until one fails, and what is found is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsg_desktop.cli import claim as command
from lsg_desktop.cli.main import main
from lsg_desktop.errors import InputFault
from lsg_desktop.training import claim
from lsg_desktop.training.claim import Command, Plan
from tests.training.test_claim import ARMS, PLAN, measure


def test_what_is_done_is_not_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What makes a file is left out once that is there; the rest is given again, and told."""
    made = tmp_path / "made"
    made.touch()
    given = [Command(("a",), made), Command(("b", "x y"), tmp_path / "other"), Command(("c",))]
    ran: list[tuple[str, ...]] = []
    assert command.follow(given, lambda words: ran.append(tuple(words)) or 0) == 0  # type: ignore[func-returns-value]
    assert ran == [("b", "x y"), ("c",)]
    assert "lsg-desktop b 'x y'" in capsys.readouterr().err


def test_the_first_command_that_fails_ends_it() -> None:
    """Its exit code is that of all."""
    codes = iter((0, 2))
    given = [Command((name,)) for name in "abc"]
    assert command.follow(given, lambda words: next(codes)) == 2
    assert next(codes, None) is None


def test_a_folder_of_another_plan_is_refused(tmp_path: Path) -> None:
    """The same goes on in it."""
    path = tmp_path / "plan.json"
    command.hold(Plan(), path)
    command.hold(Plan(), path)
    with pytest.raises(InputFault, match="another plan"):
        command.hold(Plan(rate=1e-4), path)


@pytest.mark.usefixtures("qapp")
def test_what_is_found_is_written_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures, a page and four pictures; the tables stand on the terminal too."""
    for arm in ARMS:
        measure(tmp_path, arm, 20.0)
    command.account(claim.read(PLAN, tmp_path), PLAN, tmp_path)
    assert json.loads((tmp_path / "simulsa.json").read_text("utf-8"))["plan"]["rate"] == 1e-3
    assert {path.name for path in tmp_path.glob("simulsa*")} == {
        *("simulsa.json", "simulsa.html"),
        *(f"simulsa-{task}-{ms}.png" for task in ("transcribe", "translate") for ms in (320, 640)),
    }
    assert "whole only" in capsys.readouterr().out


def test_where_nothing_can_be_written_is_known_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not after hours of training."""
    (tmp_path / "file").touch()
    code = main(
        ["train", "simulsa-claim", "--work", str(tmp_path / "w"), "--out", str(tmp_path / "file")]
    )
    assert code == 2
    assert "cannot be written" in capsys.readouterr().err
