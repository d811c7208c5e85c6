"""A drawing as a picture file; it knows nothing of what is drawn."""

from __future__ import annotations

import sys
from pathlib import Path

from lsg_desktop.errors import OutputFault
from lsg_desktop.ui.immortal import keep_singletons

SCALE = 2
"""Pixels for each unit of the drawing."""


def write_png(svg: str, path: Path, has_display: bool) -> None:
    """Draw SVG into a PNG file. Raises OutputFault."""
    keep_singletons()
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    arguments = [] if has_display else ["-platform", "offscreen"]
    # Held until the picture is drawn: fonts belong to it.
    application = QGuiApplication.instance() or QGuiApplication([sys.argv[0], *arguments])
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(drawing.defaultSize() * SCALE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    del application
    if not image.save(str(path)):
        raise OutputFault(f"{path} cannot be written", "choose another --out, or free some room")
