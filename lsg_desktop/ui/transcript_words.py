"""What a person is told of a row: its time, its text, and why each word was written.

How late a word came is the sound heard when it was written, less the place of the word's end in
the sound. Nobody knows that place. In an utterance that is over it is taken for evenly spread: a
word half-way through the line ended half-way through the utterance. In one that goes on, speech is
taken to run at the usual pace of its language. It knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from PySide6.QtCore import QCoreApplication, QLocale

from lsg_desktop.events import Task
from lsg_desktop.policy import units
from lsg_desktop.policy.pace import usual
from lsg_desktop.session.export import clock
from lsg_desktop.ui.theme import reason_words
from lsg_desktop.ui.transcript_record import Line, Row, Unit
from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

_LANGUAGES = {
    "en": QT_TRANSLATE_NOOP("Language", "English"),
    "zh": QT_TRANSLATE_NOOP("Language", "Chinese"),
    "yue": QT_TRANSLATE_NOOP("Language", "Cantonese"),
    "fr": QT_TRANSLATE_NOOP("Language", "French"),
    "de": QT_TRANSLATE_NOOP("Language", "German"),
    "es": QT_TRANSLATE_NOOP("Language", "Spanish"),
    "it": QT_TRANSLATE_NOOP("Language", "Italian"),
    "ja": QT_TRANSLATE_NOOP("Language", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("Language", "Korean"),
}


def language_name(code: str) -> str:
    """Give a language's name, or its code where it has none."""
    if code in _LANGUAGES:
        return QCoreApplication.translate("Language", _LANGUAGES[code])
    language = QLocale(code).language()
    known = language is not QLocale.Language.C
    return QLocale.languageToString(language) if known else code


def speaker_name(speaker: str | None) -> str:
    """Name a speaker in the words of the window; nobody is an empty name."""
    names = {
        "You": QCoreApplication.translate("Transcript", "You"),
        "Computer": QCoreApplication.translate("Transcript", "Computer"),
    }
    return names.get(speaker or "", speaker or "")


def gap(row: Row) -> str:
    """Say that sound was skipped."""
    words = QCoreApplication.translate(
        "Transcript", "Skipped {start} to {end} to catch up with the speaker"
    )
    return words.format(start=clock(row.start_s), end=clock(row.end_s or row.start_s))


def plain(row: Row, tasks: Iterable[Task]) -> str:
    """Give a row as one line of text, its parts parted by tabs: time, speaker, each task."""
    if row.is_gap:
        return f"{clock(row.start_s)}\t[{gap(row)}]"
    who = [speaker_name(row.speaker)] if row.speaker else []
    texts = [" ".join(row.lines[task].text.split()) for task in tasks]
    return "\t".join([clock(row.start_s), *who, *texts])


def spoken(row: Row) -> str:
    """Give a row as a screen reader reads it out."""
    if row.is_gap:
        return gap(row)
    names = {
        Task.TRANSCRIBE: QCoreApplication.translate("Transcript", "Transcript: {text}"),
        Task.TRANSLATE: QCoreApplication.translate("Transcript", "Translation: {text}"),
    }
    head = ", ".join(filter(None, (clock(row.start_s), speaker_name(row.speaker))))
    said = [
        names[task].format(text=line.text.strip())
        for task, line in row.lines.items()
        if line.text.strip()
    ]
    return ". ".join([head, *said])


def reasons(row: Row, languages: Mapping[Task, str]) -> str:
    """List why each unit of a row was written, as tables in rich text."""
    if row.is_gap:
        return escape(gap(row))
    parts = []
    for task, line in row.lines.items():
        if line.units:
            title = language_name(languages[task]) or task.value.capitalize()
            parts.append(f"<h4>{escape(title)}</h4>{_table(row, line, languages[task])}")
    return "".join(parts) or QCoreApplication.translate("Transcript", "Nothing was written yet.")


def explanation(row: Row, task: Task, unit: Unit, languages: Mapping[Task, str]) -> str:
    """Say why a unit was written, as rich text."""
    translate = QCoreApplication.translate
    line = row.lines[task]
    facts = [f"<b>{_text(line, unit)}</b>", escape(reason_words(unit.reason))]
    if unit.kl is not None:
        facts.append(translate("Transcript", "divergence {kl:.2f} nats").format(kl=unit.kl))
    if unit.confidence is not None:
        words = translate("Transcript", "confidence {confidence:.2f}")
        facts.append(words.format(confidence=unit.confidence))
    late = late_s(row, line, unit, languages[task])
    facts.append(translate("Transcript", "{late:.1f} s late (estimated)").format(late=late))
    return "<br>".join(facts)


def _table(row: Row, line: Line, language: str) -> str:
    translate = QCoreApplication.translate
    heads = (
        translate("Transcript", "Word"),
        translate("Transcript", "Why"),
        translate("Transcript", "Divergence (nats)"),
        translate("Transcript", "Confidence"),
        translate("Transcript", "Late, estimated (s)"),
    )
    lines = ["".join(f"<th align='left'>{escape(head)}</th>" for head in heads)]
    for unit in line.units:
        facts = (
            f"<b>{_text(line, unit)}</b>",
            escape(reason_words(unit.reason)),
            "" if unit.kl is None else f"{unit.kl:.2f}",
            "" if unit.confidence is None else f"{unit.confidence:.2f}",
            f"{late_s(row, line, unit, language):.1f}",
        )
        lines.append("".join(f"<td>{fact}</td>" for fact in facts))
    rows = "".join(f"<tr>{line_of}</tr>" for line_of in lines)
    return f"<table width='100%' cellspacing='0' cellpadding='3'>{rows}</table>"


def _text(line: Line, unit: Unit) -> str:
    return escape(line.text[unit.start : unit.end].strip())


def late_s(row: Row, line: Line, unit: Unit, language: str) -> float:
    """Estimate how long after it was said a unit was written, in seconds of sound."""
    if row.end_s is not None:
        share = unit.end / max(1, len(line.text))
        said_s = row.start_s + share * (row.end_s - row.start_s)
    else:
        count = units.count(line.text[: unit.end], units.counts_characters(language))
        said_s = row.start_s + count / usual(language, 1000)
    return max(0.0, unit.audio_s - said_s)
