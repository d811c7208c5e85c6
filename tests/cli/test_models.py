"""``models convert-qwen-audio``: what people read of a conversion."""

from __future__ import annotations

import pytest

from lsg_desktop.cli.main import main
from lsg_desktop.models import checkpoint
from tests.cli.stage import machine
from tests.models.published_qwen_audio import Published


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "Qwen-Audio"
    Published().save(folder)
    return folder


@pytest.fixture
def said(capsys):
    """Give a function that converts and gives (exit code, stdout, stderr)."""

    def run(*argv):
        code = main(["models", "convert-qwen-audio", *map(str, argv)], machine())
        return (code, *capsys.readouterr())

    return run


def test_it_is_said_where_the_model_is(said, original, tmp_path):
    """Once it is there, whole, and what is converted is not converted again."""
    out = tmp_path / "qwen-audio"
    assert said(original, "--out", out) == (0, f"Qwen-Audio is in {out}\n", "")
    assert checkpoint.inspect(out).config["model_type"] == "qwen2_audio"
    code, _, err = said(out, "--out", tmp_path / "again")
    assert code == 2 and "holds no Qwen-Audio of the first version" in err


def test_a_fault_is_one_line_with_a_remedy(said, original, tmp_path):
    (tmp_path / "mine").write_text("here first")
    code, out, err = said(original, "--out", tmp_path / "mine")
    assert (code, out) == (2, "")
    assert err == f"lsg-desktop: {tmp_path / 'mine'} is not empty: choose a new folder: --out\n"


def test_the_help_says_that_the_weights_are_to_be_had_elsewhere(said):
    code, out, _ = said("--help")
    words = " ".join(out.split())
    assert code == 0
    assert "You must have its files" in words and "licence" in words
