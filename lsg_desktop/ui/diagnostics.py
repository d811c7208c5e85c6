"""What to send with a report of a fault: versions and places, never a word that was said."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from lsg_desktop import __version__, paths

_PACKAGES = ("torch", "transformers", "bitsandbytes", "PySide6_Essentials", "sounddevice", "numpy")


def diagnostics(model: str, more: str) -> str:
    """Give lines about the application, this computer and its screens, and ``more``."""
    screens = ", ".join(
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    lines = (
        f"LSG Desktop {__version__}",
        f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}",
        f"window system {QGuiApplication.platformName()}, screens {screens}",
        f"language {QLocale().name()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"model {model}",
        f"log in {paths.log_dir()}",
        more,
    )
    return "\n".join(line for line in lines if line)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"
