"""What the tests of training share."""

from __future__ import annotations

from contextlib import redirect_stderr
from io import StringIO

import pytest


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """Give the folder of a checkpoint that loads like any other and understands nothing."""
    from lsg_desktop.models.tiny import random_checkpoint

    folder = tmp_path_factory.mktemp("models") / "tiny"
    with redirect_stderr(StringIO()):  # transformers draws a bar
        random_checkpoint(folder)
    return folder


@pytest.fixture(scope="session")
def manifest(tmp_path_factory):
    """Give a manifest of eight clips."""
    from tests.training.lora_world import write_manifest

    return write_manifest(tmp_path_factory.mktemp("clips"))
