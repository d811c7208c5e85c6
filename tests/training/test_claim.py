"""SimulSA's claim: the commands that reproduce it hang together, and their figures are put side by
side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsg_desktop.cli.main import parser
from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.training import claim, claim_charts
from lsg_desktop.training.claim import (
    ALPHAS,
    CHUNKS_MS,
    FIGURES,
    HELD,
    LOWS,
    Arm,
    Plan,
    Table,
    base,
    measured,
)
from lsg_desktop.training.lora_data import Example
from lsg_desktop.training.lora_split import mixed, parted

ARMS = (Arm(None), Arm(0.0, 1), Arm(0.0, 2), Arm(0.01), Arm(0.1))
PLAN = Plan(arms=ARMS)
CELLS = len(CHUNKS_MS) * (len(HELD) + len(ALPHAS) * len(LOWS)) + 1


def _points(figure: str, value: float) -> list[dict[str, object]]:
    lsg = [{"policy": "lsg", "alpha": alpha, "low": low} for alpha in ALPHAS for low in LOWS]
    held = [{"policy": "hold-n", "held": held} for held in HELD]
    points = [{**one, "chunk_ms": ms} for ms in CHUNKS_MS for one in (*lsg, *held)]
    return [
        {**one, figure: value + place, "LAAL": 900.0 + 10 * place}
        for place, one in enumerate([*points, {"policy": "offline", "chunk_ms": 640}])
    ]


def measure(work: Path, arm: Arm, value: float) -> None:
    """Write what a sweep of a model leaves; its first cell is of this value."""
    tasks = {task.value: {"points": _points(figure, value)} for task, figure in FIGURES.items()}
    folder = measured(work, arm)
    folder.mkdir(parents=True)
    (folder / "sweep.json").write_text(json.dumps({"tasks": tasks}), "utf-8")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """What is read of models that came to 10, 20 and 24, 30, 50."""
    for arm, value in zip(ARMS, (10.0, 20.0, 24.0, 30.0, 50.0), strict=True):
        measure(tmp_path, arm, value)
    return claim.read(PLAN, tmp_path)


def test_every_command_is_one_of_the_program(tmp_path: Path) -> None:
    """Their flags are known."""
    for command in claim.commands(Plan(), tmp_path, "cpu"):
        assert parser(command.words).parse_args(command.words).run


def test_a_command_needs_what_another_before_it_makes(tmp_path: Path) -> None:
    """Nothing is read from the folder before it is there."""
    made = {base(tmp_path)}
    for command in claim.commands(Plan(), tmp_path, "cpu"):
        out = Path(command.words[command.words.index("--out") + 1])
        read = {Path(word) for word in command.words if word.startswith(str(tmp_path))} - {out}
        assert read <= made
        made |= {out, out / "manifest.tsv"}


def test_all_that_is_compared_is_measured_alike(tmp_path: Path) -> None:
    """On the same clips, by the same policies and chunks; only the adapter differs."""
    sweeps = [one.words for one in claim.commands(PLAN, tmp_path, "cpu") if one.words[0] == "sweep"]
    assert len(sweeps) == len(ARMS)
    assert len({words[words.index("--target-lang") :] for words in sweeps}) == 1
    assert len({words[:4] for words in sweeps}) == 1


def test_all_learn_for_equally_long(tmp_path: Path) -> None:
    """But for pairs, seed and place their commands are the same."""
    learnt = [list(one.words) for one in claim.commands(Plan(), tmp_path, "cpu")]
    told = set()
    for words in learnt:
        if words[:2] == ["train", "lora"]:
            for flag in ("--out", "--pairs", "--share", "--seed"):
                if flag in words:
                    place = words.index(flag)
                    del words[place : place + 2]
            told.add(tuple(words))
    assert len(told) == 1


def test_there_are_pairs_enough_for_the_largest_share() -> None:
    """What is held out cannot be learnt from, pairs of it neither, whatever was drawn."""
    plan = Plan(clips=200, arms=(Arm(None), Arm(0.1)))
    languages = ("en", "de", "zh")
    whole = [_example(clip, language) for clip in range(plan.clips) for language in languages]
    for first in range(0, len(whole), 50):
        drawn = [whole[(first + 7 * place) % len(whole)] for place in range(plan.pairs)]
        learnt, held_out = parted(whole, 0.02)
        assert len(mixed(learnt, held_out, drawn, 0.1, 1)) == round(1.1 * len(learnt))


def _example(clip: int, language: str) -> Example:
    return Example(
        task=Task.TRANSCRIBE if language == "en" else Task.TRANSLATE,
        source_lang="en",
        target_lang=language,
        source=f"Clip {clip}.",
        target=f"{clip} {language}",
        audio=Path(f"{clip}.wav"),
        length_s=3.0,
    )


def test_seeds_are_joined_and_kinds_stand_beside_each_other(table: Table) -> None:
    """Two seeds have a mean and a spread, one has none."""
    assert claim.kinds(table) == ("base", "whole only", "1 % pairs", "10 % pairs")
    rows = list(claim.rows(table, Task.TRANSLATE))
    assert len(rows) == CELLS
    assert rows[0] == (
        *("320 ms", "LSG, α 0.5, L 1", "10.0 at 0.90 s", "22.0 ± 2.8 at 0.90 s"),
        *("30.0 at 0.90 s", "50.0 at 0.90 s", "+10.0"),
    )
    assert rows[-1][:2] == ("", "after all of it")
    first = json.loads(claim.as_json(table, PLAN))["cells"][0]["models"]
    assert first["whole only"]["figures"] == [20.0, 24.0]
    assert first["whole only"]["lags_s"] == [0.9, 0.9]
    assert first["base"]["sd"] is None


def test_what_is_gained_is_told_seed_by_seed(table: Table) -> None:
    """Of translations more is better, and less of transcripts."""
    gained = {cell.task: claim.gained(cell, found) for cell, found in table.items()}
    assert gained == {Task.TRANSCRIBE: (-10.0,), Task.TRANSLATE: (10.0,)}
    assert {len(row) for row in claim.rows(table, Task.TRANSLATE)} == {len(claim.header(table))}


def test_a_plan_tells_what_its_base_learns_from() -> None:
    """A folder of another recipe, or of other settings, is of another plan."""
    told = Plan(spoken=600, steps=30).json()
    assert (told["recipe"]["clips"], told["recipe"]["listening"]) == (600, 10)
    assert told["recipe"]["cut_share"] == told["recipe"]["cut_texts"] == 0.0
    assert told["alphas"] == ALPHAS


def test_the_front_of_transcripts_is_of_few_errors(table: Table) -> None:
    """Here the earliest is the best of transcripts, and each later one of translations better."""
    for task, count in ((Task.TRANSCRIBE, 1), (Task.TRANSLATE, len(ALPHAS) * len(LOWS))):
        assert len(claim.fronts(table, task, "lsg", 640, "base")) == count


def test_charts_show_each_way_to_decide_and_what_more_pairs_do(table: Table) -> None:
    """A curve for each kind and policy; a line over shares for each of three ways."""
    drawn = claim_charts.chart(table, Task.TRANSLATE, 320)
    assert len(drawn.curves) == 6
    assert [dot.label for dot in drawn.curves["10 % pairs, hold-back"]] == [
        f"{n} held back" for n in HELD
    ]
    page = claim_charts.page(table)
    assert page.count("<polyline") == 3
    assert "22.0 ± 2.8 at 0.90 s" in page


def test_what_was_not_measured_is_said(tmp_path: Path) -> None:
    """The file that lacks is named."""
    with pytest.raises(InputFault, match="holds no sweep"):
        claim.read(PLAN, tmp_path)
