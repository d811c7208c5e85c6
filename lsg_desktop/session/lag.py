"""How far text is behind speech, by a measure that can be taken while listening."""

from __future__ import annotations

from collections import deque

_LATEST = 8


class Lag:
    """Of one line of text: how old the sound was that its latest pieces could be about.

    A piece that is written when a second of sound has passed since the piece before it is taken to
    be a second late. That is never less than the truth, and it needs to know no words' times. While
    nothing is written of an open utterance the lag grows.
    """

    def __init__(self) -> None:
        self._late: deque[float] = deque(maxlen=_LATEST)
        self._from_s: float | None = None

    def open(self, start_s: float) -> None:
        """An utterance begins here in the source."""
        self._from_s = start_s

    def wrote(self, audio_s: float, now_s: float) -> None:
        """A piece appears now, at the place of the source where the speaker is, of sound so far."""
        if self._from_s is not None and audio_s > self._from_s:
            self._late.append(now_s - self._from_s)
            self._from_s = audio_s

    @property
    def latest_s(self) -> float | None:
        """How late the latest piece was."""
        return self._late[-1] if self._late else None

    def close(self) -> None:
        """The utterance is over and nothing is missing."""
        self._from_s = None

    def seconds(self, now_s: float) -> float:
        """Give the lag while the speaker is at this place of the source."""
        usual = sum(self._late) / len(self._late) if self._late else 0.0
        waiting = 0.0 if self._from_s is None else now_s - self._from_s
        return max(usual, waiting)
