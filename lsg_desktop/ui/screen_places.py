"""Where a window stood on each screen, and where it can stand now; it knows no window.

A place is kept as shares of its screen, so that it can be found again at another resolution.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from lsg_desktop.ui.theme import SPACE

_SEEN_LEAST = 0.8
_MARGIN_PX = 8 * SPACE
_KEPT = 8
_SHARES = ("x", "y", "width", "height")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: its name, where it lies, and what of it no panel takes."""

    name: str
    whole: QRect
    free: QRect

    @property
    def key(self) -> str:
        """What it is remembered by."""
        place = self.whole
        return f"{self.name} {place.width()}x{place.height()}{place.x():+}{place.y():+}"


def screens() -> list[Screen]:
    """Give the screens that are there, the primary one first."""
    return [
        Screen(screen.name(), screen.geometry(), screen.availableGeometry())
        for screen in QGuiApplication.screens()
    ]


class ScreenPlaces:
    """The newest place on each screen, kept in a dict that the owner stores.

    What is wrong in the dict is passed over.
    """

    def __init__(self, stored: dict[str, Any] | None = None) -> None:
        self._stored = {} if stored is None else stored

    def remember(self, place: QRect, there: Sequence[Screen]) -> None:
        """Remember a place on the screen that shows most of it."""
        if not there:
            return
        screen = nearest(place, there)
        whole = screen.whole
        self._stored.pop(screen.key, None)
        self._stored[screen.key] = {
            "x": (place.x() - whole.x()) / whole.width(),
            "y": (place.y() - whole.y()) / whole.height(),
            "width": place.width() / whole.width(),
            "height": place.height() / whole.height(),
        }
        for key in list(self._stored)[:-_KEPT]:
            del self._stored[key]

    def recall(self, size: QSize, there: Sequence[Screen]) -> QRect:
        """Give the newest place on a screen that is there and shows it.

        Else a window of this size stands at the bottom of the primary screen.
        """
        for key in reversed(list(self._stored)):
            screen = _named(key, there)
            if screen:
                # A screen by this name in another resolution may have a place of its own.
                place = _place(self._stored.get(screen.key, self._stored[key]), screen)
                if place and _seen(place, there) >= _SEEN_LEAST:
                    return place
        return default_place(size, there)

    def reset(self) -> None:
        """Forget every place."""
        self._stored.clear()


def default_place(size: QSize, there: Sequence[Screen]) -> QRect:
    """Give the place at the bottom of the primary screen, in the middle."""
    if not there:
        return QRect(QPoint(0, 0), size)
    free = there[0].free
    place = QRect(QPoint(0, 0), size.boundedTo(free.size()))
    place.moveCenter(free.center())
    place.moveBottom(free.bottom() - min(_MARGIN_PX, free.height() - place.height()))
    return place


def shown(place: QRect, there: Sequence[Screen]) -> QRect:
    """Give a place as it is if most of it is seen, else moved into the nearest screen."""
    if not there or _seen(place, there) >= _SEEN_LEAST:
        return place
    return inside(place, nearest(place, there).whole)


def inside(place: QRect, room: QRect) -> QRect:
    """Move a place, as far as it must be, until all of it lies in a room."""
    moved = QRect(place.topLeft(), place.size().boundedTo(room.size()))
    moved.moveLeft(min(max(moved.left(), room.left()), room.right() + 1 - moved.width()))
    moved.moveTop(min(max(moved.top(), room.top()), room.bottom() + 1 - moved.height()))
    return moved


def _named(key: str, there: Sequence[Screen]) -> Screen | None:
    name = key.rpartition(" ")[0]
    exact = (screen for screen in there if screen.key == key)
    alike = (screen for screen in there if screen.name == name)
    return next(exact, None) or next(alike, None)


def _place(shares: Any, screen: Screen) -> QRect | None:
    if not isinstance(shares, dict):
        return None
    given: list[Any] = [shares.get(name) for name in _SHARES]
    if not all(map(_is_share, given)):
        return None
    x, y, width, height = given
    whole = screen.whole
    place = QRect(
        whole.x() + round(x * whole.width()),
        whole.y() + round(y * whole.height()),
        round(width * whole.width()),
        round(height * whole.height()),
    )
    return None if place.isEmpty() else place


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= 2


def _seen(place: QRect, there: Sequence[Screen]) -> float:
    """Give how much of a place is seen, 0 to 1. Screens that show the same count once."""
    wholes = {screen.key.removeprefix(screen.name): screen.whole for screen in there}
    return sum(_area(place & whole) for whole in wholes.values()) / max(1, _area(place))


def nearest(place: QRect, there: Sequence[Screen]) -> Screen:
    """Give the screen that shows most of a place, else the nearest; there has to be one."""

    def far(screen: Screen) -> tuple[int, int]:
        apart = screen.whole.center() - place.center()
        return -_area(place & screen.whole), apart.manhattanLength()

    return min(there, key=far)


def _area(place: QRect) -> int:
    return max(0, place.width()) * max(0, place.height())
