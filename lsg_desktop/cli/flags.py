"""Flags that are declared elsewhere: settings and policies; it knows no command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from lsg_desktop.errors import InputFault
from lsg_desktop.policy import baselines
from lsg_desktop.policy.baselines import LSG
from lsg_desktop.settings import Declaration, ListenSettings, check_value, declared

_KINDS = {int: "a whole number", float: "a number"}


def add_settings(
    parser: argparse.ArgumentParser, kind: type[Any], title: str, default_is: str = "{}"
) -> None:
    """Add a flag for each setting of a class, under a title of its own.

    ``default_is`` says in the help what counts where a flag is not given, and {} stands for the
    declared default. The flag itself is None then.
    """
    group = parser.add_argument_group(title)
    for name, default, declaration in declared(kind):
        if declaration.choices:
            group.add_argument(
                _flag(name),
                choices=declaration.choices,
                help=_help(declaration, default, default_is),
            )
        else:
            group.add_argument(
                _flag(name),
                type=_reader(name, type(default), declaration),
                metavar=declaration.unit.split()[0].upper() if declaration.unit else "N",
                help=_help(declaration, default, default_is),
            )


def settings_from(arguments: argparse.Namespace, kind: type[Any]) -> dict[str, Any]:
    """Give the settings of a class that were given as flags, by name."""
    given = {name: getattr(arguments, name) for name, _, _ in declared(kind)}
    return {name: value for name, value in given.items() if value is not None}


def add_policy(group: argparse._ActionsContainer) -> None:
    """Add what decides."""
    _add_policy(group, LSG.name, LSG.held)


def add_policies(group: argparse._ActionsContainer, held: Sequence[int]) -> None:
    """Add what decides, several of it; ``held`` is what hold-n tries where nothing is said."""
    _add_policy(group, [LSG.name], held, nargs="+")


def add_target_lags(group: argparse._ActionsContainer) -> None:
    """Add lags that LSG is to hold."""
    (declaration,) = (one for name, _, one in declared(ListenSettings) if name == "target_lag_s")
    group.add_argument(
        "--target-lags",
        nargs="+",
        type=_lag_reader(declaration),
        default=[],
        metavar="S",
        help="lags in s that LSG is to hold: its thresholds are moved from the model's own while"
        " clips follow one another, as in the window (default: none)",
    )


def _lag_reader(declaration: Declaration) -> Callable[[str], float]:
    read = _reader("a lag to hold", float, declaration)

    def read_lag(text: str) -> float:
        lag_s: float = read(text)
        if lag_s == 0:
            raise InputFault("a lag of 0 s cannot be held", f"give up to {declaration.high:g} s")
        return lag_s

    return read_lag


def _add_policy(group: argparse._ActionsContainer, name: Any, held: Any, **several: Any) -> None:
    usual = " ".join(map(str, held)) if several else held
    group.add_argument(
        "--policy",
        choices=baselines.NAMES,
        default=name,
        help="what decides: LSG, or one to compare it with (default: lsg)",
        **several,
    )
    group.add_argument(
        "--held",
        type=int,
        default=held,
        metavar="TOKENS",
        help=f"how many tokens hold-n holds back (default: {usual})",
        **several,
    )


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _help(declaration: Declaration, default: Any, default_is: str) -> str:
    shown = default_is.format(f"{default:g}" if isinstance(default, float) else default)
    return f"{declaration.help} (default: {shown})".replace("%", "%%")


def _reader(name: str, kind: type[Any], declaration: Declaration) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            raise InputFault(f"{name} cannot be {text!r}", f"give {_KINDS[kind]}") from None
        check_value(name, value, declaration)
        return value

    return read
