"""How far the words lie behind the speaker and why, how fast the machine is, what memory is used.

Figures are rounded to what is shown before anything else: a change that does not show repaints
nothing. Where they come from it does not know.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lsg_desktop.models.amounts import size
from lsg_desktop.ui.labels import StateLabel, heading
from lsg_desktop.ui.theme import SPACE, shown_tones

_BAR_PX = 2 * SPACE
_SWATCH_PX = SPACE + SPACE // 2
_SHORTEST_SCALE_S = 4.0


class LagMeter(QWidget):
    """The lag in two parts, the real-time factor and memory; what is not known is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lag_s: tuple[float, float] | None = None
        self.total = heading(self.tr("Lag"))
        self.bar = _LagBar()
        self.policy = QLabel()
        self.compute = QLabel()
        self.speed = StateLabel()
        self.memory = StateLabel()
        parts = QGridLayout()
        parts.setHorizontalSpacing(SPACE)
        parts.setVerticalSpacing(SPACE // 4)
        for row, (label, is_hatched) in enumerate(((self.policy, False), (self.compute, True))):
            parts.addWidget(_Swatch(is_hatched), row, 0)
            parts.addWidget(label, row, 1)
        parts.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.total)
        column.addWidget(self.bar)
        column.addLayout(parts)
        for line in (self.speed, self.memory):
            column.addWidget(line)
        self._show_lag("–", "–", "–")

    def set_lag(self, policy_s: float, compute_s: float) -> None:
        """Show the seconds waited on purpose and those spent computing."""
        shown = round(max(policy_s, 0.0), 1), round(max(compute_s, 0.0), 1)
        if shown == self._lag_s:
            return
        self._lag_s = shown
        self._show_lag(*(self.tr("{lag:.1f} s").format(lag=lag) for lag in (sum(shown), *shown)))
        self.bar.show_lag(*shown)

    def set_speed(self, rtf: float) -> None:
        """Show the real-time factor: seconds of computing for a second of sound."""
        is_slow = round(rtf, 2) >= 1
        words = (
            self.tr("Too slow: real-time factor {rtf:.2f} must be below 1")
            if is_slow
            else self.tr("Real-time factor {rtf:.2f}, must be below 1")
        )
        self.speed.say(words.format(rtf=rtf), is_fault=is_slow)

    def set_memory(self, used_bytes: int, total_bytes: int | None, what: str) -> None:
        """Show how much of which memory is used."""
        if total_bytes is None:
            words = self.tr("{what}: {used}")
        else:
            words = self.tr("{what}: {used} of {total}")
        total = size(total_bytes or 0)
        self.memory.say(words.format(what=what, used=size(used_bytes), total=total))

    def _show_lag(self, total: str, policy: str, compute: str) -> None:
        self.total.setText(self.tr("Lag {total}").format(total=total))
        self.policy.setText(self.tr("{lag} waiting on purpose").format(lag=policy))
        self.compute.setText(self.tr("{lag} computing").format(lag=compute))


class _LagBar(QWidget):
    """Two lags end to end, on a scale that doubles where they do not fit."""

    def __init__(self) -> None:
        super().__init__()
        self._lag_s = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be as high as a line."""
        return QSize(20 * SPACE, _BAR_PX)

    def show_lag(self, policy_s: float, compute_s: float) -> None:
        """Show two lags in s."""
        self._lag_s = policy_s, compute_s
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale and both parts."""
        shown = shown_tones()
        whole = _SHORTEST_SCALE_S
        while whole < sum(self._lag_s):
            whole *= 2
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, shown.surface)
        left = frame.left()
        for lag, is_hatched in zip(self._lag_s, (False, True), strict=True):
            part = QRectF(left, frame.top(), frame.width() * lag / whole, frame.height())
            _fill(painter, part, is_hatched)
            left = part.right()
        painter.setPen(shown.line)
        for second in range(1, round(whole)):
            x = frame.left() + frame.width() * second / whole
            painter.drawLine(round(x), round(frame.bottom()) - 4, round(x), round(frame.bottom()))
        painter.drawRect(frame)


class _Swatch(QWidget):
    """A piece of a bar, to say which part a line is about."""

    def __init__(self, is_hatched: bool) -> None:
        super().__init__()
        self._is_hatched = is_hatched
        self.setFixedSize(_SWATCH_PX, _SWATCH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        _fill(QPainter(self), QRectF(self.rect()), self._is_hatched)


def _fill(painter: QPainter, part: QRectF, is_hatched: bool) -> None:
    """Fill a part of the bar: solid, or hatched for who cannot tell the colours apart."""
    shown = shown_tones()
    colour: QColor = shown.warning if is_hatched else shown.accent
    if is_hatched:
        painter.fillRect(part, QBrush(colour, Qt.BrushStyle.Dense5Pattern))
        painter.setPen(colour)
        painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(part, colour)
