"""The caption overlay: the last lines of captions over whatever else is seen; it knows no session.

While locked its buttons are out of reach: who owns it offers ``set_locked`` elsewhere, always.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)

from lsg_desktop.events import Event, SessionStarted
from lsg_desktop.ui.overlay_bar import OverlayBar
from lsg_desktop.ui.overlay_face import OverlayFace
from lsg_desktop.ui.overlay_shape import cursor_at, edges_at, held, pulled
from lsg_desktop.ui.overlay_style import OverlayStyle
from lsg_desktop.ui.overlay_window import OverlayWindow
from lsg_desktop.ui.screen_places import ScreenPlaces, inside, nearest, screens, shown
from lsg_desktop.ui.theme import SPACE

_POINTS_STEP = 2
_NO_EDGE = Qt.Edge(0)
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Overlay(OverlayWindow):
    """Shows captions by a style, each language in a block of its own, the source above.

    Unlocked it is moved by dragging and resized by its edges, in whole letters and lines; with the
    keyboard, by arrow keys and Shift with them. It hears of a session from its beginning on.
    """

    style_changed = Signal(OverlayStyle)
    moved = Signal()
    """A person has put it elsewhere: its places are to be stored."""

    def __init__(
        self,
        style: OverlayStyle | None = None,
        places: ScreenPlaces | None = None,
        *,
        locked: bool = False,
        platform: str = "",
    ) -> None:
        super().__init__(locked=locked, platform=platform)
        self.face = OverlayFace(style or OverlayStyle())
        self._places = places or ScreenPlaces()
        self._drag: tuple[Qt.Edge, QPoint, QRect] | None = None
        self.bar = OverlayBar(self)
        self.bar.hide()
        self.setMouseTracking(True)
        self.setWindowTitle(self.tr("Captions"))
        self.setAccessibleName(self.tr("Captions"))
        self._connect()
        self.bar.show_state(self.overlay_style.shows)
        self.recall_place()

    @property
    def overlay_style(self) -> OverlayStyle:
        """What it looks like."""
        return self.face.style

    def set_overlay_style(self, style: OverlayStyle) -> None:
        """Look otherwise."""
        if style != self.overlay_style:
            self._wear(style)
            self.recall_place()
            self.style_changed.emit(style)

    def take(self, event: Event) -> None:
        """Take in what happened."""
        is_other = self.face.take(event)
        if isinstance(event, SessionStarted):
            self.recall_place()
        if is_other:
            self.update()

    def clear(self) -> None:
        """Forget what was said."""
        self.face.clear()
        self.update()

    def recall_place(self) -> None:
        """Go where it last was, on a screen that is there, or to the bottom of the primary one."""
        place = self._places.recall(self._laid_out(self.geometry()), screens())
        self._fit(place, _NO_EDGE)

    def reset_place(self) -> None:
        """Forget where it was, on every screen."""
        self._places.reset()
        self.recall_place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it, or of an edge or a corner."""
        if event.button() is not Qt.MouseButton.LeftButton or self.is_locked:
            return
        edges = edges_at(event.position().toPoint(), self.size())
        if not edges and self.limits and self.windowHandle().startSystemMove():
            return
        self._drag = edges, event.globalPosition().toPoint(), self.geometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize what is held; else show by the pointer which of them it would be."""
        super().mouseMoveEvent(event)
        if self._drag is None:
            self.setCursor(cursor_at(edges_at(event.position().toPoint(), self.size())))
            return
        edges, start, before = self._drag
        by = event.globalPosition().toPoint() - start
        if edges:
            size = pulled(before.size(), edges, by)
            self._change(self.face.shape.resized(self.overlay_style, size, edges), before, edges)
        else:
            self.move(before.topLeft() + by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._drag is not None:
            self._drag = None
            self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it by arrow keys, resize it by Shift with them; Esc gives the keyboard back."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.return_keyboard()
        elif way is None or self.is_locked:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            shape = self.face.shape
            letters, lines = shape.letters + way.x(), shape.lines + way.y()
            self._change(self.overlay_style.changed(width_characters=letters, lines=lines))
        else:
            self.move(self.pos() + way * SPACE)
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the captions and, in somebody's hand, a frame."""
        painter = QPainter(self)
        self.face.paint(painter, is_locked=self.is_locked, is_in_hand=self.is_in_hand)
        painter.end()

    def _connect(self) -> None:
        self.bar.lock.clicked.connect(lambda: self.set_locked(True))
        self.bar.smaller.clicked.connect(lambda: self._zoom(-_POINTS_STEP))
        self.bar.larger.clicked.connect(lambda: self._zoom(_POINTS_STEP))
        self.bar.wanted.connect(lambda shows: self._change(self.overlay_style.changed(shows=shows)))
        self.bar.close_button.clicked.connect(self.close)
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._watch)
            app.screenRemoved.connect(self.recall_place)
            app.primaryScreenChanged.connect(self.recall_place)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self.recall_place)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.recall_place)
        self.recall_place()

    def _look(self) -> None:
        """Look as is due locked or unlocked, in somebody's hand or not."""
        self.bar.setVisible(self.is_in_hand)
        if self.is_locked:
            self._drag = None
            self.unsetCursor()
        self.update()

    def _zoom(self, by: int) -> None:
        style = self.overlay_style
        self._change(style.changed(font_points=style.font_points + by))

    def _change(
        self, style: OverlayStyle, before: QRect | None = None, edges: Qt.Edge = _NO_EDGE
    ) -> None:
        """Look as a person wants it, where it is: no button moves away under the pointer."""
        if style != self.overlay_style:
            self._wear(style)
            self._fit(before or self.geometry(), edges)
            self.style_changed.emit(style)

    def _wear(self, style: OverlayStyle) -> None:
        self.face.style = style
        self.bar.show_state(style.shows)
        self.update()

    def _fit(self, before: QRect, edges: Qt.Edge) -> None:
        """Take the size that is due, held where the one before stood and as far in sight."""
        size = self._laid_out(before)
        place = held(before, size, edges)
        there = screens()
        home = next((screen.whole for screen in there if screen.whole.contains(before)), None)
        # Moved in while an edge is pulled at, it would move under the pointer.
        place = inside(place, home) if home and not edges else shown(place, there)
        self.setFixedSize(size)
        self.move(place.topLeft())
        least = self.bar.sizeHint()
        self.bar.setGeometry(QRect(QPoint((size.width() - least.width()) // 2, SPACE // 2), least))

    def _laid_out(self, where: QRect) -> QSize:
        """Lay the captions out for the screen of a place; give the size that they take."""
        there = screens()
        room = nearest(where, there).free.size() if there else where.size()
        self.face.lay_out(room, self.bar.sizeHint() + QSize(SPACE, SPACE))
        return self.face.shape.size

    def _settle(self) -> None:
        """Stay where a person has put it, as far as it is seen there."""
        self._fit(self.geometry(), _NO_EDGE)
        self._places.remember(self.geometry(), screens())
        self.moved.emit()
