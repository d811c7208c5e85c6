"""Every error that one room raises for another to report; it knows no other room.

The tree::

    LsgError
    ├── InputFault         the user gave something that cannot be used
    │   └── OutputFault    what was asked for cannot be written
    ├── EnvironmentFault   the machine lacks something
    │   └── OutOfMemory    room for a model or for the sound it listens to
    └── Bug                we are wrong: the traceback goes to the log
"""

from __future__ import annotations


class LsgError(Exception):
    """A fault with its problem and its remedy, one line each, in words for the user."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}: {self.remedy}" if self.remedy else self.problem


class InputFault(LsgError):
    """A file, an option or a value that cannot be used as given."""


class OutputFault(InputFault):
    """A result that cannot be written where it was asked for."""


class EnvironmentFault(LsgError):
    """Something this machine lacks: a device, a library, memory, weights."""


class OutOfMemory(EnvironmentFault):
    """Memory ran out; ``smaller`` is the precision that may fit, or empty."""

    def __init__(self, problem: str, remedy: str = "", smaller: str = "") -> None:
        super().__init__(problem, remedy)
        self.smaller = smaller


class Bug(LsgError):
    """A state that our own code rules out."""
