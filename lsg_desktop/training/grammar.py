"""Sentences of lecture and meeting talk, with their translations and what each piece waits for.

A pattern is an English template and its German and Chinese templates::

    "Who will {v=verb} {o=np/v} {t=future}?"
    "Wer wird<will {t} {o:acc} {v:inf}?"
    "谁{t}会<will{v}{o}？"

``{v=verb}`` in the English template opens slot ``v`` of kind ``verb``; ``/v`` hands a slot or a
word class to the kind, ``.past`` picks an English form and ``@s`` makes it agree with slot ``s``.
In a target template ``{o:acc}`` places a form of the slot, ``{m:fin@s}`` one agreeing with ``s``.
An element followed by ``<word`` also depends on that word of the English template (or on that
slot).  An element without a mark depends only on its own slot.  From this the renderer computes
how many source words must be heard before each piece of the target can be known.

A clause has a German template of fields ``subject | finite verb | rest | separated prefix``,
from which the main, inverted and verb-final orders are made.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Final, Literal

from lsg_desktop.training import lexicon

Split = Literal["train", "heldout"]

HELDOUT_MODULUS: Final = 16
SHORTEST, LONGEST, LONGEST_TURN = 3, 14, 20
TURNS: Final = 0.25
CONJUNCTIONS: Final = frozenset({"that", "because", "whether", "before", "so", "but", "while"})

_WHOLE: Final = 99  # a chunk that needs every word of its phrase


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the transcript writes it, and as the synthesiser is to say it."""

    text: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a translation, and how many source words must be heard to know it."""

    text: str
    needs: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a turn of a few, with both translations and the places to pause at."""

    pattern: str
    words: tuple[Word, ...]
    german: tuple[Piece, ...]
    chinese: tuple[Piece, ...]
    breaks: tuple[int, ...]

    @property
    def transcript(self) -> str:
        """The English text."""
        return " ".join(word.text for word in self.words)

    def translation(self, language: str) -> str:
        """Return the text of one translation, "de" or "zh"."""
        pieces = {"de": self.german, "zh": self.chinese}[language]
        return "".join(piece.text for piece in pieces)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A part of a phrase in the target: a German word, or a Chinese word."""

    text: str
    heard: int = _WHOLE


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The filling of a slot: English and target forms, and what agreement and choice need."""

    english: Mapping[str, str]
    forms: Mapping[str, tuple[_Chunk, ...]]
    number: lexicon.Number = "sg"
    head: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    name: str
    english: str
    german: str
    chinese: str


@dataclass(frozen=True, slots=True)
class _Clause:
    name: str
    group: str
    english: str
    german: str
    chinese: str


_Chosen = dict[str, _Phrase]
_Sampler = Callable[[random.Random, str, _Chosen], _Phrase]


# --- clauses and patterns ------------------------------------------------------------------

