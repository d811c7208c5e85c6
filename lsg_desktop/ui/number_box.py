"""Numbers of a setting: the places that a slider gives them, and a box for any of them.

It knows no setting, only what is declared of one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy

from lsg_desktop.errors import Bug
from lsg_desktop.settings import Declaration
from lsg_desktop.ui.theme import SPACE

_ENDLESS = 1_000_000.0
"""What the box holds for infinity, which Qt's cannot, and for want of an upper bound."""

_MOST_STEPS = 250
"""More places than this nobody can tell apart on a slider."""

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """The places of a slider: from ``bottom`` to ``top``, ``step`` apart."""

    bottom: float
    top: float
    step: float

    @classmethod
    def of(cls, declaration: Declaration) -> Scale:
        """Give the scale that a declaration shows; whole bounds have whole steps."""
        if declaration.shown is None:
            raise Bug(f"{declaration.label} has no range to show")
        bottom, top = declaration.shown
        steps = (1, 10, 100) if isinstance(bottom, int) else (0.01, 0.05, 0.1, 0.5, 1)
        step = next((one for one in steps if (top - bottom) / one <= _MOST_STEPS), steps[-1])
        return cls(bottom, top, step)

    @property
    def places(self) -> int:
        """The number of the last place; the first is 0."""
        return round((self.top - self.bottom) / self.step)

    def place(self, value: float) -> int:
        """Give the place nearest to a value."""
        return round((min(max(value, self.bottom), self.top) - self.bottom) / self.step)

    def value(self, place: int) -> float:
        """Give the value at a place."""
        return round(self.bottom + place * self.step, _DECIMALS)


class NumberBox(QDoubleSpinBox):
    """A box for any number that a setting accepts, infinity included where it does."""

    def __init__(self, declaration: Declaration, scale: Scale, is_whole: bool) -> None:
        """``is_open`` says that infinity is accepted."""
        super().__init__()
        self.is_open = declaration.high is not None and math.isinf(declaration.high)
        self._top = scale.top
        # Steps of 0.05 show two decimals always, so that nothing jumps while a slider is dragged.
        self._shown_decimals = 0 if scale.step >= 1 else 2
        high = math.inf if declaration.high is None else declaration.high
        self.setDecimals(0 if is_whole else _DECIMALS)
        self.setRange(declaration.low or 0.0, min(high, _ENDLESS))
        self.setSingleStep(scale.step)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00000") + 7 * SPACE)

    @property
    def number(self) -> float:
        """The number in the box, or infinity."""
        return math.inf if self.is_open and self.value() >= _ENDLESS else self.value()

    def show_number(self, number: float) -> None:
        """Show a number, or infinity."""
        self.setValue(min(number, _ENDLESS))

    def stepBy(self, steps: int) -> None:
        """Step; from infinity down to the top of the slider."""
        if math.isinf(self.number) and steps < 0:
            self.setValue(self._top)
        else:
            super().stepBy(steps)

    def textFromValue(self, value: float) -> str:
        """Show as few decimals as the value needs."""
        if self.is_open and value >= _ENDLESS:
            return "∞"
        whole, point, rest = super().textFromValue(value).partition(self.locale().decimalPoint())
        rest = rest.rstrip("0").ljust(self._shown_decimals, "0")
        return whole + point + rest if rest else whole

    def valueFromText(self, text: str) -> float:
        """Understand infinity too."""
        return _ENDLESS if self._is_endless(text) else super().valueFromText(text)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let infinity be typed."""
        if self.is_open and self._is_endless(text):
            return QValidator.State.Acceptable, text, at
        if self.is_open and text and "inf".startswith(text.casefold()):
            return QValidator.State.Intermediate, text, at
        return super().validate(text, at)

    def _is_endless(self, text: str) -> bool:
        return text.strip().casefold() in ("∞", "inf")
