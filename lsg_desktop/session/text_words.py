"""Text into words and sentences as it comes; it knows no model.

A word stands between white space, with its marks. Where a language is counted in characters, each
is a word, and so is a run of ASCII. A word is told with the space before it, so that words joined
are the sentence. Marks without a letter or digit are none, and left out.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from lsg_desktop.errors import InputFault
from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.text_ends import LATE, ends_sentence, is_ellipsis

LONGEST_SENTENCE = 100
"""Words after which a sentence ends in any case."""

LONGEST_WORD = 100
"""Letters after which a word does: what has no spaces must come to an end too."""

_QUOTED = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "《": "》", '"': '"'}
"""What stands around characters; the closing mark comes as a word of its own."""

_SET_OFF = {"fr": {"«": "»"}}
"""What stands around words with white space between, by language."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, and whether the sentence ends with it; without text only that."""

    text: str
    ends: bool = False


class Splitter:
    """Makes words of text that comes in pieces; if that is a whole sentence, none ends within."""

    def __init__(self, language: str, *, is_whole: bool = False) -> None:
        self._is_whole = is_whole
        self._language = language
        self._characters = counts_characters(language)
        self._closing_of = _QUOTED if self._characters else _SET_OFF.get(language, {})
        self._run = ""
        self._count = 0
        self._awaited: list[str] = []  # the closing marks of what is quoted
        self._is_over = False  # but for the closing marks
        self._has_said = False  # a letter or digit
        self._marks: list[Word] = []  # before the first of those
        self._before = ""
        self._is_spaced = False

    def push(self, text: str) -> Iterator[Word]:
        """Take in text, and give the words that it completes."""
        for sign in text:
            if sign.isspace():
                yield from self._complete()
                self._is_spaced = True
                if sign == "\n":
                    yield from self._end()
                    self._awaited.clear()
            elif self._characters and not sign.isascii():
                yield from self._complete()
                yield from self._give(sign)
            else:
                self._run += sign
                if len(self._run) == LONGEST_WORD:
                    yield from self._complete()

    def finish(self) -> Iterator[Word]:
        """Give what is left: the last word, and the end of its sentence."""
        yield from self._complete()
        yield from self._end()

    def _complete(self) -> Iterator[Word]:
        if self._run:
            run, self._run = self._run, ""
            yield from self._give(run)

    def _end(self) -> Iterator[Word]:
        if self._has_said or (self._is_whole and self._count):
            yield Word("", ends=True)
        self._begin()

    def _begin(self) -> None:
        self._count = 0
        self._is_over = self._has_said = False
        self._marks.clear()

    def _give(self, text: str) -> Iterator[Word]:
        """Give a word, once its sentence says anything, and tell whether that ends."""
        if self._is_whole:
            yield Word(self._spaced(text))
            return
        is_late = not text.strip(LATE) and not is_ellipsis(text)
        if self._is_over and not (is_late or text in self._awaited):
            yield from self._end()
        if is_late and not self._count:
            return
        self._note_quotation(text)
        self._has_said |= any(map(str.isalnum, text))
        self._marks.append(Word(self._spaced(text)))
        self._is_over = self._is_over or ends_sentence(text, self._language)
        is_complete = self._is_over and not self._awaited
        yield from self._given(ends=is_complete or self._count == LONGEST_SENTENCE)

    def _given(self, *, ends: bool) -> Iterator[Word]:
        if self._has_said:
            *before, last = self._marks
            self._marks.clear()
            yield from before
            yield replace(last, ends=ends)
        if ends:
            self._begin()

    def _note_quotation(self, text: str) -> None:
        if text in self._awaited:
            while self._awaited.pop() != text:
                pass
        elif text in self._closing_of:
            self._awaited.append(self._closing_of[text])

    def _spaced(self, text: str) -> str:
        """Give a word with the space that is before it."""
        # Among characters white space means something between two runs of ASCII only.
        is_between = not self._characters or (self._before + text).isascii()
        space = " " if self._count and self._is_spaced and is_between else ""
        self._before, self._is_spaced = text[-1], False
        self._count += 1
        return space + text


def words(text: str, language: str) -> tuple[str, ...]:
    """Split one text that is whole; to whoever scores it, it is one sentence."""
    splitter = Splitter(language, is_whole=True)
    found = (*splitter.push(" ".join(text.split())), *splitter.finish())
    return tuple(word.text for word in found if word.text)


class WordStream:
    """The words of a stream of bytes, each as soon as it is complete; read once.

    ``close`` ends it with what has been read, from any thread.
    """

    def __init__(self, stream: BinaryIO, name: str, language: str) -> None:
        self._stream = stream
        self._name = name
        self._splitter = Splitter(language)
        self._is_closed = False

    def words(self) -> Iterator[Word]:
        """Give the words. Raises InputFault at the first byte that is not UTF-8."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        try:
            # A longer read would wait until it is full, and a word with it.
            while not self._is_closed and (byte := self._stream.read(1)):
                yield from self._splitter.push(decoder.decode(byte))
            if not self._is_closed:
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise InputFault(
                f"{self._name} is not UTF-8", "convert it, such as: iconv -f LATIN1 -t UTF-8"
            ) from None
        yield from self._splitter.finish()

    def close(self) -> None:
        """End the words; the stream itself stays open."""
        self._is_closed = True
