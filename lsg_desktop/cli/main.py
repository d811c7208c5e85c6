"""``lsg-desktop``: which command was given, and how it ended; it knows what each is for, no more.

A command is a module of this room, named like it, with ``add_flags(parser)``, which sets the
parser's ``run`` default to a function of the parsed arguments that gives the exit code. It is
imported once it is given. The modules import no torch, functions may; ``arguments.machine`` is the
:class:`Machine` that they run on.

Exit codes: 0 done; 1 what was looked for is wrong; 2 a fault, told in one line; 128 and more ended
by a signal.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from lsg_desktop import __version__, logs, paths
from lsg_desktop.cli.terminal import flush_standard_output, forget_standard_output, say, speak_utf8
from lsg_desktop.errors import EnvironmentFault, InputFault, OutputFault
from lsg_desktop.models import memory

if TYPE_CHECKING:
    from lsg_desktop.cli.machine import Machine

COMMANDS = {
    "bench": "measure what each chunk of sound costs on this machine",
    "bench-window": "measure how smooth the window is while it captions",
    "caption": "caption and translate a file, a pipe or a microphone",
    "demo": "show captions and a translation of a bundled talk",
    "devices": "list the microphones",
    "doctor": "say what works here, and what mends the rest",
    "evaluate": "measure how well and how soon a model writes recordings with known texts",
    "history": "list, read, export and delete past sessions",
    "models": "list, download, remove and convert models",
    "sweep": "try many settings on clips, and find those worth having",
    "train": "train a model, or make what it learns from",
    "translate-text": "translate text while it is being written",
}
"""What each command is for."""

_FAULT = 2
_INTERRUPTED = 130

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None, machine: Machine | None = None) -> int:
    """Run a command and give its exit code; ``machine`` stands in for this computer."""
    speak_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else argv, machine)
        flush_standard_output()
        return code
    except (InputFault, EnvironmentFault) as fault:
        if isinstance(fault, OutputFault):
            forget_standard_output()
        say(str(fault))
        return _FAULT
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever reads has had enough, as in "lsg-desktop … | head".
        forget_standard_output()
        return 0
    except Exception as bug:  # noqa: BLE001  # the top of the process: told, and the rest logged
        _log.info("a fault of ours", exc_info=True)
        say(f"a fault of ours ({type(bug).__name__}): report it with {paths.log_dir()}")
        return _FAULT


def entry() -> NoReturn:
    """Run the command that the process was started with, and end the process."""
    memory.share_heap()
    leave(main())


def leave(code: int) -> NoReturn:
    """End the process; where sound was recorded, without the sound libraries' own farewells.

    By now all is stored. PortAudio and libpulse say goodbye to a server that may not answer, and
    then wait for it for ever.
    """
    logging.shutdown()
    if "sounddevice" in sys.modules:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def _run(words: Sequence[str], machine: Machine | None) -> int:
    logs.setup()  # what goes wrong in a command's own module is logged too
    try:
        arguments = parser(words).parse_args(words)
    except SystemExit as done:  # --help and --version have said what was asked for
        return int(done.code or 0)
    if arguments.verbose:
        logs.setup(arguments.verbose)
    arguments.machine = machine or _this_computer()
    code: int = arguments.run(arguments)
    return code


def _this_computer() -> Machine:
    from lsg_desktop.cli.machine import Machine

    return Machine()


class _Parser(argparse.ArgumentParser):
    """Tells of a wrong flag in one line, as of any other fault."""

    def error(self, message: str) -> NoReturn:
        raise InputFault(message, f"{self.prog} --help lists what there is")


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser of a command line: of its commands only the one that is given is whole."""
    whole = _Parser(
        prog="lsg-desktop",
        description="Live captions and simultaneous translation on your own machine."
        " Without a command it opens its window.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"lsg-desktop {__version__}")
    whole.add_argument(
        "--selfcheck", action="store_true", help="check that all parts of this installation work"
    )
    whole.set_defaults(run=_window)
    _add_verbose(whole, default=0)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told)
        if name == _command(words):
            module = importlib.import_module(f"lsg_desktop.cli.{name.replace('-', '_')}")
            module.add_flags(command)
            _add_verbose(command, default=argparse.SUPPRESS)
    return whole


def _command(words: Sequence[str]) -> str:
    """Give the first word that is no flag: none of the flags before a command takes a value."""
    return next((word for word in words if not word.startswith("-")), "")


def _window(arguments: argparse.Namespace) -> int:
    """Do what is wanted without a command."""
    if arguments.selfcheck:
        from lsg_desktop.cli.selfcheck import selfcheck

        return selfcheck()
    from lsg_desktop.cli import window

    return window.run(arguments)


def _add_verbose(of: argparse.ArgumentParser, default: int | str) -> None:
    of.add_argument(
        "-v",
        "--verbose",
        action="count",
        default=default,
        help="say on standard error what is going on; twice: everything",
    )