_CLAUSES: Final = (
    _Clause(
        "property",
        "state",
        "{x=bare/object} {b=aux/be.fin@x} {d=degree} {j=adjective/x}",
        "{x:nom} | {b:fin@x} | {d} {j}",
        "{x}{d}{j}",
    ),
    _Clause(
        "comparison",
        "state",
        "{x=plain/j} {b=aux/be.fin@x} {j=adjective/object.comp} than {y=plain/x}",
        "{x:nom} | {b:fin@x} | {j:comp} als<than {y:nom}",
        "{x}比<than {y}更<j{j}",
    ),
    _Clause(
        "future",
        "action",
        "{s=subject} {m=aux/will.fin@s} {v=verb} {o=np/v} {t=future}",
        "{s:nom} | {m:fin@s} | {t} {o:acc} {v:inf}",
        "{s}{t}{m}{v}{o}",
    ),
    _Clause(
        "contraction",
        "action",
        "{s=short} {v=verb} {o=np/v}",
        "{s:nom} | {will:fin@s} | {o:acc} {v:inf}",
        "{s}会<s{v}{o}",
    ),
    _Clause(
        "modal",
        "action",
        "{s=subject} {m=modal.fin@s} {v=verb} {o=np/v}",
        "{s:nom} | {m:fin@s} | {o:acc} {v:inf}",
        "{s}{m}{v}{o}",
    ),
    _Clause(
        "perfect",
        "report",
        "{s=subject} {h=aux/have.fin@s} {p=progress} {v=verb.past} {o=definite/v}",
        "{s:nom} | {h:fin@s} | {o:acc} {p} {v:part}",
        "{s}{p}{v}了{o}",
    ),
    _Clause(
        "past",
        "report",
        "{s=subject} {v=verb.past} {o=np/v} {t=past}",
        "{s:nom} | {have:fin@s}<v | {t} {o:acc} {v:part}",
        "{s}{t}{v}了{o}",
    ),
    _Clause(
        "relation",
        "state",
        "{x=plain/field} {r=relation/x.fin@x} {y=np/x}",
        "{x:nom} | {r:fin@x} | {y:acc} | {r:prefix}",
        "{x}{r}{y}",
    ),
    _Clause(
        "preposition",
        "state",
        "{x=plain/field} {r=prepositional/x.fin@x} {y=np/x}",
        "{x:nom} | {r:fin@x} | {r:prep} {y:dat} | {r:prefix}",
        "{x}{r}{y}",
    ),
    _Clause(
        "trend",
        "report",
        "{x=plain/quantity} {r=trend} by {n=number} percent",
        "{x:nom} | {be:fin@x}<r | um<by {n} Prozent<percent {r}",
        "{x}{r}了百分之<percent {n}",
    ),
    _Clause(
        "demand",
        "state",
        "{s=subject} {m=aux/need.fin@s} {n=number} {o=counted/ware}",
        "{s:nom} | {m:fin@s} | {n} {o:acc}",
        "{s}{m}{n}{o}",
    ),
    _Clause(
        "passive",
        "report",
        "{x=bare/v} {b=aux/become.fin@x} {v=discovery.past} in {n=year}",
        "{x:nom} | {b:fin@x} | {n} {v:part}",
        "{x}在{n}年被{v}",
    ),
    _Clause(
        "appointment",
        "state",
        "{x=meeting} {r=edge.fin@x} at {n=time} in room {k=number}",
        "{x:nom} | {r:fin@x} | um<at {n} Uhr<n in<in Raum<room {k}",
        "{x}{n}在{k}号房间{r}",
    ),
    _Clause(
        "negation",
        "state",
        "{s=subject} {d=aux/dont.fin@s} {v=verb} {o=definite/v}",
        "{s:nom} | {v:fin@s}<d | {o:acc} nicht<d | {v:prefix}",
        "{s}{d}{v}{o}",
    ),
    _Clause(
        "failure",
        "report",
        "{s=subject} didn't {v=verb} {o=definite/v}",
        "{s:nom} | {have:fin@s}<didn't | {o:acc} nicht {v:part}",
        "{s}没有<didn't {v}{o}",
    ),
    _Clause(
        "inability",
        "state",
        "{s=subject} can't {v=verb} {o=definite/v}",
        "{s:nom} | {can:fin@s}<can't | {o:acc} nicht {v:inf}",
        "{s}不能<can't {v}{o}",
    ),
    _Clause(
        "measurement",
        "state",
        "{x=plain/quantity} reaches {n=decimal} {u=unit/x}",
        "{x:nom} | erreicht<reaches | {n} {u}",
        "{x}达到<reaches {n}{u}",
    ),
    _Clause(
        "travel",
        "action",
        "{s=who} {m=aux/will.fin@s} travel to {c=city} {t=future}",
        "{s:nom} | {m:fin@s} | {t} nach<to {c} reisen<travel",
        "{s}{t}{m}去<travel {c}",
    ),
)

_FRAMES: Final = (
    _Pattern("opinion", "{p=opinion} that {c=clause}.", "{p},<that dass<that {c:sub}.", "{p}{c}。"),
    _Pattern(
        "because",
        "{c=clause/action} because {d=clause/state}.",
        "{c:main},<because weil<because {d:sub}.",
        "{c}，<because 因为<because {d}。",
    ),
    _Pattern(
        "if",
        "If {c=clause/state}, {d=clause/action}.",
        "Wenn<if {c:sub}, {d:inv}.",
        "如果<if {c}，{d}。",
    ),
    _Pattern(
        "although",
        "Although {c=clause/state}, {d=clause}.",
        "Obwohl<although {c:sub}, {d:inv}.",
        "虽然<although {c}，但是{d}。",
    ),
    _Pattern(
        "while",
        "While {s=several} {v=verb.fin@s} {o=definite/v}, {d=clause/action}.",
        "Während<while {s:nom} {o:acc} {v:whole@s}, {d:inv}.",
        "在<while {s}{v}{o}的时候，{d}。",
    ),
    _Pattern(
        "when",
        "When {c=clause/state}, {d=clause/action}.",
        "Wenn<when {c:sub}, {d:inv}.",
        "当<when {c}时，{d}。",
    ),
    _Pattern(
        "before",
        "Before {s=several} {v=verb.fin@s} {o=definite/v}, {d=clause/action}.",
        "Bevor<before {s:nom} {o:acc} {v:whole@s}, {d:inv}.",
        "在<before {s}{v}{o}之前，{d}。",
    ),
    _Pattern(
        "whether", "{p=doubt} whether {c=clause}.", "{p}, ob<whether {c:sub}.", "{p}是不是{c}。"
    ),
    _Pattern(
        "so",
        "{c=clause/state}, so {d=clause/action}.",
        "{c:main},<so also<so {d:inv}.",
        "{c}，<so 所以<so {d}。",
    ),
    _Pattern(
        "but",
        "{c=clause/report}, but {d=clause}.",
        "{c:main},<but aber<but {d:main}.",
        "{c}，<but 但是<but {d}。",
    ),
    _Pattern("order", "{k=order}, {c=clause}.", "{k} {c:inv}.", "{k}，{c}。"),
)

