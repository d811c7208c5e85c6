"""Whether a sentence ends with a word, told from the word alone; it knows no stream.

Nothing waits for the next word, which would tell more: a sentence that goes on past its end costs
less than a wait at each end, or than a prompt for "Dr." alone.
"""

from __future__ import annotations

import re

LATE = ".?!。．？！｡)]}”’」』）】》〉"
"""Marks that mean nothing once the sentence is over."""

_FINAL = ".?!…。．？！｡"
_CLOSING = "\"')]}»›”’」』）】》〉“‘«‹"
_OPENING = "\"'([{«‹“‘„‚「『（【《〈¿¡»›"

_LETTERS = re.compile(r"[^\W\d_](\.[^\W\d_])*")
"""A letter, or letters parted by full stops: "B", "p.m", "z.B"."""

_ORDINAL = re.compile(r"\d{1,3}")
"""A number that a full stop makes an ordinal, or that of a list; a year is neither."""

_SHORT = {
    "en": "mr mrs ms dr prof sr jr st mt rev hon gen col capt lt sgt gov sen pres vs etc al cf"
    " approx inc ltd corp co dept fig figs vol pp eds jan feb apr jun jul aug sep sept oct nov dec",
    "de": "dr prof dipl hr fr frl st nr bzw ca usw etc evtl ggf inkl exkl zzgl abzgl bspw allg vgl"
    " sog geb mio mrd bd abs jh jhdt str tel hrsg jan feb febr aug sept okt nov dez",
    "fr": "dr mm mme mmes mlle mlles pr st ste etc cf env av apr chap éd janv févr avr juil sept"
    " oct nov déc",
    "es": "sr sra sres sras srta dr dra dña d ud uds vd vds prof profa etc ej pág págs núm av avda"
    " art cap tel aprox gral ing lic ene feb abr jun jul ago sept oct nov dic",
    "it": "sig sigg sigra dott dr prof avv ing arch geom on ecc es pag pagg art cap tel cfr ca gen"
    " feb apr mag giu lug sett ott nov dic",
}
_ABBREVIATIONS = {language: frozenset(words.split()) for language, words in _SHORT.items()}
"""What is written short with a full stop, and hardly ever ends a sentence."""


def is_ellipsis(text: str) -> bool:
    """Whether a word is nothing but that something is left out."""
    return text != "." and not text.strip(".…")


def ends_sentence(text: str, language: str) -> bool:
    """Whether a sentence ends with this word, which has its marks."""
    word = text.rstrip(_CLOSING)
    if not word or word[-1] not in _FINAL or is_ellipsis(word):
        return False
    stem = word[:-1].lstrip(_OPENING)
    return word[-1] != "." or not _is_short(stem, language)


def _is_short(stem: str, language: str) -> bool:
    """Whether a full stop belongs to what is before it."""
    if stem.casefold() in _ABBREVIATIONS.get(language, ()) or _ORDINAL.fullmatch(stem):
        return True
    # A letter without upper and lower case can be a word: 네.
    return bool(_LETTERS.fullmatch(stem)) and stem.lower() != stem.upper()
