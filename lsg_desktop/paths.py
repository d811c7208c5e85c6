"""Where files lie on this machine; it does not know what is in them and makes no folder.

The environment variable ``LSG_HOME`` puts everything that the application writes under one folder
of its own: a portable installation, or a test.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from lsg_desktop.errors import EnvironmentFault

_APP = "lsg-desktop"


def resources() -> Path:
    """Give the folder that ships with the application: in the package, or beside it in a checkout.

    Raises EnvironmentFault where the installation lacks it.
    """
    package = Path(__file__).parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise EnvironmentFault(
        "the files that come with the application are missing", "install lsg_desktop again"
    )


def config_dir() -> Path:
    """Give the folder of the settings file."""
    return _own("config") or platformdirs.user_config_path(_APP, appauthor=False)


def data_dir() -> Path:
    """Give the folder of what must not be lost: journals, transcripts, downloaded weights."""
    return _own("data") or platformdirs.user_data_path(_APP, appauthor=False)


def cache_dir() -> Path:
    """Give the folder of what can be made again."""
    return _own("cache") or platformdirs.user_cache_path(_APP, appauthor=False)


def log_dir() -> Path:
    """Give the folder of the log files."""
    return _own("log") or platformdirs.user_log_path(_APP, appauthor=False)


def _own(name: str) -> Path | None:
    home = os.environ.get("LSG_HOME")
    return Path(home).expanduser() / name if home else None
