"""Draws the icon as Windows and macOS want it: packaging/icon.py SVG TARGET.ico|TARGET.icns.

Both are containers of PNG pictures; they know nothing of what is in them.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ICO_PX = (16, 24, 32, 48, 64, 256)
ICNS_PX = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def draw(source: Path, target: Path) -> None:
    """Draw an SVG as an icon of several sizes, in the form that the target's name asks for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    form = {".ico": ico, ".icns": icns}[target.suffix]
    target.write_bytes(form(source))


def png(source: Path, side_px: int) -> bytes:
    """Draw an SVG as a square PNG."""
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def ico(source: Path) -> bytes:
    """Give the pictures behind a directory of 16 bytes each; 256 px is written as 0."""
    pictures = [png(source, side) for side in ICO_PX]
    place = 6 + 16 * len(pictures)
    entries = b""
    for side, picture in zip(ICO_PX, pictures, strict=True):
        entries += struct.pack(
            "<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), place
        )
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)


def icns(source: Path) -> bytes:
    """Give the pictures each behind its kind and length, and all behind those of the whole."""
    body = b""
    for kind, side in ICNS_PX.items():
        picture = png(source, side)
        body += kind + struct.pack(">I", 8 + len(picture)) + picture
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
