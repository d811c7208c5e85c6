"""Which part of a long list of rows is seen; it knows no Qt.

The place is kept as a row and how much of it lies above the edge, so that what is read holds still
whatever is learnt about the rows above it. While it follows, the end of the list is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lsg_desktop.ui.heights import Heights


class Sight:
    """A place in the list, so many pixels high. ``measure`` gives the height of a row."""

    def __init__(self, measure: Callable[[int], int]) -> None:
        self.heights = Heights()
        self.height = 0
        self.is_following = True
        self._measure = measure
        self._row = 0
        self._above = 0

    @property
    def first_row(self) -> int:
        """The first row that is seen."""
        return self._row

    @property
    def place(self) -> int:
        """How many pixels of the list lie above what is seen, as far as is known."""
        return self.heights.top(self._row) + self._above

    @property
    def farthest(self) -> int:
        """The place at the end of the list."""
        return max(0, self.heights.total - self.height)

    def rows(self) -> Iterator[tuple[int, int]]:
        """Give each row that is seen, and where it begins below the upper edge."""
        top = -self._above
        for row in range(self._row, len(self.heights)):
            if top >= self.height:
                return
            yield row, top
            top += self.heights.height(row)

    def guess_all(self, heights: Iterable[int]) -> None:
        """Take other guesses for all rows; the same part of the first row stays in sight."""
        is_there = self._row < len(self.heights)
        share = self._above / max(1, self.heights.height(self._row)) if is_there else 0.0
        self.heights.guess_all(heights)
        if self._row < len(self.heights):
            self._above = int(share * self._known(self._row))

    def remove(self, row: int) -> None:
        """Leave a row out."""
        self.heights.remove(row)
        if row == self._row:
            self._above = 0
        self._row -= row < self._row

    def settle(self) -> None:
        """Measure what is seen, and see to it that nothing below the end is."""
        if self.is_following or not len(self.heights):
            self._go_to_end()
            return
        self._row = min(self._row, len(self.heights) - 1)
        self._above = min(self._above, self._known(self._row) - 1)
        bottom = -self._above
        for row in range(self._row, len(self.heights)):
            if bottom >= self.height:
                return
            bottom += self._known(row)
        if bottom < self.height:
            self._go_to_end()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self.is_following = True
        self.settle()

    def go(self, place: int) -> None:
        """Go to a place; near by, what is seen moves by just as much."""
        by = place - self.place
        if abs(by) > 2 * self.height:
            self._row = self.heights.row_at(place)
            self._above = max(0, place - self.heights.top(self._row))
        else:
            self._move(by)
        self._arrive()

    def show(self, row: int, *, centred: bool = False) -> None:
        """Go as far as it takes to see a row, from its beginning if it is taller than the sight."""
        height = self._known(row)
        top = self.heights.top(row) - self.place
        room = self.height - height
        if 0 <= top <= room:
            return
        self._row, self._above = row, 0
        if room > 0 and (centred or top > 0):
            self._move(-(room // 2 if centred else room))
        self._arrive()

    def _arrive(self) -> None:
        self.is_following = False
        self.settle()
        self.is_following = self.place >= self.farthest

    def _move(self, by: int) -> None:
        above = self._above + by
        while above < 0 and self._row > 0:
            self._row -= 1
            above += self._known(self._row)
        while self._row < len(self.heights) - 1 and above >= self._known(self._row):
            above -= self._known(self._row)
            self._row += 1
        self._above = max(0, above)

    def _go_to_end(self) -> None:
        room = self.height
        row = len(self.heights)
        while row > 0 and room > 0:
            row -= 1
            room -= self._known(row)
        self._row = row
        self._above = max(0, -room)

    def _known(self, row: int) -> int:
        if not self.heights.is_measured(row):
            self.heights.measure(row, self._measure(row))
        return self.heights.height(row)
