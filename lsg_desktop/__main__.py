"""``python -m lsg_desktop``: the same as ``lsg-desktop``."""

from lsg_desktop.cli.main import entry

entry()
