"""What a person does with a mouse that Qt's own test functions do not."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton


def move(widget, at, buttons=NONE):
    """Bring the pointer to a place, with buttons held down or not."""
    _send(widget, QEvent.Type.MouseMove, at, NONE, buttons)


def press(widget, at):
    """Press the left button there."""
    _send(widget, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)


def release(widget, at):
    """Let the left button go there."""
    _send(widget, QEvent.Type.MouseButtonRelease, at, LEFT, NONE)


def drag(widget, *places):
    """Press at the first place, go through the others, let go at the last."""
    press(widget, places[0])
    for start, end in pairwise(places):
        for share in range(1, 11):
            move(widget, start + (end - start) * (share / 10), LEFT)
    release(widget, places[-1])


def tick(box):
    """Click on a check box, where its square is."""
    at = QPoint(10, box.height() // 2)
    press(box, at)
    release(box, at)


def wheel(widget, steps):
    """Turn the wheel over the middle of a widget that is in view; below 0 is towards oneself.

    Only an event that comes from the window goes on to those it lies in.
    """
    window = widget.window()
    at = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120 * steps))
    QApplication.processEvents()


def handle(slider: QSlider) -> QPoint:
    """Give where a slider's handle is."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    rect = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    return rect.center()


def _send(widget, kind, at, button, buttons):
    place = QPointF(at)
    event = QMouseEvent(
        kind,
        place,
        QPointF(widget.mapToGlobal(place)),
        button,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


class Paints(QObject):
    """Counts how often widgets are painted."""

    def __init__(self, *widgets):
        super().__init__()
        self.of: Counter[QObject] = Counter()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.of[watched] += 1
        return False
