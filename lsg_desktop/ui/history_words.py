"""What a person is told of a session: when, how long, how much, in what; it knows no widget."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.export import clock
from lsg_desktop.session.record import Found, State, Summary
from lsg_desktop.ui.transcript_words import language_name, speaker_name


def when(started: datetime) -> str:
    """Give date and time of day here, as the user writes them."""
    system, shown = QLocale.system(), QLocale()
    # The system knows the user's region; a date in another language than all else would confuse.
    locale = system if system.language() is shown.language() else shown
    local = QDateTime.fromSecsSinceEpoch(int(started.timestamp()))
    return locale.toString(local, QLocale.FormatType.ShortFormat)


def length(length_s: float) -> str:
    """Say how long something took: 40 s, 12 min, 1 h 5 min."""
    translate = QCoreApplication.translate
    if length_s < 60:
        return translate("History", "{seconds} s").format(seconds=int(length_s))
    hours, minutes = divmod(int(length_s) // 60, 60)
    if not hours:
        return translate("History", "{minutes} min").format(minutes=minutes)
    return translate("History", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def amount(summary: Summary) -> str:
    """Say how much was written, in what the language counts."""
    translate = QCoreApplication.translate
    count = summary.words
    if counts_characters(summary.languages[0]):
        one, many = translate("History", "1 character"), translate("History", "{count} characters")
    else:
        one, many = translate("History", "1 word"), translate("History", "{count} words")
    return one if count == 1 else many.format(count=QLocale().toString(count))


def languages(summary: Summary) -> str:
    """Name what was spoken and what was written of it."""
    return " → ".join(language_name(code) for code in summary.languages)


def state_words(state: State) -> str:
    """Say how a session stands; nothing where it simply ended."""
    return {
        State.RUNNING: QCoreApplication.translate("History", "Running now"),
        State.UNFINISHED: QCoreApplication.translate("History", "Ended unexpectedly"),
    }.get(state, "")


def facts(summary: Summary) -> str:
    """Give all that a list says of a session, less its title, in one line."""
    parts = (
        state_words(summary.state),
        when(summary.started),
        length(summary.length_s),
        amount(summary),
        languages(summary),
    )
    return " · ".join(filter(None, parts))


def place(found: Found) -> str:
    """Say where in its session a line was spoken, and by whom."""
    return " · ".join(filter(None, (clock(found.start_s), speaker_name(found.speaker))))
