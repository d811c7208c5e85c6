"""``demo``: the bundled talk through whatever model is called demo."""

from __future__ import annotations

import pytest

from lsg_desktop.cli.main import main
from tests.cli.stage import SENTENCES, FakeTime, machine


@pytest.fixture(scope="module")
def talk_length_s():
    from lsg_desktop import paths
    from lsg_desktop.audio.file import FileSource

    return FileSource(paths.resources() / "demo-talk" / "talk.flac").duration_s


def test_in_a_pipe_it_is_plain_lines(capsys, talk_length_s):
    """Without control codes, at the speed of speech."""
    time = FakeTime()
    assert main(["demo"], machine(pace=time.pace)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    assert "\r" not in out
    assert out.splitlines()[0].endswith(f"en: {SENTENCES[0][0]}")
    assert out.splitlines()[1].endswith(f"de: {SENTENCES[0][1]}")
    assert time.now_s == pytest.approx(talk_length_s, abs=0.1)


def test_fast_does_not_wait(capsys):
    """--fast is for people who have seen it."""
    time = FakeTime()
    assert main(["demo", "--fast", "--target-lang", "zh"], machine(pace=time.pace)) == 0
    assert " zh: " in capsys.readouterr().out
    assert time.now_s == 0


@pytest.mark.parametrize("flag", ["--delta=-1", "--target-lang=fr", "--alpha=2"])
def test_flags_are_checked(capsys, flag):
    """As those of caption are."""
    assert main(["demo", flag], machine()) == 2
    assert capsys.readouterr().err.count("\n") == 1
