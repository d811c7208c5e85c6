"""What the file of an exported session is called, and where it goes; it writes none."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from lsg_desktop.session.export import FORMATS
from lsg_desktop.session.wrapping import tidy

_LETTERS = 60
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
"""What some system does not allow in the name of a file."""

_ENDING = re.compile(r"\.\w{1,8}$")


def documents() -> Path:
    """Give the folder where people look for what they have made."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def file_name(title: str, form: str) -> str:
    """Propose a name for a session of this title."""
    name = tidy(_FORBIDDEN.sub(" ", title))[:_LETTERS].strip(" .")
    return f"{name or 'session'}.{form}"


def with_form(name: str, form: str) -> str:
    """Give a name the ending of a format in place of another's; a dot may be part of a title."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem if dot and ending.lower() in FORMATS else name}.{form}"


def completed(path: Path, form: str) -> Path:
    """Give a path the ending of a format, if it has none of any kind."""
    return path if _ENDING.search(path.name) else Path(f"{path}.{form}")


def is_there(path: Path) -> bool:
    """Whether there is something of this name."""
    try:
        return path.exists()
    except OSError:  # too long a name, say: writing tells
        return False
