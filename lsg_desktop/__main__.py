"""``python -m lsg_desktop``: the same as ``lsg-desktop``."""

import sys

from lsg_desktop.cli.main import main

sys.exit(main())
