"""How loud the input is, in dB below the loudest there can be; it knows no device.

It repaints at most 25 times a second, only what has changed, and rests in silence.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lsg_desktop.ui.theme import SPACE, shown_tones

FLOOR_DB = -60
"""What counts as silence, in dB."""

_EVERY_MS = 40
_HOLD_S = 1.5
_FALL_DB_S = 30.0
"""How far a peak falls in a second, once it is no longer held."""
_CLIPPED = 0.99
_WARN_S = 2.0
_STALE_S = 0.5
"""How long a level stands: a source that has ended says nothing more."""
_SAY_EVERY_S = 1.0


class LevelMeter(QWidget):
    """A bar for the level, a mark that stays a while at its peak, and the same in words."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._level_db = self._peak_db = float(FLOOR_DB)
        self._heard_s = self._peaked_s = self._clipped_s = self._said_s = -math.inf
        self._shown = (FLOOR_DB, FLOOR_DB, False)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Input level"))
        self.setAccessibleDescription(self._words())

    @property
    def is_resting(self) -> bool:
        """Whether nothing is heard, so that nothing is repainted."""
        return not self._timer.isActive()

    def set_level(self, rms: float, peak: float) -> None:
        """Show a level and its peak, 0 to 1."""
        now = self._clock()
        self._heard_s = now
        self._level_db = _decibels(rms)
        if (peak_db := _decibels(peak)) >= self._fallen_db(now):
            self._peak_db, self._peaked_s = peak_db, now
        if peak >= _CLIPPED:
            self._clipped_s = now
        is_news = self._state(now) != self._shown
        if self.isVisible() and is_news and not self._timer.isActive():
            self._timer.start()

    def sizeHint(self) -> QSize:
        """Leave room for a bar and its words."""
        return QSize(20 * SPACE + self._words_px, 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """Leave room for a short bar and its words."""
        return QSize(8 * SPACE + self._words_px, 3 * SPACE)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar, peak and words."""
        level, peak, is_clipped = self._shown
        tones = shown_tones()
        painter = QPainter(self)
        width = self.width() - self._words_px
        bar = QRectF(0.5, self.height() / 2 - SPACE / 2, width - 1, SPACE)
        painter.setPen(tones.line)
        painter.setBrush(tones.surface)
        painter.drawRect(bar)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * _share(level))
        painter.fillRect(filled, tones.fault if is_clipped else tones.good)
        if peak > FLOOR_DB:
            at = bar.left() + bar.width() * _share(peak)
            painter.fillRect(QRectF(at - 2, bar.top() - 3, 2, bar.height() + 6), tones.text)
        painter.setPen(tones.fault if is_clipped else tones.dim)
        place = QRectF(width, 0, self._words_px, self.height())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words()
        )

    def _tick(self) -> None:
        now = self._clock()
        if now - self._heard_s > _STALE_S:
            self._level_db = FLOOR_DB
        state = self._state(now)
        if state != self._shown:
            self._shown = state
            self.update()
        is_silent = state == (FLOOR_DB, FLOOR_DB, False)
        if is_silent:
            self._timer.stop()
        if is_silent or now - self._said_s >= _SAY_EVERY_S:
            self._said_s = now
            self.setAccessibleDescription(self._words())

    def _fallen_db(self, now_s: float) -> float:
        """Give where the last peak has fallen to."""
        return self._peak_db - _FALL_DB_S * max(0.0, now_s - self._peaked_s - _HOLD_S)

    def _state(self, now_s: float) -> tuple[int, int, bool]:
        """Give what is to be shown: level and peak in whole dB, and whether it clips."""
        peak_db = max(self._level_db, self._fallen_db(now_s))
        return round(self._level_db), round(peak_db), now_s - self._clipped_s < _WARN_S

    def _words(self) -> str:
        level, _, is_clipped = self._shown
        if is_clipped:
            return self.tr("Too loud")
        return self.tr("Silent") if level <= FLOOR_DB else _decibel_words(level)

    @property
    def _words_px(self) -> int:
        metrics = QFontMetricsF(self.font())
        samples = (self.tr("Too loud"), self.tr("Silent"), _decibel_words(FLOOR_DB))
        return round(max(map(metrics.horizontalAdvance, samples))) + SPACE


def _decibel_words(level_db: int) -> str:
    words = QCoreApplication.translate("LevelMeter", "{level} dB")
    return words.format(level=f"{level_db}".replace("-", "−"))


def _decibels(share: float) -> float:
    return max(20 * math.log10(share), FLOOR_DB) if share > 0 else float(FLOOR_DB)


def _share(level_db: float) -> float:
    return min(1.0, 1 - level_db / FLOOR_DB)
