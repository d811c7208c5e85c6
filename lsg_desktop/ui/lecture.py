"""Captions for a room: a full screen of large type; it knows no session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from lsg_desktop.events import Event
from lsg_desktop.ui.caption_lines import Shows
from lsg_desktop.ui.lecture_page import POINTS, Ground, LecturePage, LectureStyle
from lsg_desktop.ui.theme import SPACE, text_font

REST_MS = 3_000
"""How long the pointer and the keys are seen after the mouse has moved."""

_STEP_POINTS = 4
_NOTCH = 120  # eighths of a degree: a step of a mouse wheel
_HINT_POINTS = 12

_Standard = QKeySequence.StandardKey


class LectureView(QWidget):
    """Whole lines on black or white, the newest at the bottom; its keys are its actions.

    ``is_still`` scrolls in one step; None does as the system wants it.
    """

    left = Signal()
    style_changed = Signal(LectureStyle)

    def __init__(
        self,
        style: LectureStyle | None = None,
        *,
        is_still: bool | None = None,
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._is_still = is_still
        self.page = LecturePage(style or LectureStyle(), self, self.update)
        self.page.lay_out(self.page.style, self.size())
        self._wheel = 0
        self._pointer = QPoint()
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._hide_pointer)
        self.hint = QLabel(self)
        self.hint.setFont(text_font(_HINT_POINTS))
        self.hint.setMargin(SPACE)
        self.hint.hide()
        self.setWindowTitle(self.tr("Lecture view"))
        self.setAccessibleName(self.tr("Captions in large type"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._add_keys()
        self._say_keys()

    @property
    def lecture_style(self) -> LectureStyle:
        """What it looks like."""
        return self.page.style

    def set_lecture_style(self, style: LectureStyle) -> None:
        """Look otherwise."""
        if style != self.lecture_style:
            self.page.lay_out(style, self.size())
            self._say_keys()
            self.style_changed.emit(style)

    def take(self, event: Event) -> None:
        """Take in what happened, seen or not."""
        self.page.take(event, is_still=not self.isVisible() or self._wants_stillness())

    def clear(self) -> None:
        """Forget what was said."""
        self.page.clear()

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.hide()  # a window that fills a screen is not moved to another
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def leave(self) -> None:
        """Go back to the window."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the owner."""
        super().closeEvent(event)
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Say how to leave."""
        super().showEvent(event)
        self._show_pointer()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._rest.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill what there is."""
        super().resizeEvent(event)
        self.page.lay_out(self.lecture_style, self.size())
        self._say_keys()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the pointer and the keys."""
        place = event.globalPosition().toPoint()
        if place != self._pointer:  # what appears under a pointer at rest is no movement of it
            self._pointer = place
            self._show_pointer()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        self._zoom(notches * _STEP_POINTS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        painter = QPainter(self)
        self.page.paint(painter)
        painter.end()

    def _add_keys(self) -> None:
        self._key(self.tr("Source"), self._shower("source"), "S")
        self._key(self.tr("Translation"), self._shower("target"), "T")
        self._key(self.tr("Both"), self._shower("both"), "B")
        self._key(self.tr("Black or white"), self._toggle_ground, "C")
        self._key(self.tr("Larger"), lambda: self._zoom(_STEP_POINTS), _Standard.ZoomIn, "Ctrl+=")
        self._key(self.tr("Smaller"), lambda: self._zoom(-_STEP_POINTS), _Standard.ZoomOut)
        self._key(self.tr("Leave"), self.leave, "Esc", "F11")

    def _key(
        self, words: str, act: Callable[[], None], *keys: str | QKeySequence.StandardKey
    ) -> None:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda: act())
        self.addAction(action)

    def _shower(self, shows: Shows) -> Callable[[], None]:
        return lambda: self.set_lecture_style(replace(self.lecture_style, shows=shows))

    def _toggle_ground(self) -> None:
        other: Ground = "white" if self.lecture_style.ground == "black" else "black"
        self.set_lecture_style(replace(self.lecture_style, ground=other))

    def _zoom(self, by_points: int) -> None:
        low, high = POINTS
        points = min(max(self.lecture_style.font_points + by_points, low), high)
        self.set_lecture_style(replace(self.lecture_style, font_points=points))

    def _say_keys(self) -> None:
        """Keep the hint in the margin over the lines."""
        colours = self.lecture_style.tones
        self.hint.setText(
            self.tr(
                "S source · T translation · B both · C black or white · Ctrl + and Ctrl − size"
                " · Esc leave"
            )
        )
        self.hint.setStyleSheet(
            f"color: {colours.dim.name()}; background: {colours.surface.name()}"
        )
        self.hint.adjustSize()
        self.hint.move((self.width() - self.hint.width()) // 2, SPACE // 2)

    def _show_pointer(self) -> None:
        self.unsetCursor()
        self.hint.show()
        self._rest.start()

    def _hide_pointer(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hint.hide()

    def _wants_stillness(self) -> bool:
        return _system_wants_stillness(self) if self._is_still is None else self._is_still


def _system_wants_stillness(widget: QWidget) -> bool:
    # Both in names: Qt deletes the wrapper of the second with that of the first.
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.motionPreference() is Qt.MotionPreference.ReducedMotion:
        return True
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