_DIRECT: Final = (
    _Pattern(
        "relative",
        "{x=bare/v} that {s=subject} {v=verb.past} {t=past} {b=aux/be.fin@x} "
        "{d=degree} {j=adjective/x}.",
        "{x:nom},<that {x:rel} {s:nom} {t} {v:part} {have:fin@s}, {b:fin@x} {d} {j}.",
        "{s}{t}{v}的{x}{d}{j}。",
    ),
    _Pattern(
        "fronted",
        "{t=past} {s=subject} {v=verb.past} {o=np/v}.",
        "{t} {have:fin@s} {s:nom} {o:acc} {v:part}.",
        "{t}{s}{v}了{o}。",
    ),
    _Pattern(
        "date",
        "{s=subject} {m=aux/will.fin@s} {v=verb} {o=np/v} {t=date}.",
        "{s:nom} {m:fin@s} {t} {o:acc} {v:inf}.",
        "{s}{t}{m}{v}{o}。",
    ),
    _Pattern(
        "request",
        "Please {v=verb} {o=definite/v}.",
        "Bitte<please {v:pl} Sie {o:acc} {v:prefix}.",
        "请<please {v}<o{o}。",
    ),
    _Pattern(
        "page",
        "Please open {o=definite/doc} on page {n=number}.",
        "Bitte<please öffnen<open Sie {o:acc} auf<on Seite<page {n}.",
        "请<please 打开<on {o}的第<page {n}页。",
    ),
    _Pattern(
        "weekday",
        "Please {v=verb} {o=definite/v} before {k=day}.",
        "Bitte<please {v:pl} Sie {o:acc} vor<before {k} {v:prefix}.",
        "请<please 在<before {k}之前{v}{o}。",
    ),
    _Pattern(
        "ban",
        "Please don't {v=verb} {o=definite/v}.",
        "Bitte<please {v:pl}<don't Sie {o:acc} nicht {v:prefix}.",
        "请<please 不要<don't {v}{o}。",
    ),
    _Pattern(
        "invitation",
        "Let's {v=verb} {o=np/v} {t=future}.",
        "Lassen<let's Sie uns {t} {o:acc} {v:inf}.",
        "让我们<let's {t}{v}{o}。",
    ),
    _Pattern(
        "favour",
        "Could you please {v=verb} {o=np/v}?",
        "Könnten<could Sie<you bitte<please {o:acc} {v:inf}?",
        "能请您<please {v}{o}吗？",
    ),
    _Pattern(
        "permission",
        "{m=ask.fin@s} {s=subject} {v=verb} {o=np/v} {t=future}?",
        "{m:fin@s} {s:nom} {t} {o:acc} {v:inf}?",
        "{s}{t}{m}{v}{o}吗？",
    ),
    _Pattern(
        "did",
        "Did {s=subject} {v=verb} {o=np/v} {t=past}?",
        "{have:fin@s}<did {s:nom} {t} {o:acc} {v:part}?",
        "{s}{t}{v}{o}了吗？",
    ),
    _Pattern(
        "have",
        "{h=aux/have.fin@s} {s=subject} already {v=verb.past} {o=definite/v}?",
        "{h:fin@s} {s:nom} {o:acc} bereits<already {v:part}?",
        "{s}已经<already {v}{o}了吗？",
    ),
    _Pattern(
        "wh",
        "{w=wh} {m=ability.fin@s} {s=subject} {v=verb} {o=np/v}?",
        "{w} {m:fin@s} {s:nom} {o:acc} {v:inf}?",
        "{s}{w}{m}{v}{o}？",
    ),
    _Pattern(
        "when will",
        "When will {s=subject} {v=verb} {o=np/v}?",
        "Wann<when {will:fin@s}<will {s:nom} {o:acc} {v:inf}?",
        "{s}什么时候<when 会<will {v}{o}？",
    ),
    _Pattern(
        "who",
        "Who {m=ask.fin@m} {v=verb} {o=np/v} {t=future}?",
        "Wer<who {m:fin@m} {t} {o:acc} {v:inf}?",
        "谁<who {t}{m}{v}{o}？",
    ),
    _Pattern(
        "how many",
        "How many {o=counted/ware} will {s=subject} need {t=future}?",
        "Wie<how viele<many {o:acc} {will:fin@s}<will {s:nom} {t} brauchen<need?",
        "{s}{t}会<will 需要<need 多少{o}？",
    ),
    _Pattern(
        "welcome",
        "{g=greeting}, {k=name}, and welcome to {o=event}.",
        "{g}, {k},<and und<and willkommen<welcome zu<to {o:dat}.",
        "{g}，{k}，<and 欢迎<welcome 参加<to {o}。",
    ),
    _Pattern("greeting", "{g=greeting}, {k=audience}.", "{g}, {k}.", "{g}，{k}。"),
    _Pattern(
        "thanks",
        "Thank you for {o=present/gift}, {k=name}.",
        "Vielen<thank Dank für<for {o:acc}, {k}.",
        "感谢<thank {o}，{k}。",
    ),
    _Pattern(
        "remark",
        "That's {d=degree} {j=remark}.",
        "Das<that's ist {d} {j}.",
        "这<that's {d}{j}。",
    ),
    _Pattern(
        "infinitive",
        "It's {j=remark} to {v=verb} {o=np/v}.",
        "Es<it's ist {j},<to {o:acc} {v:zu}.",
        "{v}{o}很{j}。",
    ),
    _Pattern(
        "field",
        "Today we'll talk about {o=plain/lecture} in {k=science/o}.",
        "Heute<today sprechen<talk wir<we'll über<about {o:acc} {k}.",
        "今天<today 我们<we'll 来谈谈<talk {k}中的{o}。",
    ),
    _Pattern(
        "percentage",
        "{n=number} percent of {o=people} {v=verb.past} {y=definite/v}.",
        "{n} Prozent<percent {o:gen} haben<v {y:acc} {v:part}.",
        "百分之<percent {n}的<of {o}{v}了{y}。",
    ),
    _Pattern(
        "visitor",
        "{k=name} from {c=city} will {v=verb} {o=np/v} at {n=time}.",
        "{k} aus<from {c} wird<will um<n {n} Uhr {o:acc} {v:inf}.",
        "来自<from {c}的{k}会<will 在<n {n}{v}{o}。",
    ),
    _Pattern(
        "find",
        "You'll find {o=np/doc} on page {n=number}.",
        "Sie<you'll werden<you'll {o:acc} auf<on Seite<page {n} finden<find.",
        "您<you'll 会<you'll 在<on 第<page {n}页找到{o}。",
    ),
)


