"""``bench``: a table or a line of JSON, and what is refused before anything is measured."""

from __future__ import annotations

import json

import pytest

from lsg_desktop.cli import bench_tables
from lsg_desktop.cli.main import main
from lsg_desktop.evaluation.startup import Startup
from tests.cli.stage import machine


@pytest.fixture
def bench(capsys):
    """Give a function that runs ``bench`` and gives (exit code, stdout, stderr)."""

    def run(*argv):
        code = main(["bench", "--device", "cpu", *argv], machine())
        return (code, *capsys.readouterr())

    return run


def test_one_line_of_json_for_programs(bench):
    """An entry for each length, shortest first."""
    code, out, err = bench("--models", "tiny", "--audio-s", "2,1.3", "--json")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 1
    found = json.loads(out)["results"]
    assert [(one["model"], one["audio_s"], one["chunks"]) for one in found] == [
        ("tiny", 1.3, 2),
        ("tiny", 2.0, 3),
    ]
    assert all(one["ours_ms"] > 0 and one["plain_ms"] > 0 for one in found)


def test_a_table_for_people(bench):
    """Each precision that was asked for has tables of its own, 80 columns wide."""
    code, out, err = bench("--models", "tiny", "--audio-s", "1.3", "--precision", "fp32,nf4")
    assert (code, err) == (0, "")
    assert "tiny, fp32 on cpu" in out
    assert "tiny, nf4 on cpu" in out
    for title in ("ratio", "encode", "policy", "passes", "window", "RTF"):
        assert title in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_start_is_told_part_by_part(capsys):
    """A column for each precision."""
    parts = {"python": 90.0, "libraries": 4400.0}
    starts = [Startup("demo", "cpu", bits, 0.66, 4490.0, parts) for bits in ("fp32", "nf4")]
    bench_tables.tell_startups(starts)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1:] == [
        ["part", "demo,", "fp32", "demo,", "nf4"],
        ["python", "90.0", "90.0"],
        ["libraries", "4400", "4400"],
        ["all", "4490", "4490"],
    ]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--models", "huge"], "there is no model 'huge' to measure"),
        (["--models", ","], "a list is empty"),
        (["--models", "7b"], "7b is measured on a GPU only"),
        (["--audio-s", "3,x"], "'3,x' is no list of seconds"),
        (["--audio-s", "nan"], "'nan' is no list of seconds"),
        (["--audio-s", "31"], "an utterance of 31 s cannot be measured"),
        (["--audio-s", "0.5"], "an utterance of 0.5 s cannot be measured"),
        (["--memory-gb", "0"], "'0' is no size of memory"),
        (["--memory-gb", "much"], "'much' is no size of memory"),
        (["--memory-gb", "0.1", "--models", "tiny"], "the model does not fit"),
        (["--precision", "fp8"], "there is no precision 'fp8'"),
        (["--device", "abacus"], "there is no device 'abacus'"),
        (["--models", "tiny,huge"], "there is no model 'huge' to measure"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_anything_is(bench, argv, said):
    """In one line, with exit code 2."""
    code, out, err = bench(*argv)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
