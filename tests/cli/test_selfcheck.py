"""``--selfcheck``: what it finds in a whole installation, and in one that lacks something."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from lsg_desktop import paths
from lsg_desktop.cli.selfcheck import selfcheck
from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.ui.immortal import keep_singletons
from tests.cli.stage import ScriptedModels, machine

# Qt reads it when the application is made.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()

pytest.importorskip("PySide6")


def portaudio():
    """Give as much of the sounddevice module as is asked."""
    return SimpleNamespace(get_portaudio_version=lambda: (1246720, "PortAudio V19.6.0, revision 1"))


def no_portaudio():
    raise EnvironmentFault("PortAudio is not installed", "install it")


def talk_as(words=None):
    """Give a model that writes these words of the talk, by default those that are said."""
    row = manifest.read(paths.resources() / "demo-talk" / "manifest.tsv")[0]
    said = " ".join(words or row.transcript.split()[:6])
    translated = " ".join(row.translation.split()[:6])
    # One for each utterance that there may be in five seconds; only the first has words.
    return ScriptedModels(sentences=((said, translated), ("", ""), ("", "")))


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch, qapp):
    """Keep the check out of the home of whoever runs the tests; Qt has started already."""
    monkeypatch.setenv("LSG_HOME", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def checked(capsys, models, sound=portaudio):
    """Give the exit code, and what is said of each part."""
    code = selfcheck(machine(models, sound=sound))
    lines = capsys.readouterr().out.splitlines()
    return code, {line[8:].partition(":")[0]: line for line in lines}


def test_each_part_has_a_line(capsys):
    """Six parts, well or not, a line each, and nothing breaks off."""
    _, lines = checked(capsys, talk_as())
    assert list(lines) == [
        "resources",
        "settings folder",
        "modules",
        "PortAudio",
        "demo model",
        "Qt",
    ]


def test_a_model_that_writes_what_is_said_passes(capsys):
    """The words are those of the talk's manifest."""
    _, lines = checked(capsys, talk_as())
    assert lines["demo model"].startswith("ok")


def test_a_model_that_writes_other_words_fails(capsys):
    """That it writes something is not enough."""
    code, lines = checked(capsys, talk_as(["zebra"] * 8))
    assert code == 1
    assert lines["demo model"].startswith("FAILED")
    assert "0 of them right" in lines["demo model"]


def test_a_missing_library_fails_alone(capsys):
    """The other parts are checked all the same."""
    code, lines = checked(capsys, talk_as(), no_portaudio)
    assert code == 1
    assert lines["PortAudio"] == "FAILED  PortAudio: PortAudio is not installed: install it"
    assert lines["Qt"].startswith("ok")


def test_a_settings_folder_that_is_a_file_fails(capsys, tmp_path):
    """Settings could not be stored."""
    (tmp_path / "config").write_text("in the way")
    code, lines = checked(capsys, talk_as())
    assert code == 1
    assert lines["settings folder"].startswith("FAILED")


def test_this_checkout_is_whole(capsys):
    """With its own model and libraries every part passes."""
    from lsg_desktop.cli.machine import Machine

    code = selfcheck(Machine(sound=portaudio))
    assert (code, "FAILED" in capsys.readouterr().out) == (0, False)
