"""Captions outside the window, overlay and lecture view, and what is stored of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Event
from lsg_desktop.ui.lecture import LectureView
from lsg_desktop.ui.lecture_page import LectureStyle
from lsg_desktop.ui.overlay import Overlay
from lsg_desktop.ui.overlay_style import OverlayStyle
from lsg_desktop.ui.screen_places import ScreenPlaces

Style = TypeVar("Style", OverlayStyle, LectureStyle)


class Stage(QObject):
    """Hears every event from a session's beginning on, seen or not.

    ``stored`` is what :attr:`changed` last gave; what is wrong in it is passed over.
    """

    changed = Signal(dict)
    """This is to be stored."""
    overlay_shown = Signal(bool)
    overlay_locked = Signal(bool)

    def __init__(self, stored: dict[str, Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, Any] = _table(stored.get("overlay_places"))
        self.overlay = Overlay(
            _style(OverlayStyle, stored.get("overlay_style")),
            ScreenPlaces(self._places),
            locked=stored.get("overlay_locked") is True,
        )
        self.lecture = LectureView(_style(LectureStyle, stored.get("lecture_style")))
        self.overlay.style_changed.connect(self._tell)
        self.overlay.moved.connect(self._tell)
        self.overlay.locked_changed.connect(self.overlay_locked)
        self.overlay.locked_changed.connect(self._tell)
        self.overlay.closed.connect(lambda: self.overlay_shown.emit(False))
        self.lecture.style_changed.connect(self._tell)

    def take(self, event: Event) -> None:
        """Take in what happened."""
        self.overlay.take(event)
        self.lecture.take(event)

    def clear(self) -> None:
        """Forget what was said."""
        self.overlay.clear()
        self.lecture.clear()

    def show_overlay(self, is_shown: bool) -> None:
        """Show the overlay, or hide it."""
        self.overlay.setVisible(is_shown)
        self.overlay_shown.emit(is_shown)

    def lock_overlay(self, is_locked: bool) -> None:
        """Let clicks go through the overlay, or no longer."""
        self.overlay.set_locked(is_locked)

    def move_overlay(self) -> None:
        """Lend the overlay the keyboard, to be moved by arrow keys."""
        self.overlay.take_keyboard()
        self.overlay_shown.emit(True)

    def reset_overlay(self) -> None:
        """Bring the overlay back where it was at first, unlocked and in sight."""
        self.overlay.set_locked(False)
        self.overlay.reset_place()
        self.show_overlay(True)
        self._tell()

    def open_lecture(self, beside: QScreen | None) -> None:
        """Fill a screen with captions: another one than the window's, if there is one."""
        others = [screen for screen in QGuiApplication.screens() if screen is not beside]
        self.lecture.show_on(others[0] if others else QGuiApplication.primaryScreen())

    def close(self) -> None:
        """Close both."""
        for one in (self.overlay, self.lecture):
            one.blockSignals(True)
            one.close()

    def _tell(self) -> None:
        self.changed.emit(
            {
                "overlay_style": asdict(self.overlay.overlay_style),
                "overlay_places": {key: dict(place) for key, place in self._places.items()},
                "overlay_locked": self.overlay.is_locked,
                "lecture_style": asdict(self.lecture.lecture_style),
            }
        )


def _table(stored: Any) -> dict[str, Any]:
    return dict(stored) if isinstance(stored, dict) else {}


def _style(kind: Callable[..., Style], stored: Any) -> Style:
    """Give a style with what of the stored values can be used."""
    style = kind()
    known = {item.name for item in fields(style)}
    for name, value in _table(stored).items():
        if name in known:
            try:
                style = kind(**{**asdict(style), name: value})
            except (InputFault, TypeError):
                continue
    return style
