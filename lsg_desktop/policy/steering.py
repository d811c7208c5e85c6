"""Holds a lag that was asked for by moving the thresholds; it knows no clock, and no words.

Everything is moved by one number, the *patience*: 0 gives the base settings, each 1 more multiplies
δ and the odds of α by e, so that both wait longer. Where that is at an end, L moves by chunks. More
patience never makes any of the three lower, so that the lag can only rise with it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from lsg_desktop.settings import PolicySettings

_END = 5.0
"""The patience, either way, at which the thresholds let everything pass, or next to nothing."""
_LEVEL = 2.0
"""The patience that is worth a chunk of L."""
_HIGHEST_LOW = 8
_LEAST_DELTA = 0.5
_LEAST_ALPHA, _MOST_ALPHA = 0.05, 0.995

_FEWEST, _MOST = 8, 24
"""Lags that are heard before the patience is changed, and that are remembered."""
_PASSED_OVER = 8
"""Lags after a change that still tell of the time before it."""
_TOLERANCE_S = 0.15
_CHUNKS_TOLERATED = 0.7
"""What is tolerated where only L is left to be moved: more than half of its step."""
_QUARTILES_APART = 1.35
"""How many standard deviations of what is spread normally."""
_LONGEST_STEP = 2.0
_GAIN, _LEAST_GAIN, _MOST_GAIN = 1.5, 0.5, 4.0
"""Patience for a second of lag that is missing. It grows while the lag stays on one side of what
was asked for, and is halved when it has gone past: how much a threshold does depends on the model.
"""


class Steering:
    """Holds ``target_s``, from the base settings on; the same lags always give the same settings.

    Changes are far apart: each waits until the lags show what came of the one before, and is made
    only if they say clearly that it is due.
    """

    def __init__(self, target_s: float, base: PolicySettings) -> None:
        self._base = base
        self._settings = base
        self._patience = 0.0
        self.aim(target_s)

    @property
    def at_limit(self) -> bool:
        """Whether what was asked for cannot be reached: nothing is left to be moved."""
        return self._at_limit

    @property
    def lag_s(self) -> float | None:
        """The lag of late, in s; None before enough is known."""
        return middle(self._lags_s)[0] if len(self._lags_s) >= _FEWEST else self._lag_s

    def aim(self, target_s: float) -> None:
        """Hold another lag, in s, starting from where the settings are."""
        self._target_s = target_s
        self._gain = _GAIN
        self._side = 0.0
        self._at_limit = False
        self._lag_s: float | None = None
        self._lags_s: deque[float] = deque(maxlen=_MOST)
        self._to_pass_over = 0

    def note(self, lag_s: float, compute_s: float) -> None:
        """Take in how late a unit was written: on purpose, and for want of speed, in s."""
        total_s = lag_s + compute_s
        if not math.isfinite(total_s):
            return
        if self._to_pass_over:
            self._to_pass_over -= 1
            return
        self._lags_s.append(total_s)
        if len(self._lags_s) >= _FEWEST:
            self._judge()

    def settings(self) -> PolicySettings:
        """Give the settings to decide by."""
        return self._settings

    def _judge(self) -> None:
        """Change the patience if the lags say beyond doubt that it is due."""
        lag_s, doubt_s = middle(self._lags_s)
        missing_s = self._target_s - lag_s
        side = math.copysign(1.0, missing_s)
        level = self._level(side)
        is_coarse = level not in (None, self._patience)
        tolerated_s = self._chunks_tolerated_s if is_coarse else _TOLERANCE_S
        if abs(missing_s) <= tolerated_s:
            self._at_limit = False
        # Little that is missing has to be heard for long, much can be mended at once.
        elif abs(missing_s) > max(doubt_s, tolerated_s * _MOST / len(self._lags_s)):
            self._at_limit = level == self._patience
            if not self._at_limit:
                self._move(self._stepped(missing_s, side) if level is None else level, lag_s)

    @property
    def _chunks_tolerated_s(self) -> float:
        return _CHUNKS_TOLERATED * self._base.chunk_ms / 1000

    def _level(self, side: float) -> float | None:
        """Give the patience of the next L on a side, as far as there is one.

        None: the thresholds come first.
        """
        if abs(self._patience) <= _END and self._patience != side * _END:
            return None
        least = -_END - _LEVEL * (self._base.low - 1)
        most = _END + _LEVEL * max(_HIGHEST_LOW - self._base.low, 0)
        return min(max(self._patience + side * _LEVEL, least), most)

    def _stepped(self, missing_s: float, side: float) -> float:
        """Go on, but not past the end of the thresholds: what comes behind it moves otherwise."""
        self._learn(side)
        step = min(max(self._gain * missing_s, -_LONGEST_STEP), _LONGEST_STEP)
        return min(max(self._patience + step, -_END), _END)

    def _learn(self, side: float) -> None:
        """Take longer steps while the lag stays on one side, shorter ones once it has crossed."""
        if self._side:
            self._gain *= 1.5 if side == self._side else 0.5
            self._gain = min(max(self._gain, _LEAST_GAIN), _MOST_GAIN)
        self._side = side

    def _move(self, patience: float, lag_s: float) -> None:
        self._patience = patience
        self._settings = at(self._base, patience)
        self._lag_s = lag_s
        self._lags_s.clear()
        self._to_pass_over = _PASSED_OVER


def at(base: PolicySettings, patience: float) -> PolicySettings:
    """Give settings that wait longer than the base, or, with a patience below 0, less long."""
    if patience == 0:
        return base
    factor = math.exp(min(max(patience, -_END), _END))
    outer = max if patience > 0 else min
    return replace(
        base,
        delta=outer(base.delta, _delta(base.delta, factor, patience)),
        alpha=outer(base.alpha, _alpha(base.alpha, factor)),
        low=_low(base.low, patience),
    )


def middle(lags_s: Sequence[float]) -> tuple[float, float]:
    """Give the mean of lags without the outer quarters, and how far it may lie from the truth.

    What lies outside may be a pause, or a hitch of the machine.
    """
    quarter = len(lags_s) // 4
    inner = sorted(lags_s)[quarter : len(lags_s) - quarter]
    deviation = (inner[-1] - inner[0]) / _QUARTILES_APART
    return fmean(inner), 2 * deviation / math.sqrt(len(lags_s))


def presets(base: PolicySettings) -> dict[str, PolicySettings]:
    """Give three settings by name, from the shortest lag to the longest, around a model's own."""
    higher = max(base.low, min(base.low + 1, _HIGHEST_LOW))
    return {
        "faster": replace(at(base, -1.0), low=max(1, base.low - 1)),
        "balanced": base,
        "accurate": replace(at(base, 1.0), low=higher),
    }


def _delta(delta: float, factor: float, patience: float) -> float:
    if patience >= _END:
        return math.inf
    return round(max(delta, _LEAST_DELTA) * factor, 2)


def _alpha(alpha: float, factor: float) -> float:
    sure = min(max(alpha, _LEAST_ALPHA), _MOST_ALPHA)
    odds = sure / (1 - sure) * factor
    return round(min(odds / (1 + odds), _MOST_ALPHA), 3)


def _low(low: int, patience: float) -> int:
    """Move L by a chunk for each level beyond the end of the thresholds."""
    if patience > _END:
        return max(low, min(low + math.ceil((patience - _END) / _LEVEL), _HIGHEST_LOW))
    if patience < -_END:
        return max(1, low - math.ceil((-_END - patience) / _LEVEL))
    return low