# --- phrases -------------------------------------------------------------------------------

_DER: Final = {
    "m": ("der", "den", "dem"),
    "f": ("die", "die", "der"),
    "n": ("das", "das", "dem"),
    "pl": ("die", "die", "den"),
}
_DIESER: Final = {
    "m": ("er", "en", "em"),
    "f": ("e", "e", "er"),
    "n": ("es", "es", "em"),
    "pl": ("e", "e", "en"),
}
_EIN: Final = {**_DIESER, "m": ("", "en", "em"), "n": ("", "", "em")}
_WEAK: Final = {"m": ("e", "en", "en"), "f": ("e", "e", "en"), "n": ("e", "e", "en")}
_MIXED: Final = {"m": ("er", "en", "en"), "f": ("e", "e", "en"), "n": ("es", "es", "en")}
_ENDINGS: Final = {
    "weak": {**_WEAK, "pl": ("en", "en", "en")},
    "mixed": {**_MIXED, "pl": ("en", "en", "en")},
    "strong": {"pl": ("e", "e", "en")},
}


@dataclass(frozen=True, slots=True, eq=False)
class _Determiner:
    """A determiner: English singular and plural, German stem and declension, Chinese pattern.

    In the Chinese, ``#`` stands for the measure word.
    """

    english: str
    plural: str
    german: str
    endings: Mapping[str, Sequence[str]]
    declension: Literal["weak", "mixed", "strong"]
    chinese: str
    chinese_plural: str


_THE: Final = _Determiner("the", "the", "", _DER, "weak", "", "")
_THIS: Final = _Determiner("this", "these", "dies", _DIESER, "weak", "这#", "这些")
_OUR: Final = _Determiner("our", "our", "unser", _EIN, "mixed", "我们的", "我们的")
_YOUR: Final = _Determiner("your", "your", "Ihr", _EIN, "mixed", "您的", "您的")
_A: Final = _Determiner("a", "", "ein", _EIN, "mixed", "一#", "")
_EVERY: Final = _Determiner("every", "", "jed", _DIESER, "weak", "每#", "")
_ALL: Final = _Determiner("", "all", "all", _DIESER, "weak", "", "所有")
_NONE: Final = _Determiner("", "", "", {"pl": ("", "", "")}, "strong", "", "")
_COUNT: Final = _Determiner("", "", "", {"pl": ("", "", "")}, "strong", "", "#")
_DEFINITE: Final = (_THE, _THE, _THE, _THIS, _OUR, _YOUR)
_ANY: Final = (*_DEFINITE, _A, _EVERY, _ALL)


def _article(determiner: _Determiner, following: str) -> str:
    vowel = following[0] in "aeiou" and not following.startswith("us")  # "a useful tool"
    return "an" if determiner is _A and vowel else determiner.english


@cache
def _noun_phrase(
    noun: lexicon.Noun, determiner: _Determiner, adjective: lexicon.Adjective | None, plural: bool
) -> _Phrase:
    """Build a noun phrase: everything German waits for the noun, Chinese goes word by word."""
    named = noun.plural if plural else noun.english
    named = f"{adjective.english} {named}" if adjective else named
    english = f"{determiner.plural if plural else _article(determiner, named)} {named}".strip()
    gender: lexicon.Gender = "pl" if plural else noun.gender
    forms: dict[str, tuple[_Chunk, ...]] = {}
    for index, case in enumerate(lexicon.CASES):
        german = [determiner.german + determiner.endings[gender][index]]
        if adjective:
            german.append(adjective.stem + _ENDINGS[determiner.declension][gender][index])
        german.append(_declined(noun, case, plural))
        forms[case] = tuple(_Chunk(word) for word in german if word)
    forms["rel"] = (_Chunk(_DER[gender][1]),)
    forms["gen"] = (_Chunk("der"), *forms["nom"][1:])
    forms["zh"] = _chinese_noun_phrase(noun, determiner, adjective, plural)
    number: lexicon.Number = "pl" if plural else "sg"
    return _Phrase({"": english}, forms, number, noun.english, (noun.kind,))


