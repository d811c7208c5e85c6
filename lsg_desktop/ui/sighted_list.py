"""A list that lays out only the rows in sight and stays with the newest; it knows no row's content.

The heights of all other rows are guessed, so that hours of text cost what a screen of it costs. Of
QListView it keeps selection, keys, editors and what a screen reader is told; where rows stand is
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from lsg_desktop.ui.sight import Sight

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Action = QAbstractItemView.CursorAction
_State = QStyle.StateFlag


class SightedList(QListView):
    """Shows the rows of a model that only ever grows at its end.

    ``measure`` gives a row's height at the present width, ``guess`` does so without laying it out.
    """

    moved = Signal()
    """What is seen, or whether the newest row is followed, may have changed."""

    def __init__(
        self,
        model: QAbstractItemModel,
        measure: Callable[[int], int],
        guess: Callable[[int], int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._guess = guess
        self._sight = Sight(measure)
        self._unseen = 0
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A bar that comes and goes would change the width, and reflow what is read.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)

    @property
    def is_following(self) -> bool:
        """Whether the newest row stays in sight."""
        return self._sight.is_following

    @property
    def unseen(self) -> int:
        """How many rows have come since the newest was last followed."""
        return self._unseen

    @property
    def first_row(self) -> int:
        """The first row in sight."""
        return self._sight.first_row

    def follow(self) -> None:
        """Go to the newest row and stay with it."""
        self.executeDelayedItemsLayout()
        self._sight.follow()
        self._show_sight()

    def remeasure(self) -> None:
        """Take all heights for changed; what is read stays in sight."""
        self._sight.guess_all(map(self._guess, range(self.model().rowCount())))
        self.scheduleDelayedItemsLayout()

    # Where rows stand.

    def doItemsLayout(self) -> None:
        """Lay out what is seen, after something has changed."""
        QAbstractItemView.doItemsLayout(self)
        self._sight.height = self.viewport().height()
        self._sight.settle()
        self._show_sight()

    def updateGeometries(self) -> None:
        """Leave the scroll bars as the sight sets them."""
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out what is seen at another size."""
        QAbstractItemView.resizeEvent(self, event)
        self.scheduleDelayedItemsLayout()

    def visualRect(self, index: _Index) -> QRect:
        """Give where a row stands in the viewport."""
        heights = self._sight.heights
        if not index.isValid() or index.row() >= len(heights):
            return QRect()
        top = heights.top(index.row()) - self._sight.place
        return QRect(0, top, self.viewport().width(), heights.height(index.row()))

    def indexAt(self, p: QPoint) -> QModelIndex:
        """Give the row at a point of the viewport."""
        place = self._sight.place + p.y()
        if not 0 <= place < self._sight.heights.total:
            return QModelIndex()
        return self.model().index(self._sight.heights.row_at(place), 0)

    def verticalOffset(self) -> int:
        """Give how much of the list lies above what is seen."""
        return self._sight.place

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Go where the scroll bar was moved to."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            self._sight.follow()
        else:
            self._sight.go(bar.value())
        self._show_sight()

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into sight."""
        self.executeDelayedItemsLayout()
        if index.isValid() and index.row() < len(self._sight.heights):
            self._sight.show(index.row(), centred=hint is _Hint.PositionAtCenter)
            self._show_sight()

    def moveCursor(self, cursorAction: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Give the row that a key goes to."""
        self.executeDelayedItemsLayout()
        heights = self._sight.heights
        last = len(heights) - 1
        here = self.currentIndex().row()
        if here < 0:
            return self.model().index(self.first_row, 0)
        to = {
            _Action.MoveUp: here - 1,
            _Action.MovePrevious: here - 1,
            _Action.MoveDown: here + 1,
            _Action.MoveNext: here + 1,
            _Action.MovePageUp: heights.row_at(heights.top(here) - self._sight.height),
            _Action.MovePageDown: heights.row_at(heights.top(here) + self._sight.height),
            _Action.MoveHome: 0,
            _Action.MoveEnd: last,
        }.get(cursorAction, here)
        return self.model().index(max(0, min(to, last)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows in a rectangle of the viewport."""
        heights = self._sight.heights
        top, bottom = (self._sight.place + y for y in (rect.top(), rect.bottom()))
        selection = QItemSelection()
        if len(heights) and bottom >= 0 and top < heights.total:
            first, last = (self.model().index(heights.row_at(at), 0) for at in (top, bottom))
            selection.select(first, last)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Give where the selected rows in sight stand."""
        region = QRegion()
        for row, top in self._sight.rows():
            if selection.contains(self.model().index(row, 0)):
                region += QRect(0, top, self.viewport().width(), self._sight.heights.height(row))
        return region

    # What the model says.

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        """Take new rows in."""
        for row in range(start, end + 1):
            self._sight.heights.insert(row, self._guess(row))
        super().rowsInserted(parent, start, end)
        if not self.is_following:
            self._unseen += end + 1 - start
            self.moved.emit()

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:
        """Leave rows out."""
        super().rowsAboutToBeRemoved(parent, start, end)
        for row in range(end, start - 1, -1):
            self._sight.remove(row)
        self._unseen = max(0, self._unseen - (end + 1 - start))

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:
        """Measure changed rows again when they are seen."""
        for row in range(topLeft.row(), bottomRight.row() + 1):
            self._sight.heights.forget(row)
        super().dataChanged(topLeft, bottomRight, roles)

    def reset(self) -> None:
        """Begin anew, with the newest row in sight."""
        super().reset()
        self._sight.is_following = True
        self.remeasure()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the rows in sight."""
        self.executeDelayedItemsLayout()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(_State.State_HasFocus | _State.State_Selected)
        current = self.currentIndex().row() if self.hasFocus() else -1
        painter = QPainter(self.viewport())
        for row, top in self._sight.rows():
            index = self.model().index(row, 0)
            option.rect = QRect(0, top, self.viewport().width(), self._sight.heights.height(row))
            if not option.rect.intersects(e.rect()):
                continue
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= _State.State_Selected
            if row == current:
                option.state |= _State.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def _show_sight(self) -> None:
        bar = self.verticalScrollBar()
        with QSignalBlocker(bar):
            bar.setRange(0, self._sight.farthest)
            bar.setPageStep(self._sight.height)
            bar.setValue(self._sight.place)
        if self.is_following:
            self._unseen = 0
        self.updateEditorGeometries()
        self.viewport().update()
        self.moved.emit()
