"""A window over all others that clicks go through while locked; it knows no caption.

Its flags are changed on the window of the system: changed on the widget, the window would be made
anew, and blink.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QEnterEvent,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

_TOPMOST_MS = 1_000

_Flag = Qt.WindowType
_Attribute = Qt.WidgetAttribute


class OverlayWindow(QWidget):
    """Unlocked or locked; it never takes the keyboard by itself, but can be lent it.

    Unlocked, a hand is on it (``is_in_hand``) while the pointer is over it or it has the keyboard.
    """

    locked_changed = Signal(bool)
    closed = Signal()

    def __init__(self, *, locked: bool, platform: str) -> None:
        super().__init__(
            None,
            _Flag.FramelessWindowHint
            | _Flag.WindowStaysOnTopHint
            | _Flag.Tool
            | _Flag.WindowDoesNotAcceptFocus,
        )
        for attribute in (
            _Attribute.WA_TranslucentBackground,
            _Attribute.WA_ShowWithoutActivating,
            _Attribute.WA_AlwaysShowToolTips,
            _Attribute.WA_MacAlwaysShowToolWindow,
        ):
            self.setAttribute(attribute)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._platform = platform or QGuiApplication.platformName()
        self._is_locked = locked
        self._is_pointed_at = False
        self._has_keyboard = False
        self._topmost = QTimer(self, interval=_TOPMOST_MS)
        self._topmost.timeout.connect(self.raise_)

    @property
    def is_locked(self) -> bool:
        """Whether clicks go through."""
        return self._is_locked

    @property
    def is_in_hand(self) -> bool:
        """Whether somebody is about to move it or to press its buttons."""
        return not self._is_locked and (self._is_pointed_at or self._has_keyboard)

    @property
    def limits(self) -> str:
        """What this system does not let it do, in words; empty where it does everything."""
        if not self._platform.startswith("wayland"):
            return ""
        return self.tr(
            "On Wayland no window can keep itself on top or choose its place. Use the desktop's"
            " window menu (Alt+Space), or start the application with QT_QPA_PLATFORM=xcb."
        )

    def set_locked(self, locked: bool) -> None:
        """Let clicks go through, or no longer. It works at any time, seen or not."""
        if locked == self._is_locked:
            return
        self._is_locked = locked
        self._is_pointed_at = False
        self.return_keyboard()
        self._set_flag(_Flag.WindowTransparentForInput, locked)
        self._look()
        self.locked_changed.emit(locked)

    def take_keyboard(self) -> None:
        """Unlock and take the keyboard, until Esc or until another window has it."""
        self.set_locked(False)
        self._has_keyboard = True
        self.show()
        self._set_flag(_Flag.WindowDoesNotAcceptFocus, False)
        self.activateWindow()
        self.setFocus()
        self._look()

    def return_keyboard(self) -> None:
        """Take no keys from here on."""
        if self._has_keyboard:
            self._has_keyboard = False
            self._set_flag(_Flag.WindowDoesNotAcceptFocus, True)
            self.clearFocus()
            self._look()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Come into somebody's hand."""
        self._point_at()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Come into somebody's hand who was there before it was unlocked."""
        self._point_at()

    def leaveEvent(self, event: QEvent) -> None:
        """Come out of it."""
        self._is_pointed_at = False
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        """Give the keyboard back when another window has it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.return_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the system's window, which is there now, whether it is locked."""
        super().showEvent(event)
        self._set_flag(_Flag.WindowTransparentForInput, self._is_locked)
        if self._platform == "windows":
            # A slide show that comes later puts itself above all that were on top before.
            self._topmost.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._topmost.stop()
        self._is_pointed_at = False
        self.return_keyboard()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the owner."""
        super().closeEvent(event)
        self.closed.emit()

    def _point_at(self) -> None:
        if not (self._is_pointed_at or self._is_locked):
            self._is_pointed_at = True
            self._look()

    def _look(self) -> None:
        """Look as is due: ``is_in_hand`` or ``is_locked`` may have changed."""

    def _set_flag(self, flag: Qt.WindowType, on: bool) -> None:
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(flag, on)
