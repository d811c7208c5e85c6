"""The captions of one task, broken into lines that stand; it knows no event and no font.

A line is broken once, when its words come. What comes later goes behind its last word, or into a
line below it, which pushes those above it up. Punctuation that may not begin a line, in Chinese,
hangs over the end of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.wrapping import Measure, atoms, fitted
from lsg_desktop.ui.transcript_words import speaker_name

Key = tuple[int, str | None, int]
"""An utterance: its session, its speaker and its number."""

_KEPT_LINES = 200
_HANGING = "。，、！？；：」』）》〉】〕…—ー々.,!?;:)]}%'\"’”"
_HANGING_MOST = 2  # letters: a full stop and a closing quote
_HANGING_COLUMNS = 2  # kept free for them at the end of a line
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line: what of it is committed, and the draft behind that."""

    text: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Breaking:
    """Where lines of a language are broken."""

    width: int
    measure: Measure
    language: str

    def after(self, line: str, text: str) -> list[str]:
        """Put a text behind a line that stands: give that line, longer, and those below it."""
        hangs = counts_characters(self.language)
        width = max(1, self.width - _HANGING_COLUMNS) if hangs else self.width
        measure = self._hung if hangs else self.measure
        lines = [line]
        for part in fitted(atoms(text, self.language, marks_ride=False), width, measure):
            longer = lines[-1] + part
            if lines[-1] and part.strip() and measure(longer.rstrip()) > width:
                lines.append(part)
            else:
                lines[-1] = longer
        return lines

    def _hung(self, text: str) -> int:
        return self.measure(text[:-_HANGING_MOST] + text[-_HANGING_MOST:].rstrip(_HANGING))


class _Passage:
    """What a speaker says before another does: lines, the last of which grows, and the draft."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.lines = [""]
        self.height = 1  # never shrinks with a draft, which would pull down what is above
        self.draft = ""
        self._tail: list[str] = []  # of the draft: behind the last line, and below it
        self._is_begun = False  # whether something of its newest utterance is committed

    @property
    def is_empty(self) -> bool:
        return self.lines == [""]

    def begin(self, key: Key) -> None:
        """Go on with another utterance."""
        self.key = key
        self.draft = ""
        self._is_begun = False

    def led(self, text: str) -> str:
        """Put before a text what parts it from what stands: the speaker's name, or a space."""
        text = _BLANK.sub(" ", text)
        if self._is_begun or not text.strip():
            return text
        name = speaker_name(self.key[1])
        label = f"{name}: " if name else ""
        return (label if self.is_empty else " ") + text.lstrip()

    def write(self, text: str, breaking: Breaking) -> None:
        """Commit a text."""
        if not (self._is_begun or text.strip()):
            return
        # The draft began with these words; the next one comes with the same decision.
        self.draft = self.draft[len(text) :] if self.draft.startswith(text) else ""
        self.lines[-1:] = breaking.after(self.lines[-1], self.led(text))
        self._is_begun = True
        self.settle(breaking)

    def settle(self, breaking: Breaking) -> None:
        """Break the draft, behind what is committed."""
        line = self.lines[-1]
        broken = breaking.after(line, self.led(self.draft)) if self.draft.strip() else [line]
        self._tail = [broken[0][len(line) :], *broken[1:2]]
        self.height = max(self.height, len(self.lines) + len(self._tail) - 1)

    def rest(self) -> None:
        """Leave the room of the draft to those who come below."""
        self.draft = ""
        self._tail = []
        self.height = len(self.lines)

    def break_anew(self, breaking: Breaking) -> None:
        self.lines = breaking.after("", "".join(self.lines))
        self.height = len(self.lines)

    def last(self, count: int) -> list[CaptionLine]:
        rows = [CaptionLine(line.rstrip()) for line in self.lines[-count:]]
        if self._tail and self._tail[0]:
            rows[-1] = CaptionLine(self.lines[-1], self._tail[0].rstrip())
        if count > 1:
            rows += [CaptionLine("", line.rstrip()) for line in self._tail[1:]]
            rows += [CaptionLine()] * (self.height - len(self.lines) - len(self._tail[1:]))
        return rows


class Column:
    """The captions of a task, passage by passage. Only the newest passage shows a draft."""

    def __init__(self, breaking: Breaking) -> None:
        self._breaking = breaking
        self._passages: list[_Passage] = []
        self._forgotten = 0  # lines

    @property
    def count(self) -> int:
        """How many lines there have been."""
        return self._forgotten + sum(passage.height for passage in self._passages)

    def write(self, key: Key, text: str) -> None:
        """Commit a text of an utterance."""
        self._passage(key).write(text, self._breaking)
        self._forget()

    def draft(self, key: Key, text: str) -> None:
        """Put a draft behind what is committed of an utterance, in place of the one before."""
        if not text.strip() and not any(passage.key == key for passage in self._passages):
            return
        passage = self._passage(key)
        if passage is self._passages[-1]:
            passage.draft = text
            passage.settle(self._breaking)

    def end(self, key: Key) -> None:
        """Drop the draft of an utterance."""
        for passage in self._passages:
            if passage.key == key:
                passage.draft = ""
                passage.settle(self._breaking)

    def mark_gap(self) -> None:
        """Show that sound was skipped here."""
        if self._passages and not self._passages[-1].is_empty:
            newest = self._passages[-1]
            newest.write(" …", self._breaking)
            newest.begin(newest.key)

    def set_breaking(self, breaking: Breaking, *, anew: bool) -> None:
        """Break what comes otherwise, and with ``anew`` what stands."""
        self._breaking = breaking
        for passage in self._passages:
            if anew:
                passage.break_anew(breaking)
            passage.settle(breaking)

    def last(self, count: int) -> tuple[CaptionLine, ...]:
        """Give up to so many of the newest lines."""
        rows: list[CaptionLine] = []
        for passage in reversed(self._passages):
            rows[:0] = passage.last(count)
            if len(rows) >= count:
                break
        return tuple(rows[-count:])

    def _passage(self, key: Key) -> _Passage:
        """Find the passage of an utterance; whoever goes on speaking goes on in the same."""
        known = next((passage for passage in self._passages if passage.key == key), None)
        if known:
            return known
        newest = self._passages[-1] if self._passages else None
        if newest and (newest.is_empty or newest.key[:2] == key[:2]):
            newest.begin(key)
            return newest
        if newest:
            newest.rest()
        self._passages.append(_Passage(key))
        return self._passages[-1]

    def _forget(self) -> None:
        spare = self.count - self._forgotten - _KEPT_LINES
        while spare > 0:
            oldest = self._passages[0]
            gone = min(spare, oldest.height)
            if gone == oldest.height:
                del self._passages[0]
            else:
                del oldest.lines[:gone]
                oldest.height -= gone
            self._forgotten += gone
            spare -= gone
