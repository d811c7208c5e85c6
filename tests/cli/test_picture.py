"""Pictures are drawn without a screen, even where one is named that does not answer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.stage import ROOT

pytest.importorskip("PySide6")

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#ffffff"/><rect width="20" height="20" fill="#0060a8"/>'
    '<text x="30" y="15" fill="#000000">W</text></svg>'
)
DRAW = """
import sys
from pathlib import Path
from lsg_desktop.cli.picture import write_png
write_png(sys.argv[1], Path(sys.argv[2]))
"""


def drawn(path: Path) -> subprocess.CompletedProcess[str]:
    """Draw in a process of its own, which is told of a screen that is not there."""
    unset = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    surroundings = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, "-c", DRAW, SVG, str(path)],
        cwd=ROOT,
        env=surroundings | {"DISPLAY": ":77"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_picture_needs_no_screen(tmp_path: Path) -> None:
    """It is twice as large as the drawing, in its colours, with letters."""
    from PySide6.QtGui import QImage

    path = tmp_path / "drawing.png"
    done = drawn(path)
    assert done.returncode == 0, done.stderr
    image = QImage(str(path))
    assert (image.width(), image.height()) == (80, 40)
    assert image.pixelColor(10, 10).name() == "#0060a8"
    right = [image.pixelColor(x, y).lightness() for x in range(42, 80) for y in range(40)]
    assert min(right) < 100 < max(right)


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """By its name."""
    done = drawn(tmp_path / "none" / "drawing.png")
    assert "OutputFault" in done.stderr
    assert "drawing.png cannot be written" in done.stderr
