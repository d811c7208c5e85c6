"""How tall the rows of a long list are and where each begins, some of it guessed; it knows no Qt.

A change costs what lies after the changed row, and only once somebody asks: text that comes at the
end of the list costs the same however long the list is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Heights:
    """Heights in pixels, row by row. A guess counts until the row is measured."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._is_measured: list[bool] = []
        self._tops = [0]
        self._known = 0  # the last top that holds

    def __len__(self) -> int:
        return len(self._heights)

    def guess_all(self, heights: Iterable[int]) -> None:
        """Start anew with guesses."""
        self._heights = list(heights)
        self._is_measured = [False] * len(self._heights)
        self._tops = [0] * (len(self._heights) + 1)
        self._known = 0

    def insert(self, row: int, height: int) -> None:
        """Add a row with a guess."""
        self._heights.insert(row, height)
        self._is_measured.insert(row, False)
        self._tops.append(0)
        self._known = min(self._known, row)

    def remove(self, row: int) -> None:
        """Leave a row out."""
        del self._heights[row], self._is_measured[row]
        self._tops.pop()
        self._known = min(self._known, row)

    def forget(self, row: int) -> None:
        """Take the height of a row for a guess: it has changed."""
        self._is_measured[row] = False

    def is_measured(self, row: int) -> bool:
        """Whether a row's height is more than a guess."""
        return self._is_measured[row]

    def measure(self, row: int, height: int) -> None:
        """Learn a row's height."""
        self._is_measured[row] = True
        if self._heights[row] != height:
            self._heights[row] = height
            self._known = min(self._known, row)

    def height(self, row: int) -> int:
        """Give a row's height."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Give where a row begins; that of the row after the last is the height of all."""
        for at in range(self._known, row):
            self._tops[at + 1] = self._tops[at] + self._heights[at]
        self._known = max(self._known, row)
        return self._tops[row]

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self.top(len(self))

    def row_at(self, place: int) -> int:
        """Give the row at a place: the first for one above all, the last for one below all."""
        self.top(len(self))
        return max(0, min(bisect_right(self._tops, place) - 1, len(self) - 1))
