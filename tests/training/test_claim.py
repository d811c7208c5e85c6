"""SimulSA's claim: the commands that reproduce it hang together, and their figures are put side by
side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsg_desktop.cli.main import parser
from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.training import claim
from lsg_desktop.training.claim import CHUNKS_MS, FIGURES, HELD, Arm, Plan

ARMS = (Arm(None), Arm(0.0, 1), Arm(0.0, 2), Arm(0.01))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(work=tmp_path, arms=ARMS)


def _point(policy: str, chunk_ms: int, figure: str, value: float) -> dict[str, object]:
    held = {"held": 3} if policy == "hold-n" else {}
    return {"policy": policy, **held, "chunk_ms": chunk_ms, figure: value, "LAAL": 900.0}


def _measure(plan: Plan, arm: Arm, value: float) -> None:
    points = {
        task.value: {
            "points": [
                _point(policy, chunk_ms, figure, value + chunk_ms)
                for chunk_ms in CHUNKS_MS
                for policy in ("lsg", "hold-n")
            ]
        }
        for task, figure in FIGURES.items()
    }
    folder = plan.sweep(arm)
    folder.mkdir(parents=True)
    (folder / "sweep.json").write_text(json.dumps({"tasks": points}), "utf-8")


def test_every_command_is_one_of_the_program(tmp_path: Path) -> None:
    """Their flags are known, and each makes something of its own."""
    found = list(claim.commands(Plan(work=tmp_path)))
    for command in found:
        assert parser(command.words).parse_args(command.words).run
    assert len({command.makes for command in found}) == len(found)


def test_a_command_needs_what_another_before_it_makes(plan: Plan) -> None:
    """Nothing is read from the folder before it is there."""
    made = {plan.work / "learning"}
    for command in claim.commands(plan):
        outs = {Path(command.words[command.words.index("--out") + 1])}
        read = {Path(word) for word in command.words if word.startswith(str(plan.work))} - outs
        assert read <= made
        made |= outs | {command.makes}


def test_all_that_is_compared_is_measured_alike(plan: Plan) -> None:
    """On the same clips, by the same policies and chunks; only the adapter differs."""
    sweeps = [one.words for one in claim.commands(plan) if one.words[0] == "sweep"]
    assert len(sweeps) == len(ARMS)
    tails = {words[words.index("--target-lang") :] for words in sweeps}
    assert len(tails) == 1
    (tail,) = tails
    assert tail[tail.index("--held") + 1 :][: len(HELD)] == tuple(map(str, HELD))


def test_there_are_pairs_enough_for_the_largest_share(tmp_path: Path) -> None:
    """A clip gives an example in each of three languages, and some pairs are not for learning."""
    plan = Plan(work=tmp_path, clips=200, arms=(Arm(None), Arm(0.01), Arm(0.1)))
    assert 60 < plan.pairs < 70


def test_seeds_are_joined_and_kinds_stand_beside_each_other(plan: Plan) -> None:
    """Two seeds have a mean and a spread, one has none."""
    for arm, value in zip(ARMS, (10.0, 20.0, 24.0, 30.0), strict=True):
        _measure(plan, arm, value)
    table = claim.read(plan)
    kinds = ("base", "offline data", "with 1% pairs")
    assert claim.header(table) == ("chunk", "decided by", *kinds)
    rows = list(claim.rows(table, Task.TRANSLATE))
    assert [row[:2] for row in rows] == [
        (f"{chunk_ms} ms", policy) for chunk_ms in CHUNKS_MS for policy in ("LSG", "hold back 3")
    ]
    assert rows[0][2:] == ("330.0 at 0.90 s", "342.0 ± 2.8 at 0.90 s", "350.0 at 0.90 s")
    told = json.loads(claim.as_json(table))
    assert told[0]["models"]["offline data"]["figures"] == [340.0, 344.0]
    assert told[0]["models"]["base"]["sd"] is None
    dots = claim.chart(table, Task.TRANSCRIBE).curves["base"]
    assert [(dot.lag_s, dot.figure) for dot in dots] == [(0.9, 330.0)] * 2 + [(0.9, 650.0)] * 2


def test_what_was_not_measured_is_said(plan: Plan) -> None:
    """The file that lacks is named."""
    with pytest.raises(InputFault, match="holds no sweep"):
        claim.read(plan)