def _declined(noun: lexicon.Noun, case: lexicon.Case, plural: bool) -> str:
    if plural:
        if case == "dat":
            return lexicon.dative_plural(noun.german_plural)
        return noun.german_plural
    return noun.german if case == "nom" else noun.oblique


def _chinese_noun_phrase(
    noun: lexicon.Noun, determiner: _Determiner, adjective: lexicon.Adjective | None, plural: bool
) -> tuple[_Chunk, ...]:
    marker = determiner.chinese_plural if plural else determiner.chinese
    quality = adjective.chinese if adjective else ""
    if len(quality) > 1:
        quality += "的"
        marker = marker.removesuffix("的")
    known = 1 + bool(determiner.plural if plural else determiner.english)
    heard = _WHOLE if "#" in marker else known if quality else 1
    chunks = [_Chunk(marker.replace("#", noun.measure), heard), _Chunk(quality, known)]
    chunks.append(_Chunk(noun.chinese))
    return tuple(chunk for chunk in chunks if chunk.text)


@cache
def _fitting(kinds: tuple[str, ...]) -> list[lexicon.Adjective]:
    return [word for word in lexicon.ADJECTIVES if any(kind in word.kinds for kind in kinds)]


def _classes(argument: str, chosen: _Chosen) -> tuple[str, ...]:
    named = {
        "object": (*lexicon.THINGS, "quantity"),
        "field": lexicon.FIELDS,
        "ware": ("doc", "tech"),
    }
    named |= {"gift": ("doc", "plan"), "lecture": ("tech", *lexicon.FIELDS)}
    if argument in chosen:
        return chosen[argument].kinds
    return named.get(argument, (argument,))


def _fits(determiner: _Determiner, noun: lexicon.Noun, plural: bool) -> bool:
    owned = noun.kind not in (*lexicon.FIELDS, "quantity")
    owner = determiner in (_OUR, _YOUR)
    return bool(determiner.plural if plural else determiner.english) and (owned or not owner)


