"""What has been heard and written of one utterance: an immutable record; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of an utterance has been heard.

    ``chunks`` is j. ``speech`` holds for each chunk whether speech was in it, so that silence
    does not push a unit out. ``over`` says that nothing more will come.
    """

    chunks: int
    seconds: float
    over: bool = False
    speech: tuple[bool, ...] = ()

    def speech_since(self, chunk: int) -> int:
        """Chunks with speech after ``chunk``; a chunk nothing is known of counts as speech."""
        known = self.speech[chunk : self.chunks]
        return sum(known) + max(0, self.chunks - max(chunk, len(self.speech)))


@dataclass(frozen=True, slots=True)
class Progress:
    """What one task has written: token ids (never re-tokenised), text, units, and when last."""

    ids: tuple[int, ...] = ()
    text: str = ""
    units: int = 0
    last_chunk: int = 0

    def wrote(self, ids: tuple[int, ...], text: str, units: int, chunk: int) -> Progress:
        """Give the record after a write of these ids; ``text`` is the whole line with them."""
        return replace(
            self, ids=self.ids + ids, text=text, units=self.units + units, last_chunk=chunk
        )
