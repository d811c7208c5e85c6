"""Every command is there, and only the one that is given is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lsg_desktop.cli.main import COMMANDS, main
from tests.cli.stage import ROOT


def test_help_lists_every_command_and_what_it_is_for(capsys):
    """Without importing one."""
    assert main(["--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert [name for name, told in COMMANDS.items() if f"{name} {told}" not in out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_takes(name, capsys):
    """Its own flags, and the one that all have."""
    assert main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: lsg-desktop {name} ")
    assert "--verbose" in out


def test_flags_may_stand_before_the_command(capsys):
    """They take no value that could be mistaken for it."""
    assert main(["-v", "-v", "caption", "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: lsg-desktop caption ")


def test_a_command_that_cannot_be_imported_is_told_in_the_log(monkeypatch, capsys, lsg_home):
    """Where the line says that it is."""
    monkeypatch.setitem(sys.modules, "lsg_desktop.cli.devices", None)
    assert main(["devices"]) == 2
    assert capsys.readouterr().err.startswith("lsg-desktop: a fault of ours (ModuleNotFoundError)")
    assert "Traceback" in (lsg_home / "log" / "lsg-desktop.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "imported"),
    [(["--version"], []), (["--help"], []), (["models", "list"], ["models"])],
)
def test_only_the_command_that_is_given_is_imported(argv, imported):
    """Each brings half of the application with it."""
    script = (
        "import sys\n"
        "from lsg_desktop.cli.main import COMMANDS, main\n"
        f"assert main({argv}) == 0\n"
        "here = 'lsg_desktop.cli.'\n"
        "found = [n for n in COMMANDS if here + n.replace('-', '_') in sys.modules]\n"
        f"sys.exit(f'imports {{found}}' if found != {imported} else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
