"""What the application says of itself, to a file and to stderr; it never knows what was spoken.

No transcript, translation or draft goes into a log record, at any level: text is in events only.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler

from lsg_desktop import paths

_OURS = "lsg_desktop"
_FILE_BYTES = 1_000_000
_FILES_KEPT = 3
_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


def setup(verbosity: int = 0) -> None:
    """Send records to the log file and to stderr; calling it again replaces what it set up before.

    ``verbosity`` counts ``-v``: stderr shows our warnings, at 1 also what we do, at 2 everything.
    The file holds what we do in any case. The warnings of libraries go to the file, and to stderr
    from 1 on. A crash below Python leaves its stacks on stderr.
    """
    level = _LEVELS[min(verbosity, len(_LEVELS) - 1)]
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if handler.name == _OURS]:
        root.removeHandler(old)
        old.close()
    logging.getLogger(_OURS).setLevel(min(level, logging.INFO))
    logging.captureWarnings(True)
    _write_to_stderr(root, level, libraries=verbosity > 0)
    _write_to_file(root)
    if sys.__stderr__ is not None and not faulthandler.is_enabled():
        faulthandler.enable(sys.__stderr__)


def _write_to_stderr(root: logging.Logger, level: int, *, libraries: bool) -> None:
    handler = logging.StreamHandler()
    handler.set_name(_OURS)
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    if not libraries:
        handler.addFilter(logging.Filter(_OURS))
    root.addHandler(handler)


def _write_to_file(root: logging.Logger) -> None:
    path = paths.log_dir() / "lsg-desktop.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8"
        )
    except OSError as error:
        logging.getLogger(__name__).warning("no log file: %s", error)
        return
    handler.set_name(_OURS)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root.addHandler(handler)
