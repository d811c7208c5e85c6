"""A drawing as a picture file; it knows nothing of what is drawn."""

from __future__ import annotations

from pathlib import Path

from lsg_desktop.errors import OutputFault
from lsg_desktop.ui.immortal import keep_singletons

SCALE = 2
"""Pixels for each unit of the drawing."""

_OFFSCREEN = ["lsg-desktop", "-platform", "offscreen"]


def write_png(svg: str, path: Path) -> None:
    """Draw SVG into a PNG file. Raises OutputFault.

    No screen is asked for: one that does not answer would end the process.
    """
    keep_singletons()
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    # Held until the picture is drawn: fonts belong to it.
    application = QGuiApplication.instance() or QGuiApplication(_OFFSCREEN)
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(drawing.defaultSize() * SCALE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    del application
    if not image.save(str(path)):
        raise OutputFault(f"{path} cannot be written", "choose another --out, or free some room")
