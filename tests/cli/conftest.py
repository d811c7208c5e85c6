"""What the tests of the command line share."""

from __future__ import annotations

import logging
from contextlib import redirect_stderr
from io import StringIO

import pytest

from tests.cli.stage import write_talk


@pytest.fixture(scope="session")
def talk_file(tmp_path_factory):
    """Give the path of a talk of three utterances."""
    return write_talk(tmp_path_factory.mktemp("talk") / "talk.wav")


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory):
    """Give the folder of a checkpoint that loads like any other and understands nothing."""
    from lsg_desktop.models.tiny import random_checkpoint

    folder = tmp_path_factory.mktemp("models") / "tiny"
    with redirect_stderr(StringIO()):  # transformers draws a bar
        random_checkpoint(folder)
    return folder


@pytest.fixture(autouse=True)
def logs_as_before():
    """Take away the handlers that a command adds, which hold streams of the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), logging.getLogger("lsg_desktop").level
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    logging.getLogger("lsg_desktop").setLevel(level)
    logging.captureWarnings(False)