def _nouns(
    determiners: Sequence[_Determiner], adjectives: float, number: Literal["sg", "pl", ""] = ""
) -> _Sampler:
    """Return a sampler of noun phrases of the classes that its argument names."""

    def sampler(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
        taken = {phrase.head for phrase in chosen.values()}
        pool = [noun for kind in _classes(argument, chosen) for noun in lexicon.NOUNS[kind]]
        noun = rng.choice([noun for noun in pool if noun.english not in taken])
        plural = number == "pl" or (not number and rng.random() < 0.5)
        plural = plural and noun.kind != "quantity"
        fits = [one for one in determiners if _fits(one, noun, plural)]
        determiner = rng.choice(fits or list(determiners))
        adjective = rng.choice(_fitting((noun.kind,))) if rng.random() < adjectives else None
        return _noun_phrase(noun, determiner, adjective, plural)

    return sampler


def _preset(kind: str, sampler: _Sampler) -> _Sampler:
    return lambda rng, _argument, chosen: sampler(rng, kind, chosen)


def _chunks(text: str) -> tuple[_Chunk, ...]:
    return tuple(_Chunk(word) for word in text.split())


def _fixed(kind: str) -> _Sampler:
    def sampler(rng: random.Random, _argument: str, _chosen: _Chosen) -> _Phrase:
        return _of_fixed(rng.choice(lexicon.FIXED[kind]))

    return sampler


@cache
def _of_fixed(entry: lexicon.Fixed) -> _Phrase:
    german = _chunks(entry.german)
    forms = {"de": german, "nom": german, "zh": _chunks(entry.chinese)}
    number = lexicon.PRONOUN_NUMBERS.get(entry.english.partition("'")[0], "pl")
    return _Phrase({"": entry.english}, forms, number)


def _name(rng: random.Random, _argument: str, _chosen: _Chosen) -> _Phrase:
    return replace(_of_fixed(rng.choice(lexicon.FIXED["name"])), number="sg")


def _who(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    if rng.random() < 0.4:
        return _name(rng, argument, chosen)
    return _nouns((_THE, _THE, _OUR, _YOUR), 0.15)(rng, "person", chosen)


def _subject(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    if rng.random() < 0.45:
        return _fixed("pronoun")(rng, argument, chosen)
    return _who(rng, argument, chosen)


def _several(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    if rng.random() < 0.4:
        return _nouns((_THE, _OUR, _YOUR), 0.0, "pl")(rng, "person", chosen)
    plurals = [word for word in lexicon.FIXED["pronoun"] if _of_fixed(word).number == "pl"]
    return _of_fixed(rng.choice(plurals))


@cache
def _of_verb(verb: lexicon.Verb) -> _Phrase:
    infinitive = verb.prefix + verb.german
    first = lexicon.first_person(verb.german)
    head, _, particle = verb.english.partition(" ")
    third = " ".join(filter(None, (lexicon.with_s(head), particle)))
    finite = {"sg1": first, "sg": verb.third, "pl": verb.german}
    forms = {f"fin.{number}": _chunks(form) for number, form in finite.items()}
    forms |= {f"whole.{number}": _chunks(verb.prefix + form) for number, form in finite.items()}
    forms |= {
        "inf": _chunks(infinitive),
        "pl": _chunks(verb.german),
        "zu": _chunks(f"{verb.prefix}zu{verb.german}" if verb.prefix else f"zu {infinitive}"),
        "prefix": _chunks(verb.prefix),
        "part": _chunks(verb.participle),
        "prep": _chunks(verb.preposition),
        "zh": _chunks(verb.chinese),
    }
    english = {"": verb.english, "past": verb.past, "fin.sg": third}
    english |= {"fin.sg1": verb.english, "fin.pl": verb.english}
    return _Phrase(english, forms, head=verb.english, kinds=(verb.kinds))


def _verbs(verbs: Sequence[lexicon.Verb]) -> _Sampler:
    def sampler(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
        usable = verbs
        if argument in chosen:
            wanted = chosen[argument].kinds
            usable = [verb for verb in verbs if set(wanted) & set(verb.kinds)]
        verb = rng.choice(usable)
        kind = rng.choice(verb.kinds)
        return replace(_of_verb(verb), kinds=(kind,))

    return sampler


@cache
def _auxiliary(name: str) -> _Phrase:
    entry = lexicon.AUXILIARIES[name]
    english: dict[str, str] = {}
    forms = {"zh": _chunks(entry.chinese)}
    for number, word, german in zip(_NUMBERS, entry.english, entry.german, strict=True):
        english[f"fin.{number}"] = word
        forms[f"fin.{number}"] = forms[f"whole.{number}"] = _chunks(german)
    return _Phrase(english, forms)


def _auxiliaries(*names: str) -> _Sampler:
    return lambda rng, argument, _chosen: _auxiliary(argument or rng.choice(names))


def _adjective(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    entry = rng.choice(_fitting(_classes(argument, chosen)))
    forms = {
        "de": _chunks(entry.german),
        "comp": _chunks(entry.german_comparative),
        "zh": _chunks(entry.chinese),
    }
    english = {"": entry.english, "comp": entry.comparative}
    return _Phrase(english, forms, kinds=tuple(k for k in entry.kinds if k in lexicon.NOUNS))


def _plain(english: str, german: str, chinese: str) -> _Phrase:
    return _of_fixed(lexicon.Fixed(english, german, chinese))


def _figure(draw: Callable[[random.Random], str]) -> _Sampler:
    def sampler(rng: random.Random, _argument: str, _chosen: _Chosen) -> _Phrase:
        text = draw(rng)
        return _plain(text, text.replace(".", ","), text)

    return sampler


def _date(rng: random.Random, _argument: str, _chosen: _Chosen) -> _Phrase:
    kind = rng.choice(("day", "month", "month", "year"))
    if kind == "year":
        year = rng.randint(2026, 2039)
        return _plain(f"in {year}", f"im Jahr {year}", f"{year}年")
    entry = rng.choice(lexicon.FIXED[kind])
    english, german = ("on", "am") if kind == "day" else ("in", "im")
    return _plain(f"{english} {entry.english}", f"{german} {entry.german}", entry.chinese)


def _science(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    return _of_fixed(rng.choice(lexicon.SCIENCES[chosen[argument].kinds[0]]))


def _unit(rng: random.Random, argument: str, chosen: _Chosen) -> _Phrase:
    return _of_fixed(rng.choice(lexicon.UNITS[chosen[argument].head]))


def _clause(rng: random.Random, argument: str, _chosen: _Chosen) -> _Phrase:
    return _render_clause(rng, rng.choice([c for c in _CLAUSES if argument in ("", c.group)]))


# --- templates -----------------------------------------------------------------------------

_NUMBERS: Final[tuple[lexicon.Number, ...]] = ("sg1", "sg", "pl")
_SLOT: Final = re.compile(r"\{(\w)=(\w+)(?:/(\w+))?(?:\.(\w+))?(?:@(\w))?\}")
_PART: Final = re.compile(
    r"(?:\{(\w+)(?::(\w+))?(?:@(\w))?\}|([^{}<，。？]+|[，。？]))(?:<([A-Za-z']+))?"
)
_MARKS: Final = ",.?!，。？！"


@dataclass(slots=True)
class _English:
    """The English side of a rendered template, and where its slots and literal words end."""

    words: list[str]
    starts: dict[str, int]
    ends: dict[str, int]


@cache
def _slots(template: str) -> tuple[tuple[str, ...], ...]:
    return tuple(match.groups("") for match in _SLOT.finditer(template))


@cache
def _parts(template: str) -> tuple[re.Match[str], ...]:
    return tuple(match for token in template.split() for match in _PART.finditer(token))


def _choose(rng: random.Random, template: str) -> _Chosen:
    """Fill the slots of an English template; a slot waits for the slot that it refers to."""
    chosen: _Chosen = {}
    waiting = list(_slots(template))
    names = {slot[0] for slot in waiting}
    while waiting:
        slot = waiting.pop(0)
        name, kind, argument = slot[:3]
        if argument in names and argument not in chosen:
            waiting.append(slot)
        else:
            chosen[name] = _KINDS[kind](rng, argument, chosen)
    return chosen


def _english(template: str, chosen: _Chosen) -> _English:
    side = _English([], {}, {})
    for token in template.split():
        match = _SLOT.match(token)
        if match is None:
            side.words.append(token)
            side.ends.setdefault(token.strip(_MARKS).lower(), len(side.words))
            continue
        name, _, _, form, agree = match.groups("")
        key = ".".join(filter(None, (form, agree and chosen[agree].number)))
        side.starts[name] = len(side.words)
        side.words += chosen[name].english[key].split()
        side.words[-1] += token[match.end() :]
        side.ends[name] = len(side.words)
    return side


def _part(match: re.Match[str], side: _English, chosen: _Chosen, default: str) -> list[_Chunk]:
    """Render one part of a target template; ``heard`` counts from the start of the template."""
    name, form, agree, literal, reference = match.groups()
    floor = side.ends[reference] if reference else 0
    if literal:
        return [_Chunk(literal, floor)]
    start, length = side.starts.get(name, 0), side.ends.get(name, 0) - side.starts.get(name, 0)
    phrase = chosen[name] if name in chosen else _auxiliary(name)
    if agree:
        form = f"{form}.{chosen[agree].number}"
        floor = max(floor, side.ends[agree])
    chunks = phrase.forms[form or default]
    return [_Chunk(c.text, max(start + min(length, c.heard), floor)) for c in chunks]


def _target(template: str, side: _English, chosen: _Chosen, language: str) -> tuple[_Chunk, ...]:
    """Render a target template into chunks, gluing punctuation to what it follows."""
    chunks: list[_Chunk] = []
    for match in _parts(template):
        for chunk in _part(match, side, chosen, language):
            if chunk.text in _MARKS:
                last = chunks.pop()
                chunk = _Chunk(last.text + chunk.text, max(last.heard, chunk.heard))
            chunks.append(chunk)
    return tuple(chunks)


@cache
def _orders(german: str) -> dict[str, str]:
    """Return the three German word orders of a clause template."""
    subject, finite, rest, *prefix = (field.strip() for field in german.split("|"))
    return {
        "main": " ".join((subject, finite, rest, *prefix)),
        "inv": " ".join((finite, subject, rest, *prefix)),
        "sub": " ".join((subject, rest, finite.replace(":fin@", ":whole@"))),
    }


def _render_clause(rng: random.Random, clause: _Clause) -> _Phrase:
    chosen = _choose(rng, clause.english)
    side = _english(clause.english, chosen)
    forms = {k: _target(t, side, chosen, "de") for k, t in _orders(clause.german).items()}
    forms["zh"] = _target(clause.chinese, side, chosen, "zh")
    return _Phrase({"": " ".join(side.words)}, forms)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _pieces(chunks: Sequence[_Chunk], total: int, space: str) -> tuple[Piece, ...]:
    needs = [*accumulate((max(chunk.heard, 1) for chunk in chunks[:-1]), max), total]
    texts = [_capital(chunks[0].text), *(space + chunk.text for chunk in chunks[1:])]
    return tuple(Piece(text, need) for text, need in zip(texts, needs, strict=True))


def _breaks(words: Sequence[str]) -> tuple[int, ...]:
    return tuple(
        index
        for index, (word, following) in enumerate(pairwise(words))
        if word[-1] in _MARKS or following in CONJUNCTIONS
    )


def _render(rng: random.Random, pattern: _Pattern) -> Sentence:
    chosen = _choose(rng, pattern.english)
    side = _english(pattern.english, chosen)
    words = [_capital(side.words[0]), *side.words[1:]]
    german = _target(pattern.german, side, chosen, "de")
    chinese = _target(pattern.chinese, side, chosen, "zh")
    return Sentence(
        pattern=pattern.name,
        words=tuple(Word(word, speak(word)) for word in words),
        german=_pieces(german, len(words), " "),
        chinese=_pieces(chinese, len(words), ""),
        breaks=_breaks(words),
    )


# --- numbers, as they are said -------------------------------------------------------------

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS: Final = (
    "",
    "",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)


def _below_hundred(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")


def _pair(digits: str) -> str:
    number = int(digits)
    return _below_hundred(number) if number > 9 else f"oh {_ONES[number]}"


def speak(text: str) -> str:
    """Return how a written word is said: figures in words, everything in lower case."""
    word = text.strip(_MARKS).lower()
    if ":" in word:
        hour, minute = word.split(":")
        return _below_hundred(int(hour)) + (" o'clock" if minute == "00" else f" {_pair(minute)}")
    if "." in word:
        whole, _, fraction = word.partition(".")
        return " ".join((speak(whole), "point", *(_ONES[int(digit)] for digit in fraction)))
    if not word.isdecimal():
        return word
    if len(word) < 4:
        return _below_hundred(int(word))
    return f"{_below_hundred(int(word[:2]))} {_pair(word[2:])}"


# --- sampling ------------------------------------------------------------------------------

_PAST_YEARS: Final = tuple(y for y in range(1801, 2026) if y % 100 and not 2000 < y < 2010)

_KINDS: Final[Mapping[str, _Sampler]] = {
    "np": _nouns(_ANY, 0.5),
    "definite": _nouns(_DEFINITE, 0.4),
    "plain": _nouns((_THE, _THE, _THIS, _OUR, _YOUR), 0.4),
    "bare": _nouns((_THE, _THE, _THIS, _OUR, _YOUR), 0.0),
    "counted": _nouns((_COUNT,), 0.5, "pl"),
    "people": _preset("person", _nouns((_THE,), 0.0, "pl")),
    "meeting": _preset("event", _nouns((_THE, _THIS, _OUR), 0.3)),
    "event": _preset("event", _nouns((_THIS, _OUR), 0.3, "sg")),
    "present": _nouns((_YOUR,), 0.4),
    "subject": _subject,
    "several": _several,
    "who": _who,
    "name": _name,
    "verb": _verbs(lexicon.VERBS),
    "relation": _verbs(lexicon.RELATIONS),
    "prepositional": _verbs(lexicon.PREPOSITIONAL),
    "discovery": _verbs(lexicon.DISCOVERIES),
    "aux": _auxiliaries(),
    "modal": _auxiliaries("can", "must", "should", "want"),
    "ask": _auxiliaries("can", "must", "should", "will"),
    "ability": _auxiliaries("can", "must", "should"),
    "edge": _auxiliaries("start", "end"),
    "adjective": _adjective,
    "remark": _preset("act", _adjective),
    "number": _figure(lambda rng: str(rng.randint(2, 99))),
    "decimal": _figure(lambda rng: f"{rng.randint(0, 99)}.{rng.randint(1, 9)}"),
    "time": _figure(lambda rng: f"{rng.randint(1, 12)}:{rng.randrange(0, 60, 5):02}"),
    "year": _figure(lambda rng: str(rng.choice(_PAST_YEARS))),
    "date": _date,
    "unit": _unit,
    "science": _science,
    "clause": _clause,
    **{kind: _fixed(kind) for kind in lexicon.FIXED if kind != "name"},
}


def _statement(clause: _Clause) -> _Pattern:
    german = _orders(clause.german)["main"]
    return _Pattern(clause.name, f"{clause.english}.", f"{german}.", f"{clause.chinese}。")


PATTERNS: Final = (
    *(_statement(clause) for clause in _CLAUSES),
    *_FRAMES,
    *_DIRECT,
)
_RATES: Final = {"greeting": 0.3, "remark": 0.3, "comparison": 3.0, "date": 1.5}
_WEIGHTS: Final = [_RATES.get(pattern.name, 1.0) for pattern in PATTERNS]


def _normalised(sentence: str) -> str:
    return " ".join(word.strip(_MARKS).lower() for word in sentence.split())


def _is_heldout_sentence(sentence: str) -> bool:
    digest = hashlib.sha256(_normalised(sentence).encode()).digest()
    return int.from_bytes(digest[:8], "big") % HELDOUT_MODULUS == 0


def is_heldout(transcript: str) -> bool:
    """Return whether any sentence of a transcript is kept out of the training text."""
    return any(map(_is_heldout_sentence, re.split(r"(?<=[.?!])\s+", transcript.strip())))


def _single(rng: random.Random, split: Split) -> Sentence:
    while True:
        sentence = _render(rng, rng.choices(PATTERNS, _WEIGHTS)[0])
        fits = SHORTEST <= len(sentence.words) <= LONGEST
        if fits and is_heldout(sentence.transcript) == (split == "heldout"):
            return sentence


def _later(pieces: Sequence[Piece], offset: int, space: str) -> Iterator[Piece]:
    for index, piece in enumerate(pieces):
        yield Piece(piece.text if index else space + piece.text, piece.needs + offset)


def _joined(first: Sentence, second: Sentence) -> Sentence:
    """Join two sentences into one turn."""
    offset = len(first.words)
    return Sentence(
        pattern=f"{first.pattern}+{second.pattern}",
        words=first.words + second.words,
        german=(*first.german, *_later(second.german, offset, " ")),
        chinese=(*first.chinese, *_later(second.chinese, offset, "")),
        breaks=(*first.breaks, offset - 1, *(index + offset for index in second.breaks)),
    )


def sample(rng: random.Random, split: Split) -> Sentence:
    """Draw a sentence of a split, or (one time in four) a turn of two or three of them."""
    turn = _single(rng, split)
    if rng.random() >= TURNS:
        return turn
    wanted = 2 if rng.random() < 0.7 else 3
    for _ in range(wanted - 1):
        following = _single(rng, split)
        while len(turn.words) + len(following.words) > LONGEST_TURN and len(turn.words) < LONGEST:
            following = _single(rng, split)
        if len(turn.words) + len(following.words) <= LONGEST_TURN:
            turn = _joined(turn, following)
    return turn


def distinct(count: int, seed: int, split: Split) -> list[Sentence]:
    """Return sentences with distinct transcripts; a smaller count gives a prefix of a larger."""
    rng = random.Random(f"{split}:{seed}")
    found: dict[str, Sentence] = {}
    while len(found) < count:
        sentence = sample(rng, split)
        found.setdefault(sentence.transcript, sentence)
    return list(found.values())
