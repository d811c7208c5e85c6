"""How a person is told of settings that were tried; it knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from lsg_desktop.evaluation.front import Point
from lsg_desktop.settings import PolicySettings


def told(point: Point[PolicySettings]) -> str:
    """Say settings, how late words came with them and how good they were."""
    one = point.of
    words = QCoreApplication.translate(
        "Calibration",
        "δ {delta}, α {alpha}, L {low}, U {range}: words come {lag} s late, and {quality} % of"
        " them are as after hearing everything.",
    )
    return words.format(
        delta=figure(one.delta),
        alpha=figure(one.alpha),
        low=one.low,
        range=figure(one.range),
        lag=f"{point.lag_s:.2f}",
        quality=f"{point.quality:.0f}",
    )


def figure(value: float) -> str:
    """Write a threshold."""
    return f"{value:g}".replace("inf", "∞")


def preset_name(name: str) -> str:
    """Say what a preset is called."""
    translate = QCoreApplication.translate
    return {
        "faster": translate("PresetChoice", "Faster"),
        "balanced": translate("PresetChoice", "Balanced"),
        "accurate": translate("PresetChoice", "More accurate"),
    }[name]
