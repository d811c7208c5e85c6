"""A story's process ends as the application does, whatever the sound libraries wait for."""

from __future__ import annotations

import os

import pytest

from lsg_desktop.cli.main import leave

_STATUS = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Keep how it went for the end of the process."""
    session.config.stash[_STATUS] = int(session.exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """End the process of a story, as the application ends."""
    if "LSG_STORY_HOME" in os.environ:
        config.get_terminal_writer().flush()
        leave(config.stash[_STATUS])
