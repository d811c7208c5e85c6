"""Text into words and sentences as it comes; it knows no model.

A word stands between white space, with its marks. Where a language is counted in characters, each
is a word, and so is a run of ASCII. A word is told with the space before it, so that words joined
are the sentence.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lsg_desktop.errors import InputFault
from lsg_desktop.policy.units import counts_characters

LONGEST_SENTENCE = 100
"""Words after which a sentence ends in any case."""

LONGEST_WORD = 100
"""Letters after which a word does: what has no spaces must come to an end too."""

_FINAL = ".?!…。．？！｡"
_CLOSING = "\"')]}»›”’」』）】"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, and whether the sentence ends with it; without text only that."""

    text: str
    ends: bool = False


class Splitter:
    """Makes words of text that comes in pieces; if that is a whole sentence, none ends within."""

    def __init__(self, language: str, *, is_whole: bool = False) -> None:
        self._is_whole = is_whole
        self._characters = counts_characters(language)
        self._run = ""
        self._count = 0
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
            elif self._characters and not sign.isascii():
                yield from self._complete()
                yield self._word(sign)
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
            yield self._word(self._run)
            self._run = ""

    def _end(self) -> Iterator[Word]:
        if self._count:
            self._count = 0
            yield Word("", ends=True)

    def _word(self, text: str) -> Word:
        # Among characters white space means something between two runs of ASCII only.
        is_between = not self._characters or (self._before + text).isascii()
        space = " " if self._count and self._is_spaced and is_between else ""
        self._before, self._is_spaced = text[-1], False
        self._count += 1
        is_final = text.rstrip(_CLOSING)[-1:] in tuple(_FINAL)
        ends = not self._is_whole and (is_final or self._count == LONGEST_SENTENCE)
        if ends:
            self._count = 0
        return Word(space + text, ends)


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
